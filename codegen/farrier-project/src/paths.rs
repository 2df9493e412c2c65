//! Where things are.

use camino::{Utf8Path, Utf8PathBuf};
use smithy_json_ast::{closest, did_you_mean};
use std::env;
use std::fs;
use std::io::{self, Read};
use toml::de::DeTable;

use crate::problem::Problem;

/// The name of the file that makes a folder a Farrier workspace.
pub const CONFIG: &str = "farrier.toml";

/// The workspace: the nearest folder above the current one with a `farrier.toml`, as a path from the current folder,
/// so that the paths in messages work where they are read.
pub fn workspace() -> Option<Utf8PathBuf> {
    let current = env::current_dir().ok()?;
    let depth = current.ancestors().position(|folder| folder.join(CONFIG).exists())?;
    Some((0..depth).map(|_| "..").collect())
}

/// The workspace, for a command that works in no other folder, and why.
pub fn checkout(why: &str) -> crate::problem::Result<Utf8PathBuf> {
    workspace().ok_or_else(|| {
        let problem = Problem::new("this is no workspace of Farrier: there is no farrier.toml here or above");
        vec![problem.help(format!("run the command in a checkout of Farrier, {why}"))]
    })
}

/// The path from the folder `from` to `to`, with `/` on every system, as Cargo reads it.
///
/// # Errors
/// Folders of which nobody can tell where they are.
pub fn relative(from: &Utf8Path, to: &Utf8Path) -> Result<String, Problem> {
    let full = |path: &Utf8Path| {
        absolute(path).map_err(|error| Problem::at(path, format!("cannot tell where this is: {error}")))
    };
    let (from, to) = (full(from)?, full(to)?);
    let path = pathdiff::diff_utf8_paths(&to, from).unwrap_or(to);
    Ok(path.as_str().replace('\\', "/"))
}

/// What is wrong with a folder that is said to be that of the runtime, and what to do about it.
pub fn wrong_runtime(folder: &Utf8Path) -> Option<(String, String)> {
    const PACKAGE: &str = "farrier-runtime";
    let manifest = read_text(&folder.join("Cargo.toml")).unwrap_or_default();
    let (manifest, _) = DeTable::parse_recoverable(&manifest);
    let package = manifest.get_ref().get("package").and_then(|package| package.get_ref().get("name"));
    let is_it = package.is_some_and(|name| name.get_ref().as_str() == Some(PACKAGE));
    (!is_it).then(|| {
        let message = format!("`{folder}` is not the folder of the package `{PACKAGE}`");
        (message, "name the folder `runtime` of a clone of Farrier, or of a package of it".to_owned())
    })
}

/// The path without symbolic links, also when its last parts do not exist yet.
pub(crate) fn absolute(path: &Utf8Path) -> io::Result<Utf8PathBuf> {
    // No path is as empty as that of the current folder to itself.
    let path = camino::absolute_utf8(if path.as_str().is_empty() { Utf8Path::new(".") } else { path })?;
    let (existing, full) = path
        .ancestors()
        .find_map(|ancestor| Some((ancestor, ancestor.canonicalize_utf8().ok()?)))
        .ok_or(io::ErrorKind::NotFound)?;
    let mut full = full;
    for part in path.strip_prefix(existing).unwrap_or(Utf8Path::new("")) {
        match part {
            ".." => drop(full.pop()),
            part => full.push(part),
        }
    }
    Ok(full)
}

/// The most bytes of a text file that is no model: far more than anybody writes by hand.
const MOST_BYTES: usize = 16 << 20;

/// Reads a text file that somebody wrote by hand.
pub fn read_text(path: &Utf8Path) -> Result<String, Problem> {
    let text = read_plain(path, MOST_BYTES)?;
    text.ok_or_else(|| Problem::at(path, format!("the file has more than {} MiB", MOST_BYTES >> 20)))
}

/// Reads a text file as [`read_at_most`]. A pipe, which nobody may ever write into, is none.
pub fn read_plain(path: &Utf8Path, most: usize) -> Result<Option<String>, Problem> {
    if path.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        let problem = Problem::at(path, "this is no file, but a pipe or a device");
        return Err(problem.help("put a file in its place, or name another"));
    }
    read_at_most(path, most)
}

