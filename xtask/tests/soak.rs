//! Commands that run others do so from any folder of the checkout.
#![cfg(unix)]

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

/// Where the models are, those that are named in the run are all there.
#[test]
fn serde_is_of_ten_services() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    if root.join("../shared/models").is_dir() {
        let mut soak = Command::new(env!("CARGO_BIN_EXE_xtask"));
        let output = soak.args(["soak", "serde"]).env("CARGO", "echo").current_dir(&root).output();
        let text = String::from_utf8_lossy(&output.expect("the commands are built").stdout).into_owned();
        assert!(text.contains("/target/soak-models --serde"), "{text}");
        let models = root.join("target/soak-models").read_dir().expect("a folder");
        assert_eq!(models.count(), 10);
    }
}
