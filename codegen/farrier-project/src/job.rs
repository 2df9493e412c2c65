//! One crate to generate.

use camino::{Utf8Path, Utf8PathBuf};
use farrier_codegen::{Request, RuntimeDependency};

use crate::config::{Config, Service};
use crate::limits::Limits;
use crate::problem::Problem;
use crate::{model, paths, program};

/// One crate to generate.
pub struct Job {
    /// The name in messages.
    pub name: String,
    /// The files of the model.
    pub models: Vec<Utf8PathBuf>,
    /// The folder of the crate.
    pub folder: Utf8PathBuf,
    /// What to generate.
    pub request: Request,
    /// How large it may be.
    pub limits: Limits,
    /// Hand-written examples that were asked for and are not there.
    pub lacking: Vec<Utf8PathBuf>,
}

impl Job {
    /// What farrier.toml asks for.
    ///
    /// # Errors
    /// Folders of which nobody can tell where they are, and what is no file in the place of an example.
    pub fn of(config: &Config, service: &Service) -> Result<Self, Problem> {
        let folder = config.root.join(&service.folder);
        let models = vec![config.root.join(&service.model)];
        let path = |name: &String| folder.join(example(name));
        // They are lost when somebody deletes the folder of the crate; it is written again all the same.
        let (examples, lacking): (Vec<_>, Vec<_>) =
            service.request.examples.iter().partition(|name| path(name).exists());
        if let Some(name) = examples.iter().find(|name| !path(name).is_file()) {
            let message = format!("{}: this is no file", path(name));
            let help = "delete it or move it away, or take the example out of the list".to_owned();
            return Err(service.request.places.problem(("examples", Some(name)), message, Some(help)).into());
        }
        let lacking = lacking.into_iter().map(path).collect();
        Ok(Self {
            name: service.name.clone(),
            request: Request {
                model: model::label(&models),
                command: command(config, &service.name),
                examples: examples.into_iter().cloned().collect(),
                max_members: Some(config.limits.members),
                runtime: runtime(Some(config), &folder)?,
                ..service.request.clone()
            },
            limits: config.limits,
            models,
            folder,
            lacking,
        })
    }
}

/// The command that writes a crate of farrier.toml, as the project calls it.
pub(crate) fn command(config: &Config, service: &str) -> String {
    let program = config.command.as_deref().unwrap_or(program::name());
    format!("{program} codegen {service}")
}

/// How the crate in `folder` names the runtime: as farrier.toml says, else by the version of this program.
///
/// # Errors
/// Folders of which nobody can tell where they are.
pub fn runtime(config: Option<&Config>, folder: &Utf8Path) -> Result<RuntimeDependency, Problem> {
    let Some((root, runtime)) = config.and_then(|config| Some((&config.root, config.runtime.as_ref()?))) else {
        return Ok(RuntimeDependency::default());
    };
    runtime.clone().with_path(|path| paths::relative(folder, &root.join(path)))
}

/// Where in a crate a hand-written example is.
pub fn example(name: &str) -> Utf8PathBuf {
    format!("examples/{name}.rs").into()
}
