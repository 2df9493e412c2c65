//! What farrier.toml says.

use camino::Utf8PathBuf;
use farrier_codegen::{FeaturePer, Manifest, RuntimeDependency};

use crate::limits::Limits;
use crate::problem::{Problem, Result};
use crate::{paths, suggest};

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
#[derive(Debug, PartialEq, Eq)]
pub struct Service {
    /// The name on the command line.
    pub name: String,
    /// The file of the model, from the root.
    pub model: Utf8PathBuf,
    /// The folder of the crate, from the root: the key `crate`.
    pub folder: Utf8PathBuf,
    /// The name of the package: `name` if the file has no other.
    pub package: String,
    /// The operations wanted; all if there are none.
    pub operations: Vec<String>,
    /// The shape id of the service, if the model has more than one.
    pub service: Option<String>,
    /// The protocol to speak, if not the best that the service speaks.
    pub protocol: Option<String>,
    /// Hand-written examples of the crate.
    pub examples: Vec<String>,
    /// Whether the tests that the model carries are written, too.
    pub protocol_tests: bool,
    /// Whether operations are left out that need what Farrier cannot do.
    pub skip_unsupported: bool,
    /// The ids of traits to ignore.
    pub allow_unknown_traits: Vec<String>,
    /// What operations share a Cargo feature.
    pub feature_per: FeaturePer,
    /// What is set of the manifest of the crate.
    pub manifest: Manifest,
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
                .help(suggest::help(name, services.iter().map(|service| service.name.as_str())))
        })
    }
}
