//! A document for a browser: one page without scripts, and without anything
//! that it would have to fetch.

use std::fmt::Write as _;

use crate::model::{Align, Block, Paper, Table};

/// Text as HTML, safe in elements and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

const STYLE: &str = "body{font:15px/1.55 system-ui,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;\
max-width:56rem;margin:2rem auto;padding:0 1rem;color:#1b1f26;background:#fff}\
h1{font-size:1.6rem;margin:0}h2{font-size:1.2rem;margin:2rem 0 .5rem}h3,h4{font-size:1rem;margin:1.25rem 0 .25rem}\
.sub,.note,footer{color:#5a6270}table{border-collapse:collapse;width:100%;margin:.75rem 0}\
th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #dfe3e8;vertical-align:top}\
th{font-weight:600;border-bottom-width:2px}.r{text-align:right;font-variant-numeric:tabular-nums}\
.sum td{font-weight:600}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.25rem 1rem}\
dt{color:#5a6270}dd{margin:0}footer{margin-top:2.5rem;font-size:.85rem}.wide{overflow-x:auto}\
@media(max-width:40rem){dl{grid-template-columns:1fr}}\
@media(prefers-color-scheme:dark){body{color:#e6e9ee;background:#14171c}.sub,.note,footer,dt{color:#9aa3b2}\
th,td{border-color:#2e3540}}";

/// The whole page.
pub fn html(paper: &Paper) -> String {
    let mut out = String::new();
    let title = escape(&paper.title);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>",
        paper.language.tag(),
    );
    if !paper.subtitle.is_empty() {
        let _ = write!(out, "<p class=\"sub\">{}</p>", lines(&paper.subtitle));
    }
    for block in &paper.blocks {
        write_block(&mut out, block);
    }
    out.push_str("</main>");
    if !paper.footer.is_empty() {
        let _ = write!(out, "<footer>{}</footer>", escape(&paper.footer));
    }
    out.push_str("</body></html>\n");
    out
}

fn write_block(out: &mut String, block: &Block) {
    match block {
        Block::Heading(level, text) => {
            // The title is the only heading of the first level.
            let level = level.clamp(&1, &3) + 1;
            let _ = write!(out, "<h{level}>{}</h{level}>", escape(text));
        }
        Block::Paragraph(text) => {
            let _ = write!(out, "<p>{}</p>", lines(text));
        }
        Block::Note(text) => {
            let _ = write!(out, "<p class=\"note\">{}</p>", lines(text));
        }
        Block::Bullets(points) => {
            out.push_str("<ul>");
            for point in points {
                let _ = write!(out, "<li>{}</li>", lines(point));
            }
            out.push_str("</ul>");
        }
        Block::Facts(facts) => {
            out.push_str("<dl>");
            for fact in facts {
                let _ = write!(
                    out,
                    "<dt>{}</dt><dd>{}</dd>",
                    escape(&fact.name),
                    lines(&fact.value)
                );
            }
            out.push_str("</dl>");
        }
        Block::Table(table) => write_table(out, table),
        Block::PageBreak => {}
    }
}

fn write_table(out: &mut String, table: &Table) {
    let class = |align: Align| match align {
        Align::Left => "",
        Align::Right => " class=\"r\"",
    };
    out.push_str("<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
    for column in &table.columns {
        let _ = write!(
            out,
            "<th scope=\"col\"{}>{}</th>",
            class(column.align),
            escape(&column.head)
        );
    }
    out.push_str("</tr></thead><tbody>");
    let first_sum = table.rows.len().saturating_sub(table.sums);
    for (n, row) in table.rows.iter().enumerate() {
        out.push_str(if n < first_sum {
            "<tr>"
        } else {
            "<tr class=\"sum\">"
        });
        for (i, column) in table.columns.iter().enumerate() {
            let text = row.get(i).map(String::as_str).unwrap_or_default();
            let _ = write!(out, "<td{}>{}</td>", class(column.align), lines(text));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
}
