//! The page behind the link in a mail that asks for approval: HTML without
//! scripts, in the approver's language. Opening it shows; a POST answers.

use std::fmt::Write as _;

use axum::extract::{RawForm, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use surety_app::AppError;
use surety_app::promises::approval_link::{self, LinkView};
use surety_app::tickets::flags::NOTE_CHARS_MAX;
use surety_domain::policy::{Lang, moment_words};

use crate::extract::Path;
use crate::headers::FORM_CSP;
use crate::problem::Problem;
use crate::public_page::{language, open_page, pick};
use crate::reference::escape;
use crate::state::Web;

/// The page's own style, beside that of all public pages.
const STYLE: &str = include_str!("approval_page.css");
/// What the page is styled by.
const STYLES: [&str; 2] = ["/policy/style.css", "/approve/style.css"];
/// Largest form that is read, in bytes: a note of the longest with every
/// character escaped, and the answer.
pub(crate) const FORM_BYTES_MAX: usize = 16 * 1024;

/// `/approve/style.css`.
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

/// `GET /approve/{link}`: what is asked. It never answers the request.
pub(crate) async fn show(
    State(web): State<Web>,
    Path(link): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let asked = uri.query().is_some_and(|query| query.contains("lang="));
    match approval_link::look(&web.app, link.clone()).await {
        Ok(view) => {
            let lang = if asked {
                language(&uri, &headers)
            } else {
                Lang::of_tag(&view.locale)
            };
            html(StatusCode::OK, lang, &page(&view, &link, lang, None))
        }
        Err(error) => refused(error, language(&uri, &headers)),
    }
}

/// `POST /approve/{link}` with `answer` (`approve` or `decline`) and `note`.
pub(crate) async fn answer(
    State(web): State<Web>,
    Path(link): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    RawForm(form): RawForm,
) -> Response {
    let field = |name: &str| {
        form_urlencoded::parse(&form)
            .find_map(|(key, value)| (key == name).then(|| value.into_owned()))
    };
    let (note, said) = (field("note").unwrap_or_default(), field("answer"));
    let lang = language(&uri, &headers);
    let approved = match said.as_deref() {
        Some("approve") => true,
        Some("decline") => false,
        _ => return again(&web, link, lang, &note, Fault::NoAnswer).await,
    };
    match approval_link::answer(&web.app, link.clone(), approved, note.clone()).await {
        // Who was slower, and whose link is too old, sees how it stands.
        Ok(()) => back(&link, lang),
        Err(AppError::Conflict { .. }) => back(&link, lang),
        Err(AppError::Invalid { .. } | AppError::InvalidFields(_)) => {
            again(&web, link, lang, &note, Fault::Note).await
        }
        Err(error) => refused(error, lang),
    }
}

fn back(link: &str, lang: Lang) -> Response {
    // A link that got here is letters, digits, dots and underscores.
    Redirect::to(&format!("/approve/{link}?lang={lang}")).into_response()
}

#[derive(Clone, Copy)]
enum Fault {
    NoAnswer,
    Note,
}

/// The page once more, with what was typed and what is wrong.
async fn again(web: &Web, link: String, lang: Lang, note: &str, fault: Fault) -> Response {
    match approval_link::look(&web.app, link.clone()).await {
        Ok(view) => html(
            StatusCode::UNPROCESSABLE_ENTITY,
            lang,
            &page(&view, &link, lang, Some((note, fault))),
        ),
        Err(error) => refused(error, lang),
    }
}

fn refused(error: AppError, lang: Lang) -> Response {
    match error {
        AppError::NotFound(_) => html(StatusCode::NOT_FOUND, lang, &missing(lang)),
        other => Problem::from(other).into_response(),
    }
}

fn html(status: StatusCode, lang: Lang, page: &str) -> Response {
    let mut response = (status, page.to_owned()).into_response();
    let set = response.headers_mut();
    set.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    set.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(FORM_CSP),
    );
    set.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(lang.as_str()),
    );
    set.insert(
        header::HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex"),
    );
    response
}

fn missing(lang: Lang) -> String {
    let title = pick(lang, "This link does not work", "此链接无效");
    let text = pick(
        lang,
        "It may have been cut off on its way, or you may not answer for this account any more. Open it from the mail \
         again, or sign in.",
        "链接可能在传递中被截断，或您已不再负责此客户。请重新从邮件中打开，或登录后处理。",
    );
    let mut out = String::new();
    open_page(&mut out, lang, title, &STYLES);
    let _ = write!(
        out,
        "<main class=\"alone\"><h1>{title}</h1><p>{text}</p></main></body></html>"
    );
    out
}

