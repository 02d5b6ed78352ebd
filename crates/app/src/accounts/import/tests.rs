use surety_domain::ids::JobId;
use surety_store::jobs::{NewJob, enqueue};
use surety_store::{Db, twins};

use super::look::table_view;
use super::*;
use crate::accounts::{self as verbs, AccountQuery, AccountView, NewAccount};
use crate::jobs::{Effects, PAYLOAD_VERSION, prune, run_due};
use crate::record::testing::{Desk, code, refusal};

const FIELDS: [ImportField; 8] = [
    ImportField::ExternalRef,
    ImportField::Name,
    ImportField::ParentRef,
    ImportField::Segment,
    ImportField::AnnualRevenue,
    ImportField::Currency,
    ImportField::Zone,
    ImportField::Domains,
];
const HEAD: &str = "external_ref,name,parent_ref,segment,annual_revenue,currency,zone,domains\n";

fn options() -> ImportOptions {
    ImportOptions {
        charset: "utf-8".into(),
        separator: ",".into(),
        decimal: Decimal::Point,
        match_by: MatchBy::ExternalRef,
        empty: EmptyCells::Keep,
        currency: "EUR".into(),
        columns: FIELDS.into_iter().map(Some).collect(),
    }
}

async fn send(desk: &Desk, text: &str) -> AccountImportId {
    let bytes = text.as_bytes().to_vec();
    upload(&desk.app, &desk.admin, "../accounts.csv".into(), bytes)
        .await
        .unwrap()
        .id
}

fn of(options: ImportOptions) -> PreviewImport {
    PreviewImport {
        options,
        outcome: None,
        after: None,
    }
}

async fn looked_at(desk: &Desk, id: AccountImportId, options: &ImportOptions) -> ImportPreviewView {
    preview(&desk.app, &desk.admin, id, of(options.clone()))
        .await
        .unwrap()
}

async fn work(desk: &Desk) {
    run_due(&desk.app, &Effects { mail_out: None })
        .await
        .unwrap();
}

/// Previews, starts and works off; both said the same of every line.
async fn imported(desk: &Desk, text: &str, options: ImportOptions) -> Vec<ImportLineView> {
    let id = send(desk, text).await;
    let before = looked_at(desk, id, &options).await;
    start(&desk.app, &desk.admin, id, options).await.unwrap();
    work(desk).await;
    let done = get(&desk.app, &desk.admin, id).await.unwrap();
    assert_eq!((done.state.as_str(), done.counts), ("done", before.counts));
    let page = list_lines(&desk.app, &desk.admin, id, None, Some(200), None)
        .await
        .unwrap();
    assert_eq!(page.items.len(), before.lines.len());
    for (would, did) in before.lines.iter().zip(&page.items) {
        let same = |view: &ImportLineView| {
            (
                view.line,
                view.outcome.clone(),
                view.faults.clone(),
                view.cells.clone(),
                view.changes.len(),
            )
        };
        assert_eq!(same(would), same(did));
    }
    page.items
}

async fn known_as(desk: &Desk, external_ref: &str) -> Option<AccountView> {
    let query = AccountQuery {
        external_ref: Some(external_ref.into()),
        ..AccountQuery::default()
    };
    verbs::list(&desk.app, &desk.admin, query)
        .await
        .unwrap()
        .items
        .pop()
}

/// Number, outcome, and what is refused where.
type Told<'l> = (i64, &'l str, Vec<(&'l str, Option<ImportField>)>);

fn told(lines: &[ImportLineView]) -> Vec<Told<'_>> {
    lines
        .iter()
        .map(|line| {
            let faults = line
                .faults
                .iter()
                .map(|f| (f.code.as_str(), f.field))
                .collect();
            (line.line, line.outcome.as_str(), faults)
        })
        .collect()
}

