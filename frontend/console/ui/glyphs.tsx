/* Small marks drawn by us: priority bars and status circles. Always beside or with a text. */
import { Globe, Mail, MessageSquare, Phone, TerminalSquare } from "lucide-react";
import type { Category, Priority } from "../api/types";

const BARS: Record<"high" | "normal" | "low", number> = { high: 3, normal: 2, low: 1 };

export function PriorityGlyph({ priority }: { priority: Priority | null }) {
  if (priority === "urgent") {
    return (
      <svg className="glyph glyph-urgent" width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
        <rect x="1" y="1" width="14" height="14" rx="3.5" />
        <path d="M8 4.2v4.6M8 11.4v.6" />
      </svg>
    );
  }
  if (!priority) {
    return (
      <svg className="glyph glyph-none" width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
        <path d="M2.5 8h2.500M6.75 8h2.500M11 8h2.5" />
      </svg>
    );
  }
  const on = BARS[priority];
  return (
    <svg className="glyph glyph-bars" width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
      <rect className={on >= 1 ? "on" : ""} x="2" y="9.5" width="3.2" height="4.5" rx="1" />
      <rect className={on >= 2 ? "on" : ""} x="6.4" y="6" width="3.2" height="8" rx="1" />
      <rect className={on >= 3 ? "on" : ""} x="10.8" y="2.5" width="3.2" height="11.5" rx="1" />
    </svg>
  );
}

export function StatusGlyph({ category }: { category: Category }) {
  const svg = { className: `glyph status-${category}`, width: 16, height: 16, viewBox: "0 0 16 16" };
  switch (category) {
    case "new":
      return (
        <svg {...svg} aria-hidden="true">
          <circle cx="8" cy="8" r="6" strokeDasharray="2.4 1.9" />
        </svg>
      );
    case "open":
      return (
        <svg {...svg} aria-hidden="true">
          <circle cx="8" cy="8" r="6" />
          <path className="fill" d="M8 5a3 3 0 0 1 0 6z" />
        </svg>
      );
    case "pending":
      return (
        <svg {...svg} aria-hidden="true">
          <circle cx="8" cy="8" r="6" />
          <path d="M8 4.800V8l2 1.6" />
        </svg>
      );
    case "on_hold":
      return (
        <svg {...svg} aria-hidden="true">
          <circle cx="8" cy="8" r="6" />
          <path d="M6.6 6v4M9.4 6v4" />
        </svg>
      );
    case "solved":
      return (
        <svg {...svg} aria-hidden="true">
          <circle cx="8" cy="8" r="6" />
          <path d="M5.5 8.200l1.8 1.7 3.2-3.5" />
        </svg>
      );
    case "closed":
      return (
        <svg {...svg} aria-hidden="true">
          <circle className="fill" cx="8" cy="8" r="6" />
          <path className="knock" d="M5.5 8.200l1.8 1.7 3.2-3.5" />
        </svg>
      );
  }
}

export function ChannelIcon({ channel, size = 15 }: { channel: string; size?: number }) {
  const props = { size, strokeWidth: 1.7, "aria-hidden": true } as const;
  switch (channel) {
    case "email":
      return <Mail {...props} />;
    case "phone":
      return <Phone {...props} />;
    case "chat":
      return <MessageSquare {...props} />;
    case "api":
      return <TerminalSquare {...props} />;
    default:
      return <Globe {...props} />;
  }
}

export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="logo">
      <rect width="32" height="32" rx="8" />
      <path d="M16 6.500l7.5 2.800v6.200c0 4.7-3.1 8.2-7.5 10-4.4-1.8-7.5-5.3-7.5-10V9.300z" />
      <path d="M12.5 16l2.5 2.5 4.6-4.8" />
    </svg>
  );
}