fn page(view: &LinkView, link: &str, lang: Lang, fault: Option<(&str, Fault)>) -> String {
    let number = view.number;
    let title = match lang {
        Lang::En => format!("Request #{number}: your approval"),
        Lang::ZhCn => format!("工单 #{number}：请您审批"),
    };
    let (other, other_name) = match lang {
        Lang::En => (Lang::ZhCn, "简体中文"),
        Lang::ZhCn => (Lang::En, "English"),
    };
    let mut out = String::new();
    open_page(&mut out, lang, &format!("{title} · {}", view.desk), &STYLES);
    let _ = write!(
        out,
        "<header class=\"top\"><span class=\"desk\">{}</span>\
         <a href=\"/approve/{}?lang={other}\" hreflang=\"{other}\" lang=\"{other}\">{other_name}</a></header>\
         <main class=\"approval\"><h1>{}</h1>",
        escape(&view.desk),
        escape(link),
        escape(&title)
    );
    let _ = write!(
        out,
        "<p class=\"state {}\" role=\"status\">{}</p>",
        view.state,
        escape(&state(view, lang))
    );
    facts(&mut out, view, lang);
    if view.state == "waiting" {
        form(&mut out, link, lang, fault);
    }
    out.push_str("</main></body></html>");
    out
}

fn state(view: &LinkView, lang: Lang) -> String {
    let by = view.decided_by.as_deref();
    let at = view
        .decided_at
        .map(|at| moment_words(lang, at, &view.zone))
        .unwrap_or_default();
    let done = |en: &str, zh: &str| match (lang, by) {
        (Lang::En, Some(by)) => format!("{en} by {by} on {at}."),
        (Lang::En, None) => format!("{en} on {at}."),
        (Lang::ZhCn, Some(by)) => format!("{by}已于{at}{zh}。"),
        (Lang::ZhCn, None) => format!("已于{at}{zh}。"),
    };
    match view.state.as_str() {
        "waiting" => pick(
            lang,
            "The support credits of this period are used up. If you approve, the request goes on and counts past the \
             limit; its promised times run from when it came.",
            "本周期的支持次数已用完。批准后将继续处理此工单，并计为超额使用；承诺时限自收到之时起算。",
        )
        .to_owned(),
        "approved" => done("Approved", "批准"),
        "declined" => done("Declined", "拒绝"),
        "expired" => pick(
            lang,
            "This link is too old to answer. Sign in to answer the request.",
            "此链接已过有效期。请登录后处理。",
        )
        .to_owned(),
        _ => pick(
            lang,
            "This request needs no approval any more.",
            "此工单已无需审批。",
        )
        .to_owned(),
    }
}

fn facts(out: &mut String, view: &LinkView, lang: Lang) {
    out.push_str("<dl>");
    let mut row = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = write!(out, "<dt>{name}</dt><dd>{}</dd>", escape(value));
        }
    };
    row(pick(lang, "Subject", "主题"), &view.subject);
    row(
        pick(lang, "Asked by", "提出人"),
        view.requester.as_deref().unwrap_or_default(),
    );
    row(pick(lang, "Account", "客户"), &view.account);
    row(
        pick(lang, "Contract", "合同"),
        view.contract.as_deref().unwrap_or_default(),
    );
    row(
        pick(lang, "Priority", "优先级"),
        match view.priority.as_deref() {
            Some("urgent") => pick(lang, "Urgent", "紧急"),
            Some("high") => pick(lang, "High", "高"),
            Some("normal") => pick(lang, "Normal", "普通"),
            Some("low") => pick(lang, "Low", "低"),
            _ => "",
        },
    );
    row(
        pick(lang, "Waits since", "等待开始"),
        &moment_words(lang, view.requested_at, &view.zone),
    );
    if view.state == "waiting" {
        row(
            pick(lang, "This link answers until", "链接有效期至"),
            &moment_words(lang, view.until, &view.zone),
        );
    }
    row(pick(lang, "Note", "备注"), &view.note);
    out.push_str("</dl>");
}

fn form(out: &mut String, link: &str, lang: Lang, fault: Option<(&str, Fault)>) {
    let typed = fault.map(|(note, _)| note).unwrap_or_default();
    let (wrong, described) = match fault {
        Some((_, Fault::Note)) => (
            match lang {
                Lang::En => format!(
                    "One line of at most {NOTE_CHARS_MAX} characters, please. Nothing was sent."
                ),
                Lang::ZhCn => format!("请填写一行，最多 {NOTE_CHARS_MAX} 个字符。尚未提交。"),
            },
            " aria-invalid=\"true\" aria-describedby=\"wrong\"",
        ),
        Some((_, Fault::NoAnswer)) => (
            pick(
                lang,
                "Please choose one of the two buttons.",
                "请选择其中一个按钮。",
            )
            .to_owned(),
            "",
        ),
        None => (String::new(), ""),
    };
    let _ = write!(
        out,
        "<form method=\"post\" action=\"/approve/{}?lang={lang}\"><label for=\"note\">{}</label>\
         <input id=\"note\" name=\"note\" type=\"text\" autocomplete=\"off\" value=\"{}\"{described}>",
        escape(link),
        pick(
            lang,
            "A word on it, for everybody who sees the request (optional)",
            "附言，能看到此工单的人都可见（选填）"
        ),
        escape(typed)
    );
    if !wrong.is_empty() {
        let _ = write!(
            out,
            "<p id=\"wrong\" class=\"wrong\" role=\"alert\">{wrong}</p>"
        );
    }
    let _ = write!(
        out,
        "<div class=\"answers\"><button name=\"answer\" value=\"approve\">{}</button>\
         <button name=\"answer\" value=\"decline\" class=\"second\">{}</button></div></form>",
        pick(lang, "Approve", "批准"),
        pick(lang, "Decline", "拒绝")
    );
}
