//! The published support policy at a stable address, for everybody: HTML
//! without scripts, in the reader's language.

use std::fmt::Write as _;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use surety_app::AppError;
use surety_app::policy::{PublicPolicy, public};
use surety_domain::policy::{Block, Lang, Opening, Section, date_words, opening_words};

use crate::extract::Path;
use crate::headers::PAGE_CSP;
use crate::problem::Problem;
use crate::public_page::{language, open_page, pick};
use crate::reference::escape;
use crate::state::Web;

/// The page's style.
const STYLE: &str = include_str!("policy_page.css");

/// What the page is styled by.
const STYLES: [&str; 1] = ["/policy/style.css"];

/// Caches may keep a page this long: what it says of "now" is told in minutes.
const CACHE: &str = "public, max-age=60";

/// `/policy`: the version in force.
pub(crate) async fn newest(State(web): State<Web>, uri: Uri, headers: HeaderMap) -> Response {
    answer(&web, None, &uri, &headers).await
}

/// `/policy/{version}`: one version, for ever.
pub(crate) async fn version(
    State(web): State<Web>,
    Path(version): Path<i64>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    answer(&web, Some(version), &uri, &headers).await
}

/// `/policy/style.css`.
pub(crate) async fn style() -> Response {
    (
        [
            (header::CONTENT_TYPE, "text/css; charset=utf-8"),
            (header::CACHE_CONTROL, "public, max-age=3600"),
        ],
        STYLE,
    )
        .into_response()
}

async fn answer(web: &Web, version: Option<i64>, uri: &Uri, headers: &HeaderMap) -> Response {
    let lang = language(uri, headers);
    let (status, html) = match public(&web.app, version).await {
        Ok(policy) => (StatusCode::OK, page(&policy, lang)),
        Err(AppError::NotFound(_)) => (StatusCode::NOT_FOUND, missing(lang)),
        Err(error) => return Problem::from(error).into_response(),
    };
    let hash = Sha256::digest(&html);
    let hash: String = hash.iter().take(16).map(|b| format!("{b:02x}")).collect();
    // Weak: a proxy may compress the page on its way.
    let etag = format!("W/\"{hash}\"");
    let known = status == StatusCode::OK
        && headers
            .get(header::IF_NONE_MATCH)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == etag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        (status, html).into_response()
    };
    let cache = if status == StatusCode::OK {
        CACHE
    } else {
        "no-store"
    };
    let set = response.headers_mut();
    set.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    set.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(PAGE_CSP),
    );
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    set.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    set.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(lang.as_str()),
    );
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        set.insert(header::ETAG, etag);
    }
    response
}

fn day(at: surety_domain::time::Instant, lang: Lang) -> String {
    // The day in UTC, as the document itself was dated.
    let text = at.to_string();
    date_words(lang, text.get(..10).unwrap_or_default())
}

fn missing(lang: Lang) -> String {
    let title = pick(lang, "No support policy", "没有支持政策");
    let text = pick(
        lang,
        "There is no published support policy at this address.",
        "此地址没有已发布的支持政策。",
    );
    let mut out = String::new();
    open_page(&mut out, lang, title, &STYLES);
    let _ = write!(
        out,
        "<main class=\"alone\"><h1>{title}</h1><p>{text}</p></main></body></html>"
    );
    out
}

fn page(policy: &PublicPolicy, lang: Lang) -> String {
    let document = policy.documents.of(lang);
    let desk = escape(&policy.desk);
    let mut out = String::new();
    open_page(
        &mut out,
        lang,
        &format!("{} · {}", document.title, policy.desk),
        &STYLES,
    );
    let (other, other_name) = match lang {
        Lang::En => (Lang::ZhCn, "简体中文"),
        Lang::ZhCn => (Lang::En, "English"),
    };
    let skip = pick(lang, "Skip to the text", "跳到正文");
    let number = policy.version;
    let _ = write!(
        out,
        "<a class=\"skip\" href=\"#text\">{skip}</a><header class=\"top\"><span class=\"desk\">{desk}</span>\
         <a href=\"/policy/{number}?lang={other}\" hreflang=\"{other}\" lang=\"{other}\">{other_name}</a></header>"
    );
    heading(&mut out, policy, lang);
    let _ = write!(
        out,
        "<div class=\"columns\"><nav aria-label=\"{0}\"><h2>{0}</h2><ol>",
        pick(lang, "Contents", "目录")
    );
    for section in &document.sections {
        let _ = write!(
            out,
            "<li><a href=\"#{}\">{}</a></li>",
            section.id,
            escape(&section.title)
        );
    }
    out.push_str("</ol></nav><main id=\"text\">");
    for (at, body) in document.sections.iter().enumerate() {
        section(&mut out, policy, lang, at + 1, body);
    }
    out.push_str("</main></div>");
    footer(&mut out, policy, lang);
    out.push_str("</body></html>");
    out
}

