//! Generates clients of Smithy models in a build script.
//!
//! ```no_run
//! // build.rs
//! farrier_build::Config::new().operations(["Encrypt", "Decrypt"]).compile("models/kms.json");
//! ```
//!
//! The client is a module that `farrier_runtime::include_client!(mod kms)` includes. The build script runs again when
//! the model changes. A client of many operations is better off as a crate, which the program `farrier` writes: it is
//! compiled once, while others go on.

mod out;

use camino::Utf8PathBuf;
use farrier_codegen::{Generated, Module, Request, parallel};
use farrier_project::limits::Limits;
use farrier_project::model::{self, Named};
use farrier_project::pipeline;
use farrier_project::problem::{MOST_SHOWN, Problem, Result, first, problems};
use std::env;
use std::fmt;
use std::iter;
use std::path::{Path, PathBuf};

/// What to generate of a model, and how.
#[derive(Clone, Debug)]
pub struct Config {
    request: Request,
    operations: Option<Vec<String>>,
    features: Vec<&'static str>,
    name: Option<String>,
    out_dir: Option<PathBuf>,
    limits: Limits,
    more_models: Vec<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        let request = Request { command: "farrier-build".to_owned(), ..Request::default() };
        let (features, limits) = (vec!["client"], Limits::default());
        Self { request, operations: None, features, name: None, out_dir: None, limits, more_models: Vec::new() }
    }
}

impl Config {
    /// A client with all operations.
    pub fn new() -> Self {
        Self::default()
    }

    /// The operations wanted, by shape name; all of the service if this is not called. Lists of several calls add up,
    /// and it is an error if they name none.
    pub fn operations(mut self, operations: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.operations.get_or_insert_default().extend(operations.into_iter().map(Into::into));
        self
    }

    /// The name of the module, which is that of the file as well; that of the service in snake case if this is not
    /// called. Each module of a build script has another.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The shape id of the service, for models with more than one.
    pub fn service(mut self, id: impl Into<String>) -> Self {
        self.request.service = Some(id.into());
        self
    }

    /// The protocol to speak, such as `awsJson1_1`; the best that the service speaks if this is not called.
    pub fn protocol(mut self, name: impl Into<String>) -> Self {
        self.request.protocol = Some(name.into());
        self
    }

    /// Whether there is a `Client`, which is so unless this says otherwise. Without it nothing is sent: types, codec,
    /// endpoint rules and errors.
    pub fn client(self, wanted: bool) -> Self {
        self.feature("client", wanted)
    }

    /// Whether inputs have `validate()`, which checks the constraints of the model.
    pub fn validate(self, wanted: bool) -> Self {
        self.feature("validate", wanted)
    }

    /// Whether all types are `Serialize` and `Deserialize`.
    pub fn serde(self, wanted: bool) -> Self {
        self.feature("serde", wanted)
    }

    /// Whether types are `Eq`, `Hash` and `Ord`, as far as all that they hold is.
    pub fn value_traits(self, wanted: bool) -> Self {
        self.feature("value-traits", wanted)
    }

    /// Whether there is the way back, for fakes of the service: `protocol::decode_input`, `encode_output` and
    /// `encode_error`.
    pub fn server(self, wanted: bool) -> Self {
        self.feature("server", wanted)
    }

    /// Whether tests of the crate that includes the module have `fake::Fake`, a fake of the service. They need the
    /// feature `test-util` of `farrier-runtime`, in `[dev-dependencies]`.
    pub fn test_util(self, wanted: bool) -> Self {
        self.feature("test-util", wanted)
    }

    /// Whether a client of Amazon S3 begins sessions with directory buckets.
    pub fn s3_express(self, wanted: bool) -> Self {
        self.feature("s3-express", wanted)
    }

    fn feature(mut self, name: &'static str, wanted: bool) -> Self {
        self.features.retain(|feature| *feature != name);
        self.features.extend(wanted.then_some(name));
        self
    }

    /// Leaves out the operations that need what Farrier cannot do, with a warning that names them.
    pub fn skip_unsupported(mut self, wanted: bool) -> Self {
        self.request.skip_unsupported = wanted;
        self
    }

    /// Ignores a trait though Farrier does not know whether it changes what is sent and read.
    pub fn allow_unknown_trait(mut self, id: impl Into<String>) -> Self {
        self.request.allow_unknown_traits.push(id.into());
        self
    }

    /// Another file of the model.
    pub fn also_model(mut self, file: impl AsRef<Path>) -> Self {
        self.more_models.push(file.as_ref().to_owned());
        self
    }

