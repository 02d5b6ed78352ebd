/*
 * Mail HTML as React elements. The server has sanitised it; here only a short
 * list of elements with no style, class or handler survives, built node by
 * node, so nothing of a mail is ever handed to innerHTML. Against a sandboxed
 * frame this keeps the page's fonts, dark mode, height and find-in-page, and
 * leaves a mail no way to draw over the desk.
 */
import { Fragment, type ReactNode, createElement } from "react";

/** Deeper nesting than this is not layout but an attack. */
export const DEPTH_MAX = 60;
/** After this many nodes the rest is left out and the reader is told. */
export const NODES_MAX = 8_000;

const KEPT = new Set(
  "p br hr b strong i em u s del ins sub sup small code pre kbd samp blockquote ul ol li h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr th td caption dl dt dd div span figure figcaption mark abbr time cite q".split(" "),
);
const DROPPED = new Set(
  "script style head title meta link base iframe frame frameset object embed applet form input button select textarea option svg math template noscript audio video source canvas area map".split(" "),
);
/** Headings of a mail must not become headings of the page. */
const RENAMED: Record<string, string> = { h1: "p", h2: "p", h3: "p", h4: "p", h5: "p", h6: "p", div: "div", span: "span", figure: "div", figcaption: "p" };
const SAFE_LINK = /^(https?:|mailto:|tel:)/i;

export interface HtmlOptions {
  /** Where an inline image (`cid:`) is to be had. */
  imageUrl: (contentId: string) => string | null;
  /** What stands for a remote picture that is not loaded. */
  remoteImage: (alt: string) => ReactNode;
}

interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }): { createHTML: (text: string) => string };
}
// An inert document runs nothing; this policy is used for parsing into one and for nothing else.
const policy = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes?.createPolicy("surety-inert", {
  createHTML: (text) => text,
});

function parseInert(html: string): Document {
  const input = policy ? policy.createHTML(html) : html;
  return new DOMParser().parseFromString(input as string, "text/html");
}

export function renderHtml(html: string, options: HtmlOptions): { node: ReactNode; cut: boolean } {
  const budget = { nodes: NODES_MAX, cut: false };
  const node = children(parseInert(html).body, options, 0, budget);
  return { node, cut: budget.cut };
}

function children(parent: Node, options: HtmlOptions, depth: number, budget: { nodes: number; cut: boolean }): ReactNode[] {
  const out: ReactNode[] = [];
  let key = 0;
  for (const child of parent.childNodes) {
    if (budget.nodes <= 0) {
      budget.cut = true;
      break;
    }
    budget.nodes -= 1;
    const made = one(child, options, depth, budget);
    if (made !== null) out.push(<Fragment key={key}>{made}</Fragment>);
    key += 1;
  }
  return out;
}

function one(node: Node, options: HtmlOptions, depth: number, budget: { nodes: number; cut: boolean }): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.textContent ?? "";
    const parent = node.parentElement?.tagName.toLowerCase();
    // White space between table parts is not allowed as a child there.
    if (parent && /^(table|thead|tbody|tfoot|tr|ul|ol|dl)$/.test(parent) && !text.trim()) return null;
    return text;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  const element = node as Element;
  const tag = element.tagName.toLowerCase();
  if (DROPPED.has(tag)) return null;
  if (depth >= DEPTH_MAX) {
    budget.cut = true;
    return element.textContent;
  }
  const inner = () => children(element, options, depth + 1, budget);
  if (tag === "a") {
    const href = element.getAttribute("href") ?? "";
    if (!SAFE_LINK.test(href.trim())) return <>{inner()}</>;
    return (
      <a href={href.trim()} target="_blank" rel="noopener noreferrer nofollow" title={href.trim()}>
        {inner()}
      </a>
    );
  }
  if (tag === "img") {
    const source = element.getAttribute("src") ?? "";
    const alt = element.getAttribute("alt") ?? "";
    const cid = /^cid:(.+)$/i.exec(source)?.[1];
    const url = cid ? options.imageUrl(cid) : source.startsWith("/api/v1/attachments/") ? source : null;
    if (url) return <img src={url} alt={alt} loading="lazy" />;
    return options.remoteImage(alt);
  }
  if (!KEPT.has(tag)) return <>{inner()}</>;
  const name = RENAMED[tag] ?? tag;
  const props: Record<string, string | number> = {};
  if (/^h[1-6]$/.test(tag)) props.className = "mail-heading";
  if (tag === "td" || tag === "th") {
    for (const [attribute, prop] of [["colspan", "colSpan"], ["rowspan", "rowSpan"]] as const) {
      const span = Number(element.getAttribute(attribute));
      if (Number.isInteger(span) && span > 1 && span <= 100) props[prop] = span;
    }
  }
  if (tag === "br" || tag === "hr") return createElement(name);
  return createElement(name, props, ...inner());
}

const URL_IN_TEXT = /https?:\/\/[^\s<>"'\u3000-\u303f\uff00-\uffef]+[^\s<>"'.,;:!?)\]}\u3000-\u303f\uff00-\uffef]/g;

/** Plain text with its line breaks, links made clickable, quoted lines set apart. */
export function renderText(text: string): ReactNode {
  const blocks: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.replaceAll("\r\n", "\n").replace(/\s+$/, "").split("\n")) {
    const quoted = /^>/.test(line);
    const last = blocks[blocks.length - 1];
    if (last && last.quoted === quoted) last.lines.push(line);
    else blocks.push({ quoted, lines: [line] });
  }
  return blocks.map((block, index) => {
    const body = linkify(block.lines.map((line) => (block.quoted ? line.replace(/^> ?/, "") : line)).join("\n"));
    // Blocks have no identity but their place.
    return block.quoted ? (
      <blockquote key={index} className="plain">
        {body}
      </blockquote>
    ) : (
      <div key={index} className="plain">
        {body}
      </div>
    );
  });
}

function linkify(text: string): ReactNode[] {
  const out: ReactNode[] = [];
  let at = 0;
  for (const match of text.matchAll(URL_IN_TEXT)) {
    if (match.index > at) out.push(text.slice(at, match.index));
    out.push(
      <a key={match.index} href={match[0]} target="_blank" rel="noopener noreferrer nofollow">
        {match[0]}
      </a>,
    );
    at = match.index + match[0].length;
  }
  if (at < text.length) out.push(text.slice(at));
  return out;
}
