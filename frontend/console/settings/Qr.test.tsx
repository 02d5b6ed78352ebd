import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Qr } from "./Qr";

const ADDRESS = "otpauth://totp/Surety:ann%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Surety";
/** Light modules around the code. */
const BORDER = 4;

/** The dark modules of the picture, as "x y". */
function dark(picture: HTMLElement): Set<string> {
  const path = picture.querySelector("path")?.getAttribute("d") ?? "";
  return new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
}

describe("the QR code of the second factor", () => {
  it("is a picture with a name and the three corners that cameras look for", () => {
    render(<Qr text={ADDRESS} label="QR code" />);
    const picture = screen.getByRole("img", { name: "QR code" });
    const size = Number(picture.getAttribute("viewBox")?.split(" ")[2]);
    const modules = dark(picture);
    const far = size - BORDER - 7;
    for (const [left, top] of [[BORDER, BORDER], [far, BORDER], [BORDER, far]] as const) {
      for (let y = 0; y < 7; y += 1) {
        for (let x = 0; x < 7; x += 1) {
          const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
          expect(modules.has(`${left + x} ${top + y}`)).toBe(ring !== 2);
        }
      }
    }
    // Nothing dark in the border.
    expect([...modules].every((at) => at.split(" ").every((n) => Number(n) >= BORDER && Number(n) < size - BORDER))).toBe(true);
  });

  it("is another picture for another secret", () => {
    const { container: one } = render(<Qr text={ADDRESS} label="one" />);
    const { container: two } = render(<Qr text={ADDRESS.replace("JBSW", "KBSW")} label="two" />);
    expect(dark(one)).not.toEqual(dark(two));
  });
});
