//! What a build script prints for Cargo. The script is this test program, run once more.

use farrier_build::Config;
use std::collections::BTreeMap;
use std::error::Error;
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;
use std::{env, fs};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Names the folder of the script, and makes a run of this program the script.
const FOLDER: &str = "FARRIER_BUILD_SCRIPT_FOLDER";

#[test]
#[ignore = "the other tests run it"]
fn script() {
    let folder = env::var_os(FOLDER).expect("the other tests name it");
    env::set_current_dir(folder).expect("the folder was just made");
    Config::new().out_dir("out").also_model("kinds.json").compile("moon.json");
}

/// What `script_of_modules` writes: `NAME=OPERATION,OPERATION`, with spaces between modules.
const MODULES: &str = "FARRIER_BUILD_SCRIPT_MODULES";

/// The model that they are of, if it is not `moon.json`.
const MODEL: &str = "FARRIER_BUILD_SCRIPT_MODEL";

#[test]
#[ignore = "the other tests run it"]
fn script_of_modules() {
    let modules = env::var(MODULES).expect("the other tests name them");
    for module in modules.split(' ') {
        let (name, operations) = module.split_once('=').expect("a module has operations");
        let operations = operations.split(',').filter(|name| !name.is_empty());
        Config::new().operations(operations).name(name).compile(env::var_os(MODEL).unwrap_or("moon.json".into()));
    }
}

/// What a script prints that writes these modules of one model to `OUT_DIR`, this folder.
fn modules(folder: &Path, modules: &str) -> Result<String> {
    modules_of(folder, OsStr::new("moon.json"), modules)
}

fn modules_of(folder: &Path, model: &OsStr, modules: &str) -> Result<String> {
    let mut script = Command::new(env::current_exe()?);
    script.args(["--exact", "script_of_modules", "--ignored", "--nocapture"]).current_dir(folder);
    let output = script.env("OUT_DIR", folder).env(MODULES, modules).env(MODEL, model).output()?;
    assert!(output.status.success(), "Cargo fails by what is printed: {output:?}");
    Ok(String::from_utf8(output.stdout)?)
}

/// The files of a folder, with when they were written.
fn files(folder: &Path) -> Result<BTreeMap<String, SystemTime>> {
    let entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    let files = entries.into_iter().filter(|entry| entry.path().is_file());
    files.map(|entry| Ok((entry.file_name().to_string_lossy().into_owned(), entry.metadata()?.modified()?))).collect()
}

/// Each line is a run: what it writes, the modules that are there then, and which of them have another time than before.
#[test]
fn runs_one_after_the_other() -> Result {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("moon.json"), MOON)?;
    fs::write(folder.path().join("mine.rs"), "// of another crate\n")?;
    let mut before = files(folder.path())?;
    for (run, there, written) in [
        ("moon=Rise luna=Set", "luna mine moon", "luna moon"),
        ("moon=Rise luna=Set", "luna mine moon", ""),
        ("luna=Set moon=Rise", "luna mine moon", ""),
        ("moon=Rise luna=Set selene=Set,Rise", "luna mine moon selene", "selene"),
        ("moon=Rise luna=Rise,Set selene=Set,Rise", "luna mine moon selene", "luna"),
        ("selene=Rise,Set moon=Rise", "mine moon selene", ""),
        // What is wrong with one is no reason to remove another, or what was there of it.
        ("moon=Rise selene=Rize", "mine moon selene", ""),
        ("moon=Rize selene=Rise", "mine moon selene", "selene"),
        ("luna=Rise moon=Rize", "luna mine moon selene", "luna"),
        ("luna=Rise", "luna mine", ""),
        ("moon=Set", "mine moon", "moon"),
    ] {
        modules(folder.path(), run)?;
        let after = files(folder.path())?;
        let names = |files: Vec<&String>| -> String {
            files.into_iter().filter_map(|name| name.strip_suffix(".rs")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names(after.keys().collect()), there, "{run}");
        let changed = after.iter().filter(|(name, time)| before.get(*name) != Some(*time));
        assert_eq!(names(changed.map(|(name, _)| name).collect()), written, "{run}");
        before = after;
    }
    Ok(())
}

#[test]
fn a_name_is_that_of_one_module() -> Result {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("moon.json"), MOON)?;
    let told = modules(folder.path(), "moon=Rise moon=Set")?;
    assert!(told.contains("moon.rs: this build script wrote another client to this file already"), "{told}");
    assert!(!fs::read_to_string(folder.path().join("moon.rs"))?.contains("SetFluentBuilder"));
    Ok(())
}

#[test]
fn what_is_asked_for_is_told_of_its_client() -> Result {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("moon.json"), MOON)?;
    let told = modules(folder.path(), "moon=Rise luna= selene=Rize")?;
    let luna = "cargo::error=moon.json, as `luna`: `operations` names no operation (name some, or leave the call out";
    assert!(told.contains(luna), "{told}");
    assert!(told.contains("cargo::error=moon.json, as `selene`: `example#Moon` has no operation `Rize`"), "{told}");
    Ok(())
}

