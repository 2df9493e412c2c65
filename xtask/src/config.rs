//! farrier.toml: what to generate.

mod parse;

use camino::Utf8PathBuf;

use crate::limits::Limits;
use crate::paths;
use crate::report::{Problem, Result};
use crate::suggest;

/// The services of a workspace.
#[derive(Debug)]
pub(crate) struct Config {
    /// The folder of farrier.toml, from which its paths count.
    pub(crate) root: Utf8PathBuf,
    pub(crate) services: Vec<Service>,
    pub(crate) limits: Limits,
}

/// A `[[service]]` of farrier.toml.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Service {
    /// The name on the command line.
    pub(crate) name: String,
    pub(crate) model: Utf8PathBuf,
    /// The folder of the crate: the key `crate`.
    pub(crate) folder: Utf8PathBuf,
    /// The name of the package: `name` if the file has no other.
    pub(crate) package: String,
    pub(crate) operations: Vec<String>,
    pub(crate) service: Option<String>,
    pub(crate) protocol: Option<String>,
    /// Hand-written examples of the crate.
    pub(crate) examples: Vec<String>,
    pub(crate) protocol_tests: bool,
    pub(crate) skip_unsupported: bool,
    pub(crate) allow_unknown_traits: Vec<String>,
}

impl Config {
    /// The farrier.toml of the current folder or the nearest above it.
    pub(crate) fn find() -> Result<Self> {
        let root = paths::workspace().ok_or_else(|| {
            vec![
                Problem::new("there is no farrier.toml in this folder or above")
                    .help("run the command inside a Farrier workspace, or use `cargo xtask generate`"),
            ]
        })?;
        let file = root.join(paths::CONFIG);
        let text = paths::read_text(&file).map_err(|problem| vec![problem])?;
        Self::read(root, file.as_str(), &text)
    }

    /// The services of a text in the format of farrier.toml. Messages name the text by `file`.
    pub(crate) fn read(root: Utf8PathBuf, file: &str, text: &str) -> Result<Self> {
        let (services, limits) = parse::document(file, text)?;
        Ok(Self { root, services, limits })
    }

    /// The services of these names, in the order of the file; all if there are no names.
    pub(crate) fn choose(&self, names: &[String]) -> Result<Vec<&Service>> {
        let problems: Vec<Problem> = names.iter().filter_map(|name| self.one(name).err()).collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let services = self.services.iter();
        Ok(services.filter(|service| names.is_empty() || names.contains(&service.name)).collect())
    }

    /// The service of this name.
    pub(crate) fn one(&self, name: &str) -> std::result::Result<&Service, Problem> {
        let services = &self.services;
        services.iter().find(|service| service.name == name).ok_or_else(|| {
            let file = self.root.join(paths::CONFIG);
            Problem::new(format!("there is no service `{name}` in {file}"))
                .help(suggest::help(name, services.iter().map(|service| service.name.as_str())))
        })
    }
}
