//! Crates that farrier.toml names no more.

use camino::{Utf8Path, Utf8PathBuf};
use std::collections::BTreeSet;

use crate::config::Config;
use crate::problem::Problem;
use crate::{job, sync};

/// What there is to say of crates that were written for farrier.toml to folders that it names no more. They are looked
/// for beside those that it names, and are not removed: somebody may have added files.
pub fn warnings(config: &Config) -> Vec<Problem> {
    let folders: Vec<&Utf8Path> = config.services.iter().map(|service| service.folder.as_path()).collect();
    let around: BTreeSet<&Utf8Path> = folders.iter().flat_map(|folder| folder.ancestors().skip(1)).collect();
    let command = job::command(config, "");
    let found: BTreeSet<Utf8PathBuf> = around.into_iter().flat_map(|folder| inside(&config.root, folder)).collect();
    let found = found.into_iter().filter(|folder| !folders.contains(&folder.as_path()));
    let crates = found.map(|folder| config.root.join(folder));
    let left = crates.filter(|folder| sync::wrote_by(&folder.join("Cargo.toml"), &command));
    let message = "no service of farrier.toml has this folder any more: the crate in it stays as it is";
    let help = "delete the folder, or name it as `crate` of a service";
    left.map(|folder| Problem::warning(message).of(folder).help(help)).collect()
}

/// What is in a folder, by paths from the root as its own.
fn inside(root: &Utf8Path, folder: &Utf8Path) -> Vec<Utf8PathBuf> {
    // The path of the current folder to itself is empty.
    let entries = Utf8Path::new(".").join(root).join(folder).read_dir_utf8();
    let entries = entries.into_iter().flatten().flatten();
    entries.map(|entry| folder.join(entry.file_name())).collect()
}
