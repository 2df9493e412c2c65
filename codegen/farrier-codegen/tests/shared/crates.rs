//! Crates that are generated and compiled.

use farrier_codegen::{Request, RuntimeDependency, generate};
use fastrand::Rng;
use serde_json::Value;
use smithy_json_ast::load;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;
use std::time::{Duration, Instant};

/// How many crates are compiled between two looks at the clock: as many as make what cargo does for all of them not
/// matter.
const BATCH: usize = 258;

/// Features that crates are compiled with.
pub(crate) type Features = &'static [&'static str];

/// All features that compile code of the crate: those left out are other names, and other TLS, whose tools few machines
/// have.
pub(crate) const EVERYTHING: Features = &["--features=behavior-version-latest,futures,mocks,serde,value-traits"];

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Paths and contents.
pub(crate) type Files = Vec<(String, String)>;

/// What is compiled.
pub(crate) struct Crate {
    pub(crate) package: String,
    /// What it is of, for messages.
    pub(crate) of: String,
    pub(crate) files: Files,
}

/// The files for a model, or what is wrong with it first.
pub(crate) fn files(package: &str, model: &Value) -> Result<Files, String> {
    let first = |problems: Vec<smithy_json_ast::Diagnostic>| problems[0].to_string();
    let model = load("model.json", &model.to_string()).map_err(first)?;
    let runtime = root().join("runtime").canonicalize().expect("the runtime").to_string_lossy().into_owned();
    let request = Request {
        model: "model.json".to_owned(),
        package: package.to_owned(),
        runtime: RuntimeDependency::path(runtime),
        ..Request::default()
    };
    let generated = generate(&model, &request).map_err(first)?;
    Ok(generated.output.into_iter().map(|file| (file.path, file.contents)).collect())
}

/// The first that the compiler says of each of these crates, warnings too, with each set of features. They are below
/// `target/<name>`, and come in an order that is the same each time and mixes what they are of: `FARRIER_MINUTES` ends
/// with the batch that takes longer than that, `FARRIER_SKIP` goes on after so many. What was done is said as it is
/// done, to whoever runs it with `--nocapture`.
pub(crate) fn compile(name: &str, sets: &[Features], mut crates: Vec<Crate>) -> Vec<String> {
    Rng::with_seed(2_026).shuffle(&mut crates);
    let (start, all) = (Instant::now(), crates.len());
    let end = number("FARRIER_MINUTES").map(|minutes: u64| Duration::from_secs(minutes * 60));
    let (mut done, mut said) = (number("FARRIER_SKIP").unwrap_or(0).min(all), Vec::new());
    assert!(done < all, "FARRIER_SKIP leaves none of {all} crates");
    for batch in crates[done..].chunks(BATCH) {
        let folder = root().join("target").join(name);
        write(&folder, batch);
        let more: Vec<_> = sets.iter().flat_map(|features| check(&folder, features, batch)).collect();
        done += batch.len();
        println!("{done} of {all} crates, {} s, {} messages", start.elapsed().as_secs(), said.len() + more.len());
        more.iter().for_each(|message| println!("{message}"));
        said.extend(more);
        if done < all && end.is_some_and(|end| start.elapsed() > end) {
            println!("the time is over: FARRIER_SKIP={done} goes on from here");
            break;
        }
    }
    said
}

/// What a variable says, if it is set.
fn number<T: FromStr>(variable: &str) -> Option<T> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} is a number")))
}

/// One workspace of these crates, so that cargo resolves what they depend on once and compiles as many at a time as it
/// can.
fn write(folder: &Path, crates: &[Crate]) {
    let _ = fs::remove_dir_all(folder.join("crates"));
    for Crate { package, files, .. } in crates {
        for (path, contents) in files {
            let path = folder.join("crates").join(package).join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
            fs::write(path, contents).expect("a file can be written");
        }
    }
    fs::write(folder.join("Cargo.toml"), "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n").expect("written");
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file");
}

fn check(folder: &Path, features: Features, crates: &[Crate]) -> Vec<String> {
    let mut said = BTreeMap::new();
    loop {
        let output = Command::new(env!("CARGO"))
            .args(["check", "--workspace", "--keep-going", "--quiet", "--message-format=short"])
            .args(features)
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTFLAGS", "-Dwarnings")
            .output()
            .expect("cargo can be run");
        let text = String::from_utf8_lossy(&output.stderr);
        let before = said.len();
        for (line, package) in text.lines().filter_map(|line| Some((line, package(line)?))) {
            said.entry(package.to_owned()).or_insert_with(|| line.to_owned());
        }
        let Some(refused) = text.lines().find(|line| line.contains(NO_MANIFEST)).and_then(package) else {
            if !output.status.success() && said.len() == before {
                said.insert(String::new(), text.into_owned());
            }
            break;
        };
        // One manifest that cargo does not read keeps it from compiling all the others.
        said.insert(refused.to_owned(), text.lines().collect::<Vec<_>>().join(" "));
        fs::remove_dir_all(folder.join("crates").join(refused)).expect("a folder can be removed");
    }
    let of = |package: &str| crates.iter().find(|it| it.package == package).map_or("cargo", |it| it.of.as_str());
    said.iter().map(|(package, line)| format!("{}: {line}", of(package))).collect()
}

const NO_MANIFEST: &str = "failed to load manifest for workspace member";

/// The crate that a line is about.
fn package(line: &str) -> Option<&str> {
    let rest = line.split("crates/").nth(1)?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    Some(&rest[..end]).filter(|package| !package.is_empty())
}
