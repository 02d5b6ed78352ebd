//! A server that speaks TLS only, with a root of its own.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test's own server has files of its own"
)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};

use crate::testing::cluster::{program, unprivileged};
use crate::{Db, DbOptions, StoreError};

/// A root and a certificate of it for `localhost`.
struct Certificates {
    root: String,
    server: String,
    key: String,
}

fn certificates() -> Certificates {
    let root_key = KeyPair::generate().unwrap();
    let mut root = CertificateParams::new(Vec::new()).unwrap();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root_text = root.self_signed(&root_key).unwrap().pem();
    let issuer = Issuer::new(root, root_key);
    let key = KeyPair::generate().unwrap();
    let server = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    Certificates {
        root: root_text,
        server: server.signed_by(&key, &issuer).unwrap().pem(),
        key: key.serialize_pem(),
    }
}

/// Stopped and removed when it is dropped.
struct Server {
    folder: tempfile::TempDir,
    port: u16,
}

impl Server {
    fn start(certificates: &Certificates) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let server = Self { folder, port };
        let (place, data) = (server.folder.path(), server.data());
        own(place);
        server.run(
            "initdb",
            &[
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
            ],
        );
        for (name, text) in [
            ("server.crt", certificates.server.as_str()),
            ("server.key", &certificates.key),
            (
                "pg_hba.conf",
                "hostssl all all 127.0.0.1/32 trust\nhostssl all all ::1/128 trust\n",
            ),
        ] {
            let file = data.join(name);
            fs::write(&file, text).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
            own(&file);
        }
        let options = format!(
            "-c listen_addresses=localhost -c port={port} -c unix_socket_directories='' \
             -c ssl=on -c fsync=off -c shared_buffers=16MB"
        );
        let log = place.join("server.log");
        server.run(
            "pg_ctl",
            &[
                "start",
                "-w",
                "-t",
                "60",
                "-l",
                log.to_str().unwrap(),
                "-o",
                &options,
            ],
        );
        server
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Runs a program of the server on its data.
    fn run(&self, name: &str, arguments: &[&str]) {
        let mut command = Command::new(program(name).unwrap());
        command.args(arguments).arg("-D").arg(self.data());
        if let Some((uid, gid)) = unprivileged().unwrap() {
            command.uid(uid).gid(gid);
        }
        // Not a pipe: the server would hold it open for ever.
        let said = fs::File::create(self.folder.path().join("said.log")).unwrap();
        let status = command
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(said.try_clone().unwrap())
            .stderr(said)
            .status()
            .unwrap();
        let said = fs::read_to_string(self.folder.path().join("said.log")).unwrap();
        assert!(status.success(), "{name}: {said}");
    }

    async fn opens(&self, host: &str, query: &str) -> Result<(), StoreError> {
        let url = format!("postgres://postgres@{host}:{}/postgres?{query}", self.port);
        let options = DbOptions {
            connections: 1,
            ..DbOptions::default()
        };
        Db::open(&url, options).await.map(drop)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // After a test that failed before the start there is none to stop.
        if self.data().join("postmaster.pid").exists() {
            self.run("pg_ctl", &["stop", "-m", "immediate"]);
        }
    }
}

fn own(path: &Path) {
    if let Some((uid, gid)) = unprivileged().unwrap() {
        chown(path, Some(uid), Some(gid)).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_is_spoken_and_trusts_whom_the_address_says() {
    let certificates = certificates();
    let server = Server::start(&certificates);
    let file = |name: &str, text: &str| {
        let path = server.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let root = file("root.pem", &certificates.root);
    let other = file("other.pem", &self::certificates().root);
    for (host, query, works) in [
        // The server refuses whoever does not encrypt.
        ("localhost", "sslmode=disable".to_owned(), false),
        ("localhost", String::new(), true),
        ("localhost", "sslmode=prefer".to_owned(), true),
        ("localhost", "sslmode=require".to_owned(), true),
        // The name in the certificate is localhost.
        (
            "localhost",
            format!("sslmode=verify-full&sslrootcert={root}"),
            true,
        ),
        (
            "127.0.0.1",
            format!("sslmode=verify-full&sslrootcert={root}"),
            false,
        ),
        (
            "127.0.0.1",
            format!("sslmode=verify-ca&sslrootcert={root}"),
            true,
        ),
        // A root that did not sign it.
        (
            "localhost",
            format!("sslmode=verify-full&sslrootcert={other}"),
            false,
        ),
        (
            "localhost",
            format!("sslmode=verify-ca&sslrootcert={other}"),
            false,
        ),
        (
            "localhost",
            format!("sslmode=require&sslrootcert={other}"),
            false,
        ),
    ] {
        let opened = server.opens(host, &query).await;
        assert_eq!(opened.is_ok(), works, "{host} {query}: {opened:?}");
    }
}
