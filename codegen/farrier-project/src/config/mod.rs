//! farrier.toml: what to generate.

mod keys;
pub mod options;
mod parse;
mod project;
mod reader;
mod schema;
mod values;

pub use project::{Config, Service};
pub use schema::schema;

use camino::Utf8PathBuf;

use crate::problem::{Problem, Result};
use crate::{paths, program};

impl Config {
    /// The farrier.toml of the current folder or the nearest above it, if there is one.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn find_any() -> Result<Option<Self>> {
        let Some(root) = paths::workspace() else { return Ok(None) };
        let file = root.join(paths::CONFIG);
        let text = paths::read_text(&file).map_err(|problem| vec![problem])?;
        let config = Self::read(root, file.as_str(), &text)?;
        // A program with arguments of its own has no other way to say it.
        config.command.iter().for_each(program::set);
        Ok(Some(config))
    }

    /// The farrier.toml of the current folder or the nearest above it.
    ///
    /// # Errors
    /// That there is none, or all that is wrong with it.
    pub fn find() -> Result<Self> {
        Self::find_any()?.ok_or_else(|| {
            let problem = Problem::new("there is no farrier.toml in this folder or above");
            let help = format!("run the command inside a Farrier workspace, or use `{} generate`", program::name());
            vec![problem.help(help)]
        })
    }

    /// The services of a text in the format of farrier.toml. Messages name the text by `file`.
    pub fn read(root: Utf8PathBuf, file: &str, text: &str) -> Result<Self> {
        parse::document(root, file, text)
    }
}
