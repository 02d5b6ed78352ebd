//! What is read, what is refused, and that no secret shows.

use super::*;

fn from(file: &str, environment: &[(&str, &str)]) -> Read {
    let environment = environment
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    read_from(file, environment, Vec::new())
}

fn config(file: &str, environment: &[(&str, &str)]) -> Config {
    let read = from(file, environment);
    read.config.unwrap_or_else(|| panic!("{:?}", read.problems))
}

#[test]
fn nothing_said_is_a_desk_on_this_machine() {
    let c = config("", &[]);
    assert_eq!(c.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(c.base_url, "http://localhost:8080");
    assert_eq!(c.database.expose(), "sqlite:./data/surety.db");
    assert_eq!(c.key_file, PathBuf::from("./data/surety.key"));
    assert!(c.admin.is_none() && !c.demo_when_empty && !c.log_json);
}

#[test]
fn the_environment_wins_over_the_file() {
    let file = "listen = '0.0.0.0:1'\nbase_url = 'https://desk.example/'\n[log]\nformat = 'json'\n";
    let c = config(
        file,
        &[
            ("SURETY_LISTEN", "127.0.0.1:9"),
            ("SURETY_TRUSTED_PROXIES", "10.0.0.1, 10.0.0.2"),
        ],
    );
    assert_eq!(c.listen.port(), 9);
    assert_eq!(c.base_url, "https://desk.example");
    assert_eq!(c.mail_domain, "desk.example");
    assert!(c.log_json);
    let proxies: Vec<String> = c.trusted_proxies.iter().map(ToString::to_string).collect();
    assert_eq!(proxies, ["10.0.0.1", "10.0.0.2"]);
}

#[test]
fn our_own_name_of_the_database_wins_over_the_common_one() {
    let c = config(
        "",
        &[
            ("DATABASE_URL", "postgres://a/b"),
            ("SURETY_DATABASE", "postgres://c/d"),
        ],
    );
    assert_eq!(c.database.expose(), "postgres://c/d");
    let c = config(
        "database = 'sqlite:x'",
        &[("DATABASE_URL", "postgres://a/b")],
    );
    assert_eq!(c.database.expose(), "postgres://a/b");
}

#[test]
fn unknown_names_are_refused_with_the_nearest() {
    let read = from(
        "lissen = 'x'\n[log]\nlevl = 'info'\n[colour]\nred = 1\n",
        &[],
    );
    assert!(read.config.is_none());
    let advice: Vec<(&str, &str)> = read
        .problems
        .iter()
        .map(|p| (p.key.as_str(), p.advice.as_str()))
        .collect();
    assert!(
        advice.contains(&("lissen", "did you mean listen?")),
        "{advice:?}"
    );
    assert!(
        advice.contains(&("log.levl", "did you mean log.level?")),
        "{advice:?}"
    );
    assert!(advice.iter().any(|(k, _)| *k == "colour"), "{advice:?}");
}

#[test]
fn unknown_variables_are_reported_and_stop_nothing() {
    let read = from(
        "",
        &[("SURETY_LISTN", "x"), ("SURETY_SERVICE_HOST", "10.0.0.1")],
    );
    assert!(read.config.is_some());
    assert_eq!(read.problems.len(), 1);
    assert_eq!(read.problems[0].advice, "did you mean SURETY_LISTEN?");
}

#[test]
fn values_of_the_wrong_kind_say_what_would_fit() {
    for (file, advice) in [
        ("listen = 8080", "write a text in quotes"),
        ("stop_seconds = 0", "write a whole number from 1 to 600"),
        ("stop_seconds = 601", "write a whole number from 1 to 600"),
        ("stop_seconds = '5'", "write a whole number from 1 to 600"),
        ("demo = 'yes'", "write one of: off, when_empty"),
        ("trusted_proxies = 'x'", "write a list of texts"),
        ("log = 'debug'", "did you mean"),
    ] {
        let read = from(file, &[]);
        assert!(read.config.is_none(), "{file}");
        let told = &read.problems[0].advice;
        assert!(
            told.contains(advice) || file.starts_with("log ="),
            "{file}: {told}"
        );
    }
    assert_eq!(config("stop_seconds = 600", &[]).stop_seconds, 600);
    assert_eq!(config("", &[("SURETY_STOP_SECONDS", "1")]).stop_seconds, 1);
    assert!(
        from("", &[("SURETY_STOP_SECONDS", "soon")])
            .config
            .is_none()
    );
}

#[test]
fn addresses_that_cannot_work_are_explained() {
    assert!(from("listen = 'localhost'", &[]).config.is_none());
    assert!(from("base_url = 'desk.example'", &[]).config.is_none());
    assert!(from("database = 'mysql://x'", &[]).config.is_none());
    assert!(
        from("[admin]\nemail = 'ann'\npassword = 'x'", &[])
            .config
            .is_none()
    );
    let half = from("[admin]\nemail = 'ann@example.com'", &[]);
    assert!(half.config.is_some_and(|c| c.admin.is_none()) && half.problems.len() == 1);
    assert!(
        from("trusted_proxies = ['10.0.0.0/8']", &[])
            .config
            .is_none()
    );
    let plain = from("base_url = 'http://desk.example'", &[]);
    assert!(plain.config.is_some() && plain.problems[0].what.contains("cookie"));
    assert!(from("listen = '[::]:8080'", &[]).problems[0].key == "base_url");
    assert!(
        from("base_url = 'http://localhost.evil.example'", &[])
            .problems
            .len()
            == 1
    );
}

#[test]
fn no_secret_is_shown() {
    let read = from(
        "[metrics]\ntoken = 'tok-123'\n[admin]\nemail = 'ann@example.com'\npassword = 'pw-456'\n",
        &[("DATABASE_URL", "postgres://desk:pw-789@db/desk")],
    );
    let config = read.config.as_ref().unwrap();
    let shown = format!("{}{config:?}{:?}", read.report(), read.problems);
    for secret in ["tok-123", "pw-456", "pw-789"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(read.report().contains("postgres://desk:***@db/desk"));
    assert_eq!(config.metrics_token.as_ref().unwrap().expose(), "tok-123");
}

#[test]
fn a_file_that_is_not_toml_is_named_by_line_and_not_quoted() {
    let read = from("listen = '127.0.0.1:1'\n[admin]\npassword = 'pw-456\n", &[]);
    assert!(read.config.is_none());
    let told = &read.problems[0].what;
    assert!(
        told.contains("line 3") && !told.contains("pw-456"),
        "{told}"
    );
}

#[test]
fn every_setting_is_documented() {
    let page = include_str!("../../../../docs/configuration.md");
    for key in &KEYS {
        assert!(
            page.contains(&format!("`{}`", key.name)),
            "{} is missing in docs/configuration.md",
            key.name
        );
        assert!(
            page.contains(&key.variable()),
            "{} is missing in docs/configuration.md",
            key.variable()
        );
    }
}