    /// The folder to write to; `OUT_DIR`, which Cargo sets for build scripts, if this is not called. `include_client!`
    /// finds the client in either.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Writes the client of a model to `NAME.rs`, and tells Cargo what the model is, and where the client. What is
    /// wrong is an error of the build, and what has no effect a warning: this returns in any case.
    pub fn compile(&self, model: impl AsRef<Path>) {
        let written = self.models(model.as_ref()).and_then(|models| {
            for model in &models {
                println!("cargo::rerun-if-changed={model}");
            }
            self.write(&models)
        });
        match written {
            Ok(Written { warnings, .. }) => out::tell(&warnings),
            Err(problems) => out::tell(&problems),
        }
    }

    /// The same, but that Cargo is told nothing except, in a build script, where the client is.
    ///
    /// # Errors
    /// Everything that is wrong. Nothing is written then: a file of a former run stays as it is, but `include_client!`
    /// takes none that this run did not write.
    pub fn try_compile(&self, model: impl AsRef<Path>) -> std::result::Result<PathBuf, Error> {
        let written = self.models(model.as_ref()).and_then(|models| self.write(&models));
        written.map(|written| written.file).map_err(Error)
    }

    fn models(&self, model: &Path) -> Result<Vec<Utf8PathBuf>> {
        let models = iter::once(model).chain(self.more_models.iter().map(PathBuf::as_path));
        models
            .map(|model| out::text(model).map(Utf8PathBuf::from))
            .collect::<std::result::Result<_, _>>()
            .map_err(|problem| vec![problem])
    }

    fn write(&self, models: &[Utf8PathBuf]) -> Result<Written> {
        self.try_write(models).map_err(|problems| self.placed(problems, models))
    }

    /// What is wrong with what was asked for says of which client: a build script may write several.
    fn placed(&self, problems: Vec<Problem>, models: &[Utf8PathBuf]) -> Vec<Problem> {
        let label = model::label(models);
        let client = self.name.as_ref().map_or_else(|| label.clone(), |name| format!("{label}, as `{name}`"));
        let placed = |problem: Problem| if problem.file().is_empty() { problem.of(&client) } else { problem };
        problems.into_iter().map(placed).collect()
    }

    fn try_write(&self, models: &[Utf8PathBuf]) -> Result<Written> {
        let folder = self.out_dir.clone().or_else(|| env::var_os("OUT_DIR").map(PathBuf::from));
        let folder = folder.ok_or_else(|| {
            let problem = Problem::new("there is no `OUT_DIR`, which Cargo sets for build scripts");
            vec![problem.help("call this in a build script, or name a folder by `out_dir`")]
        })?;
        // Models nest deeper than the stack of a build script allows.
        let generated = parallel::on_big_stack(|| self.generate(models))?;
        let Generated { output: Module { package, code, .. }, warnings, left_out } = generated;
        let name = self.name.clone().unwrap_or_else(|| package.replace('-', "_"));
        let file = out::write(&folder, &name, &code).map_err(|problem| vec![problem])?;
        Ok(Written { file, warnings: pipeline::told(warnings, &left_out) })
    }

    fn generate(&self, models: &[Utf8PathBuf]) -> Result<Generated<Module>> {
        let model = model::read(models, Named::ByProgram, &self.limits)?;
        let operations = self.operations.clone();
        if operations.as_ref().is_some_and(Vec::is_empty) {
            let problem = Problem::new("`operations` names no operation");
            return Err(vec![problem.help("name some, or leave the call out for all of them")]);
        }
        let operations = operations.unwrap_or_default();
        let request = Request { model: model::label(models), operations, ..self.request.clone() };
        farrier_codegen::generate_module(&model, &request, &self.features).map_err(problems)
    }
}

struct Written {
    file: PathBuf,
    warnings: Vec<Problem>,
}

/// Everything that is wrong with a model, or with what was asked of it.
pub struct Error(Vec<Problem>);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, others) = first(&self.0, MOST_SHOWN);
        let lines: Vec<String> = first.into_iter().chain(&others).map(Problem::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// As `Display`, because this is what a `main` prints that returns an error.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::Config;
    use farrier_codegen::module_features;

    #[test]
    fn each_feature_has_a_method() {
        let methods = [
            Config::client,
            Config::s3_express,
            Config::serde,
            Config::server,
            Config::test_util,
            Config::validate,
            Config::value_traits,
        ];
        let mut config = Config::new().client(false);
        assert!(config.features.is_empty());
        for method in methods {
            config = method(config, true);
        }
        assert_eq!(config.features, module_features().collect::<Vec<_>>());
    }
}
