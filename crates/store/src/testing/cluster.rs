//! One PostgreSQL server for all test processes of this machine's user.
//!
//! `SURETY_TEST_PG` names one that is running (`postgres://user@host`, without a
//! database). Without it the first test process starts one: `initdb` as an
//! unprivileged user, unix socket in a temporary folder, no waiting for the
//! disk. Every process holds a shared lock on a file; a watchdog stops the
//! server and removes its folder when nobody has held it for a minute.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use tokio_postgres::NoTls;

use crate::migrate::MIGRATIONS;
use crate::{Db, DbOptions, Engine};

/// Names a server that is running already.
pub const SERVER_VARIABLE: &str = "SURETY_TEST_PG";

/// Where the programs are besides `PATH`.
const DEBIAN: &str = "/usr/lib/postgresql";

struct Cluster {
    /// `postgres://user@host`
    base: String,
    /// Held for the life of the process, so that the watchdog waits.
    _in_use: Option<File>,
    /// Held while the template is made.
    folder: PathBuf,
}

fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
    match CLUSTER.get_or_init(find_or_start) {
        Ok(cluster) => cluster,
        Err(reason) => panic!(
            "PostgreSQL is needed for this test and there is none: {reason}. \
             Install the server (Debian: postgresql) or set {SERVER_VARIABLE}."
        ),
    }
}

fn find_or_start() -> Result<Cluster, String> {
    let folder = std::env::temp_dir().join(format!("surety-test-pg-{}", own_uid()?));
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    if let Ok(base) = std::env::var(SERVER_VARIABLE) {
        return Ok(Cluster {
            base: base.trim_end_matches('/').to_owned(),
            _in_use: None,
            folder,
        });
    }
    let in_use = lock_file(&folder.join("in-use.lock"))?;
    in_use.lock_shared().map_err(|e| e.to_string())?;
    let starting = lock_file(&folder.join("start.lock"))?;
    starting.lock().map_err(|e| e.to_string())?;
    let socket = folder.join("socket");
    if !answers(&socket) {
        start(&folder, &socket)?;
    }
    Ok(Cluster {
        base: format!("postgres://postgres@{}", percent_encoded(&socket)),
        _in_use: Some(in_use),
        folder,
    })
}

fn lock_file(path: &Path) -> Result<File, String> {
    File::options()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(path)
        .map_err(|e| format!("{}: {e}", path.display()))
}

fn percent_encoded(path: &Path) -> String {
    path.display().to_string().replace('/', "%2F")
}

fn own_uid() -> Result<u32, String> {
    fs::metadata("/proc/self")
        .map(|m| m.uid())
        .map_err(|e| e.to_string())
}

fn answers(socket: &Path) -> bool {
    std::os::unix::net::UnixStream::connect(socket.join(".s.PGSQL.5432")).is_ok()
}

/// The user PostgreSQL runs as when we are root, which it refuses.
pub(crate) fn unprivileged() -> Result<Option<(u32, u32)>, String> {
    if own_uid()? != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").map_err(|e| e.to_string())?;
    let find = |name: &str| {
        users.lines().find_map(|line| {
            let mut fields = line.split(':');
            if fields.next() != Some(name) {
                return None;
            }
            let mut numbers = fields.skip(1).map_while(|f| f.parse().ok());
            Some((numbers.next()?, numbers.next()?))
        })
    };
    find("postgres")
        .or_else(|| find("nobody"))
        .map(Some)
        .ok_or_else(|| "there is neither a user postgres nor nobody".to_owned())
}

pub(crate) fn program(name: &str) -> Result<PathBuf, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut versions: Vec<PathBuf> = fs::read_dir(DEBIAN)
        .map(|entries| entries.flatten().map(|e| e.path().join("bin")).collect())
        .unwrap_or_default();
    versions.sort();
    std::env::split_paths(&path)
        .chain(versions.into_iter().rev())
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
        .ok_or_else(|| format!("no {name} in PATH or {DEBIAN}/*/bin"))
}

fn start(folder: &Path, socket: &Path) -> Result<(), String> {
    let (initdb, pg_ctl) = (program("initdb")?, program("pg_ctl")?);
    let user = unprivileged()?;
    let data = folder.join("data");
    let io = |e: std::io::Error| e.to_string();
    for place in [&data, &socket.to_path_buf()] {
        if place.exists() {
            fs::remove_dir_all(place).map_err(io)?;
        }
        fs::create_dir(place).map_err(io)?;
        fs::set_permissions(place, fs::Permissions::from_mode(0o700)).map_err(io)?;
        if let Some((uid, gid)) = user {
            chown(place, Some(uid), Some(gid)).map_err(io)?;
        }
    }
    let run = |command: &mut Command| {
        if let Some((uid, gid)) = user {
            command.uid(uid).gid(gid);
        }
        // Not a pipe: the server would hold it open for ever.
        let log = folder.join("command.log");
        let out = File::create(&log).map_err(io)?;
        let status = command
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(out.try_clone().map_err(io)?)
            .stderr(out)
            .status()
            .map_err(io)?;
        if status.success() {
            return Ok(());
        }
        let mut said = String::new();
        let _ = File::open(&log).and_then(|mut f| f.read_to_string(&mut said));
        Err(format!("{:?} failed: {said}", command.get_program()))
    };
    run(Command::new(initdb)
        .arg("-D")
        .arg(&data)
        .args(["-U", "postgres", "-A", "trust", "-E", "UTF8"])
        .args(["--locale=C", "--no-sync"]))?;
    let options = format!(
        "-c listen_addresses='' -c unix_socket_directories='{}' -c fsync=off \
         -c synchronous_commit=off -c full_page_writes=off -c max_connections=400 \
         -c shared_buffers=64MB -c wal_level=minimal -c max_wal_senders=0 \
         -c max_wal_size=1GB -c port=5432",
        socket.display()
    );
    run(Command::new(&pg_ctl)
        .args(["start", "-w", "-t", "60", "-D"])
        .arg(&data)
        .arg("-l")
        .arg(data.join("server.log"))
        .args(["-o", &options]))?;
    watch(folder, &data, &pg_ctl, user)
}

