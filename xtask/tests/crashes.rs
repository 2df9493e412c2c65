//! Runs that are killed, and runs at the same time: the folder holds the old files or the new ones, or none that
//! compile until the next run has finished.
//!
//! A few of each here; `FARRIER_RUNS=200 cargo test -p xtask --test crashes` for more.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const STAGE: &str = ".farrier-stage";

/// Two clients that have no file in common but for those that each client has.
const MODELS: [&str; 2] = ["rest_json", "errors"];

type Tree = BTreeMap<PathBuf, Vec<u8>>;

struct Folder {
    guard: tempfile::TempDir,
    /// What each model becomes.
    trees: [Tree; 2],
    /// How long it takes.
    time: Duration,
}

impl Folder {
    fn new() -> Self {
        let guard = tempfile::tempdir().unwrap();
        let mut folder = Self { guard, trees: [Tree::new(), Tree::new()], time: Duration::ZERO };
        for model in 0..2 {
            let start = Instant::now();
            assert!(folder.start(model, &[]).wait().unwrap().success());
            folder.time = start.elapsed();
            folder.trees[model] = folder.tree();
        }
        assert_ne!(folder.trees[0], folder.trees[1]);
        folder
    }

    fn path(&self) -> PathBuf {
        self.guard.path().join("crate")
    }

    fn start(&self, model: usize, args: &[&str]) -> Child {
        let file = format!("../codegen/farrier-codegen/tests/cases/{}.json", MODELS[model]);
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["generate", "--model", &file, "--out"])
            .arg(self.path())
            .args(args)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// All files but those that wait to be put into their places.
    fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        let mut folders = vec![self.path()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true if path.ends_with(STAGE) => {}
                    true => folders.push(path),
                    false => drop(tree.insert(path.clone(), fs::read(path).unwrap())),
                }
            }
        }
        tree
    }

    fn is_whole(&self) -> bool {
        self.trees.contains(&self.tree())
    }

    /// Whether cargo would not read it.
    fn is_refused(&self) -> bool {
        let manifest = fs::read_to_string(self.path().join("Cargo.toml"));
        manifest.is_ok_and(|text| toml::de::DeTable::parse(&text).is_err())
    }

    /// A run that locks the folder, finishes what was begun, and does nothing of its own.
    fn finish(&self) {
        assert!(!self.start(0, &["--operations", "None"]).wait().unwrap().success());
        assert!(!self.path().join(STAGE).exists());
    }
}

fn runs() -> u32 {
    std::env::var("FARRIER_RUNS").map_or(8, |runs| runs.parse().expect("FARRIER_RUNS is a number"))
}

/// Waits until there is a list of what is to be done, which is when a kill hurts.
fn wait_for(path: &Path, child: &mut Child) {
    while !path.exists() && child.try_wait().unwrap().is_none() {}
}

#[test]
fn killed() {
    let folder = Folder::new();
    let journal = folder.path().join(STAGE).join("journal");
    let mut caught = 0;
    for run in 0..runs() {
        let mut child = folder.start(run as usize % 2, &[]);
        match run % 4 {
            0 => sleep(folder.time * run / runs()),
            aimed => {
                wait_for(&journal, &mut child);
                sleep(Duration::from_micros(u64::from(aimed - 1) * 300));
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let is_stopped_halfway = journal.exists();
        caught += u32::from(is_stopped_halfway);
        if is_stopped_halfway {
            assert!(folder.is_whole() || folder.is_refused(), "run {run}: a mixture that compiles");
        } else {
            assert!(folder.is_whole(), "run {run}: a mixture, and nobody knows");
        }
        folder.finish();
        assert!(folder.is_whole(), "run {run}: a mixture stays");
    }
    println!("{caught} of {} were killed while they replaced files", runs());
}

#[test]
fn pairs() {
    let folder = Folder::new();
    for run in 0..runs() {
        let mut pair = [folder.start(0, &[]), folder.start(1, &[])];
        for child in &mut pair {
            assert!(child.wait().unwrap().success(), "run {run}");
        }
        assert!(folder.is_whole(), "run {run}: a mixture");
    }
}
