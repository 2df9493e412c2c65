//! The program of `app` with each provider of TLS.

use crate::app::{self, App};
use crate::report::Section;
use crate::{Result, Settings};
use std::process::Command;

const ABOUT: &str = "The program that makes one call, with TLS by each feature of the client; `none` can only be given a \
                     `ClientConfig`. Clean dev builds as in `app`. `fips` is left out where CMake or Go is not.";

const PROVIDERS: [&str; 5] = ["none", "ring", "graviola", "aws-lc-rs", "fips"];

pub(crate) fn run(settings: &Settings) -> Result<Section> {
    let client = app::client(settings)?;
    let app = |provider: &&'static str| {
        let feature = if *provider == "none" { String::new() } else { format!(", {provider:?}") };
        let sdk = format!("{client}, default-features = false, features = [\"client\", \"operations\"{feature}]");
        App::ours(provider, &format!("app-{provider}"), &sdk)
    };
    let is_there =
        |provider: &&&str| **provider != "fips" || [["cmake", "--version"], ["go", "version"]].iter().all(runs);
    let apps = PROVIDERS.iter().filter(is_there).map(app).collect::<Result<Vec<_>>>()?;
    let mut rows = Vec::from(app::timed(&apps, settings.runs, "clean dev build", |app| app.clean(&[]))?);
    for app in &apps {
        app.clean(&["--release"])?;
    }
    rows.extend(app::sizes(&apps)?);
    Ok(Section::new("tls", ABOUT, rows))
}

fn runs(command: &[&str; 2]) -> bool {
    Command::new(command[0]).arg(command[1]).output().is_ok_and(|output| output.status.success())
}
