use proptest::prelude::*;

use super::super::html_tokens::{Token, each_token, is_void};
use super::super::limits::{MAX_ATTRIBUTE_BYTES, MAX_HTML_DEPTH, MAX_HTML_ELEMENTS, MAX_TEXT_RUN};
use super::*;

#[track_caller]
fn check(html: &str, wanted: &str) {
    let once = sanitize(html).html;
    assert_eq!(once, wanted, "of {html:?}");
    assert_eq!(sanitize(&once).html, once, "twice, of {html:?}");
}

#[test]
fn ordinary_mail_html_stays_readable() {
    check(
        "<html><head><title>t</title><style>p{x}</style></head><body><p>Hi <b>there</b>,<br>bye</p></body></html>",
        "<p>Hi <b>there</b>,<br>bye</p>",
    );
    check(
        "<ul><li>a<li>b</ul><p>x<div align=center>y</div>",
        "<ul><li>a</li><li>b</li></ul><p>x</p><div style=\"text-align:center\">y</div>",
    );
    check(
        "<a href='https://example.com/?a=1&b=2' target=_blank onclick=x()>go</a>",
        "<a href=\"https://example.com/?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\">go</a>",
    );
    check("<font color=red>a</font>", "<span>a</span>");
    check("<pre>\n\n a\n b</pre>", "<pre> a\n b</pre>");
}

#[test]
fn tables_are_repaired_and_their_text_is_kept() {
    check(
        "<table><tr><td>a<td colspan=2>b<tr><th>c</table>",
        "<table><tbody><tr><td>a</td><td colspan=\"2\">b</td></tr><tr><th>c</th></tr></tbody></table>",
    );
    check(
        "<table>loose<tr><td>a</table>",
        "<table><tbody><tr><td>loose</td></tr><tr><td>a</td></tr></tbody></table>",
    );
    check("<td>a<td>b", " a b");
    check(
        "<table><tr><td><table><tr><td>in</table>out</table>",
        "<table><tbody><tr><td><table><tbody><tr><td>in</td></tr></tbody></table>out</td></tr></tbody></table>",
    );
}

#[test]
fn images_are_embedded_or_set_aside() {
    check(
        "<img src='cid:a@b' alt=x onerror=y width=10px>",
        "<img src=\"cid:a@b\" alt=\"x\" width=\"10\">",
    );
    check(
        "<img src='https://example.com/p.gif?u=1'>",
        "<img data-remote-src=\"https://example.com/p.gif?u=1\">",
    );
    assert_eq!(
        sanitize("<img src=http://a.b/c><img src=HTTPS://d.e/f>").remote_images,
        2
    );
    check("<img src='data:image/svg+xml,<svg onload=x>'>", "<img>");
    check("<img data-remote-src='javascript:x'>", "<img>");
}

/// Payloads of the kinds that got through other desks.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>x",
    "<svg onload=alert(1)><p>x</svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<a href=' java\tscript:alert(1)'>x</a>",
    "<a href=\"&#106;avascript:alert(1)\">x</a>",
    "<a href='vbscript:x'>x</a><a href='data:text/html,<script>1</script>'>y</a>",
    "<a href='//evil.example/'>x</a>",
    "<form action=https://evil.example><input name=p type=password><button>go</button></form>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "<iframe src=javascript:1>",
    "<object data=x.swf><embed src=y.swf></object>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<div style='background:url(https://evil.example/t.gif);text-align:center'>x</div>",
    "<div style='width:expression(alert(1))'>x</div>",
    "<link rel=stylesheet href=https://evil.example/x.css><meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example/>",
    "<img src=x onerror=alert(1)>",
    "<img srcset='https://evil.example/a 1x'><picture><source srcset=https://evil.example/b></picture>",
    "<video poster=https://evil.example/p><source src=https://evil.example/v></video>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>1</script></template>",
    "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
    "<title><a title=\"</title><img src=x onerror=alert(1)>\">",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<select><style></select><img src=x onerror=alert(1)></style>",
    "<p id=x class=y name=z>clobber</p><a id=cookie>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<table background=https://evil.example/x><td background='javascript:1'>x</table>",
    "<body onload=alert(1) background=https://evil.example/x>x",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<a href='https://ok.example' ping='https://evil.example'>x</a>",
    "<isindex prompt=x action=javascript:1>",
    "<q cite='https://evil.example'>x</q><blockquote cite=javascript:1>y</blockquote>",
];

#[test]
fn hostile_markup_leaves_nothing_active() {
    for html in HOSTILE {
        let clean = sanitize(html).html;
        let lower = clean.to_ascii_lowercase();
        for (tag, attributes) in tags_of(&clean) {
            assert!(TAGS.contains(&tag.as_str()), "{tag} from {html:?}: {clean}");
            for (name, value) in attributes {
                assert!(
                    [
                        "href", "rel", "src", REMOTE_SRC, "alt", "title", "style", "dir", "width",
                        "height", "colspan", "rowspan", "start"
                    ]
                    .contains(&name.as_str()),
                    "{name} from {html:?}"
                );
                let address = matches!(name.as_str(), "href" | "src" | REMOTE_SRC);
                assert!(
                    !address || scheme_is(&value, &["http", "https", "mailto", "tel", "cid"]),
                    "{value} from {html:?}"
                );
                assert!(
                    name != "style" || !value.contains(['(', '\\', '@']),
                    "{value}"
                );
            }
        }
        assert!(!lower.contains("src=\"http"), "{clean}");
        assert_eq!(sanitize(&clean).html, clean, "twice, of {html:?}");
    }
}

