//! A text that cannot be printed by accident.

use std::fmt;

/// Wraps a password or token. `Debug` shows that there is one, nothing else
/// prints it; [`Secret::expose`] is the one way in, easy to search for.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps `text`.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, to be handed to what needs it and to nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A database URL with its password replaced, for logs and screens.
pub fn masked_url(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let authority = match authority.rsplit_once('@') {
        Some((user, host)) => match user.split_once(':') {
            Some((name, _)) => format!("{name}:***@{host}"),
            None => authority.to_owned(),
        },
        None => authority.to_owned(),
    };
    // libpq also takes `?password=…`.
    let path = match path.split_once('?') {
        Some((before, query)) => {
            let pairs: Vec<String> = query
                .split('&')
                .map(|pair| match pair.split_once('=') {
                    Some((k, _)) if k.eq_ignore_ascii_case("password") => format!("{k}=***"),
                    _ => pair.to_owned(),
                })
                .collect();
            format!("{before}?{}", pairs.join("&"))
        }
        None => path.to_owned(),
    };
    format!("{scheme}://{authority}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_print() {
        assert_eq!(format!("{:?}", Secret::new("hunter2")), "Secret(…)");
    }

    #[test]
    fn passwords_of_urls_are_masked() {
        assert_eq!(
            masked_url("postgres://desk:a@b:c@db.example/desk"),
            "postgres://desk:***@db.example/desk"
        );
        assert_eq!(
            masked_url("postgres://db/desk?user=x&password=y"),
            "postgres://db/desk?user=x&password=***"
        );
        assert_eq!(
            masked_url("postgres://desk@db/desk"),
            "postgres://desk@db/desk"
        );
        assert_eq!(
            masked_url("sqlite:./data/surety.db"),
            "sqlite:./data/surety.db"
        );
    }
}