/// Reads a text file; `None` if it has more bytes than that, of which no more are read.
pub fn read_at_most(path: &Utf8Path, most: usize) -> Result<Option<String>, Problem> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let read = fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    read.map_err(|error| unreadable(path, &error))?;
    if bytes.len() > most {
        return Ok(None);
    }
    text(path, bytes).map(Some)
}

/// What files begin with that are no text in UTF-8, and what to do about it.
const OTHER: [(&[u8], &str, &str); 10] = [
    (b"\xff\xfe\0\0", "UTF-32", SAVE),
    (b"\0\0\xfe\xff", "UTF-32", SAVE),
    (b"\xff\xfe", "UTF-16", SAVE),
    (b"\xfe\xff", "UTF-16", SAVE),
    (b"{\0", "UTF-16", SAVE),
    (b"\0{", "UTF-16", SAVE),
    (b"\x1f\x8b", "compressed by gzip", UNPACK),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd", UNPACK),
    (b"BZh", "compressed by bzip2", UNPACK),
    (b"PK\x03\x04", "an archive (ZIP)", UNPACK),
];
const SAVE: &str = "save the file as UTF-8";
const UNPACK: &str = "unpack it, and name the file in it";

fn text(path: &Utf8Path, bytes: Vec<u8>) -> Result<String, Problem> {
    // What a model begins with, but for blanks and ends of lines: `{"`.
    let letters = bytes.iter().filter(|byte| !matches!(byte, 0x05 | 0x0d | 0x15 | 0x25 | 0x40));
    let is_ebcdic = letters.take(2).eq(&[0xc0, 0x7f]);
    let other = OTHER.iter().find(|(start, ..)| bytes.starts_with(start)).map(|(_, name, help)| (*name, *help));
    if let Some((name, help)) = other.or_else(|| is_ebcdic.then_some(("EBCDIC", SAVE))) {
        return Err(Problem::at(path, format!("this is {name}, and not UTF-8")).help(help));
    }
    String::from_utf8(bytes).map_err(|error| {
        let (valid, rest) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
        let is_latin = !valid.is_empty() && valid.iter().all(is_plain) && is_accented(rest);
        let message = match is_latin {
            true => "this is not UTF-8 but, by the letter here, ISO 8859-1 or Windows-1252",
            false => "the bytes from here on are not UTF-8, nor of another encoding that is known here",
        };
        Problem::in_text(path, position(valid), message).help(SAVE)
    })
}

/// Whether it is a letter of a text in ASCII.
fn is_plain(byte: &u8) -> bool {
    byte.is_ascii_graphic() || byte.is_ascii_whitespace()
}

/// Whether it begins with a letter with an accent in ISO 8859-1 and its kin. Of other encodings letters have two bytes.
fn is_accented(text: &[u8]) -> bool {
    matches!(text, [0xc0..=0xfe] | [0xc0..=0xfe, 0..=0x7f, ..])
}

fn unreadable(path: &Utf8Path, error: &io::Error) -> Problem {
    if path.as_str().is_empty() {
        return Problem::new("the name of a file is empty").help("name a file");
    }
    if path.is_dir() {
        return Problem::at(path, "this is a folder").help("name a file in it");
    }
    let problem = Problem::at(path, format!("cannot read the file: {error}"));
    if error.kind() != io::ErrorKind::NotFound {
        return problem;
    }
    if path == "-" {
        return problem.help("for what comes through a pipe, name `/dev/stdin`");
    }
    let folder = path.parent().filter(|folder| !folder.as_str().is_empty());
    let folder = folder.unwrap_or(Utf8Path::new("."));
    let Ok(entries) = folder.read_dir_utf8() else {
        return problem.help(format!("there is no folder `{folder}`"));
    };
    let names: Vec<String> = entries.flatten().map(|entry| entry.file_name().to_owned()).collect();
    let name = path.file_name().unwrap_or_default();
    match closest(name, names.iter().map(String::as_str)) {
        Some(similar) => problem.help(did_you_mean(path.with_file_name(similar))),
        None => problem,
    }
}

/// The line and the column, from 1, right after `text`. The column counts bytes.
pub fn position(text: &[u8]) -> (usize, usize) {
    let line = text.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = text.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    (line, column)
}
