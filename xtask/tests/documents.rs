//! Commands that documents show: each is run in a copy of the project, or checked as far as it can be without running
//! it.
//!
//! A command is a line of a block of code, or a span of code that begins with `cargo`. To show one that needs a file or
//! a name which is not there, add it to [`FILES`] or [`NAMES`]. One that must not be run goes to [`NOT_RUN`], with the
//! reason.

use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What is read, from the root of the project: files, and folders of them.
const DOCUMENTS: [&str; 7] = [
    "README.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "bench/README.md",
    "models/README.md",
    "runtime/README.md",
    "docs",
];

/// What the copy has.
const COPIED: [&str; 8] = ["farrier.toml", "Cargo.toml", "models", "codegen", "runtime", "generated", "tests", "bench"];

/// Files that documents presume, and those of the project that stand for them.
const FILES: [(&str, &str); 4] = [
    ("kms.json", "xtask/tests/documents/kms.json"),
    ("path/to/kms.json", "xtask/tests/documents/kms.json"),
    ("path/to/public.json", "models/partnercentral-account.json"),
    ("path/to/other.json", "models/partnercentral-account.json"),
];

/// Words that stand for others, and one of these.
const NAMES: [(&str, &str); 10] = [
    ("[SERVICE]...", "partnercentral-account"),
    ("[SERVICE]", "partnercentral-account"),
    ("SHAPE", "ConnectionType"),
    ("FILE", "kms.json"),
    ("DIR", "../out"),
    ("REV", "HEAD"),
    ("A", "kms.json"),
    ("B", "kms.json"),
    ("<command>", "codegen"),
    ("<package>", "partnercentral-account"),
];

/// Commands of which only the options are checked, and why.
const NOT_RUN: [(&str, &str); 6] = [
    ("audit", "compiles everything several times, with other versions of libraries and other features"),
    ("bench", "compiles the official crates, which takes minutes"),
    ("conformance", "compiles clients of all models, which takes minutes; .ci/run does it"),
    ("live", "needs Python, PyPI and models of AWS services; .ci/run does it where they are"),
    ("soak", "runs tests that take hours"),
    ("api-parity", "reads an official crate, which cargo must have fetched for something else"),
];

/// A command, with the file and the line.
#[derive(Debug)]
struct Shown {
    command: String,
    place: String,
    is_block: bool,
}

#[test]
fn commands_of_documents_work() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("no folder above")?;
    let mut commands: BTreeMap<String, Shown> = BTreeMap::new();
    for document in documents(root)? {
        let name = document.strip_prefix(root)?.display().to_string();
        for shown in shown(&name, &fs::read_to_string(&document)?) {
            commands.entry(shown.command.clone()).or_insert(shown);
        }
    }
    assert!(commands.len() > 10, "{commands:?}");
    let folder = tempfile::tempdir()?;
    let copy = copy(root, &folder.path().join("farrier"))?;
    let packages = packages(root)?;
    let results = commands.values().map(|shown| (shown, check(shown, &copy, &packages)));
    let problems: Vec<String> = results
        .filter_map(|(shown, result)| Some(format!("{}: `{}`: {}", shown.place, shown.command, result.err()?)))
        .collect();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
    Ok(())
}

