import { useMemo } from "react";
import { encode } from "uqr";

/** Light modules around a code (ISO/IEC 18004): the dark theme must not touch it. */
const QUIET_ZONE = 4;

/** Modules of one QR code as a path: no picture of the secret leaves this page. */
export function Qr({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => {
    const code = encode(text, { ecc: "M", border: QUIET_ZONE });
    let d = "";
    code.data.forEach((row, y) => {
      row.forEach((on, x) => {
        if (on) d += `M${x} ${y}h1v1h-1z`;
      });
    });
    return { path: d, size: code.size };
  }, [text]);
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
