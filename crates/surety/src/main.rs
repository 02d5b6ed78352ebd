//! The binary: settings, adapters to the operating system, command line.

mod adapters;
mod backup;
mod cli;
mod config;
mod desk;
mod diagnose;
mod doctor;
mod log;
mod mail_import;
mod outbox;
mod progress;
mod serve;
mod user;

use std::process::ExitCode;

use clap::Parser as _;
use surety_app::diagnostics;

use cli::{Cli, Command, Credits, Entitlement, Mail, Settings, Sla, User};

/// Most of what a request costs beside the database is allocation.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(&cli) {
        Ok(code) => code,
        // A reader that has seen enough (`| head`) is no failure of ours.
        Err(e) if is_broken_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("surety: {e:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(cli: &Cli) -> anyhow::Result<ExitCode> {
    match &cli.command {
        Command::Serve => {
            let config = settings(cli)?;
            log::start(&config)?;
            return runtime()?.block_on(serve::run(&config));
        }
        Command::Demo => {
            let config = settings(cli)?;
            log::start(&config)?;
            runtime()?.block_on(async {
                let app = desk::open(&config).await?;
                anyhow::ensure!(
                    surety_app::demo::state(&app).await? == surety_app::demo::State::Empty,
                    "the desk is not empty: the demo desk is put into a new database only"
                );
                let config = config::Config {
                    demo_when_empty: true,
                    ..config
                };
                serve::furnish(&app, &config).await
            })?;
        }
        Command::User(User::SetUpLink { email }) => {
            let config = settings(cli)?;
            let link = runtime()?.block_on(async {
                let app = desk::open(&config).await?;
                user::set_up_link(&app, email.as_deref()).await
            })?;
            println!("{link}");
        }
        Command::Mail(Mail::Import(import)) => {
            let config = settings(cli)?;
            log::start(&config)?;
            let mailbox = import
                .mailbox
                .clone()
                .or_else(|| config.mail_addresses.first().cloned())
                .ok_or_else(|| {
                    anyhow::anyhow!(
                        "say at which address they arrived: --mailbox support@example.com"
                    )
                })?;
            return runtime()?.block_on(async {
                let app = desk::open(&config).await?;
                mail_import::run(&app, &import.paths, &mailbox, import.lines).await
            });
        }
        Command::Openapi => println!("{}", surety_web::openapi::json()),
        Command::Clock => return diagnose::lines(diagnostics::clock::line),
        Command::Sla(Sla::Replay) => return diagnose::lines(diagnostics::sla_replay::line),
        Command::Credits(Credits::Periods) => {
            return diagnose::lines(diagnostics::credits_periods::line);
        }
        Command::Entitlement(Entitlement::Explain { live: false }) => {
            return diagnose::lines(diagnostics::entitlement_explain::line);
        }
        Command::Entitlement(Entitlement::Explain { live: true }) => {
            let config = settings(cli)?;
            let runtime = runtime()?;
            let app = runtime.block_on(desk::open(&config))?;
            return diagnose::lines(|line| {
                diagnostics::entitlement_live::line(line, |input| {
                    runtime.block_on(diagnostics::entitlement_live::explain(&app, input))
                })
            });
        }
        Command::Simulate(options) => {
            let config = settings(cli)?;
            let runtime = runtime()?;
            let app = runtime.block_on(desk::open(&config))?;
            return runtime.block_on(diagnose::simulate(&app, options));
        }
        Command::Mail(Mail::Inspect(inspect)) => return diagnose::mail_inspect(&inspect.files),
        Command::Config(Settings::Check) => return Ok(config_check(cli)),
        Command::Config(Settings::List) => print!("{}", config::list()),
        Command::Doctor(options) => {
            let config = settings(cli)?;
            log::start(&config)?;
            return runtime()?.block_on(doctor::run(&config, options.json));
        }
        Command::Permissions => print!("{}", surety_domain::permission::matrix()),
        Command::Backup(target) => {
            let manifest = backup::backup(&settings(cli)?, &target.file, target.force)?;
            println!(
                "{}: {} bytes, sha256 {}",
                target.file.display(),
                manifest.bytes,
                manifest.sha256
            );
        }
        Command::Restore(target) => {
            let (manifest, aside) = backup::restore(&settings(cli)?, &target.file, target.force)?;
            println!(
                "restored the desk of {} ({} bytes)",
                manifest.made_at, manifest.bytes
            );
            if let Some(aside) = aside {
                println!("what was there is now {}", aside.display());
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?)
}

/// The settings; their problems are printed, fatal ones end the command.
fn settings(cli: &Cli) -> anyhow::Result<config::Config> {
    let read = config::read(cli.config.as_deref());
    for problem in &read.problems {
        eprintln!("{problem}");
    }
    read.config.ok_or_else(|| {
        anyhow::anyhow!("the settings are not usable; `surety config check` shows them all")
    })
}

fn config_check(cli: &Cli) -> ExitCode {
    let read = config::read(cli.config.as_deref());
    print!("{}", read.report());
    if read.config.is_some() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn is_broken_pipe(e: &anyhow::Error) -> bool {
    e.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
