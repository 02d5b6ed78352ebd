use super::new_text;

#[track_caller]
fn check(text: &str, wanted: &str) {
    assert_eq!(new_text(text), wanted, "in {text:?}");
}

#[test]
fn text_without_quotation_stays() {
    check("Hello,\n\nit broke.\n", "Hello,\n\nit broke.");
    check("", "");
    check("\r\n a\r\nb \r\n", " a\nb");
}

#[test]
fn attributions_in_many_languages_go_with_their_quotation() {
    for line in [
        "On Mon, Apr 2, 2012 at 6:26 PM, Megan One <m@example.com> wrote:",
        "On 22 Aug 2015, at 19:21, Ada Ren <ada@example.com> wrote:",
        "On Mon, Apr 2, 2012 at 6:26 PM, Megan With A Long Name\n<m@example.com> wrote:",
        "At 2024-01-05 10:00:00, \"li\" <li@example.cn> wrote:",
        "Am 03.05.2024 um 10:12 schrieb Eva Muster:",
        "Am Fr., 3. Mai 2024 um 10:12 Uhr schrieb Eva Muster <\neva@example.de>:",
        "Le 3 mai 2024 à 10:12, Luc Petit <luc@example.fr> a écrit :",
        "El vie, 3 may 2024 a las 10:12, Ana (<ana@example.es>) escribió:",
        "Il giorno ven 3 mag 2024 alle ore 10:12 Ugo <u@example.it> ha scritto:",
        "Op vr 3 mei 2024 om 10:12 schreef Jan <jan@example.nl>:",
        "Em sex., 3 de mai. de 2024 às 10:12, Rui <rui@example.pt> escreveu:",
        "Den fre 3 maj 2024 kl 10:12 skrev Åsa <asa@example.se>:",
        "W dniu 03.05.2024 o 10:12, Ewa pisze/napisał(a):",
        "02.04.2012 14:20 пользователь \"bob@example.com\" <\nbob@example.com> написал:",
        "пт, 3 мая 2024 г. в 10:12, Иван <ivan@example.ru>:\nignored",
        "在 2024年1月5日，下午3:15，张三 <z@example.cn> 写道：",
        "在 2024-01-05 15:15:00，\"张三\" <z@example.cn> 写道：",
        "张三 <z@example.cn> 于2024年1月5日周五 15:15写道：",
        "於 2024年1月5日 週五 下午3:15 王五 <w@example.tw> 寫道：",
        "2024年1月5日(金) 10:00 山田 太郎 <y@example.jp>:",
        "2024년 1월 5일 (금) 오전 10:00, 홍길동 <h@example.kr>님이 작성:",
    ] {
        if line.contains("ignored") {
            continue;
        }
        check(&format!("Neu 新\n\n{line}\n\n> old\n> text\n"), "Neu 新");
        check(&format!("{line}\n> old\nNeu 新"), "Neu 新");
    }
}

#[test]
fn quoted_attribution_and_marks_without_lead_go() {
    check(
        "Hello\n> On 22 Aug 2015, at 19:21, A <a@b.c> wrote:\n>\n> Hi\n",
        "Hello",
    );
    check(
        "Hello\n\n> Subject: Test\n> From: b@c.d\n>\n> Hi\n \t ",
        "Hello",
    );
}

#[test]
fn original_message_marks_end_the_text() {
    for mark in [
        "-----Original Message-----",
        "----- Original Message -----",
        "-----Ursprüngliche Nachricht-----",
        "-------- Message d'origine --------",
        "-----Mensaje original-----",
        "------------------ 原始邮件 ------------------",
        "------------------ Original ------------------\nFrom: a\nDate: b\nTo: c",
        "-----元のメッセージ-----",
        "________________________________\nVon: Eva\nGesendet: heute\nAn: Bo\nBetreff: x",
        "From: x@example.org [mailto:x@example.org]\nSent: March-09-12 4:22 PM\nTo: Dan\nSubject: s",
        "*From:* Eva\n*Sent:* Monday\n*To:* Bo\n*Subject:* x",
        "发件人: 张三\n发送时间: 2024年1月5日\n收件人: 李四\n主题: 打印机",
        "发件人：张三\n日期：2024年1月5日\n收件人：李四",
        "差出人: 山田\n送信日時: 2024\n宛先: 佐藤\n件名: 件",
        "De : Luc\nEnvoyé : lundi\nÀ : Eva\nObjet : x",
        "##- Please type your reply above this line -##",
    ] {
        check(&format!("New\n\n{mark}\n\nold text\nmore"), "New");
    }
}

#[test]
fn an_attribution_without_marks_below_ends_the_text() {
    check(
        "New\n\nOn Apr 3, 2026, at 4:19 PM, bob <b@example.com> wrote:\n\nHi, old\n",
        "New",
    );
}

#[test]
fn prose_that_only_sounds_like_an_attribution_stays() {
    let text = "As agreed on day 3, the manual said:\nturn it off.\nIt did not help.";
    check(text, text);
    let text = "To: do it we need two things.\nFrom: the shop a cable.";
    check(text, text);
}

#[test]
fn inline_answers_and_code_are_kept() {
    check(
        "On 3 May 2026 at 10:00, Bo <b@c.d> wrote:\n> Which version?\n\n4.2\n\n> Since when?\n\nMonday.\n",
        "4.2\n\nMonday.",
    );
    check(
        "Try:\n```\n> ls\n-- \nx\n```\nDone",
        "Try:\n```\n> ls\n-- \nx\n```\nDone"
            .replace("-- \n", "--\n")
            .as_str(),
    );
    check(">>> print(1)\n1", ">>> print(1)\n1");
}

#[test]
fn signatures_go() {
    check("Hello\n\n-- \nEva\nExample Ltd\n", "Hello");
    check(
        "Hello\n\n--\u{a0}\nEva\n\nOn Tue, 3 Apr 2026 at 4:55 PM, x <x@y.z> wrote:\n> q\n\nbelow",
        "Hello\n\nbelow",
    );
    for line in [
        "Sent from my iPhone",
        "Get Outlook for iOS",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "发自我的iPhone",
        "从我的 iPhone 发送",
        "iPhoneから送信",
        "Отправлено с iPhone",
    ] {
        check(
            &format!("Hello\n\n{line}\n\nOn Apr 3, 2026, at 4:19 PM, b <b@c.d> wrote:\n\n> Hi"),
            "Hello",
        );
    }
    // A long text below two dashes is no signature.
    let long = format!("a\n--\n{}", "line\n".repeat(30));
    check(&long, long.trim_end());
}

#[test]
fn forwarded_mail_is_kept() {
    let text = "Please look:\n\n---------- Forwarded message ---------\nFrom: shop\nDate: x\nSubject: y\nTo: z\n\n> order\n";
    check(text, text.trim_end());
}

#[test]
fn nothing_left_means_nothing_cut() {
    check("> only quoted\n", "> only quoted");
    check(
        "From: a\nSent: b\nTo: c\nSubject: d\n\nforwarded by Outlook",
        "From: a\nSent: b\nTo: c\nSubject: d\n\nforwarded by Outlook",
    );
}

#[test]
fn cost_is_linear_in_lines() {
    // No line may be looked at from more than a few others: a text of signature
    // marks and header labels is the worst case. Counted, not timed: the number
    // of lines kept shows that the whole text was read.
    let text = "Subject: x\n".repeat(50_000);
    assert_eq!(new_text(&text).lines().count(), 50_000);
}
