//! What is published says what it is, by which licence, and has the text of that with it.

use serde_json::Value;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What every package has, besides its sources.
const FILES: [&str; 4] = ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];

#[test]
fn packages_are_complete() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("no folder above")?;
    let metadata = cargo(root, &["metadata", "--no-deps", "--format-version=1"])?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().ok_or("no packages")?;
    // Null where it may be published anywhere; else the list of registries.
    let published: Vec<&Value> = packages.iter().filter(|package| package["publish"].is_null()).collect();
    let mut names: Vec<&str> = published.iter().filter_map(|package| package["name"].as_str()).collect();
    names.sort_unstable();
    insta::assert_snapshot!(names.join("\n"), @r"
    farrier
    farrier-build
    farrier-codegen
    farrier-credentials
    farrier-docs
    farrier-project
    farrier-runtime
    farrier-schema-text
    farrier-sso
    farrier-sso-oidc
    farrier-sts
    partnercentral-account
    smithy-json-ast
    ");
    let built = fs::read_to_string(root.join(".ci/projects"))?;
    let (_, built) = built.split_once("crates=(").ok_or("no list of crates")?;
    let built: Vec<&str> = built.split(')').next().unwrap_or_default().split_whitespace().collect();
    let mut problems = Vec::new();
    for package in published {
        let name = package["name"].as_str().ok_or("no name")?;
        let mut lacking = lacking(root, package, name)?;
        if !built.contains(&name) {
            lacking.push("not built alone by .ci/projects".to_owned());
        }
        problems.extend(lacking.into_iter().map(|what| format!("{name}: {what}")));
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
    Ok(())
}

/// What a package does not have, or has otherwise than it should be.
fn lacking(root: &Path, package: &Value, name: &str) -> Result<Vec<String>> {
    let mut lacking = Vec::new();
    for key in ["description", "license", "readme", "rust_version"] {
        if package[key].as_str().is_none_or(str::is_empty) {
            lacking.push(format!("no `{key}`"));
        }
    }
    // crates.io takes five of each.
    for key in ["keywords", "categories"] {
        let count = package[key].as_array().map_or(0, Vec::len);
        if !(1..=5).contains(&count) {
            lacking.push(format!("{count} `{key}`"));
        }
    }
    let listed = cargo(root, &["package", "--list", "--allow-dirty", "--package", name])?;
    for file in FILES {
        if !listed.lines().any(|line| line == file) {
            lacking.push(format!("no {file} in the package"));
        }
    }
    let folder = Path::new(package["manifest_path"].as_str().ok_or("no path")?).parent().ok_or("no folder")?;
    for file in FILES.iter().filter(|file| file.starts_with("LICENSE")) {
        if fs::read(folder.join(file)).ok() != Some(fs::read(root.join(file))?) {
            lacking.push(format!("{file} is not that of the repository"));
        }
    }
    Ok(lacking)
}

fn cargo(root: &Path, args: &[&str]) -> Result<String> {
    let output = Command::new(env!("CARGO")).args(args).current_dir(root).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