fn heading(out: &mut String, policy: &PublicPolicy, lang: Lang) {
    let number = policy.version;
    let since = day(policy.published_at, lang);
    let _ = write!(
        out,
        "<section class=\"title\" aria-labelledby=\"title\"><h1 id=\"title\">{}</h1><p class=\"soft\">{}",
        escape(&policy.documents.of(lang).title),
        match lang {
            Lang::En => format!("Version {number}, published on {since}"),
            Lang::ZhCn => format!("第 {number} 版，{since}发布"),
        }
    );
    if let Some(by) = &policy.review_by {
        let by = date_words(lang, by);
        out.push_str(&escape(&match lang {
            Lang::En => format!(" · next review by {by}"),
            Lang::ZhCn => format!(" · 下次审阅不晚于{by}"),
        }));
    }
    out.push_str("</p>");
    if policy.version < policy.newest {
        let newest = policy.newest;
        let text = match lang {
            Lang::En => format!("This version has been replaced. Version {newest} is in force."),
            Lang::ZhCn => format!("此版本已被取代，现行版本为第 {newest} 版。"),
        };
        let _ = write!(
            out,
            "<p class=\"old\"><a href=\"/policy?lang={lang}\">{text}</a></p>"
        );
    }
    if !policy.note.is_empty() {
        let _ = write!(
            out,
            "<p class=\"new\"><strong>{}</strong> {}</p>",
            pick(lang, "What is new:", "更新内容："),
            escape(&policy.note)
        );
    }
    out.push_str("</section>");
}

fn section(out: &mut String, policy: &PublicPolicy, lang: Lang, number: usize, section: &Section) {
    let _ = write!(
        out,
        "<section id=\"{0}\" aria-labelledby=\"h-{0}\"><h2 id=\"h-{0}\"><span class=\"number\">{number}</span>{1}</h2>",
        section.id,
        escape(&section.title)
    );
    for each in section.text.iter().chain(&section.generated) {
        block(out, policy, lang, each);
    }
    out.push_str("</section>");
}

fn block(out: &mut String, policy: &PublicPolicy, lang: Lang, block: &Block) {
    match block {
        Block::Paragraph { item } => {
            let _ = write!(out, "<p>{}</p>", escape(&item.text));
        }
        Block::List { items } => {
            out.push_str("<ul>");
            for item in items {
                let _ = write!(out, "<li>{}</li>", escape(&item.text));
            }
            out.push_str("</ul>");
        }
        Block::Table {
            caption,
            head,
            rows,
            calendar,
        } => {
            let _ = write!(
                out,
                "<div class=\"tables\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table><caption>{0}{1}</caption><thead><tr>",
                escape(caption),
                calendar
                    .as_ref()
                    .map(|id| open_now(policy, lang, id))
                    .unwrap_or_default()
            );
            for cell in head {
                let _ = write!(out, "<th scope=\"col\">{}</th>", escape(cell));
            }
            out.push_str("</tr></thead><tbody>");
            for row in rows {
                out.push_str("<tr>");
                for (at, cell) in row.cells.iter().enumerate() {
                    let _ = if at == 0 {
                        write!(out, "<th scope=\"row\">{}</th>", escape(cell))
                    } else {
                        write!(out, "<td>{}</td>", escape(cell))
                    };
                }
                out.push_str("</tr>");
            }
            out.push_str("</tbody></table></div>");
        }
    }
}

/// Whether a calendar is open at this moment, as a mark beside its hours.
fn open_now(policy: &PublicPolicy, lang: Lang, id: &str) -> String {
    let Some((_, zone, state)) = policy.hours.iter().find(|(of, ..)| of == id) else {
        return String::new();
    };
    let class = match state {
        Opening::Open(_) => "open",
        Opening::Closed(_) => "shut",
    };
    format!(
        " <span class=\"now {class}\">{}</span>",
        escape(&opening_words(lang, *state, zone, policy.now))
    )
}

fn footer(out: &mut String, policy: &PublicPolicy, lang: Lang) {
    let _ = write!(
        out,
        "<footer><h2>{}</h2><ul class=\"versions\">",
        pick(lang, "All versions", "所有版本")
    );
    for (number, at) in &policy.history {
        let current = if *number == policy.version {
            " aria-current=\"page\""
        } else {
            ""
        };
        let name = match lang {
            Lang::En => format!("Version {number}"),
            Lang::ZhCn => format!("第 {number} 版"),
        };
        let _ = write!(
            out,
            "<li><a href=\"/policy/{number}?lang={lang}\"{current}>{name}</a> <span class=\"soft\">{}</span></li>",
            day(*at, lang)
        );
    }
    let _ = write!(
        out,
        "</ul><p class=\"soft\">{} <code>{}</code></p></footer>",
        pick(lang, "SHA-256 of this version:", "本版本的 SHA-256："),
        policy.sha256
    );
}
