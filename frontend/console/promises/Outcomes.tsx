/* What a draft would do, ticket by ticket: the table of an effect and of a simulation. */
import type { ReactNode } from "react";
import { useI18n } from "../lib/i18n";
import { TicketLink } from "../ui/ticketLink";

/** A table that scrolls in its dialog; `name` says what is in it. */
export function OutcomeTable({ name, head, className = "", children }: { name: string; head: readonly string[]; className?: string; children: ReactNode }) {
  return (
    <div className={`simulate-scroll ${className}`} tabIndex={0} role="region" aria-label={name}>
      <table className="table-rows">
        <thead>
          <tr>
            {head.map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** Whose row it is; the ticket opens beside the editor, which keeps what is typed. */
export function OutcomeTicket({ ticket, children }: { ticket: { ticket: number; subject: string; account?: string | null }; children?: ReactNode }) {
  const { tr } = useI18n();
  return (
    <td>
      <TicketLink number={ticket.ticket} apart>
        {ticket.subject}
      </TicketLink>
      <div className="faint">
        {ticket.account ?? tr.t("no-account")}
        {children}
      </div>
    </td>
  );
}
