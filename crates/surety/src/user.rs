//! `surety user set-up-link`: the way in for whoever has the machine.

use surety_app::identity::invite;
use surety_app::identity::setup::{FirstStart, first_start};
use surety_app::{App, AppError, Call};
use surety_store::records::users;

/// A one-time link to make the first administrator, or for the agent with this
/// address to set a new password; that ends their sessions.
///
/// # Errors
/// When there is an administrator already, or nobody has the address.
pub async fn set_up_link(app: &App, email: Option<&str>) -> anyhow::Result<String> {
    let Some(email) = email else {
        return match first_start(app, None).await? {
            FirstStart::Link(link) => Ok(link),
            FirstStart::Ready | FirstStart::Created => {
                anyhow::bail!("this desk has an administrator; --email makes a link for one person")
            }
        };
    };
    let folded = surety_domain::text::fold(email.trim());
    let sealed = app
        .command(&Call::system(), move |tx, cx| {
            let user = users::credentials_by_email(tx, &folded)?
                .ok_or(AppError::NotFound("person with this address"))?;
            let sealed = invite::issue(tx, cx, user.id)?;
            cx.audit(
                tx,
                "user.link_issued",
                "user",
                &user.id.to_string(),
                &serde_json::json!({ "by": "command line" }),
            )?;
            Ok(sealed)
        })
        .await?;
    Ok(invite::link(app, &sealed)?.expose().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_link_for_the_first_administrator_and_for_nobody_else() {
        let dir = tempfile::tempdir().unwrap();
        let app = crate::desk::open(&crate::config::for_tests(dir.path()))
            .await
            .unwrap();
        let link = set_up_link(&app, None).await.unwrap();
        assert!(
            link.starts_with("http://localhost:8080/app/setup#srs_"),
            "{link}"
        );
        assert_ne!(set_up_link(&app, None).await.unwrap(), link);
        let told = set_up_link(&app, Some("nobody@example.com"))
            .await
            .unwrap_err()
            .to_string();
        assert!(told.contains("no such person"), "{told}");
    }
}