fn tags_of(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut out = Vec::new();
    each_token(html, |t| {
        if let Token::Open(name, attributes) = t {
            out.push((name.to_owned(), attributes.to_vec()));
        }
    });
    out
}

/// The deepest nesting and the number of elements that the second layer gets.
fn shape(flat: &str) -> (usize, usize) {
    let (mut depth, mut deepest, mut count) = (0usize, 0, 0);
    each_token(flat, |t| match t {
        Token::Open(name, _) if !is_void(name) => {
            depth += 1;
            count += 1;
            deepest = deepest.max(depth);
        }
        Token::Open(..) => count += 1,
        Token::Close(_) => depth -= 1,
        Token::Text(_) => {}
    });
    assert_eq!(depth, 0, "balanced");
    (deepest, count)
}

#[test]
fn depth_is_capped_at_its_edge() {
    let fits = "<div>".repeat(MAX_HTML_DEPTH) + "x";
    assert_eq!(shape(&flatten(&fits)).0, MAX_HTML_DEPTH);
    let over = "<div>".repeat(MAX_HTML_DEPTH + 1) + "x";
    assert_eq!(shape(&flatten(&over)).0, MAX_HTML_DEPTH);
    for unit in [
        "<div>",
        "<b><i>",
        "<table><tr><td>",
        "<ul><li>",
        "<blockquote><p>",
        "<a><div>",
    ] {
        let html = unit.repeat(60_000 / unit.len()) + "end";
        let (deepest, count) = shape(&flatten(&html));
        assert!(deepest <= MAX_HTML_DEPTH, "{unit}: {deepest}");
        assert!(count <= MAX_HTML_ELEMENTS, "{unit}: {count}");
        assert!(flatten(&html).contains("end"), "{unit}");
    }
    assert!(
        sanitize(&("<div>".repeat(100_000) + "end"))
            .html
            .contains("end")
    );
}

#[test]
fn elements_are_capped_at_their_edge() {
    assert_eq!(
        shape(&flatten(&"<br>".repeat(MAX_HTML_ELEMENTS))).1,
        MAX_HTML_ELEMENTS
    );
    let html = "<i>x</i>".repeat(MAX_HTML_ELEMENTS + 10);
    let flat = flatten(&html);
    assert_eq!(shape(&flat).1, MAX_HTML_ELEMENTS);
    assert!(flat.ends_with("xxxxxxxxxx"));
}

#[test]
fn unclosed_formatting_is_not_multiplied() {
    // A browser would repeat every open <i> in each paragraph: n²/2 elements.
    let html: String = (0..5_000).map(|n| format!("<p><i title={n}>")).collect();
    let clean = sanitize(&html).html;
    assert!(tags_of(&clean).len() <= 10_000, "{}", tags_of(&clean).len());
}

#[test]
fn long_text_is_broken_up_and_long_attributes_go() {
    let fits = "&".repeat(MAX_TEXT_RUN);
    assert!(!sanitize(&fits).html.contains("<wbr>"));
    let over = sanitize(&"é&".repeat(MAX_TEXT_RUN)).html;
    assert_eq!(over.matches("<wbr>").count(), 3);
    assert_eq!(sanitize(&over).html, over);
    let title = |n: usize| {
        sanitize(&format!("<p title={}>", "x".repeat(n)))
            .html
            .contains("title")
    };
    assert!(title(MAX_ATTRIBUTE_BYTES) && !title(MAX_ATTRIBUTE_BYTES + 1));
}

#[test]
fn too_large_html_is_shown_as_text() {
    let html = format!("<p>begin</p>{}", "<b>x</b>".repeat(MAX_HTML_BYTES / 8));
    let clean = sanitize(&html).html;
    assert!(clean.starts_with("<pre>begin"), "{}", &clean[..40]);
    assert!(!clean.contains("<b>"));
}

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(HOSTILE).prop_map(str::to_owned),
        prop::sample::select(vec![
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "</td>",
            "<th>",
            "<caption>",
            "<tbody>",
            "<thead>",
            "</tr>",
            "<ul>",
            "</ul>",
            "<li>",
            "<ol start=3>",
            "<dl>",
            "<dd>",
            "<dt>",
            "<a href=http://x.y>",
            "</a>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<pre>",
            "</pre>",
            "\n",
            "\r",
            "&#13;",
            "&nbsp;",
            "<br>",
            "</br>",
            "<hr>",
            "<h1>",
            "</h1>",
            "<h2>",
            "<img src=cid:1>",
            "<svg>",
            "</svg>",
            "<math>",
            "<style>",
            "</style>",
            "<title>",
            "</title>",
            "<blockquote>",
            "</blockquote>",
            "<span style='text-align:left'>",
            "</span>",
            "<code>",
            "<form>",
            "<select>",
            "<option>",
            "<!--",
            "-->",
            "<",
            ">",
            "\"",
            "&",
            "&lt;b&gt;",
            "\0",
            "<body>",
            "</body>",
            "<html>",
            "<font>",
            "</font>",
        ])
        .prop_map(str::to_owned),
        "[ a-zé中\u{a0}<>&\"'=/-]{0,6}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|v| v.concat())
}

proptest! {
    #[test]
    fn cleaning_twice_is_cleaning_once(html in soup()) {
        let once = sanitize(&html).html;
        prop_assert_eq!(&sanitize(&once).html, &once);
    }

    #[test]
    fn the_first_layer_is_balanced_and_bounded(html in soup()) {
        let (deepest, _) = shape(&flatten(&html));
        prop_assert!(deepest <= MAX_HTML_DEPTH);
    }
}
