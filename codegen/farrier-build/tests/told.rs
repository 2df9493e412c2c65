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

/// What `script_of_modules` writes: `NAME=OPERATION,OPERATION`, with spaces between modules. `FOLDER/NAME` is in
/// another folder than `OUT_DIR`, and of `NAME?` nobody looks at the error.
const MODULES: &str = "FARRIER_BUILD_SCRIPT_MODULES";

/// The model that they are of.
const MODEL: &str = "FARRIER_BUILD_SCRIPT_MODEL";

#[test]
#[ignore = "the other tests run it"]
fn script_of_modules() {
    let modules = env::var(MODULES).expect("the other tests name them");
    let model = env::var_os(MODEL).expect("the other tests name it");
    for module in modules.split(' ') {
        let (name, operations) = module.split_once('=').expect("a module has operations");
        let (folder, name) = name.split_once('/').map_or((None, name), |(folder, name)| (Some(folder), name));
        let config = Config::new().operations(operations.split(',').filter(|name| !name.is_empty()));
        let config = folder.into_iter().fold(config, |config, folder| config.out_dir(folder));
        match name.strip_suffix('?') {
            Some(name) => drop(config.name(name).try_compile(&model)),
            None => config.name(name).compile(&model),
        }
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

/// What a script told Cargo of where clients are: their variables, in order.
fn variables(told: &str) -> Vec<(&str, &str)> {
    let lines = told.lines().filter_map(|line| line.strip_prefix("cargo::rustc-env="));
    lines.filter_map(|line| line.split_once('=')).collect()
}

/// Each line is a run: what it writes, the clients that Cargo hears of, and which files have another time than before.
#[test]
fn runs_one_after_the_other() -> Result {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("moon.json"), MOON)?;
    let mut before = files(folder.path())?;
    for (run, heard, written) in [
        ("moon=Rise luna=Set", "moon luna", "luna moon"),
        ("moon=Rise luna=Set", "moon luna", ""),
        ("luna=Set moon=Rise", "luna moon", ""),
        ("moon=Rise luna=Set selene=Set,Rise", "moon luna selene", "selene"),
        ("moon=Rise luna=Rise,Set selene=Set,Rise", "moon luna selene", "luna"),
        // Files of former runs stay.
        ("selene=Rise,Set moon=Rise", "selene moon", ""),
        ("moon=Rise selene=Rize", "moon", ""),
        ("moon=Rize selene=Rise", "selene", "selene"),
        ("moon?=Rize luna?=Rise", "luna", "luna"),
    ] {
        let told = modules(folder.path(), run)?;
        let names: Vec<_> =
            variables(&told).into_iter().filter_map(|(name, _)| name.strip_prefix("FARRIER_CLIENT_")).collect();
        assert_eq!(names.join(" "), heard, "{run}");
        let after = files(folder.path())?;
        let changed = after.iter().filter(|(name, time)| before.get(*name) != Some(*time));
        let changed: Vec<_> = changed.filter_map(|(name, _)| name.strip_suffix(".rs")).collect();
        assert_eq!(changed.join(" "), written, "{run}");
        before = after;
    }
    Ok(())
}

#[test]
fn a_name_is_that_of_one_module() -> Result {
    for run in [
        "moon=Rise moon=Set",
        "moon=Rise ./moon=Set",
        "moon=Rise other/moon=Rise",
        "other/moon=Rise moon=Rise",
        "other/moon=Rise other/moon=Set",
        "other/moon=Rise moon?=Set moon=Set",
        // Not all systems tell their files apart.
        "moon=Rise Moon=Rise",
    ] {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("moon.json"), MOON)?;
        let told = modules(folder.path(), run)?;
        let error = told.lines().find(|line| line.starts_with("cargo::error=")).unwrap_or_default();
        assert!(error.contains(".rs: this build script wrote another client `"), "{run}: {told}");
        let [(_, file)] = variables(&told)[..] else { panic!("{run}: {told}") };
        assert!(!fs::read_to_string(file)?.contains("SetFluentBuilder"), "{run}");
    }
    Ok(())
}

/// What of the runtime includes clients.
const INCLUDES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../runtime/src/module.rs");

/// Each line is a run in the folder of those before it, with what the compiler says of a program that includes `moon`.
#[test]
fn only_what_this_run_wrote_is_included() -> Result {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("moon.json"), MOON)?;
    let program = folder.path().join("program.rs");
    let text = "include_client!(pub mod moon);\npub fn found(_: moon::Found) {}\n";
    fs::write(&program, format!("#[macro_use]\n#[path = {INCLUDES:?}]\nmod module;\n{text}"))?;
    let missing = "error: the build script wrote no client `moon`: it writes one by `farrier_build::Config`";
    for (run, error) in [
        ("luna=Rise", Some(missing)),
        ("moon=Rise", None),
        ("moon?=Set", None),
        ("luna=Rise", Some(missing)),
        ("moon?=Rize luna=Rise", Some(missing)),
        ("other/moon=Rise", None),
    ] {
        let told = modules(folder.path(), run)?;
        let variables = variables(&told);
        for (_, file) in &variables {
            // What a client needs of the runtime is not here.
            fs::write(file, "pub struct Found;\n")?;
        }
        let mut compiler = Command::new("rustc");
        compiler.args(["--edition=2021", "--crate-type=lib", "--emit=metadata", "--out-dir"]).arg(folder.path());
        let output = compiler.arg(&program).env_remove("FARRIER_CLIENT_moon").envs(variables).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.success(), error.is_none(), "{run}: {said}");
        assert!(error.is_none_or(|error| said.contains(error)), "{run}: {said}");
    }
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
    let told = modules_of(folder.path(), OsStr::new("\u{fffd}.json"), "a\ncargo::warning\n/moon=Rise")?;
    assert!(
        told.contains(r"\n/moon.rs: Cargo cannot be told this path") && !told.contains("\ncargo::warning"),
        "{told}"
    );
    assert!(!folder.path().join("a\ncargo::warning\n").exists(), "nothing is written");
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