/// Cargo reads lines: a line break in a path would begin another instruction.
#[cfg(unix)]
#[test]
fn no_path_begins_another_line() -> Result {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir()?;
    // What is no text would be taken for this one.
    fs::write(folder.path().join("\u{fffd}.json"), MOON)?;
    for (name, shown) in [
        (&b"a\ncargo::warning=INJECTED\n.json"[..], r"a\ncargo::warning=INJECTED\n.json"),
        (b"a\rb.json", r"a\rb.json"),
        (b"\xff.json", "\u{fffd}.json"),
    ] {
        let name = OsStr::from_bytes(name);
        fs::write(folder.path().join(name), MOON)?;
        let told = modules_of(folder.path(), name, "moon=Rise")?;
        let lines: Vec<_> = told.lines().filter(|line| line.starts_with("cargo:")).collect();
        let error = format!("cargo::error={shown}: Cargo cannot be told this path");
        assert!(lines.len() == 1 && lines[0].starts_with(&error), "{told}");
    }
    Ok(())
}

const MOON: &str = r##"{"smithy": "2.0", "shapes": {
    "example#Moon": {"type": "service", "version": "1", "operations": [{"target": "example#Rise"}, {"target": "example#Set"}],
        "traits": {"aws.protocols#awsJson1_0": {}}},
    "example#Rise": {"type": "operation"},
    "example#Set": {"type": "operation"}
}}"##;

/// What the script prints, with `moon.json` and `kinds.json` of these texts.
fn told(moon: &str, kinds: &str) -> Result<Vec<String>> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("moon.json"), moon)?;
    fs::write(folder.path().join("kinds.json"), kinds)?;
    let mut script = Command::new(env::current_exe()?);
    let output = script.args(["--exact", "script", "--ignored", "--nocapture"]).env(FOLDER, folder.path()).output()?;
    assert!(output.status.success(), "Cargo fails by what is printed: {output:?}");
    Ok(String::from_utf8(output.stdout)?.lines().filter(|line| line.starts_with("cargo:")).map(str::to_owned).collect())
}

const READ: [&str; 2] = ["cargo::rerun-if-changed=moon.json", "cargo::rerun-if-changed=kinds.json"];

const KINDS: &str = r#"{"smithy": "2.0", "shapes": {"example#Kind": {"type": "string"}}}"#;

#[test]
fn each_model_is_watched() -> Result {
    let moon = r#"{"smithy": "2.0", "shapes": {
        "example#Moon": {"type": "service", "version": "1", "operations": [{"target": "example#Rise"}],
            "traits": {"aws.protocols#awsJson1_0": {}}},
        "example#Rise": {"type": "operation"}
    }}"#;
    assert_eq!(told(moon, KINDS)?, READ);
    Ok(())
}

#[test]
fn each_problem_is_one_line() -> Result {
    let moon = r#"{"smithy": "2.0", "shapes": {
        "example#Moon": {"type": "service", "version": "1", "operations": [{"target": "example#Rize"}, {"target": "example#Sit"}],
            "traits": {"aws.protocols#awsJson1_0": {}}}
    }}"#;
    let told = told(moon, KINDS)?;
    assert_eq!(told[..2], READ);
    let [rise, set] = &told[2..] else { panic!("two problems: {told:?}") };
    assert!(rise.starts_with("cargo::error=moon.json:2:") && rise.contains("example#Rize"), "{rise}");
    assert!(set.starts_with("cargo::error=moon.json:2:") && set.contains("example#Sit"), "{set}");
    Ok(())
}

#[test]
fn what_is_no_model_is_an_error_of_its_file() -> Result {
    let told = told("{", KINDS)?;
    assert_eq!(told[..2], READ);
    assert!(told.len() == 3 && told[2].starts_with("cargo::error=moon.json:1:"), "{told:?}");
    Ok(())
}

#[test]
fn of_many_problems_the_first_are_told_and_of_long_ones_the_ends() -> Result {
    let targets: Vec<_> = (10..40).map(|it| format!(r#"{{"target": "example#Op{it}{}"}}"#, "x".repeat(900))).collect();
    let moon = format!(
        r#"{{"smithy": "2.0", "shapes": {{
            "example#Moon": {{"type": "service", "version": "1", "operations": [{}],
                "traits": {{"aws.protocols#awsJson1_0": {{}}, "example#{}": {{}}}}}}
        }}}}"#,
        targets.join(", "),
        "y".repeat(3_000)
    );
    let told = told(&moon, KINDS)?;
    let (last, first) = told[2..].split_last().ok_or("nothing is told")?;
    assert_eq!(first.len(), 20, "{told:?}");
    assert!(first[19].contains("`example#Op29"), "{told:?}");
    assert!(told.iter().all(|line| line.len() < 4_000), "{told:?}");
    assert_eq!(last, "cargo::error=11 more errors");
    Ok(())
}
