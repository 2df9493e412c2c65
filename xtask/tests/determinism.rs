//! What is generated depends on model and configuration and on nothing of the machine.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const MODELS: [&str; 3] = ["event_streams", "rest_json", "documentation"];

/// Contents and modes.
type Tree = BTreeMap<PathBuf, (Vec<u8>, u32)>;

/// What is unlike in a run: the folder, a command before the command, and variables.
type Machine<'a> = (&'a str, &'a [&'a str], &'a [(&'a str, &'a str)]);

/// Where the capital of `i` is not `I`.
const TURKISH: &str = "tr_TR.UTF-8";

const UMASK: [&str; 4] = ["sh", "-c", "umask 077; exec \"$@\"", "sh"];

/// One processor is one thread of the generator: it starts as many as there are.
const ONE_PROCESSOR: [&str; 3] = ["taskset", "-c", "0"];

const MACHINES: [Machine<'_>; 7] = [
    ("a", &[], &[]),
    ("a folder/deeper/é", &[], &[]),
    ("locale", &[], &[("LC_ALL", TURKISH), ("LANG", TURKISH), ("LANGUAGE", "tr"), ("LOCPATH", "locales")]),
    ("no-locale", &[], &[("LC_ALL", "C"), ("TERM", "dumb"), ("NO_COLOR", "1")]),
    ("time", &[], &[("TZ", "Pacific/Chatham"), ("SOURCE_DATE_EPOCH", "1")]),
    ("umask", &UMASK, &[]),
    ("one-processor", &ONE_PROCESSOR, &[]),
];

#[test]
fn the_machine_leaves_no_trace() {
    let root = tempfile::tempdir().expect("a folder");
    let usual = run(root.path(), &MACHINES[0]);
    assert!(usual.len() > 40, "{} files", usual.len());
    for machine in &MACHINES[1..] {
        if let Some(program) = machine.1.first().filter(|program| !is_there(program)) {
            println!("not tested: {}, for want of `{program}`", machine.0);
            continue;
        }
        let tree = run(root.path(), machine);
        let private = machine.1 == UMASK;
        for (path, (contents, mode)) in &usual {
            let (other, other_mode) = tree.get(path).unwrap_or_else(|| panic!("{}: no {}", machine.0, path.display()));
            assert!(contents == other, "{}: {} is another file", machine.0, path.display());
            // Files are no programs, and whoever wants them for oneself alone gets them so.
            let expected = if private { mode & 0o700 } else { *mode };
            assert_eq!((*other_mode, mode & 0o111), (expected, 0), "{}: {}", machine.0, path.display());
        }
        assert_eq!(tree.len(), usual.len(), "{}", machine.0);
    }
}

/// Not every machine can be told to use one processor.
fn is_there(program: &str) -> bool {
    match Command::new(program).arg("--version").output() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        output => output.map(|_| true).expect("it starts"),
    }
}

/// Makes the locale, which few machines have. Without the program or the sources for it the variables stand for
/// nothing.
fn make_locale(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    let mut make = Command::new("localedef");
    make.args(["--no-archive", "-i", "tr_TR", "-f", "UTF-8"]).arg(folder.join(TURKISH));
    if !make.output().is_ok_and(|output| output.status.success()) {
        println!("not tested: {TURKISH}, for want of `localedef`, or of what it reads");
    }
}

/// The files that are generated in a folder below.
fn run(root: &Path, (folder, before, variables): &Machine<'_>) -> Tree {
    let folder = root.join(folder);
    fs::create_dir_all(folder.join("models")).expect("a folder");
    let mut toml = "[runtime]\nversion = \"0.1.0\"\n".to_owned();
    for model in MODELS {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/farrier-codegen/tests/cases");
        fs::copy(cases.join(format!("{model}.json")), folder.join(format!("models/{model}.json"))).expect("a model");
        toml += &format!("[[service]]\nname = \"{model}\"\nmodel = \"models/{model}.json\"\ncrate = \"out/{model}\"\n");
    }
    fs::write(folder.join("farrier.toml"), toml).expect("written");
    if variables.iter().any(|(name, _)| *name == "LOCPATH") {
        make_locale(&folder.join("locales"));
    }
    let words: Vec<_> = before.iter().copied().chain([env!("CARGO_BIN_EXE_xtask"), "codegen"]).collect();
    let mut command = Command::new(words[0]);
    let output =
        command.args(&words[1..]).envs(variables.iter().copied()).current_dir(&folder).output().expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut tree = Tree::new();
    let mut folders = vec![folder.join("out")];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(current).expect("a folder") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let mode = fs::metadata(&path).expect("a file").permissions().mode() & 0o777;
            let name = path.strip_prefix(&folder).expect("below").to_owned();
            tree.insert(name, (fs::read(&path).expect("readable"), mode));
        }
    }
    tree
}
