//! Commands that run others do so from any folder of the checkout.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

#[test]
fn runs_begin_in_any_folder() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in [package.join(".."), package.to_owned(), package.join("src")] {
        let mut soak = Command::new(env!("CARGO_BIN_EXE_xtask"));
        // In the place of cargo is a program that does nothing.
        soak.args(["soak", "credentials"]).env("CARGO", "true").current_dir(&folder);
        let output = soak.output().expect("the commands are built");
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.contains("passed"), "{}: {text}{}", folder.display(), String::from_utf8_lossy(&output.stderr));
    }
}

/// What `soak serde` says in a checkout with these models beside it, and how many of them it takes.
fn serde_beside(shared: &Path) -> (String, usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let checkout = folder.path().join("checkout");
    fs::create_dir(&checkout).expect("a folder");
    fs::write(checkout.join("farrier.toml"), "").expect("written");
    symlink(shared, folder.path().join("shared")).expect("linked");
    let mut soak = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = soak.args(["soak", "serde"]).env("CARGO", "echo").current_dir(&checkout).output();
    let text = String::from_utf8_lossy(&output.expect("the commands are built").stdout).into_owned();
    assert!(text.contains("/target/soak-models --serde"), "{text}");
    (text, checkout.join("target/soak-models").read_dir().expect("a folder").count())
}

/// Where the models are, those that are named in the run are all there.
#[test]
fn serde_is_of_ten_services() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    if shared.join("models").is_dir() {
        let (text, models) = serde_beside(&shared);
        assert!(text.ends_with("passed\n"), "{text}");
        assert_eq!(models, 10);
    }
}

#[test]
fn services_that_are_missing_are_said() {
    let shared = tempfile::tempdir().expect("a folder");
    fs::create_dir(shared.path().join("models")).expect("a folder");
    fs::write(shared.path().join("models/kms-2014-11-01.json"), "{}").expect("written");
    let (text, models) = serde_beside(shared.path());
    let (_, missing) = text.split_once("passed, without bedrock-runtime-2023-09-30.json, ").expect("a list");
    assert!(!missing.contains("kms") && missing.ends_with(", sqs-2012-11-05.json\n"), "{text}");
    assert_eq!((missing.matches(".json").count(), models), (8, 1));
}
