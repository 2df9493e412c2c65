//! The programs there are, and the crates that are written to build them.

use camino::{Utf8Path, Utf8PathBuf};
use smithy_json_ast::suggestion;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::MODELS;
use farrier::report::{Problem, Result};
use farrier_codegen::Request;
use farrier_project::config::{Config, Service};
use farrier_project::job::Job;

/// What clients there are to be, in the format of farrier.toml. Paths of models count from the folder of models, those
/// of crates from `target/live`. There is a program for each, by its name.
const SERVICES: &str = include_str!("../../../tests/live/moto.toml");
const SERVICES_FILE: &str = "tests/live/moto.toml";

/// What the programs are run against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Against {
    /// A server.
    Moto,
    /// Fakes of the services, where there are such in `tests/live/fakes`.
    Fakes,
}

impl Against {
    pub(super) fn of(server: &str) -> Self {
        if server == "fake" { Self::Fakes } else { Self::Moto }
    }

    /// The package of the programs, and its folder below `target/live`.
    fn program(self) -> &'static str {
        match self {
            Self::Moto => "live",
            Self::Fakes => "live-fakes",
        }
    }
}

/// The programs without a fake, with the reasons.
const WITHOUT_FAKE: &str = include_str!("../../../tests/live/fakes/none.toml");
const WITHOUT_FAKE_FILE: &str = "tests/live/fakes/none.toml";

/// Its manifest, but for the clients.
const MANIFEST: &str = include_str!("../../../tests/live/program.toml");

pub(super) struct Suite {
    config: Config,
    against: Against,
    /// The workspace of clients and programs.
    pub(super) folder: Utf8PathBuf,
    /// The folder of the models, as the user names it.
    pub(super) models: Utf8PathBuf,
    /// The names of the programs that cannot be run, with the files of the models that are not there.
    pub(super) without_model: Vec<(String, Utf8PathBuf)>,
    /// The names of the programs that cannot be run because there is no fake, with the reasons.
    pub(super) without_fake: BTreeMap<String, String>,
}

impl Suite {
    /// The programs of these names, or all, of the services whose models are there.
    pub(super) fn find(root: &Utf8Path, server: &str, models: Option<&Utf8Path>, names: &[String]) -> Result<Self> {
        let against = Against::of(server);
        let models = models.map_or_else(|| root.join(MODELS), Utf8Path::to_owned);
        if !models.is_dir() {
            let problem = Problem::at(&models, "there is no such folder, and the programs need models of AWS services");
            let help = format!("give the folder that has them: `cargo xtask live {server} path/to/models`");
            return Err(vec![problem.help(help)]);
        }
        let mut config = Config::read(root.to_owned(), SERVICES_FILE, SERVICES)?;
        check_names(&config, names)?;
        let is_asked = |name: &String| names.is_empty() || names.contains(name);
        config.services.retain(|service| is_asked(&service.name));
        let mut without_fake = BTreeMap::new();
        if against == Against::Fakes {
            without_fake = reasons()?;
            without_fake.retain(|name, _| is_asked(name));
            config.services.retain(|service| !without_fake.contains_key(&service.name));
            if config.services.is_empty() {
                let names = Vec::from_iter(without_fake.into_keys()).join(", ");
                return Err(vec![Problem::at(WITHOUT_FAKE_FILE, format!("there is no fake for {names}"))]);
            }
        }
        let folder = absolute(&root.join("target/live"))?;
        for service in &mut config.services {
            service.model = absolute(&models.join(&service.model))?;
            service.folder = folder.join(&service.folder);
        }
        let missing = config.services.iter().filter(|service| !service.model.exists());
        let without_model: Vec<_> = missing.map(|service| (service.name.clone(), service.model.clone())).collect();
        config.services.retain(|service| service.model.exists());
        if config.services.is_empty() {
            let files: BTreeSet<_> = without_model.iter().filter_map(|(_, file)| file.file_name()).collect();
            let problem = Problem::at(&models, "this folder has none of the models that the programs need");
            return Err(vec![problem.help(format!("these are {}", Vec::from_iter(files).join(", ")))]);
        }
        Ok(Self { config, against, folder, models, without_model, without_fake })
    }

    pub(super) fn services(&self) -> impl Iterator<Item = &Service> {
        self.config.services.iter()
    }

    /// What to generate.
    pub(super) fn jobs(&self) -> Result<Vec<Job>> {
        let job = |service| {
            let mut job = Job::of(&self.config, service).map_err(|problem| vec![problem])?;
            job.request.command = "cargo xtask live moto".to_owned();
            Ok(job)
        };
        self.services().map(job).collect()
    }

