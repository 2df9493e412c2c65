//! The generator: time and memory.

use crate::measure::{Usage, command};
use crate::report::{OURS, Row, Samples, Section, Unit};
use crate::{Result, Settings, places, service};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ABOUT: &str = "The generator, writing into an empty folder, without cargo. It is the dev build, which \
    `cargo xtask` runs, with the `opt-level`s that `Cargo.toml` gives to some of its libraries; `release` is the same by a \
    release build. Cold start is what it takes to say its version.";
/// The name of the file that the generator is told by what to generate.
const CONFIG: &str = "farrier.toml";

pub(crate) fn run(settings: &Settings) -> Result<Section> {
    let generator = places::generator()?;
    let mut rows = Vec::new();
    let mut version = Command::new(&generator);
    version.arg("--version");
    rows.extend(measured("cold start", settings.runs, 0, || Ok(version_of(&version)))?);

    let released = places::released_generator()?;
    let own = vec![places::root().join("models/partnercentral-account.json")];
    rows.extend(generated("partnercentral-account", &generator, &own, settings.runs)?);
    rows.extend(generated("partnercentral-account, release", &released, &own, settings.runs)?);
    if let Some((name, model)) = service::largest(settings) {
        rows.extend(generated(name, &generator, &[model], settings.runs)?);
    }
    let models = models(settings);
    if models.is_empty() {
        eprintln!("note: there are no models in {}", settings.models.display());
    } else {
        let services = format!("{} services", models.len());
        rows.extend(generated(&services, &generator, &models, settings.runs)?);
        rows.extend(generated(&format!("{services}, release"), &released, &models, settings.runs)?);
    }
    Ok(Section::new("generator", ABOUT, rows))
}

fn version_of(version: &Command) -> Command {
    let mut command = Command::new(version.get_program());
    command.args(version.get_args());
    command
}

/// The models of other services.
fn models(settings: &Settings) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(&settings.models) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths
}

/// Rows of generating the models in one run of the generator.
fn generated(what: &str, generator: &Path, models: &[PathBuf], runs: usize) -> Result<Vec<Row>> {
    let mut config = String::new();
    let mut shapes = 0;
    for model in models {
        let name = stem(model);
        let path = model.canonicalize()?;
        let _ = writeln!(config, "[[service]]\nname = \"{name}\"\nmodel = {path:?}\ncrate = \"{name}\"\n");
        let model: Value = serde_json::from_str(&fs::read_to_string(model)?)?;
        shapes += model["shapes"].as_object().map_or(0, serde_json::Map::len);
    }
    measured(&format!("{what}, {shapes} shapes"), runs, shapes, || {
        let folder = empty("generator")?;
        fs::write(folder.join(CONFIG), &config)?;
        let mut codegen = Command::new(generator);
        codegen.arg("codegen").current_dir(folder);
        Ok(codegen)
    })
}

fn measured(what: &str, runs: usize, shapes: usize, prepare: impl Fn() -> Result<Command>) -> Result<Vec<Row>> {
    let mut usages = Vec::new();
    for run in 0..=runs {
        let usage = command(prepare()?)?;
        usages.extend((run > 0).then_some(usage));
    }
    let row = |kind: &str, unit, of: &dyn Fn(&Usage) -> f64| {
        Row::new(format!("{what}: {kind}"), unit).side(OURS, usages.iter().map(of).collect::<Samples>())
    };
    let mut rows = vec![
        row("wall", Unit::Seconds, &|usage| usage.wall),
        row("CPU", Unit::Seconds, &Usage::cpu),
        row("peak memory", Unit::Bytes, &|usage| usage.peak),
    ];
    if shapes > 0 {
        rows.push(row("CPU a shape", Unit::Seconds, &|usage| usage.cpu() / shapes as f64));
    }
    Ok(rows)
}

/// The name of a service, by its file: without the date.
fn stem(model: &Path) -> String {
    let stem = model.file_stem().unwrap_or_default().to_string_lossy();
    let is_date = |end: &str| end.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match stem.len().checked_sub("-2006-03-01".len()).and_then(|at| stem.split_at_checked(at)) {
        Some((name, date)) if is_date(date) => name.to_owned(),
        _ => stem.into_owned(),
    }
}

fn empty(name: &str) -> Result<PathBuf> {
    let folder = places::out().join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
