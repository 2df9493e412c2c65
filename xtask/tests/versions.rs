//! The table of `docs/versions.md` is that of the manifest of the runtime and of `Cargo.lock`. `INSTA_UPDATE=always`
//! writes it. `ARCHITECTURE.md` says of each library what it is for.

use semver::{Version, VersionReq};
use std::error::Error;
use std::fs;
use std::path::Path;
use toml::de::{DeTable, DeValue};

const BEFORE: &str = "<!-- The table is written by xtask/tests/versions.rs. -->\n\n";

#[test]
fn the_table_is_current() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("no folder above")?;
    let manifest = fs::read_to_string(root.join("runtime/Cargo.toml"))?;
    let lock = fs::read_to_string(root.join("Cargo.lock"))?;
    let (manifest, lock) = (DeTable::parse(&manifest)?, DeTable::parse(&lock)?);
    let dependencies = manifest.get_ref().get("dependencies").and_then(|it| it.get_ref().as_table());
    let packages = lock.get_ref().get("package").and_then(|it| it.get_ref().as_array()).ok_or("no packages")?;
    let mut table = "| crate | oldest | in `Cargo.lock` |\n|---|---|---|\n".to_owned();
    for (name, value) in dependencies.ok_or("no dependencies")? {
        let of_table = |table: &DeTable<'_>| table.get("version")?.get_ref().as_str().map(str::to_owned);
        let oldest = match value.get_ref() {
            DeValue::String(version) => Some(version.to_string()),
            DeValue::Table(table) => of_table(table),
            _ => None,
        };
        // Those of the workspace have no version here.
        let Some(oldest) = oldest else { continue };
        // One of them is there by two names.
        let package = value.get_ref().get("package").and_then(|it| it.get_ref().as_str()).unwrap_or(name.get_ref());
        let is_named = |it: &&DeTable<'_>| it.get("name").is_some_and(|it| it.get_ref().as_str() == Some(package));
        // Others have the package in other versions, which are not that of the runtime.
        let is_allowed = VersionReq::parse(&oldest)?;
        let found: Vec<String> = packages
            .iter()
            .filter_map(|package| package.get_ref().as_table())
            .filter(is_named)
            .filter_map(of_table)
            .filter(|version| Version::parse(version).is_ok_and(|version| is_allowed.matches(&version)))
            .collect();
        assert!(!found.is_empty(), "{} is not in Cargo.lock", name.get_ref());
        table += &format!("| `{}` | {oldest} | {} |\n", name.get_ref(), found.join(", "));
    }
    let path = root.join("docs/versions.md");
    let text = fs::read_to_string(&path)?;
    let (before, after) = text.split_once(BEFORE).ok_or("no place for the table")?;
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(path, format!("{before}{BEFORE}{table}"))?;
    } else {
        assert_eq!(after, table, "docs/versions.md is not current: write it with INSTA_UPDATE=always");
    }
    Ok(())
}

#[test]
fn libraries_are_named() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("no folder above")?;
    let text = fs::read_to_string(root.join("ARCHITECTURE.md"))?;
    let (_, section) = text.split_once("## Libraries\n").ok_or("no section")?;
    let (section, _) = section.split_once("\n## ").ok_or("no section after it")?;
    let codegen = fs::read_dir(root.join("codegen"))?.collect::<Result<Vec<_>, _>>()?;
    let folders = codegen.iter().map(|entry| entry.path()).filter(|path| path.is_dir());
    let mut unnamed = Vec::new();
    for folder in folders.chain([root.join("runtime"), root.join("runtime/credentials")]) {
        let manifest = fs::read_to_string(folder.join("Cargo.toml"))?;
        let manifest = DeTable::parse(&manifest)?;
        let dependencies = manifest.get_ref().get("dependencies").and_then(|it| it.get_ref().as_table());
        for (name, value) in dependencies.into_iter().flatten() {
            // Those of the workspace have no version, or a path besides.
            let is_ours = value.get_ref().get("workspace").or(value.get_ref().get("path")).is_some();
            let package = value.get_ref().get("package").and_then(|it| it.get_ref().as_str()).unwrap_or(name.get_ref());
            if !is_ours && !section.contains(&format!("`{package}`")) {
                unnamed.push(package.to_owned());
            }
        }
    }
    assert!(unnamed.is_empty(), "ARCHITECTURE.md#libraries does not say what these are for: {unnamed:?}");
    Ok(())
}
