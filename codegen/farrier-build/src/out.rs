//! What a build script leaves behind: a file, and lines for Cargo.

use farrier_project::problem::{MOST_SHOWN, Problem, first};
use smithy_json_ast::shown;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io;
use std::path::{self, Path, PathBuf};
use std::process;
use std::sync::{Mutex, PoisonError};

/// Writes the file of a module, all of it or nothing.
pub(crate) fn write(folder: &Path, name: &str, code: &str) -> Result<PathBuf, Problem> {
    let has_letters = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    // Where it is parsed it is no keyword either.
    if !has_letters || syn::parse_str::<syn::Ident>(name).is_err() {
        let problem = Problem::new(format!("`{}` cannot be the name of a module", name.escape_debug()));
        return Err(problem.help("give it letters, digits and `_`, and not the name of a keyword"));
    }
    let file = folder.join(format!("{name}.rs"));
    // As Cargo sets it for build scripts: what others print is no line for it.
    match env::var_os("OUT_DIR") {
        Some(_) => write_for_cargo(&file, name, code)?,
        None => replace(&file, code)?,
    }
    Ok(file)
}

/// What begins the name of a variable that says where a client is, by which `include_client!` of the runtime finds it.
const VARIABLE: &str = "FARRIER_CLIENT_";

/// The clients that this run of the build script wrote, by names as all systems tell files apart.
static WRITTEN: Mutex<BTreeMap<String, PathBuf>> = Mutex::new(BTreeMap::new());

/// Writes a file, and tells Cargo where the client is. A name is of one client, wherever that is.
fn write_for_cargo(file: &Path, name: &str, code: &str) -> Result<(), Problem> {
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    // `include!` would look for a path that is not absolute beside the source file.
    let place = path::absolute(file).map_err(|error| cannot_write(file, &error))?;
    let text = text(&place)?;
    let key = name.to_ascii_lowercase();
    if written.get(&key).is_some_and(|other| *other != place || !is(file, code)) {
        let problem = Problem::at(file.display(), format!("this build script wrote another client `{name}` already"));
        return Err(problem.help("give one of the two another name: `.name(\"NAME\")`"));
    }
    replace(file, code)?;
    println!("cargo::rustc-env={VARIABLE}{name}={text}");
    written.insert(key, place);
    Ok(())
}

fn cannot_write(file: &Path, error: &io::Error) -> Problem {
    Problem::at(file.display(), format!("cannot write the file: {error}"))
}

/// Whether the file has this text.
fn is(file: &Path, text: &str) -> bool {
    fs::read(file).is_ok_and(|old| old == text.as_bytes())
}

/// The old file is there until the new one is whole.
fn replace(file: &Path, text: &str) -> Result<(), Problem> {
    if is(file, text) {
        return Ok(());
    }
    let new = file.with_extension(format!("{}.new", process::id()));
    let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
    let replaced = folder.and_then(|()| fs::write(&new, text)).and_then(|()| fs::rename(&new, file));
    replaced.map_err(|error| {
        // What is left of it is of no use, whether or not it can be removed.
        let _ = fs::remove_file(&new);
        cannot_write(file, &error)
    })
}

/// A path in a line for Cargo, where a line break would begin another instruction, and other bytes mean another file.
pub(crate) fn text(path: &Path) -> Result<&str, Problem> {
    path.to_str().filter(|text| !text.contains(char::is_control)).ok_or_else(|| {
        let problem = Problem::at(path.display(), "Cargo cannot be told this path: it is no text, or not on one line");
        problem.help("rename what it leads to: in UTF-8, without line breaks and control characters")
    })
}

/// Hands problems to Cargo, each in one line: it shows errors as its own, and the build fails.
pub(crate) fn tell(problems: &[Problem]) {
    let (first, others) = first(problems, MOST_SHOWN);
    for problem in first.into_iter().chain(&others) {
        let kind = if problem.is_error() { "error" } else { "warning" };
        println!("cargo::{kind}={}", line(problem));
    }
}

/// A problem in one line, without its severity, which Cargo adds. It prints the line as it is, on a terminal, too.
fn line(Problem(diagnostic): &Problem) -> String {
    let mut line = String::new();
    if !diagnostic.file.is_empty() {
        line += &shown(&diagnostic.file);
        if let Some(span) = diagnostic.span {
            line += &format!(":{span}");
        }
        line += ": ";
    }
    line += &shown(&diagnostic.message);
    if let Some(shape) = &diagnostic.shape {
        line += &format!(", at {}", shown(shape.as_str()));
    }
    if let Some(help) = &diagnostic.help {
        line += &format!(" ({})", shown(help));
    }
    line
}