twins! {
    async fn each_line_has_its_own_outcome_and_the_preview_said_it(db: Db) {
        let desk = Desk::new(db).await;
        let old = verbs::create(&desk.app, &desk.admin, NewAccount {
            name: "Old".into(), external_ref: Some("C-3".into()), annual_revenue_minor: Some(100),
            segment: Some("smb".into()), domains: vec!["old.example".into()], ..NewAccount::default()
        }).await.unwrap();
        let text = format!("{HEAD}\
            C-1,Child,C-2,smb,\"1,234.50\",EUR,Europe/Berlin,\"a.example; B.example\"\n\
            C-2,Parent,,,,,,\n\
            C-3,Old,,,1.00,,,\n\
            C-4,,,,12.345,,Mars/Base,gmail.com\n\
            C-2,Again,,,,,,\n\
            ,Nameless,,,,,,\n\
            C-7,Taken,,,,,,old.example\n\
            C-8,Below nobody,C-99,,,,,\n\
            C-9,Below itself,C-9,,,,,\n\
            C-10,Late,,,,,,a.example\n");
        let lines = imported(&desk, &text, options()).await;
        assert_eq!(told(&lines), [
            (2, "created", vec![]),
            (3, "created", vec![]),
            (4, "unchanged", vec![]),
            (5, "refused", vec![
                ("amount_too_precise", Some(ImportField::AnnualRevenue)), ("required", Some(ImportField::Name)),
                ("invalid_zone", Some(ImportField::Zone)), ("public_mail_domain", Some(ImportField::Domains)),
            ]),
            (6, "refused", vec![("duplicate_line", Some(ImportField::ExternalRef))]),
            (7, "refused", vec![("required", Some(ImportField::ExternalRef))]),
            (8, "refused", vec![("domain_taken", Some(ImportField::Domains))]),
            (9, "refused", vec![("unknown_reference", Some(ImportField::ParentRef))]),
            (10, "refused", vec![("parent_circle", Some(ImportField::ParentRef))]),
            (11, "refused", vec![("domain_taken", Some(ImportField::Domains))]),
        ]);
        // The child stands above its parent in the table, and below it on the desk.
        let child = known_as(&desk, "C-1").await.unwrap();
        assert_eq!(child.parent.as_ref().map(|p| p.name.as_str()), Some("Parent"));
        assert_eq!((child.annual_revenue_minor, child.currency.as_str(), child.zone.as_str()), (Some(123_450), "EUR", "Europe/Berlin"));
        assert_eq!(child.domains, ["a.example", "b.example"]);
        // What is refused is refused whole, and what a line does not say stays.
        assert_eq!(known_as(&desk, "C-4").await, None);
        assert_eq!(known_as(&desk, "C-3").await, Some(old));
        assert_eq!(desk.audited("account_import.started").await, 1);
        assert_eq!(desk.audited("account_import.finished").await, 1);
        assert_eq!(desk.audited("account.imported").await, 2);
    }

    async fn fields_are_told_before_and_after_and_empty_cells_say_what_was_chosen(db: Db) {
        let desk = Desk::new(db).await;
        let text = format!("{HEAD}C-1,Nordwind,,smb,100,EUR,,nw.example\n");
        imported(&desk, &text, options()).await;
        let text = format!("{HEAD}C-1,Nordwind AG,,,250.5,,,\n");
        let kept = imported(&desk, &text, options()).await;
        let changes: Vec<(ImportField, Option<&str>, Option<&str>)> =
            kept[0].changes.iter().map(|c| (c.field, c.from.as_deref(), c.to.as_deref())).collect();
        assert_eq!(changes, [
            (ImportField::Name, Some("Nordwind"), Some("Nordwind AG")),
            (ImportField::AnnualRevenue, Some("100.00 EUR"), Some("250.50 EUR")),
        ]);
        let account = known_as(&desk, "C-1").await.unwrap();
        assert_eq!((account.segment.as_deref(), account.domains.len()), (Some("smb"), 1));
        let text = format!("{HEAD}C-1,,,,,,,\n");
        let cleared = imported(&desk, &text, ImportOptions { empty: EmptyCells::Clear, ..options() }).await;
        assert_eq!(cleared[0].outcome, "changed");
        let account = known_as(&desk, "C-1").await.unwrap();
        // A name, a currency and a zone are never empty.
        assert_eq!((account.name.as_str(), account.currency.as_str()), ("Nordwind AG", "EUR"));
        assert_eq!((account.segment, account.annual_revenue_minor, account.domains), (None, None, vec![]));
    }

    async fn an_amount_never_changes_its_worth_by_the_currency_beside_it(db: Db) {
        let desk = Desk::new(db).await;
        imported(&desk, &format!("{HEAD}C-1,Nordwind,,,100,EUR,,\nC-2,Kabel,,,,EUR,,\n"), options()).await;
        let text = format!("{HEAD}C-1,,,,,JPY,,\nC-2,,,,,JPY,,\nC-3,Three,,,USD 5,EUR,,\nC-4,Four,,,\"JPY 1,200\",JPY,,\n");
        let lines = imported(&desk, &text, options()).await;
        assert_eq!(told(&lines), [
            (2, "refused", vec![("currency_without_amount", Some(ImportField::Currency))]),
            (3, "changed", vec![]),
            (4, "refused", vec![("currency_mismatch", Some(ImportField::AnnualRevenue))]),
            (5, "created", vec![]),
        ]);
        assert_eq!(known_as(&desk, "C-1").await.unwrap().currency, "EUR");
        assert_eq!(known_as(&desk, "C-4").await.unwrap().annual_revenue_minor, Some(1_200));
    }

    async fn accounts_that_have_no_reference_yet_are_found_by_name_or_id(db: Db) {
        let desk = Desk::new(db).await;
        let same = NewAccount { name: "Same".into(), ..NewAccount::default() };
        verbs::create(&desk.app, &desk.admin, same.clone()).await.unwrap();
        verbs::create(&desk.app, &desk.admin, same).await.unwrap();
        let columns = vec![Some(ImportField::Name), Some(ImportField::ExternalRef)];
        let by_name = ImportOptions { match_by: MatchBy::Name, columns, ..options() };
        let text = "name,ref\nown ACCOUNT,C-1\nSame,C-2\nOther account,C-1\n";
        let lines = imported(&desk, text, by_name).await;
        assert_eq!(told(&lines), [
            (2, "changed", vec![]),
            (3, "refused", vec![("ambiguous_name", Some(ImportField::Name))]),
            (4, "refused", vec![("external_ref_taken", Some(ImportField::ExternalRef))]),
        ]);
        assert_eq!(known_as(&desk, "C-1").await.unwrap().id, desk.own);
        let columns = vec![Some(ImportField::Id), Some(ImportField::Segment)];
        let by_id = ImportOptions { match_by: MatchBy::Id, columns, ..options() };
        verbs::archive(&desk.app, &desk.admin, desk.other, None, true).await.unwrap();
        let text = format!("id,segment\n{},smb\n{},smb\nacc_x,smb\n", desk.own, desk.other);
        let lines = imported(&desk, &text, by_id).await;
        assert_eq!(told(&lines), [
            (2, "changed", vec![]),
            (3, "refused", vec![("account_archived", Some(ImportField::Id))]),
            (4, "refused", vec![("unknown_reference", Some(ImportField::Id))]),
        ]);
    }

    async fn many_lines_go_on_where_they_stopped_and_none_is_done_twice(db: Db) {
        let desk = Desk::new(db).await;
        let number = LINES_PER_JOB * 2 + 7;
        let lines: String = (1..=number).map(|n| format!("C-{n},Name {n},,,,,,\n")).collect();
        let id = send(&desk, &format!("{HEAD}{lines}")).await;
        start(&desk.app, &desk.admin, id, options()).await.unwrap();
        // The same work twice over, as after a lease that was lost.
        let twin = job::payload(id).to_string();
        let now = desk.app.now();
        desk.app.db().write(move |tx| {
            let job = NewJob { id: JobId(77), kind: Kind::AccountImport.as_str(), version: PAYLOAD_VERSION,
                payload: &twin, run_at: now, created_at: now };
            enqueue(tx, &job).map_err(AppError::from)
        }).await.unwrap();
        work(&desk).await;
        let done = get(&desk.app, &desk.admin, id).await.unwrap();
        assert_eq!((done.state.as_str(), done.counts.created, done.counts.waiting), ("done", number, 0));
        assert_eq!(i64::try_from(desk.audited("account.imported").await), Ok(number));
        assert_eq!(desk.audited("account_import.finished").await, 1);
        // A table that was started is not a draft any more.
        let again = start(&desk.app, &desk.admin, id, options()).await;
        assert_eq!(code(again), "import_started");
        assert_eq!(code(preview(&desk.app, &desk.admin, id, of(options())).await), "import_started");
        assert_eq!(list(&desk.app, &desk.admin).await.unwrap().len(), 1);
    }

    async fn what_was_refused_comes_back_as_written_and_runs_in_no_spreadsheet(db: Db) {
        let desk = Desk::new(db).await;
        let text = format!("{HEAD}=cmd|' /C calc'!A0,\"Nord\nwind\",,,x,,,\nC-2,Fine,,,,,,\nC-3,Long,,,,,,,extra\n");
        let id = send(&desk, &text).await;
        start(&desk.app, &desk.admin, id, options()).await.unwrap();
        work(&desk).await;
        let refused = refused_csv(&desk.app, &desk.admin, id).await.unwrap();
        assert_eq!(refused.matches("\r\n'=cmd|").count(), 1, "{refused}");
        assert!(refused.contains("control_character") && refused.contains("invalid_amount") && refused.contains("too_many_cells"));
        assert!(refused.contains(",extra,4,") || refused.contains(",extra,5,"), "{refused}");
        assert!(!refused.contains("Fine"));
        // Sent up again the cells are what they were.
        let again = send(&desk, &refused).await;
        let table = table(&desk.app, &desk.admin, again, None, None).await.unwrap();
        let mut columns: Vec<Option<ImportField>> = FIELDS.into_iter().map(Some).collect();
        columns.resize(table.columns.len(), None);
        let view = looked_at(&desk, again, &ImportOptions { columns, ..options() }).await;
        assert_eq!(view.counts.refused, 1, "{view:?}");
        let kept = view.lines.iter().find(|l| l.outcome == "refused").unwrap();
        assert_eq!(surety_paper::unguarded(&kept.cells[0]), "=cmd|' /C calc'!A0");
        assert_eq!(kept.cells[1], "Nord\nwind");
    }

    async fn limits_and_choices_are_told_at_their_place(db: Db) {
        let desk = Desk::new(db).await;
        let rows = |n: usize| format!("external_ref\n{}", "x\n".repeat(n));
        for (text, wanted) in [
            (rows(LINES_MAX), None),
            (rows(LINES_MAX + 1), Some("too_many_lines")),
            (format!("{}\n1\n", vec!["c"; COLUMNS_MAX].join(",")), None),
            (format!("{}\n1\n", vec!["c"; COLUMNS_MAX + 1].join(",")), Some("too_many_columns")),
            ("external_ref,name\n\n".into(), Some("empty_table")),
            ("a,b\n\"x,1\n".into(), Some("unclosed_quote")),
        ] {
            let id = send(&desk, &text).await;
            let read = table(&desk.app, &desk.admin, id, None, Some(",".into())).await;
            assert_eq!(read.err().map(|e| e.code().to_owned()).as_deref(), wanted);
        }
        let id = send(&desk, &format!("{HEAD}C-1,N,,,,,,\n")).await;
        let mut twice = options();
        twice.columns[1] = Some(ImportField::ExternalRef);
        let mut unknown = options();
        unknown.columns[0] = None;
        let few = ImportOptions { columns: vec![Some(ImportField::ExternalRef)], ..options() };
        for (options, wanted) in [
            (twice, ("duplicate", "options.columns[1]")),
            (unknown, ("key_column_missing", "options.columns")),
            (few, ("column_count", "options.columns")),
            (ImportOptions { charset: "koi8".into(), ..options() }, ("unknown_charset", "options.charset")),
            (ImportOptions { separator: "::".into(), ..options() }, ("invalid_separator", "options.separator")),
            (ImportOptions { currency: "euro".into(), ..options() }, ("invalid_currency", "options.currency")),
        ] {
            let answer = refusal(preview(&desk.app, &desk.admin, id, of(options)).await);
            assert_eq!(answer, (wanted.0.into(), Some(wanted.1.into())));
        }
        let big = |n: usize| upload(&desk.app, &desk.admin, "a".into(), vec![b'x'; n]);
        assert_eq!(code(big(IMPORT_BYTES_MAX + 1).await), "file_too_large");
        assert_eq!(code(big(0).await), "required");
        for _ in 0..4 {
            big(IMPORT_BYTES_MAX).await.unwrap();
        }
        assert_eq!(code(big(IMPORT_BYTES_MAX).await), "too_many_drafts");
        let light = upload(&desk.app, &desk.light, "a".into(), b"a\nb\n".to_vec()).await;
        assert_eq!(code(light), "forbidden");
    }

    async fn one_line_that_nobody_can_keep_holds_no_other(db: Db) {
        let desk = Desk::new(db).await;
        let long = "x".repeat(crate::record::TEXT_CHARS_MAX + 1);
        let text = format!("{HEAD}C-1,One,,,,,,\nC-2\0,Two,,,,,,\nC-3,Three,,,,,,{long}\nC-4,Four,,,,,,\n");
        let lines = imported(&desk, &text, options()).await;
        assert_eq!(told(&lines), [
            (2, "created", vec![]),
            (3, "refused", vec![("control_character", Some(ImportField::ExternalRef))]),
            (4, "refused", vec![("too_long", Some(ImportField::Domains))]),
            (5, "created", vec![]),
        ]);
    }

    async fn a_line_that_was_cut_off_empties_nothing(db: Db) {
        let desk = Desk::new(db).await;
        imported(&desk, &format!("{HEAD}C-1,Nordwind,,smb,100,EUR,,nw.example\n"), options()).await;
        let clear = ImportOptions { empty: EmptyCells::Clear, ..options() };
        let lines = imported(&desk, &format!("{HEAD}C-1,Nordwind\n"), clear).await;
        assert_eq!(told(&lines), [(2, "unchanged", vec![])]);
    }

    async fn what_was_put_away_is_found_and_left_alone(db: Db) {
        let desk = Desk::new(db).await;
        imported(&desk, &format!("{HEAD}P-1,Above,,,,,,\nC-1,Below,P-1,,,,,\n"), options()).await;
        let above = known_as(&desk, "P-1").await.unwrap();
        verbs::archive(&desk.app, &desk.admin, above.id, None, true).await.unwrap();
        // The parent that an account has stays; by name what was put away is known too.
        let lines = imported(&desk, &format!("{HEAD}C-1,Below,P-1,smb,,,,\nC-2,New,P-1,,,,,\n"), options()).await;
        assert_eq!(told(&lines), [
            (2, "changed", vec![]),
            (3, "refused", vec![("unknown_reference", Some(ImportField::ParentRef))]),
        ]);
        let columns = vec![Some(ImportField::Name), Some(ImportField::Segment)];
        let by_name = ImportOptions { match_by: MatchBy::Name, columns, ..options() };
        let lines = imported(&desk, "name,segment\nabove,smb\n", by_name).await;
        assert_eq!(told(&lines), [(2, "refused", vec![("account_archived", Some(ImportField::Name))])]);
        let id = send(&desk, &format!("{HEAD}C-9,N,,,,,,\n")).await;
        let asked = list_lines(&desk.app, &desk.admin, id, Some("refuzed".into()), None, None).await;
        assert_eq!(refusal(asked), ("invalid_filter".into(), Some("outcome".into())));
    }

    async fn drafts_and_what_ended_are_forgotten_in_time(db: Db) {
        let desk = Desk::new(db).await;
        let draft = send(&desk, &format!("{HEAD}C-1,N,,,,,,\n")).await;
        let done = send(&desk, &format!("{HEAD}C-2,N,,,,,,\n")).await;
        start(&desk.app, &desk.admin, done, options()).await.unwrap();
        work(&desk).await;
        desk.clock.advance(DRAFT_KEEP_SECONDS);
        assert_eq!(prune::all(&desk.app).await.unwrap().imports, 0);
        desk.clock.advance(1);
        assert_eq!(prune::all(&desk.app).await.unwrap().imports, 1);
        assert_eq!(code(get(&desk.app, &desk.admin, draft).await), "not_found");
        desk.clock.advance(DONE_KEEP_SECONDS - DRAFT_KEEP_SECONDS);
        assert_eq!(prune::all(&desk.app).await.unwrap().imports, 1);
        assert!(known_as(&desk, "C-2").await.is_some());
    }
}

