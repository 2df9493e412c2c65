//! Models from disk.

use camino::{Utf8Path, Utf8PathBuf};
use farrier_codegen::{Places, option};
use smithy_json_ast::Model;

use crate::limits::Limits;
use crate::paths::{read_at_most, read_plain};
use crate::problem::{Problem, Result, problems};

/// Who names the files of a model.
#[derive(Clone, Copy)]
pub enum Named<'p> {
    /// Somebody who starts a command, and may name a pipe that they have another program write into.
    ByHand,
    /// A program, such as a build script. Nobody may ever write into what is a pipe there.
    ByProgram,
    /// farrier.toml, in these places.
    ByConfig(&'p Places),
}

impl<'p> Named<'p> {
    /// Who says what to generate.
    pub fn of(places: &'p Places) -> Self {
        if places.file.is_empty() { Self::ByHand } else { Self::ByConfig(places) }
    }

    fn read(self, path: &Utf8Path, most: usize) -> std::result::Result<Option<String>, Problem> {
        match self {
            Self::ByHand => read_at_most(path, most),
            Self::ByProgram | Self::ByConfig(_) => read_plain(path, most),
        }
    }

    /// What is wrong with a whole file, where it is named.
    fn placed(self, Problem(problem): Problem) -> Problem {
        match self {
            Self::ByConfig(places) if problem.span.is_none() => {
                let message = format!("{}: {}", problem.file, problem.message);
                places.problem(("model", None), message, problem.help).into()
            }
            _ => Problem(problem),
        }
    }
}

/// Reads a model of one or several files.
///
/// # Errors
/// Files that cannot be read, and all that is wrong with the model.
pub fn read(paths: &[Utf8PathBuf], named: Named<'_>, limits: &Limits) -> Result<Model> {
    load(&texts(paths, named, limits)?, limits)
}

/// The texts of the files of a model, with their names.
///
/// # Errors
/// Files that cannot be read.
pub fn texts<'p>(paths: &'p [Utf8PathBuf], named: Named<'_>, limits: &Limits) -> Result<Vec<(&'p str, String)>> {
    let mut unreadable = Vec::new();
    let mut texts = Vec::new();
    // Before anything is said of the model.
    smithy_json_ast::show_at_most(limits.message_bytes);
    let mut bytes_left = limits.bytes();
    for path in paths {
        match named.read(path, bytes_left) {
            Ok(Some(text)) => {
                bytes_left -= text.len();
                texts.push((path.as_str(), text));
            }
            Ok(None) => {
                let message = format!("the model has more than {} MiB", limits.model_mib);
                let more = option("max-model-mib N", "model-mib = N` of `[limits]");
                let help = format!("leave out what is not needed, or allow more: {more}");
                return Err(vec![named.placed(Problem::at(path, message).help(help))]);
            }
            Err(problem) => unreadable.push(named.placed(problem)),
        }
    }
    if unreadable.is_empty() { Ok(texts) } else { Err(unreadable) }
}

/// The model of these texts.
///
/// # Errors
/// All that is wrong with it.
pub fn load(texts: &[(&str, String)], limits: &Limits) -> Result<Model> {
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    smithy_json_ast::load_within(&files, &limits.of_model()).map_err(problems)
}

/// How messages name a model of these files.
pub fn label(paths: &[Utf8PathBuf]) -> String {
    let names: Vec<&str> = paths.iter().map(|path| path.as_str()).collect();
    names.join(", ")
}
