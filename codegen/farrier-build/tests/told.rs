//! What a build script prints for Cargo. The script is this test program, run once more.

use farrier_build::Config;
use std::error::Error;
use std::path::Path;
use std::process::Command;
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

/// Names the modules that `script_of_modules` writes, with commas between them.
const MODULES: &str = "FARRIER_BUILD_SCRIPT_MODULES";

#[test]
#[ignore = "the other tests run it"]
fn script_of_modules() {
    let names = env::var(MODULES).expect("the other tests name them");
    for (number, name) in names.split(',').enumerate() {
        let operations = ["Rise", "Set"].into_iter().take(number + 1);
        Config::new().operations(operations).name(name).compile("moon.json");
    }
}

/// What a script prints that writes these modules of one model to `OUT_DIR`, this folder.
fn modules(folder: &Path, names: &str) -> Result<String> {
    let mut script = Command::new(env::current_exe()?);
    script.args(["--exact", "script_of_modules", "--ignored", "--nocapture"]).current_dir(folder);
    let output = script.env("OUT_DIR", folder).env(MODULES, names).output()?;
    assert!(output.status.success(), "Cargo fails by what is printed: {output:?}");
    Ok(String::from_utf8(output.stdout)?)
}

#[test]
fn modules_of_former_runs_are_gone() -> Result {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("moon.json"), MOON)?;
    fs::write(folder.path().join("mine.rs"), "// of another crate\n")?;
    let files = || -> Result<Vec<String>> {
        let entries = fs::read_dir(folder.path())?;
        let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        let mut names = names.collect::<Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    };
    modules(folder.path(), "moon,luna")?;
    assert_eq!(files()?, ["luna.rs", "mine.rs", "moon.json", "moon.rs"]);
    modules(folder.path(), "selene")?;
    assert_eq!(files()?, ["mine.rs", "moon.json", "selene.rs"]);
    Ok(())
}

#[test]
fn a_name_is_that_of_one_module() -> Result {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("moon.json"), MOON)?;
    let told = modules(folder.path(), "moon,moon")?;
    assert!(told.contains("moon.rs: this build script wrote another client to this file already"), "{told}");
    assert!(!fs::read_to_string(folder.path().join("moon.rs"))?.contains("SetFluentBuilder"));
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
