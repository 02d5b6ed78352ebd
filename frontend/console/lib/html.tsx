/*
 * Mail HTML as React elements. The server has sanitised it; here only a short
 * list of elements with no style, class or handler survives, built node by
 * node, so nothing of a mail is ever handed to innerHTML or to the browser's
 * parser (which would report each style attribute against our policy). Against
 * a sandboxed frame this keeps the page's fonts, dark mode, height and
 * find-in-page, and leaves a mail no way to draw over the desk.
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

interface Element {
  tag: string;
  attributes: Map<string, string>;
  children: (Element | string)[];
}

const VOID = new Set("br hr img input link meta base area col embed source track wbr".split(" "));
/** Their content is not text of the mail. */
const RAW = new Set(["script", "style", "title", "textarea", "noscript", "template", "iframe", "svg", "math"]);
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]+));/g, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name as string] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : "\ufffd";
  });
}

const TAG = /<!--[\s\S]*?(?:-->|$)|<![^>]*>|<\?[^>]*>|<(\/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g;
const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** A tolerant reading of a server-cleaned fragment: unclosed elements end with their parent. */
export function parseFragment(html: string): Element {
  const root: Element = { tag: "", attributes: new Map(), children: [] };
  const stack: Element[] = [root];
  const top = (): Element => stack[stack.length - 1] ?? root;
  const text = (from: number, to: number): void => {
    if (to > from) top().children.push(decodeEntities(html.slice(from, to)));
  };
  let at = 0;
  TAG.lastIndex = 0;
  for (let match = TAG.exec(html); match; match = TAG.exec(html)) {
    text(at, match.index);
    at = TAG.lastIndex;
    const tag = match[2]?.toLowerCase();
    if (!tag) continue;
    if (match[1]) {
      const open = stack.findLastIndex((element) => element.tag === tag);
      if (open > 0) stack.length = open;
      continue;
    }
    if (RAW.has(tag)) {
      const end = new RegExp(`</${tag}\\s*>`, "gi");
      end.lastIndex = at;
      at = end.exec(html) ? end.lastIndex : html.length;
      TAG.lastIndex = at;
      continue;
    }
    const attributes = new Map<string, string>();
    for (const part of (match[3] ?? "").matchAll(ATTRIBUTE)) {
      const name = part[1]?.toLowerCase();
      if (name && !attributes.has(name)) attributes.set(name, decodeEntities(part[2] ?? part[3] ?? part[4] ?? ""));
    }
    const element: Element = { tag, attributes, children: [] };
    top().children.push(element);
    if (!VOID.has(tag) && !/\/$/.test(match[3] ?? "")) stack.push(element);
  }
  text(at, html.length);
  return root;
}

export function renderHtml(html: string, options: HtmlOptions): { node: ReactNode; cut: boolean } {
  const budget = { nodes: NODES_MAX, cut: false };
  const node = children(parseFragment(html), options, 0, budget);
  return { node, cut: budget.cut };
}

/** Without recursion: this is what is called where the nesting is absurd. */
function textOf(element: Element): string {
  let text = "";
  const rest: (Element | string)[] = [...element.children].reverse();
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (typeof next === "string") text += next;
    else if (!DROPPED.has(next.tag)) rest.push(...[...next.children].reverse());
  }
  return text;
}

function children(parent: Element, options: HtmlOptions, depth: number, budget: { nodes: number; cut: boolean }): ReactNode[] {
  const out: ReactNode[] = [];
  let key = 0;
  for (const child of parent.children) {
    if (budget.nodes <= 0) {
      budget.cut = true;
      break;
    }
    budget.nodes -= 1;
    const made = typeof child === "string" ? textIn(parent.tag, child) : one(child, options, depth, budget);
    if (made !== null) out.push(<Fragment key={key}>{made}</Fragment>);
    key += 1;
  }
  return out;
}

/** White space between the parts of a table or list is not allowed as a child there. */
function textIn(tag: string, text: string): ReactNode {
  return /^(table|thead|tbody|tfoot|tr|ul|ol|dl)$/.test(tag) && !text.trim() ? null : text;
}

function one(element: Element, options: HtmlOptions, depth: number, budget: { nodes: number; cut: boolean }): ReactNode {
  const { tag, attributes } = element;
  if (DROPPED.has(tag)) return null;
  if (depth >= DEPTH_MAX) {
    budget.cut = true;
    return textOf(element);
  }
  const inner = () => children(element, options, depth + 1, budget);
  if (tag === "a") {
    const href = (attributes.get("href") ?? "").trim();
    if (!SAFE_LINK.test(href)) return <>{inner()}</>;
    return (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow" title={href}>
        {inner()}
      </a>
    );
  }
  if (tag === "img") {
    const source = attributes.get("src") ?? "";
    const alt = attributes.get("alt") ?? "";
    const cid = /^cid:(.+)$/i.exec(source)?.[1];
    const url = cid ? options.imageUrl(cid) : /^\/api\/v1\/attachments\/[a-z0-9_]+$/.test(source) ? source : null;
    if (url) return <img src={url} alt={alt} loading="lazy" />;
    return options.remoteImage(alt);
  }
  if (!KEPT.has(tag)) return <>{inner()}</>;
  const name = RENAMED[tag] ?? tag;
  if (tag === "br" || tag === "hr") return createElement(name);
  const props: Record<string, string | number> = {};
  if (/^h[1-6]$/.test(tag)) props.className = "mail-heading";
  if (tag === "td" || tag === "th") {
    for (const [attribute, prop] of [["colspan", "colSpan"], ["rowspan", "rowSpan"]] as const) {
      const span = Number(attributes.get(attribute));
      if (Number.isInteger(span) && span > 1 && span <= 100) props[prop] = span;
    }
  }
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
