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

/// Crates that one command writes.
struct Folder {
    guard: tempfile::TempDir,
    crates: &'static [&'static str],
    /// What each model becomes, in each crate.
    trees: [Vec<Tree>; 2],
    /// How long it takes.
    time: Duration,
}

impl Folder {
    fn new(crates: &'static [&'static str]) -> Self {
        let guard = tempfile::tempdir().unwrap();
        let mut folder = Self { guard, crates, trees: [Vec::new(), Vec::new()], time: Duration::ZERO };
        for model in 0..2 {
            let start = Instant::now();
            assert!(folder.start(model, None).wait().unwrap().success());
            folder.time = start.elapsed();
            folder.trees[model] = folder.paths().map(|path| tree(&path)).collect();
        }
        assert_ne!(folder.trees[0], folder.trees[1]);
        folder
    }

    fn paths(&self) -> impl Iterator<Item = PathBuf> {
        self.crates.iter().map(|name| self.guard.path().join(name))
    }

    /// `generate` for one crate, `codegen` for several; of all operations or of one.
    fn start(&self, model: usize, operation: Option<&str>) -> Child {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/farrier-codegen/tests/cases");
        let model = cases.join(format!("{}.json", MODELS[model]));
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        match self.crates {
            [name] => {
                command.arg("generate").arg("--model").arg(model).args(["--out", name]);
                command.args(operation.map(|name| ["--operations", name]).iter().flatten());
            }
            names => {
                let only = operation.map(|name| format!("operations = [{name:?}]\n")).unwrap_or_default();
                let service =
                    |name| format!("[[service]]\nname = {name:?}\nmodel = {model:?}\ncrate = {name:?}\n{only}");
                let services: String = names.iter().map(service).collect();
                fs::write(self.guard.path().join("farrier.toml"), services).unwrap();
                command.arg("codegen");
            }
        }
        command.current_dir(&self.guard).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Whether all crates are of one model.
    fn is_whole(&self) -> bool {
        self.trees.iter().any(|trees| self.paths().zip(trees).all(|(path, is)| tree(&path) == *is))
    }

    /// Whether each crate is of one model, or cargo would not read it.
    fn is_no_mixture(&self) -> bool {
        self.paths().enumerate().all(|(at, path)| {
            let manifest = fs::read_to_string(path.join("Cargo.toml"));
            let is_refused = manifest.is_ok_and(|text| toml::de::DeTable::parse(&text).is_err());
            let now = tree(&path);
            is_refused || self.trees.iter().any(|trees| trees[at] == now)
        })
    }

    /// A run that locks the folders, finishes what was begun, and does nothing of its own.
    fn finish(&self) {
        assert!(!self.start(0, Some("None")).wait().unwrap().success());
        assert!(self.paths().all(|path| !path.join(STAGE).exists()));
    }
}

/// All files of a crate but those that wait to be put into their places.
fn tree(root: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut folders = vec![root.to_owned()];
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

fn runs() -> u32 {
    std::env::var("FARRIER_RUNS").map_or(8, |runs| runs.parse().expect("FARRIER_RUNS is a number"))
}

/// Waits for a state of the disk, and no longer than the run takes.
fn wait_until(child: &mut Child, is_there: impl Fn() -> bool) {
    while !is_there() && child.try_wait().unwrap().is_none() {}
}

#[test]
fn killed() {
    kill(&Folder::new(&["a"]));
}

#[test]
fn killed_over_several_crates() {
    kill(&Folder::new(&["a", "b"]));
}

fn kill(folder: &Folder) {
    let lists: Vec<PathBuf> = folder.paths().map(|path| path.join(STAGE).join("journal")).collect();
    let (mut run, mut caught) = (0, 0);
    // On a busy machine a kill may come late, and some more are tried.
    while run < runs() || (caught == 0 && run < 20 * runs()) {
        let model = run as usize % 2;
        let mut child = folder.start(model, None);
        match run % 4 {
            0 => sleep(folder.time * (run % runs()) / runs()),
            aimed => {
                wait_until(&mut child, || lists[0].exists());
                match aimed {
                    // The first crate is new, and the others are not.
                    3 if lists.len() > 1 => wait_until(&mut child, || !lists[0].exists()),
                    _ => sleep(Duration::from_micros(u64::from(aimed - 1) * 300)),
                }
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let is_listed: Vec<bool> = lists.iter().map(|list| list.exists()).collect();
        if is_listed.contains(&true) {
            caught += 1;
            assert!(folder.is_no_mixture(), "run {run}: a mixture that compiles");
        } else {
            assert!(folder.is_whole(), "run {run}: a mixture, and nobody knows");
        }
        // The one moment after which crates may be of two models, each whole: until the same command runs again.
        let is_between_lists =
            is_listed[0] && lists.iter().any(|list| !list.exists() && list.parent().unwrap().exists());
        folder.finish();
        if is_between_lists {
            assert!(folder.start(model, None).wait().unwrap().success());
        }
        assert!(folder.is_whole(), "run {run}: a mixture stays");
        run += 1;
    }
    println!("{caught} of {run} were killed while they replaced files");
    assert!(caught > 0, "no kill hit");
}

#[test]
fn pairs() {
    let folder = Folder::new(&["a"]);
    for run in 0..runs() {
        let mut pair = [folder.start(0, None), folder.start(1, None)];
        for child in &mut pair {
            assert!(child.wait().unwrap().success(), "run {run}");
        }
        assert!(folder.is_whole(), "run {run}: a mixture");
    }
}
