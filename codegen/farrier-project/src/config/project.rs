//! What farrier.toml says.

use camino::Utf8PathBuf;
use farrier_codegen::{Request, RuntimeDependency};
use smithy_json_ast::suggestion;

use crate::limits::Limits;
use crate::paths;
use crate::problem::{Problem, Result};

/// The services of a workspace.
#[derive(Debug)]
pub struct Config {
    /// The folder of farrier.toml, from which its paths count.
    pub root: Utf8PathBuf,
    /// How the project calls Farrier, if the file says so.
    pub command: Option<String>,
    /// Where crates find the runtime, if the file says so. A path counts from the root.
    pub runtime: Option<RuntimeDependency>,
    /// What to generate.
    pub services: Vec<Service>,
    /// How large that may be.
    pub limits: Limits,
}

/// A `[[service]]` of farrier.toml.
#[derive(Debug)]
pub struct Service {
    /// The name on the command line.
    pub name: String,
    /// The file of the model, from the root.
    pub model: Utf8PathBuf,
    /// The folder of the crate, from the root: the key `crate`.
    pub folder: Utf8PathBuf,
    /// What to generate, as far as the file says it: examples need not be there, and the runtime is that of all
    /// services.
    pub request: Request,
}

impl Config {
    /// The services of these names, in the order of the file; all if there are no names.
    pub fn choose(&self, names: &[String]) -> Result<Vec<&Service>> {
        let problems: Vec<Problem> = names.iter().filter_map(|name| self.one(name).err()).collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let services = self.services.iter();
        Ok(services.filter(|service| names.is_empty() || names.contains(&service.name)).collect())
    }

    /// The service of this name.
    pub fn one(&self, name: &str) -> std::result::Result<&Service, Problem> {
        let services = &self.services;
        services.iter().find(|service| service.name == name).ok_or_else(|| {
            let file = self.root.join(paths::CONFIG);
            Problem::new(format!("there is no service `{name}` in {file}"))
                .help(suggestion(name, services.iter().map(|service| service.name.as_str())))
        })
    }
}
