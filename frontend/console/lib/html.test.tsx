import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { DEPTH_MAX, NODES_MAX, decodeEntities, renderHtml, renderText } from "./html";

const options = { imageUrl: (cid: string) => (cid === "logo@x" ? "/api/v1/attachments/att_1" : null), remoteImage: (alt: string) => <em>[{alt}]</em> };
const html = (text: string) => render(<div>{renderHtml(text, options).node}</div>).container.firstElementChild?.innerHTML;

describe("mail HTML", () => {
  it.each([
    ["<p>Hello <b>you</b></p>", "<p>Hello <b>you</b></p>"],
    ['<p style="color:red" class="x" onclick="alert(1)">a</p>', "<p>a</p>"],
    ["a<script>alert(1)</script>b", "ab"],
    ["a<SCRIPT>alert(1)", "a"],
    ["<style>p{}</style><p>x</p>", "<p>x</p>"],
    ["<svg onload=alert(1)><path/></svg>y", "y"],
    ['<a href="javascript:alert(1)">x</a>', "x"],
    ['<a href=" JaVaScRiPt:alert(1)">x</a>', "x"],
    ['<a href="&#106;avascript:alert(1)">x</a>', "x"],
    ['<a href="data:text/html,x">x</a>', "x"],
    ["<iframe src=//x></iframe>z", "z"],
    ['<img src="https://t.example/x.png" alt="logo">', "<em>[logo]</em>"],
    ["<form><input name=a>text</form>", ""],
    ["<font color=red>kept text</font>", "kept text"],
    ["<b><i>unclosed", "<b><i>unclosed</i></b>"],
    ["</p></div>stray", "stray"],
    ["1 < 2 &amp;&amp; 3 > 2", "1 &lt; 2 &amp;&amp; 3 &gt; 2"],
    ["<table>\n<tbody>\n<tr>\n<td colspan=2>a</td>\n</tr></tbody></table>", '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>'],
    ["<!-- <b>no</b> -->x<!DOCTYPE html>", "x"],
    ["<h1>Big</h1>", '<p class="mail-heading">Big</p>'],
  ])("%s", (from, to) => {
    expect(html(from)).toBe(to);
  });

  it("opens links apart and says where they lead", () => {
    expect(html('<a href="https://x.example/?a=1&amp;b=2">x</a>')).toBe(
      '<a href="https://x.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow" title="https://x.example/?a=1&amp;b=2">x</a>',
    );
  });

  it("shows an inline picture of the mail itself only", () => {
    expect(html('<img src="cid:logo@x" alt="">')).toContain('src="/api/v1/attachments/att_1"');
    expect(html('<img src="cid:other" alt="o">')).toBe("<em>[o]</em>");
    expect(html('<img src="/api/v1/session" alt="s">')).toBe("<em>[s]</em>");
  });

  it("stops at the depth and at the number of nodes", () => {
    const deep = renderHtml("<div>".repeat(DEPTH_MAX + 500) + "core", options);
    expect(deep.cut).toBe(true);
    expect(render(<>{deep.node}</>).container.textContent).toBe("core");
    expect(renderHtml("<div>".repeat(DEPTH_MAX - 1) + "x", options).cut).toBe(false);
    expect(renderHtml("<br>".repeat(NODES_MAX), options).cut).toBe(false);
    expect(renderHtml("<br>".repeat(NODES_MAX + 1), options).cut).toBe(true);
  });

  it("reads entities as far as they are valid", () => {
    expect(decodeEntities("&lt;&#65;&#x4e2d;&nbsp;&bogus;&#0;&#xD800;&#1114112;")).toBe("<A中\u00a0&bogus;\ufffd\ufffd\ufffd");
  });
});

describe("plain text", () => {
  it("keeps lines, marks quotations and links addresses without their full stop", () => {
    const { container } = render(<>{renderText("See https://a.example/b?c=1.\n> old\nend")}</>);
    expect(container.querySelector("a")?.getAttribute("href")).toBe("https://a.example/b?c=1");
    expect(container.querySelector("blockquote")?.textContent).toBe("old");
    expect(container.textContent).toBe("See https://a.example/b?c=1.oldend");
  });
  it("ends a link at Chinese punctuation", () => {
    const { container } = render(<>{renderText("请看https://a.example/x。谢谢")}</>);
    expect(container.querySelector("a")?.getAttribute("href")).toBe("https://a.example/x");
  });
});