/// Starts the process that stops the server when nobody uses it any more.
fn watch(
    folder: &Path,
    data: &Path,
    pg_ctl: &Path,
    user: Option<(u32, u32)>,
) -> Result<(), String> {
    // `postmaster.pid` starts with the server's process number.
    let script = r#"
        exec 9<>"$1/in-use.lock"
        idle=0
        while read -r pid < "$2/postmaster.pid" && kill -0 "$pid"; do
            sleep 5
            if flock -n -x 9; then
                idle=$((idle + 1))
                if [ "$idle" -ge 12 ]; then
                    $4 "$3" stop -m immediate -D "$2"
                    rm -rf "$2"
                    exit
                fi
                flock -u 9
            else
                idle=0
            fi
        done
    "#;
    let drop_rights = user.map_or(String::new(), |(uid, gid)| {
        format!("setpriv --reuid={uid} --regid={gid} --clear-groups")
    });
    Command::new("setsid")
        .args(["sh", "-c", script, "surety-test-pg"])
        .args([folder, data, pg_ctl])
        .arg(drop_rights)
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map(|_| ())
        .map_err(|e| format!("setsid: {e}"))
}

/// Runs one statement as the server's owner.
async fn administer(statement: &str) -> Result<(), tokio_postgres::Error> {
    let url = format!("{}/postgres", cluster().base);
    let (client, connection) = tokio_postgres::connect(&url, NoTls).await?;
    let driver = tokio::spawn(connection);
    let result = client.batch_execute(statement).await;
    drop(client);
    let _ = driver.await;
    result
}

async fn must(statement: &str) {
    if let Err(error) = administer(statement).await {
        let said = error
            .as_db_error()
            .map_or_else(|| error.to_string(), ToString::to_string);
        panic!("PostgreSQL, which this test needs, failed at {statement:?}: {said}");
    }
}

/// A name that changes with what the migrations do.
fn template_name() -> String {
    let statements = MIGRATIONS.iter().flat_map(|m| {
        let mut all = m.statements(Engine::Postgres);
        all.push(m.checksum());
        all
    });
    let hash = statements
        .flat_map(String::into_bytes)
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("surety_template_{hash:016x}")
}

async fn template() -> String {
    static READY: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
    READY.get_or_init(make_template).await.clone()
}

/// Makes the migrated database that every test's database is copied from,
/// unless another process has.
async fn make_template() -> String {
    let name = template_name();
    let lock = lock_file(&cluster().folder.join("template.lock")).expect("a lock file");
    let _held = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock))
        .await
        .expect("the lock waits")
        .expect("the lock is free some day");
    let url = format!("{}/postgres", cluster().base);
    let (client, connection) = tokio_postgres::connect(&url, NoTls)
        .await
        .expect("the test server answers");
    tokio::spawn(connection);
    let exists = client
        .query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])
        .await
        .expect("the test server answers");
    if exists.is_none() {
        let building = format!("{name}_b");
        must(&format!("DROP DATABASE IF EXISTS {building}")).await;
        must(&format!("CREATE DATABASE {building}")).await;
        let url = format!("{}/{building}", cluster().base);
        let options = DbOptions {
            connections: 1,
            ..DbOptions::default()
        };
        let db = Db::open(&url, options).await.expect("the template opens");
        db.migrate().await.expect("the migrations run");
        drop(db);
        must(&format!("ALTER DATABASE {building} RENAME TO {name}")).await;
    }
    name
}

/// Makes a database and answers its address.
pub(super) async fn create_database(name: &str, migrated: bool) -> String {
    // A process of the same number may have died and left one.
    must(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    let template = if migrated {
        template().await
    } else {
        "template0".to_owned()
    };
    must(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    format!("{}/{name}", cluster().base)
}

/// Removes a database; from any thread, inside a runtime or not.
pub(super) fn drop_database(name: &str) {
    let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    let dropped = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime starts");
        runtime.block_on(async {
            tokio::time::timeout(Duration::from_secs(30), administer(&statement)).await
        })
    });
    // What stays goes with the server; the test's own outcome matters more.
    let _ = dropped.join();
}