#[test]
fn the_decimal_mark_is_found_where_amounts_say_it() {
    let mark = |cells: &str| {
        let text = format!("external_ref;annual_revenue\n{cells}");
        let table = lines::table(text.as_bytes(), "utf-8", ';').unwrap();
        table_view(table, "utf-8".into(), ';').decimal
    };
    assert_eq!(mark("1;1.234,50\n2;12,5\n"), Decimal::Comma);
    assert_eq!(mark("1;1.234.567\n"), Decimal::Comma);
    assert_eq!(mark("1;1,234.50\n"), Decimal::Point);
    // In dinars these are 1.5 and 12.75, and nothing says that they are not.
    assert_eq!(mark("1;1.500\n2;12.750\n"), Decimal::Point);
}

#[test]
fn heads_of_other_systems_are_known() {
    for (head, field) in [
        ("CRM ID", Some(ImportField::ExternalRef)),
        ("external-ref", Some(ImportField::ExternalRef)),
        ("Annual Revenue", Some(ImportField::AnnualRevenue)),
        ("客户名称", Some(ImportField::Name)),
        ("Umsatz", Some(ImportField::AnnualRevenue)),
        ("import_code", None),
        ("phone", None),
    ] {
        assert_eq!(ImportField::of_head(head), field, "{head}");
    }
    // No two fields claim one head.
    let heads: Vec<&str> = ImportField::ALL.iter().map(|f| f.as_str()).collect();
    for head in heads {
        assert_eq!(
            ImportField::of_head(head).map(ImportField::as_str),
            Some(head)
        );
    }
}
