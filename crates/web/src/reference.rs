//! The readable reference: one page made from the OpenAPI document, without
//! scripts.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

/// The page's style.
pub(crate) const STYLE: &str = include_str!("reference.css");

/// The order of methods below a path.
const METHODS: [&str; 5] = ["get", "post", "patch", "put", "delete"];

/// Text for HTML, in content and in quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A description: paragraphs, and `code` in backquotes.
fn prose(text: &str) -> String {
    let mut out = String::new();
    for paragraph in text.split("\n\n").filter(|p| !p.trim().is_empty()) {
        out.push_str("<p>");
        out.push_str(&inline(paragraph));
        out.push_str("</p>");
    }
    out
}

fn inline(text: &str) -> String {
    text.split('`')
        .enumerate()
        .map(|(at, part)| {
            let part = escape(part);
            if at % 2 == 1 {
                format!("<code>{part}</code>")
            } else {
                part
            }
        })
        .collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// A schema in a few words, with links to the named ones.
fn kind(schema: &Value) -> String {
    if let Some(target) = schema["$ref"].as_str() {
        let name = escape(target.rsplit('/').next().unwrap_or_default());
        return format!("<a href=\"#schema-{name}\">{name}</a>");
    }
    for key in ["oneOf", "anyOf", "allOf"] {
        if let Some(list) = schema[key].as_array() {
            let parts: Vec<String> = list.iter().map(kind).collect();
            return parts.join(if key == "allOf" { " and " } else { " or " });
        }
    }
    if let Some(values) = schema["enum"].as_array() {
        let parts: Vec<String> = values
            .iter()
            .map(|v| format!("<code>{}</code>", escape(v.as_str().unwrap_or("null"))))
            .collect();
        return parts.join(" or ");
    }
    let one = |name: &str| match name {
        "array" => format!("list of {}", kind(&schema["items"])),
        name => match schema["format"].as_str() {
            Some(format) if !matches!(format, "int64" | "int32") => {
                format!("{} ({})", escape(name), escape(format))
            }
            _ => escape(name),
        },
    };
    match &schema["type"] {
        Value::String(name) => one(name),
        Value::Array(names) => names
            .iter()
            .filter_map(Value::as_str)
            .map(one)
            .collect::<Vec<_>>()
            .join(" or "),
        _ => "any".to_owned(),
    }
}

fn rows(out: &mut String, schema: &Value) {
    let required: Vec<&str> = schema["required"]
        .as_array()
        .map(|list| list.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    if let Some(properties) = schema["properties"].as_object() {
        for (name, property) in properties {
            let needed = if required.contains(&name.as_str()) {
                ""
            } else {
                " <span class=\"soft\">optional</span>"
            };
            let _ = write!(
                out,
                "<tr><td><code>{}</code>{needed}</td><td>{}</td><td>{}</td></tr>",
                escape(name),
                kind(property),
                inline(text(property, "description")),
            );
        }
    }
    if let Some(parts) = schema["allOf"].as_array() {
        parts.iter().for_each(|part| rows(out, part));
    }
}

fn fields(out: &mut String, schema: &Value) {
    let mut body = String::new();
    rows(&mut body, schema);
    if body.is_empty() {
        let _ = write!(out, "<p>{}</p>", kind(schema));
    } else {
        let _ = write!(
            out,
            "<div class=\"tables\"><table><thead><tr><th>Field</th><th>Kind</th><th>Meaning</th></tr></thead><tbody>{body}</tbody></table></div>"
        );
    }
    if !schema["example"].is_null() {
        example(out, &schema["example"]);
    }
}

fn example(out: &mut String, value: &Value) {
    let shown = serde_json::to_string_pretty(value).unwrap_or_default();
    let _ = write!(out, "<h4>Example</h4><pre>{}</pre>", escape(&shown));
}

fn operation(out: &mut String, path: &str, method: &str, operation: &Value) {
    let id = escape(text(operation, "operationId"));
    let _ = write!(
        out,
        "<section id=\"{id}\"><h3>{}</h3><p><code><span class=\"method\">{method}</span>{}</code></p>{}",
        escape(text(operation, "summary")),
        escape(path),
        prose(text(operation, "description")),
    );
    if let Some(parameters) = operation["parameters"]
        .as_array()
        .filter(|list| !list.is_empty())
    {
        out.push_str("<h4>Parameters</h4><div class=\"tables\"><table><tbody>");
        for parameter in parameters {
            let needed = if parameter["required"] == true {
                ""
            } else {
                " <span class=\"soft\">optional</span>"
            };
            let _ = write!(
                out,
                "<tr><td><code>{}</code> <span class=\"soft\">{}</span>{needed}</td><td>{}</td><td>{}</td></tr>",
                escape(text(parameter, "name")),
                escape(text(parameter, "in")),
                kind(&parameter["schema"]),
                inline(text(parameter, "description")),
            );
        }
        out.push_str("</tbody></table></div>");
    }
    if let Some(content) = operation["requestBody"]["content"].as_object() {
        for (media, body) in content {
            let _ = write!(
                out,
                "<h4>Body</h4><p>{} <span class=\"soft\">{}</span></p>",
                kind(&body["schema"]),
                escape(media)
            );
        }
    }
    if let Some(responses) = operation["responses"].as_object() {
        out.push_str("<h4>Answers</h4><div class=\"tables\"><table><tbody>");
        for (status, response) in responses {
            let body = response["content"]
                .as_object()
                .and_then(|content| content.values().next())
                .map(|body| kind(&body["schema"]))
                .unwrap_or_default();
            let shown = if status == "default" { "else" } else { status };
            let _ = write!(
                out,
                "<tr><td><code>{}</code></td><td>{body}</td><td>{}</td></tr>",
                escape(shown),
                inline(text(response, "description")),
            );
        }
        out.push_str("</tbody></table></div>");
    }
    out.push_str("</section>");
}

/// The whole page.
pub(crate) fn page(document: &Value) -> String {
    let mut by_tag: BTreeMap<&str, Vec<(&str, &str, &Value)>> = BTreeMap::new();
    if let Some(paths) = document["paths"].as_object() {
        for (path, item) in paths {
            for method in METHODS {
                if item[method].is_object() {
                    let tag = item[method]["tags"][0].as_str().unwrap_or("other");
                    by_tag
                        .entry(tag)
                        .or_default()
                        .push((path, method, &item[method]));
                }
            }
        }
    }
    let mut out = String::from(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Surety API v1</title><link rel=\"stylesheet\" href=\"/api/v1/reference.css\"></head><body>\
         <header><h1>Surety API v1</h1>",
    );
    out.push_str(&prose(text(&document["info"], "description")));
    out.push_str("<p><a href=\"/api/v1/openapi.json\">OpenAPI document</a></p></header><nav aria-label=\"Contents\">");
    for (tag, operations) in &by_tag {
        let _ = write!(out, "<h4>{}</h4><ul>", escape(tag));
        for (_, _, operation) in operations {
            let _ = write!(
                out,
                "<li><a href=\"#{}\">{}</a></li>",
                escape(text(operation, "operationId")),
                escape(text(operation, "summary"))
            );
        }
        out.push_str("</ul>");
    }
    out.push_str("</nav><main>");
    for (tag, operations) in &by_tag {
        let _ = write!(out, "<h2 id=\"tag-{0}\">{0}</h2>", escape(tag));
        for (path, method, value) in operations {
            operation(&mut out, path, method, value);
        }
    }
    out.push_str("<h2>Schemas</h2>");
    if let Some(schemas) = document["components"]["schemas"].as_object() {
        for (name, schema) in schemas {
            let _ = write!(
                out,
                "<section id=\"schema-{0}\"><h3>{0}</h3>{1}",
                escape(name),
                prose(text(schema, "description"))
            );
            fields(&mut out, schema);
            out.push_str("</section>");
        }
    }
    out.push_str("</main></body></html>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_page_names_every_operation_and_schema_and_links_hold() {
        let document = serde_json::to_value(crate::openapi::document()).unwrap();
        let page = page(&document);
        for (_, item) in document["paths"].as_object().unwrap() {
            for operation in item.as_object().unwrap().values() {
                let id = operation["operationId"].as_str().unwrap();
                assert!(page.contains(&format!("<section id=\"{id}\">")), "{id}");
            }
        }
        for link in page.split("href=\"#").skip(1) {
            let target = link.split('"').next().unwrap();
            assert!(
                page.contains(&format!("id=\"{target}\"")),
                "nothing has the id {target}"
            );
        }
        assert!(!page.contains("<script") && !page.contains("style="));
    }

    #[test]
    fn descriptions_are_text() {
        let page = page(&json!({
            "info": {"description": "<script>alert(1)</script> `a<b`"},
            "paths": {"/x\"y": {"get": {"operationId": "o\"o", "summary": "<b>", "tags": ["<i>"], "responses": {}}}}
        }));
        assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains("<i>"));
        assert!(page.contains("<code>a&lt;b</code>"));
    }
}