fn documents(root: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut todo: Vec<PathBuf> = DOCUMENTS.iter().map(|name| root.join(name)).collect();
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(path)? {
                todo.push(entry?.path());
            }
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The commands of a document.
fn shown(name: &str, text: &str) -> Vec<Shown> {
    let mut commands = Vec::new();
    let mut block: Option<&str> = None;
    for (number, line) in (1..).zip(text.lines()) {
        let mut add = |command: &str, is_block: bool| {
            let command = command.split(" #").next().unwrap_or_default().trim().to_owned();
            commands.push(Shown { command, place: format!("{name}:{number}"), is_block });
        };
        match (line.trim_start().strip_prefix("```"), block) {
            (Some(language), None) => block = Some(language.trim()),
            (Some(_), Some(_)) => block = None,
            (None, Some("sh" | "console" | "bash")) if !line.is_empty() && !line.starts_with('#') => add(line, true),
            (None, Some("")) if is_command(line) => add(line, true),
            (None, Some(_)) => {}
            (None, None) => {
                line.split('`').skip(1).step_by(2).filter(|code| is_command(code)).for_each(|code| add(code, false))
            }
        }
    }
    commands
}

fn is_command(text: &str) -> bool {
    let text = without_variables(text);
    ["cargo ", ".ci/run", "git "].iter().any(|start| text.starts_with(start)) && text != "cargo xtask"
}

/// The command without the variables that are set for it.
fn without_variables(command: &str) -> &str {
    match command.split_once(' ') {
        Some((first, rest)) if first.contains('=') && !first.starts_with('-') => without_variables(rest),
        _ => command,
    }
}

/// Copies what commands read. The folder of the copy.
fn copy(root: &Path, to: &Path) -> Result<PathBuf> {
    for name in COPIED {
        copy_all(&root.join(name), &to.join(name))?;
    }
    for (name, stands_for) in FILES {
        let file = to.join(name);
        fs::create_dir_all(file.parent().ok_or("no folder")?)?;
        fs::copy(root.join(stands_for), file)?;
    }
    Ok(to.to_owned())
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    if from.is_file() {
        fs::create_dir_all(to.parent().ok_or("no folder")?)?;
        fs::copy(from, to)?;
        return Ok(());
    }
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_name() != "target" {
            copy_all(&entry.path(), &to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// The packages of the workspace, with the names of their targets.
fn packages(root: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(root).output()?;
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    Ok(packages
        .map(|package| (name(package), package["targets"].as_array().into_iter().flatten().map(name).collect()))
        .collect())
}

fn check(shown: &Shown, copy: &Path, packages: &BTreeMap<String, Vec<String>>) -> Result<()> {
    let words = without_variables(&shown.command).split(' ').filter(|word| !word.is_empty());
    let named = |word| NAMES.iter().find(|(name, _)| *name == word).map_or(word, |(_, stands_for)| *stands_for);
    let words: Vec<&str> = words.map(named).collect();
    match words.as_slice() {
        ["cargo", "xtask", name] if !shown.is_block => run(&["help", name], copy),
        ["cargo", "xtask", name, options @ ..] if NOT_RUN.iter().any(|(not_run, _)| not_run == name) => {
            let is_shown = |option: &&&str| !option.starts_with('[');
            let options: Vec<&str> = options.iter().filter(is_shown).copied().collect();
            run(&[&[*name], options.as_slice(), &["--help"]].concat(), copy)
        }
        ["cargo", "xtask", args @ ..] => run(args, copy),
        ["cargo", "test" | "run" | "clippy" | "check" | "build" | "doc", options @ ..] => targets(options, packages),
        ["cargo", "install", "--path", folder] => match copy.join(folder).join("src/main.rs").exists() {
            true => Ok(()),
            false => Err(format!("there is no program in `{folder}`").into()),
        },
        ["cargo", "update" | "fmt" | "publish", ..] | ["git", ..] | [".ci/run"] => Ok(()),
        _ => Err("this command is neither run nor checked: see xtask/tests/documents.rs".into()),
    }
}

/// Runs one of ours.
fn run(args: &[&str], folder: &Path) -> Result<()> {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(args).current_dir(folder).output()?;
    if output.status.success() {
        return Ok(());
    }
    let text = [output.stdout, output.stderr].concat();
    Err(String::from_utf8_lossy(&text).trim().into())
}

/// Whether the packages and targets are there that cargo is told to take.
fn targets(options: &[&str], packages: &BTreeMap<String, Vec<String>>) -> Result<()> {
    let after = |option: &str| options.windows(2).find(|pair| pair[0] == option).map(|pair| pair[1]);
    let Some(package) = after("-p").or(after("--package")) else { return Ok(()) };
    let targets = packages.get(package).ok_or_else(|| format!("there is no package `{package}`"))?;
    match after("--test").or(after("--example")) {
        Some(target) if !targets.iter().any(|known| known == target) => {
            Err(format!("`{package}` has no target `{target}`").into())
        }
        _ => Ok(()),
    }
}

#[test]
fn commands_are_found() {
    let text = "Do `cargo xtask codegen` with `cargo xtask`:\n```sh\n# first\ncargo xtask diff A B  # twice\nX=1 make\n```\n\
                ```\nmodel -> files\nX=1 cargo test\n```\n```toml\ncargo xtask no\n```\n";
    let found: Vec<_> = shown("a.md", text).into_iter().map(|shown| (shown.place, shown.command)).collect();
    let expected = [
        ("a.md:1", "cargo xtask codegen"),
        ("a.md:4", "cargo xtask diff A B"),
        ("a.md:5", "X=1 make"),
        ("a.md:9", "X=1 cargo test"),
    ];
    assert_eq!(found, expected.map(|(place, command)| (place.to_owned(), command.to_owned())));
}

/// Code that a document shows of a project is in the project, line by line, and so compiled.
#[test]
fn code_of_projects() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(root.join("docs/observability.md"))?;
    let project = fs::read_to_string(root.join("tests/projects/observed/src/lib.rs"))?;
    let shown = page.split("(../tests/projects/observed)").nth(1).and_then(|rest| rest.split("```rust\n").nth(1));
    let shown = shown.and_then(|rest| rest.split("```").next()).ok_or("the page shows nothing")?;
    for line in shown.lines() {
        assert!(project.lines().any(|other| other.trim() == line), "not in the project: {line}");
    }
    assert!(shown.lines().count() > 1);
    Ok(())
}
