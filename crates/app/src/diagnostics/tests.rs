use super::*;

#[derive(Deserialize)]
struct Halve {
    n: i64,
}

fn halve(line: &str) -> Answer {
    answer(line, |input: Halve| match input.n {
        13 => panic!("a bug"),
        n if n % 2 == 0 => Ok(Outcome { result: n / 2 }),
        n => Err(Problem::new("odd", format!("{n} is odd"))),
    })
}

fn lines(input: &[u8]) -> (Vec<String>, bool) {
    let mut out = Vec::new();
    let failed = run(input, &mut out, halve).unwrap();
    let text = String::from_utf8(out).unwrap();
    (text.lines().map(str::to_owned).collect(), failed)
}

#[test]
fn every_kind_of_id_is_carried_byte_for_byte() {
    for id in [
        "7",
        "1.0",
        "123456789012345678901234567890",
        "\"a\\u00e9\"",
        "null",
        "true",
        "[1,{\"x\":2}]",
        "{\"k\":1}",
    ] {
        let line = format!("{{\"n\":4,\"unknown\":[1],\"id\":{id}}}");
        assert_eq!(
            halve(&line),
            Answer {
                line: format!("{{\"id\":{id},\"result\":2}}"),
                failed: false
            }
        );
    }
}

#[test]
fn a_bad_line_is_answered_and_the_rest_goes_on() {
    let (out, failed) = lines(
        b"{\"id\":1,\"n\":2}\n{\"id\":2,\"n\":3}\nnonsense\n\n[{\"id\":5}]\n\xff\n{\"id\":7}\n{\"id\":8,\"n\":\"x\"}\n{\"id\":9,\"n\":4",
    );
    assert!(failed);
    assert_eq!(out[0], r#"{"id":1,"result":1}"#);
    assert_eq!(
        out[1],
        r#"{"id":2,"error":{"code":"odd","message":"3 is odd"}}"#
    );
    for (line, id, code) in [
        (2, "null", "invalid_json"),
        (3, "null", "invalid_json"),
        (4, "null", "invalid_json"),
        (5, "null", "invalid_utf8"),
        (6, "7", "invalid_input"),
        (7, "8", "invalid_input"),
        (8, "null", "invalid_json"),
    ] {
        let wanted = format!("{{\"id\":{id},\"error\":{{\"code\":\"{code}\"");
        assert!(out[line].starts_with(&wanted), "{}", out[line]);
    }
    assert_eq!(out.len(), 9);
}

#[test]
fn without_a_bad_line_nothing_failed_and_line_ends_may_be_either() {
    let (out, failed) = lines(b"{\"n\":2}\r\n{\"n\":0}");
    assert_eq!(
        out,
        [r#"{"id":null,"result":1}"#, r#"{"id":null,"result":0}"#]
    );
    assert!(!failed);
    assert_eq!(lines(b""), (vec![], false));
}

#[test]
fn a_panic_costs_its_own_line_only() {
    let (out, failed) = lines(b"{\"id\":1,\"n\":13}\n{\"id\":2,\"n\":2}\n");
    assert!(failed);
    assert!(out[0].starts_with(r#"{"id":1,"error":{"code":"internal""#));
    assert_eq!(out[1], r#"{"id":2,"result":1}"#);
}

#[test]
fn the_longest_line_is_read_and_a_longer_one_is_skipped() {
    let line = |bytes: usize| {
        let head = "{\"id\":1,\"n\":2,\"pad\":\"";
        format!("{head}{}\"}}\n", "x".repeat(bytes - head.len() - 2))
    };
    let text = format!(
        "{}{}{}",
        line(LINE_BYTES_MAX),
        line(LINE_BYTES_MAX + 1),
        "{\"id\":3,\"n\":6}"
    );
    let (out, failed) = lines(text.as_bytes());
    assert!(failed);
    assert_eq!(out[0], r#"{"id":1,"result":1}"#);
    assert!(out[1].starts_with(r#"{"id":null,"error":{"code":"line_too_long""#));
    assert_eq!(out[2], r#"{"id":3,"result":3}"#);
}
