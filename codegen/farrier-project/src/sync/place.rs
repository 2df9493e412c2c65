//! Where files of crates may be.

use camino::Utf8Path;

use crate::paths;
use crate::portable::is_git;
use crate::problem::Problem;

/// What is where the folder of the crate, or one above it, should be.
pub(super) fn in_the_way(root: &Utf8Path) -> Option<Problem> {
    if root.components().any(|part| is_git(part.as_str())) {
        return Some(Problem::at(root, "this folder belongs to git").help("name another folder for the crate"));
    }
    if paths::absolute(root).is_ok_and(|full| full.parent().is_none()) {
        return Some(Problem::at(root, "this is the root of a file system").help("name a folder for the crate"));
    }
    let nearest = root.ancestors().find(|ancestor| ancestor.symlink_metadata().is_ok())?;
    let what = match nearest.metadata() {
        Ok(metadata) if metadata.is_dir() => return None,
        Ok(metadata) if metadata.is_file() => "this is a file",
        Ok(_) => "this is no folder",
        Err(_) => "this link leads to no folder",
    };
    Some(Problem::at(nearest, what).help("name a folder for the crate"))
}

/// What is where a folder between `root` and `path` should be. A link would lead out of the crate.
pub(super) fn obstacle(root: &Utf8Path, path: &Utf8Path) -> Option<Problem> {
    let folders = path.ancestors().skip(1).take_while(|folder| *folder != root);
    let found =
        folders.filter_map(|folder| Some((folder, folder.symlink_metadata().ok()?))).find(|(_, is)| !is.is_dir());
    let (folder, metadata) = found?;
    let what = match metadata.is_symlink() {
        true => "this is a link, and farrier does not write through links",
        false => "this is a file where a folder is needed",
    };
    Some(Problem::at(folder, what).help("delete it or move it away"))
}

/// The longest name of a file, in bytes, that all common systems take.
const NAME: usize = 255;

/// Whether the path stays below the folder it is joined to, on every system.
pub(super) fn is_safe(path: &str) -> bool {
    path.split('/').all(|part| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        !matches!(part, "" | "." | "..") && part.len() <= NAME && part.chars().all(is_plain)
    })
}
