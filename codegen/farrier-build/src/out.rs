//! What a build script leaves behind: a file, and lines for Cargo.

use farrier_codegen::MARKER;
use farrier_project::problem::{MOST_SHOWN, Problem, first};
use smithy_json_ast::shown;
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
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
    if env::var_os("OUT_DIR").is_some_and(|own| *folder == *own) {
        claim(folder, &file, code)?;
    }
    replace(&file, code).map_err(|error| Problem::at(file.display(), format!("cannot write the file: {error}")))?;
    Ok(file)
}

/// A run of the build script, as far as it is over.
struct Run {
    is_begun: bool,
    /// What it wrote to `OUT_DIR`.
    written: BTreeSet<PathBuf>,
}

static RUN: Mutex<Run> = Mutex::new(Run { is_begun: false, written: BTreeSet::new() });

/// Where modules of former runs are until this one writes them again: `include_client!` would still find a module that
/// is called otherwise now.
const ASIDE: &str = "farrier-aside";

/// Notes that the file is one of this run, which writes each once. What is there of it from the run before is back then.
fn claim(folder: &Path, file: &Path, code: &str) -> Result<(), Problem> {
    let mut run = RUN.lock().unwrap_or_else(PoisonError::into_inner);
    if !run.is_begun {
        let cannot = |error| Problem::at(folder.display(), format!("cannot put aside what is of no use: {error}"));
        set_aside(folder).map_err(cannot)?;
        run.is_begun = true;
    }
    if run.written.insert(file.to_owned()) {
        let former = folder.join(ASIDE).join(file.file_name().unwrap_or_default());
        // What is not there is new.
        let _ = fs::rename(former, file);
        return Ok(());
    }
    if fs::read(file).is_ok_and(|text| text == code.as_bytes()) {
        return Ok(());
    }
    let problem = Problem::at(file.display(), "this build script wrote another client to this file already");
    Err(problem.help("give one of the two another name: `.name(\"NAME\")`"))
}

/// Puts the modules of former runs aside, in the place of those that the last one did not write.
fn set_aside(folder: &Path) -> io::Result<()> {
    let aside = folder.join(ASIDE);
    if aside.exists() {
        fs::remove_dir_all(&aside)?;
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for former in entries.filter(|entry| is_module(&entry.path())) {
        fs::create_dir_all(&aside)?;
        fs::rename(former.path(), aside.join(former.file_name()))?;
    }
    Ok(())
}

/// Leaves the modules of former runs where they are, because a client of this one is wrong: it may be any of them.
pub(crate) fn keep_former() {
    let mut run = RUN.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(folder) = env::var_os("OUT_DIR").map(PathBuf::from) else { return };
    if run.is_begun {
        for former in fs::read_dir(folder.join(ASIDE)).into_iter().flatten().flatten() {
            // The build fails in any case; the next one writes what is not there.
            let _ = fs::rename(former.path(), folder.join(former.file_name()));
        }
    }
    run.is_begun = true;
}

/// Whether it is a file that a build script wrote by this crate.
fn is_module(path: &Path) -> bool {
    let start = format!("// {MARKER}");
    path.extension().is_some_and(|extension| extension == "rs")
        && fs::read(path).is_ok_and(|text| text.starts_with(start.as_bytes()))
}

/// The old file is there until the new one is whole.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    if fs::read(file).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let new = file.with_extension(format!("{}.new", process::id()));
    let replaced = fs::write(&new, text).and_then(|()| fs::rename(&new, file));
    if replaced.is_err() {
        // What is left of it is of no use, whether or not it can be removed.
        let _ = fs::remove_file(&new);
    }
    replaced
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
