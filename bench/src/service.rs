//! The services that both sides have a client of.

use crate::measure::must;
use crate::{Result, Settings, places};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::WalkDir;

/// A service with a client of ours and an official one.
pub(crate) struct Service {
    /// The package of our client.
    pub(crate) name: &'static str,
    /// The package of the official client.
    pub(crate) official: &'static str,
    /// The feature of the one operation that is also measured alone.
    pub(crate) operation: Option<&'static str>,
    /// How many times faster than the official one our client is to be checked, built and released.
    pub(crate) goals: Option<[f64; 3]>,
    /// The model: of the project, or of others.
    model: Model,
}

enum Model {
    Own(&'static str),
    Shared(&'static str),
    /// As `Shared`, without documentation: what is compiled is to have none on either side.
    Bare(&'static str),
}

/// What every service is to reach that has a goal.
const FASTER: Option<[f64; 3]> = Some([4.0, 8.0, 15.0]);

const SERVICES: [Service; 13] = [
    Service {
        name: "partnercentral-account",
        official: "aws-sdk-partnercentralaccount",
        operation: Some("create-connection-invitation"),
        goals: Some([3.8, 10.0, 20.0]),
        model: Model::Own("models/partnercentral-account.json"),
    },
    shared("kms", "aws-sdk-kms", None, None, "kms-2014-11-01.json"),
    shared("ssm", "aws-sdk-ssm", None, None, "ssm-2014-11-06.json"),
    shared("dynamodb", "aws-sdk-dynamodb", None, None, "dynamodb-2012-08-10.json"),
    shared("lambda", "aws-sdk-lambda", Some("get-function"), FASTER, "lambda-2015-03-31.json"),
    shared("route53", "aws-sdk-route53", Some("get-change"), FASTER, "route-53-2013-04-01.json"),
    shared("cloudfront", "aws-sdk-cloudfront", Some("create-invalidation"), FASTER, "cloudfront-2020-05-31.json"),
    shared("iam", "aws-sdk-iam", Some("get-user"), FASTER, "iam-2010-05-08.json"),
    shared("cloudwatch", "aws-sdk-cloudwatch", Some("put-metric-data"), FASTER, "cloudwatch-2010-08-01.json"),
    shared("s3", "aws-sdk-s3", Some("get-object"), FASTER, "s3-2006-03-01.json"),
    shared(
        "transcribestreaming",
        "aws-sdk-transcribestreaming",
        Some("start-stream-transcription"),
        FASTER,
        "transcribe-streaming-2017-10-26.json",
    ),
    shared("bedrockruntime", "aws-sdk-bedrockruntime", Some("converse"), FASTER, "bedrock-runtime-2023-09-30.json"),
    Service {
        name: "ec2",
        official: "aws-sdk-ec2",
        operation: Some("run-instances"),
        goals: FASTER,
        model: Model::Bare("ec2-2016-11-15.json"),
    },
];

/// A service whose model is not of the project.
const fn shared(
    name: &'static str,
    official: &'static str,
    operation: Option<&'static str>,
    goals: Option<[f64; 3]>,
    model: &'static str,
) -> Service {
    Service { name, official, operation, goals, model: Model::Shared(model) }
}

impl Service {
    /// Whether anybody can measure it: its model is of the project.
    pub(crate) fn is_own(&self) -> bool {
        matches!(self.model, Model::Own(_))
    }

    /// The model, if it is there.
    fn model(&self, settings: &Settings) -> Option<PathBuf> {
        let path = match self.model {
            Model::Own(path) => places::root().join(path),
            Model::Shared(name) | Model::Bare(name) => settings.models.join(name),
        };
        path.exists().then_some(path)
    }

    /// Generates our client and answers its folder.
    pub(crate) fn generate(&self, generator: &Path, settings: &Settings) -> Result<PathBuf> {
        generate(generator, self.name, &self.model(settings).ok_or("the model is gone")?)
    }

    /// What cargo is to be told of our client in `folder` and of the official one.
    pub(crate) fn dependencies(&self, folder: &Path) -> Result<[String; 2]> {
        let path = |folder: &Path| format!("path = {:?}", folder.display().to_string());
        let (ours, official) = match self.model {
            Model::Own(_) | Model::Shared(_) => (path(folder), "version = \"1\"".to_owned()),
            Model::Bare(_) => {
                let sources = self.official_sources()?;
                let official = sources.parent().ok_or("sources are in a package")?;
                (path(&without_docs(folder, self.name)?), path(&without_docs(official, self.official)?))
            }
        };
        Ok([ours, format!("{official}, default-features = false, features = [\"rt-tokio\"]")])
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

/// A copy of a package beside the generated ones, without comments that are documentation.
fn without_docs(package: &Path, name: &str) -> Result<PathBuf> {
    let copy = places::out().join("crates").join(format!("{name}-bare"));
    for entry in WalkDir::new(package) {
        let entry = entry?;
        let to = copy.join(entry.path().strip_prefix(package)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(to)?;
        } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(entry.path())?;
            let is_code = |line: &&str| !["///", "//!"].iter().any(|doc| line.trim_start().starts_with(doc));
            fs::write(to, text.split_inclusive('\n').filter(is_code).collect::<String>())?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(copy)
}

/// Generates a client of a model and answers its folder.
pub(crate) fn generate(generator: &Path, name: &str, model: &Path) -> Result<PathBuf> {
    let folder = places::out().join("crates").join(name);
    let mut command = Command::new(generator);
    command.current_dir(places::root()).args(["generate", "--skip-unsupported", "--crate-name", name]);
    must(command.arg("--model").arg(model).arg("--out").arg(&folder))?;
    Ok(folder)
}

/// The service of AWS with the largest model, and that, if it is there. Says if it is not.
pub(crate) fn largest(settings: &Settings) -> Option<(&'static str, PathBuf)> {
    let path = settings.models.join("ec2-2016-11-15.json");
    if !path.exists() {
        eprintln!("note: ec2 is left out: its model is not in {}", settings.models.display());
        return None;
    }
    Some(("ec2", path))
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
