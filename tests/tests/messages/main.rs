//! What the compiler says of programs that use a client wrongly: the texts that are ours are in there. A case is a
//! program, whose first lines say what is to be said of it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cases/messages");

/// What begins a line that says what the compiler says.
const SAID: &str = "//~ ";

/// A program without a mistake, by which the library is known that this test is linked with.
const CONTROL: &str = "control.rs";

/// The crates of the clients, as their libraries are called.
const CLIENTS: [&str; 3] = ["relay", "partnercentral_account", "relay_ping"];

#[test]
fn mistakes_are_named() {
    let libraries = libraries();
    let folder = tempfile::tempdir().expect("a folder");
    let mut failures = Vec::new();
    let mut count = 0;
    for case in fs::read_dir(CASES).expect("the cases") {
        let case = case.expect("a case").path();
        let text = fs::read_to_string(&case).expect("a program");
        let said: Vec<_> = text.lines().filter_map(|line| line.strip_prefix(SAID)).collect();
        if case.ends_with(CONTROL) {
            continue;
        }
        count += 1;
        let output = compile(&case, &libraries, folder.path());
        let found = String::from_utf8_lossy(&output.stderr);
        // One error: others would be about what follows from it. That an import is of no use is a warning.
        let is_one = found.contains("error: aborting due to 1 previous error");
        if output.status.success() || said.is_empty() || !is_one || !said.iter().all(|text| found.contains(text)) {
            failures.push(format!("{}: {said:?} is not in there, or not alone:\n{found}", case.display()));
        }
    }
    assert!(failures.is_empty() && count > 0, "{}", failures.join("\n"));
}

/// The libraries beside this test by which the program without a mistake compiles. Others there are older, or have
/// other features.
fn libraries() -> Vec<(&'static str, PathBuf)> {
    let folder = tempfile::tempdir().expect("a folder");
    let control = Path::new(CASES).join(CONTROL);
    let candidates = CLIENTS.map(candidates);
    let first = |client: usize| candidates[client].first().expect("this test is linked with it").clone();
    let mut chosen: Vec<_> = (0..CLIENTS.len()).map(|client| (CLIENTS[client], first(client))).collect();
    let mut last = String::new();
    for (client, candidates) in candidates.iter().enumerate() {
        let works = candidates.iter().any(|candidate| {
            chosen[client].1 = candidate.clone();
            // Each by itself: the program names those before it, too.
            let output = compile_for(&control, &chosen, client, folder.path());
            last = String::from_utf8_lossy(&output.stderr).into_owned();
            output.status.success()
        });
        assert!(works, "no library of {}:\n{last}", CLIENTS[client]);
    }
    chosen
}

/// The libraries of a crate, the newest first.
fn candidates(client: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(dependencies()).expect("the libraries").filter_map(|file| Some(file.ok()?.path()));
    let name = |file: &PathBuf| file.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let is_one = |file: &PathBuf| name(file).starts_with(&format!("lib{client}-")) && name(file).ends_with(".rlib");
    let mut files: Vec<_> = files.filter(is_one).collect();
    let age = |file: &PathBuf| file.metadata().and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    files.sort_by_key(|file| std::cmp::Reverse(age(file)));
    files
}

/// The folder that this test is in, which has all that it is linked with.
fn dependencies() -> PathBuf {
    let test = env::current_exe().expect("this test");
    test.parent().expect("it is in a folder").to_owned()
}

fn compile(program: &Path, libraries: &[(&str, PathBuf)], folder: &Path) -> Output {
    compile_for(program, libraries, libraries.len() - 1, folder)
}

/// Compiles a program, as far as messages go, with the libraries up to one.
fn compile_for(program: &Path, libraries: &[(&str, PathBuf)], last: usize, folder: &Path) -> Output {
    // The compiler beside the Cargo that runs this.
    let compiler = env::var_os("CARGO").map(|cargo| Path::new(&cargo).with_file_name("rustc"));
    let mut command = Command::new(compiler.filter(|path| path.exists()).unwrap_or_else(|| "rustc".into()));
    command.arg(program).args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--out-dir"]).arg(folder);
    command.arg("-L").arg(format!("dependency={}", dependencies().display()));
    for (name, library) in &libraries[..=last] {
        command.arg("--extern").arg(format!("{name}={}", library.display()));
        command.arg("--cfg").arg(format!("has_{name}"));
    }
    command.output().expect("the compiler runs")
}