    /// Writes the crate of the programs. All packages of the workspace.
    pub(super) fn write_program(&self) -> Result<Vec<&str>> {
        let program = self.against.program();
        let (mut manifest, mut modules, mut rows) = (MANIFEST.replace("NAME", program), String::new(), String::new());
        for service in self.services() {
            let Service { name, folder, request: Request { package, .. }, .. } = service;
            let (client, module) = (folder.file_name().unwrap_or_default(), module(service));
            let _ = writeln!(modules, "#[path = \"{SOURCES}/programs/{module}.rs\"]\nmod {module};");
            let (features, fake) = match self.against {
                Against::Moto => ("", "None".to_owned()),
                Against::Fakes => {
                    let _ = writeln!(modules, "#[path = \"{SOURCES}/fakes/{module}.rs\"]\nmod fake_of_{module};");
                    (", features = [\"test-util\"]", format!("Some({})", serve(&module)))
                }
            };
            let _ = writeln!(manifest, "{package} = {{ path = \"../{client}\"{features} }}");
            let _ = writeln!(rows, "        (\"{name}\", |live| Box::pin({module}::run(live)), {fake}),");
        }
        let main = format!(
            "//! Written by `cargo xtask live`.\n\n#[path = \"{SOURCES}/harness/mod.rs\"]\nmod harness;\n{modules}\n\
             fn main() -> std::process::ExitCode {{\n    harness::main(&[\n{rows}    ])\n}}\n"
        );
        let folder = self.folder.join(program);
        let write = || -> io::Result<()> {
            fs::create_dir_all(folder.join("src"))?;
            write_if_new(&folder.join("Cargo.toml"), &manifest)?;
            write_if_new(&folder.join("src/main.rs"), &main)
        };
        write().map_err(|error| vec![Problem::at(&folder, error)])?;
        Ok(self.services().filter_map(|service| service.folder.file_name()).chain([program]).collect())
    }
}

/// Why there is no fake for a program, by its name.
fn reasons() -> Result<BTreeMap<String, String>> {
    let document = DeTable::parse(WITHOUT_FAKE).map_err(|error| vec![Problem::at(WITHOUT_FAKE_FILE, error)])?;
    let reason = |(name, reason): (&Spanned<Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
        let name = name.get_ref().to_string();
        match reason.get_ref().as_str() {
            Some(reason) => Ok((name, reason.to_owned())),
            None => Err(format!("`{name}` must be a text, the reason")),
        }
    };
    let reasons = document.get_ref().iter().map(reason);
    reasons.collect::<std::result::Result<_, _>>().map_err(|error| vec![Problem::at(WITHOUT_FAKE_FILE, error)])
}

/// The module of the program of a service, and the file of each.
fn module(service: &Service) -> String {
    service.name.replace('-', "_")
}

/// The function that serves a fake.
fn serve(module: &str) -> String {
    format!(
        "|| Box::pin(async {{ let served = fake_of_{module}::fake().serve().await?; \
         Ok((served.url().to_owned(), Box::new(served) as Box<dyn std::any::Any>)) }})"
    )
}

/// The folder of the sources, from the `src` of that package.
const SOURCES: &str = "../../../../tests/live";

/// A file that is written again is compiled again.
fn write_if_new(path: &Utf8Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(path, text)
}

fn check_names(config: &Config, names: &[String]) -> Result<()> {
    let known = || config.services.iter().map(|service| service.name.as_str());
    let unknown = names.iter().filter(|name| !known().any(|known| known == name.as_str()));
    let problem = |name: &String| {
        Problem::new(format!("there is no program `{name}`")).help(suggestion(name, known().collect::<Vec<_>>()))
    };
    let problems: Vec<Problem> = unknown.map(problem).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn absolute(path: &Utf8Path) -> Result<Utf8PathBuf> {
    camino::absolute_utf8(path).map_err(|error| vec![Problem::at(path, format!("cannot tell where this is: {error}"))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_program_has_a_fake_or_a_reason_why_not() {
        let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let config = Config::read(root.to_owned(), SERVICES_FILE, SERVICES).unwrap();
        let mut reasons = reasons().unwrap();
        for service in &config.services {
            let has_fake = root.join(format!("tests/live/fakes/{}.rs", module(service))).exists();
            assert_ne!(has_fake, reasons.remove(&service.name).is_some(), "{}", service.name);
        }
        assert!(reasons.is_empty(), "no programs: {reasons:?}");
    }
}
