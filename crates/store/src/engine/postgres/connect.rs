//! Where the server is, and how a connection to it is made.

use std::time::Duration;

use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{Client, Config, Connection, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::error::failure;
use super::session::Keys;
use super::tls;
use crate::engine::error::StoreError;

/// How long a new connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long sent bytes may stay unanswered before the connection counts as lost.
const NETWORK_TIMEOUT: Duration = Duration::from_secs(15);

/// The oldest server whose behaviour is tested, as `server_version_num`.
const OLDEST_SERVER: i64 = 130_000;

/// Where the server is, and how its connections are made.
#[derive(Clone)]
pub(crate) struct Target {
    config: Config,
    tls: MakeRustlsConnect,
}

/// Reads a `postgres://` address.
pub(super) fn configuration(url: &str) -> Result<Target, StoreError> {
    let (url, wanted) = tls::split(url)?;
    let mut config: Config = url.parse().map_err(|e: tokio_postgres::Error| {
        // The source says which part; neither repeats the password.
        let source = std::error::Error::source(&e).map(ToString::to_string);
        StoreError::Configuration {
            reason: source.unwrap_or_else(|| e.to_string()),
        }
    })?;
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        return Err(StoreError::Configuration {
            reason: "it names no host".to_owned(),
        });
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT_TIMEOUT);
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(NETWORK_TIMEOUT);
    }
    if config.get_application_name().is_none() {
        config.application_name("surety");
    }
    config.ssl_mode(wanted.mode.negotiated());
    Ok(Target {
        config,
        tls: tls::connector(&wanted)?,
    })
}

/// What drives a connection.
pub(crate) type Driver = Connection<Socket, <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream>;

/// Opens a connection; the second half must be polled for the first to work.
pub(crate) async fn open(target: &Target) -> Result<(Client, Driver), StoreError> {
    let connecting = target.config.connect(target.tls.clone());
    tokio::time::timeout(CONNECT_TIMEOUT, connecting)
        .await
        .map_err(|_| StoreError::unavailable("the server did not answer in time"))?
        .map_err(|e| failure("connect", &e, &Keys::new()).error)
}

/// Makes sure that the server can hold our data.
pub(super) async fn check_server(target: &Target) -> Result<(), StoreError> {
    let (client, connection) = open(target).await?;
    let driver = tokio::spawn(connection);
    let facts = client
        .query_one(
            "SELECT current_setting('server_version_num')::bigint, current_setting('server_encoding')",
            &[],
        )
        .await
        .map_err(|e| failure("check_server", &e, &Keys::new()).error)?;
    drop(client);
    // It ends by itself when the client is gone.
    let _ = driver.await;
    let (version, encoding): (i64, String) = (facts.get(0), facts.get(1));
    if version < OLDEST_SERVER {
        return Err(StoreError::Configuration {
            reason: format!("PostgreSQL 13 or newer is needed; the server says {version}"),
        });
    }
    if encoding != "UTF8" {
        return Err(StoreError::Configuration {
            reason: format!("the database's encoding must be UTF8; it is {encoding}"),
        });
    }
    Ok(())
}
