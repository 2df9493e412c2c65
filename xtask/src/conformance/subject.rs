//! One model: its cases, and the crate that tests them.

use camino::Utf8Path;
use farrier_codegen::Request;
use smithy_json_ast::Model;

use super::cases::{self, Case, Filter, Kind};
use crate::paths;
use crate::report::Result;
use crate::sync::{self, Plan};

/// A model to be tested.
pub(super) struct Subject {
    /// The package of the crate.
    pub(super) package: String,
    /// How many cases there are, wanted or not.
    pub(super) found: Found,
    /// The wanted cases.
    pub(super) cases: Vec<Case>,
    /// The crate; `None` if it would have nothing to test.
    pub(super) plan: Option<Plan>,
    /// Why the protocol tests are not run.
    pub(super) without_client: Option<Reason>,
}

#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) requests: usize,
    pub(super) responses: usize,
}

/// Why there is no client.
#[derive(Clone, Debug)]
pub(super) enum Reason {
    /// By design: the cases count as skipped.
    Unsupported(String),
    /// By a problem: the cases count as failed.
    Problem(String),
}

/// Generates what is to be tested of a model.
pub(super) fn prepare(
    file: &Utf8Path,
    model: &Model,
    scratch: &Utf8Path,
    command: &str,
    filter: &Filter,
) -> Result<Subject> {
    let package = package(file);
    let mut cases = cases::of(model);
    let count = |kind| cases.iter().filter(|case: &&Case| case.kind == kind).count();
    let found = Found { requests: count(Kind::Request), responses: count(Kind::Response) };
    cases.retain(|case| filter.wants(case));
    let mut subject = Subject { package, found, cases, plan: None, without_client: None };
    if subject.cases.is_empty() {
        return Ok(subject);
    }
    let folder = scratch.join(&subject.package);
    let request = Request {
        model: file.to_string(),
        package: subject.package.clone(),
        command: command.to_owned(),
        protocol_tests: true,
        runtime: paths::runtime_for(paths::workspace().as_deref(), &folder).map_err(|problem| vec![problem])?,
        ..Request::default()
    };
    let files = match client(model, &request) {
        Ok(files) => Some(files),
        Err(reason) => {
            subject.without_client = Some(reason);
            let has_rules = subject.cases.iter().any(|case| case.kind == Kind::Endpoint);
            let rules = has_rules.then(|| farrier_codegen::endpoint_only(model, &request));
            rules.transpose().map_err(crate::report::problems)?
        }
    };
    subject.plan = files.map(|files| sync::plan(&folder, files)).transpose()?;
    Ok(subject)
}

fn client(model: &Model, request: &Request) -> std::result::Result<Vec<farrier_codegen::OutputFile>, Reason> {
    let supported: Vec<&str> = farrier_codegen::supported_protocols().collect();
    let mut services = model.services();
    if !services.any(|service| supported.iter().any(|id| service.traits.has(id))) {
        return Err(Reason::Unsupported("the protocol is not supported yet".to_owned()));
    }
    farrier_codegen::generate(model, request).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Reason::Problem(problems.join("\n"))
    })
}

/// The name of the file as that of a package. The prefix keeps it apart from crates that tests use.
fn package(file: &Utf8Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_lowercase();
    let name: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("model-{name}")
}
