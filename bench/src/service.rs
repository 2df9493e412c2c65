//! The services that both sides have a client of.

use crate::measure::must;
use crate::{Result, Settings, places};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A service with a client of ours and an official one.
pub(crate) struct Service {
    /// The package of our client.
    pub(crate) name: &'static str,
    /// The package of the official client.
    pub(crate) official: &'static str,
    /// The feature of the one operation that is also measured alone.
    pub(crate) operation: Option<&'static str>,
    /// The model: of the project, or of others.
    model: Model,
}

enum Model {
    Own(&'static str),
    Shared(&'static str),
}

const SERVICES: [Service; 4] = [
    Service {
        name: "partnercentral-account",
        official: "aws-sdk-partnercentralaccount",
        operation: Some("create-connection-invitation"),
        model: Model::Own("models/partnercentral-account.json"),
    },
    Service { name: "kms", official: "aws-sdk-kms", operation: None, model: Model::Shared("kms-2014-11-01.json") },
    Service { name: "ssm", official: "aws-sdk-ssm", operation: None, model: Model::Shared("ssm-2014-11-06.json") },
    Service {
        name: "dynamodb",
        official: "aws-sdk-dynamodb",
        operation: None,
        model: Model::Shared("dynamodb-2012-08-10.json"),
    },
];

impl Service {
    /// The model, if it is there.
    fn model(&self, settings: &Settings) -> Option<PathBuf> {
        let path = match self.model {
            Model::Own(path) => places::root().join(path),
            Model::Shared(name) => settings.models.join(name),
        };
        path.exists().then_some(path)
    }

    /// Generates our client and answers its folder.
    pub(crate) fn generate(&self, generator: &Path, settings: &Settings) -> Result<PathBuf> {
        generate(generator, self.name, &self.model(settings).ok_or("the model is gone")?)
    }

    /// The sources of the official client.
    pub(crate) fn official_sources(&self) -> Result<PathBuf> {
        let mut metadata = Command::new("cargo");
        metadata.args(["metadata", "--format-version", "1", "--all-features", "--locked"]);
        let metadata: Value = serde_json::from_str(&must(metadata.current_dir(places::bench()))?)?;
        let packages = metadata["packages"].as_array().into_iter().flatten();
        let mut manifests = packages.filter(|package| package["name"] == self.official);
        let manifest = manifests.next().and_then(|package| package["manifest_path"].as_str());
        let manifest = manifest.ok_or_else(|| format!("{} is not in Cargo.lock", self.official))?;
        Ok(Path::new(manifest).with_file_name("src"))
    }
}

/// Generates a client of a model and answers its folder.
pub(crate) fn generate(generator: &Path, name: &str, model: &Path) -> Result<PathBuf> {
    let folder = places::out().join("crates").join(name);
    let mut command = Command::new(generator);
    command.current_dir(places::root()).args(["generate", "--crate-name", name]);
    must(command.arg("--model").arg(model).arg("--out").arg(&folder))?;
    Ok(folder)
}

/// The services that are wanted and whose models are there. Says which are not.
pub(crate) fn services(settings: &Settings) -> Vec<&'static Service> {
    let wanted = |service: &&Service| settings.service.as_deref().is_none_or(|name| name == service.name);
    let (found, absent): (Vec<_>, Vec<_>) =
        SERVICES.iter().filter(wanted).partition(|service| service.model(settings).is_some());
    for service in absent {
        eprintln!("note: {} is left out: its model is not in {}", service.name, settings.models.display());
    }
    found
}

/// Writes a package of its own that has the dependencies, in the versions of this workspace. Answers its manifest.
pub(crate) fn package(folder: &Path, name: &str, main: &str, dependencies: &str) -> Result<PathBuf> {
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[workspace]\n\n[profile.release]\nstrip = true\n\n\
         [dependencies]\n{dependencies}"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/main.rs"), main)?;
    fs::copy(places::bench().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(folder.join("Cargo.toml"))
}
