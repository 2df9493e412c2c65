//! Models from disk.

use camino::Utf8PathBuf;
use smithy_json_ast::Model;

use crate::paths::read_text;
use crate::report::{Result, problems};

/// Reads a model of one or several files.
pub(crate) fn read(paths: &[Utf8PathBuf]) -> Result<Model> {
    let mut unreadable = Vec::new();
    let mut texts = Vec::new();
    for path in paths {
        match read_text(path) {
            Ok(text) => texts.push((path.as_str(), text)),
            Err(problem) => unreadable.push(problem),
        }
    }
    if !unreadable.is_empty() {
        return Err(unreadable);
    }
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    smithy_json_ast::load_all(&files).map_err(problems)
}

/// How messages name a model of these files.
pub(crate) fn label(paths: &[Utf8PathBuf]) -> String {
    let names: Vec<&str> = paths.iter().map(|path| path.as_str()).collect();
    names.join(", ")
}
