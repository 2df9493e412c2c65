//! What a build script prints for Cargo. The script is this test program, run once more.

use farrier_build::Config;
use std::error::Error;
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
