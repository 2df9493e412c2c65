//! One model: its cases, and the crate that tests them.

use camino::Utf8Path;
use farrier_codegen::{LeftOut, Request};
use smithy_json_ast::{Diagnostic, Model};

use super::cases::{self, Case, CaseKind, Filter};
use crate::paths;
use crate::report::{Result, problems};
use crate::sync::{self, Plan};

/// A model to be tested.
pub(super) struct Subject {
    /// The package of the crate.
    pub(super) package: String,
    /// All cases of the model. Those that are not wanted do not count.
    pub(super) cases: Vec<Case>,
    /// The protocol that Farrier chooses for the service; `None` if it speaks none of them.
    pub(super) protocol: Option<&'static str>,
    /// The crate; `None` if it would have nothing to test.
    pub(super) plan: Option<Plan>,
    /// The operations that the client lacks.
    pub(super) left_out: Vec<LeftOut>,
    /// Why there is no client though its protocol is supported.
    pub(super) problem: Option<String>,
}

impl Subject {
    /// Whether the crate is a client.
    pub(super) fn is_client(&self) -> bool {
        self.protocol.is_some() && self.problem.is_none()
    }

    /// Why the client cannot be asked for a case, if it cannot.
    pub(super) fn left_out(&self, case: &Case) -> Option<&str> {
        let reason = self.left_out.iter().find(|left_out| left_out.operations.contains(&case.shape))?;
        Some(&reason.reason.message)
    }

    pub(super) fn wanted(&self) -> Vec<&Case> {
        self.cases.iter().filter(|case| case.is_wanted).collect()
    }
}

/// Generates what is to be tested of a model.
pub(super) fn prepare(
    file: &Utf8Path,
    model: &Model,
    scratch: &Utf8Path,
    command: &str,
    filter: &Filter,
) -> Result<Subject> {
    let mut subject = Subject {
        package: package(file),
        cases: cases::of(model, filter),
        protocol: protocol(model),
        plan: None,
        left_out: Vec::new(),
        problem: None,
    };
    let has_cases = !subject.wanted().is_empty();
    if !has_cases && !filter.is_everything() {
        return Ok(subject);
    }
    let folder = scratch.join(&subject.package);
    let request = Request {
        model: file.to_string(),
        package: subject.package.clone(),
        command: command.to_owned(),
        protocol_tests: true,
        server_tests: filter.server,
        skip_unsupported: true,
        runtime: paths::runtime_for(paths::workspace().as_deref(), &folder).map_err(|problem| vec![problem])?,
        ..Request::default()
    };
    let files = match subject.protocol.map(|_| farrier_codegen::generate(model, &request)) {
        Some(Ok(generated)) => {
            subject.left_out = generated.left_out;
            Some(generated.output)
        }
        client => {
            let text = |found: Vec<Diagnostic>| problems(found).iter().map(|problem| format!("{problem}\n")).collect();
            subject.problem = client.and_then(std::result::Result::err).map(text);
            let has_rules = subject.wanted().iter().any(|case| case.kind == CaseKind::Endpoint);
            let rules = has_rules.then(|| farrier_codegen::endpoint_only(model, &request));
            rules.transpose().map_err(problems)?
        }
    };
    let files = files.filter(|_| has_cases);
    subject.plan = files.map(|files| sync::plan(&folder, files, &[])).transpose()?;
    Ok(subject)
}

fn protocol(model: &Model) -> Option<&'static str> {
    let service = model.services().next()?;
    farrier_codegen::supported_protocols().find(|id| service.traits.has(id))
}

/// The name of the file as that of a package. The prefix keeps it apart from crates that tests use.
fn package(file: &Utf8Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_lowercase();
    let name: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("model-{name}")
}
