import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** A ticket by its number; `apart` opens it beside what is being written here. A dash where there is none. */
export function TicketLink({ number, apart = false, children }: { number: number | null | undefined; apart?: boolean; children?: ReactNode }) {
  if (!number) return <span className="faint">–</span>;
  return (
    <Link to="/tickets/$number" params={{ number: String(number) }} className="link num" {...(apart ? { target: "_blank", rel: "noreferrer" } : {})}>
      #{number}
      {children && <> {children}</>}
    </Link>
  );
}
