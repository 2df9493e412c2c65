//! One model: its cases, and the crate that tests them.

use camino::Utf8Path;
use farrier_codegen::{LeftOut, Request};
use smithy_json_ast::{Diagnostic, Model};

use super::cases::{self, Case, CaseKind, Filter, protocol_name};
use crate::report::{Result, problems};
use farrier_project::config::Config;
use farrier_project::job;
use farrier_project::sync::{self, Plan};

/// A model to be tested.
pub(super) struct Subject {
    /// The package of the crate.
    pub(super) package: String,
    /// The cases of the model that are for this client. Those that are not wanted do not count.
    pub(super) cases: Vec<Case>,
    /// The protocol of the client; `None` if the service speaks none that is supported.
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

/// What the subjects of all models have in common.
pub(super) struct Setting<'a> {
    /// Where crates find the runtime.
    pub(super) config: Option<&'a Config>,
    /// Where the crates are written.
    pub(super) scratch: &'a Utf8Path,
    /// The command in the headers of files.
    pub(super) command: &'a str,
    pub(super) filter: &'a Filter,
}

/// Generates what is to be tested of a model: a client of each protocol that its service speaks. The first has the
/// cases besides those of the others.
pub(super) fn prepare(file: &Utf8Path, model: &Model, setting: &Setting<'_>) -> Result<Vec<Subject>> {
    let mut cases = cases::of(model, setting.filter);
    let protocols = protocols(model);
    let (first, others) =
        protocols.split_first().map_or((None, [].as_slice()), |(first, others)| (Some(first), others));
    let own = |protocol: &&'static str| cases.extract_if(.., |case| case.protocol == *protocol).collect();
    let of_others: Vec<Vec<Case>> = others.iter().map(own).collect();
    let first = subject(file, model, setting, (package(file), first.copied()), cases);
    let others = others.iter().zip(of_others).map(|(protocol, cases)| {
        let package = format!("{}-{}", package(file), letters(protocol_name(protocol)));
        subject(file, model, setting, (package, Some(*protocol)), cases)
    });
    std::iter::once(first).chain(others).collect()
}

fn subject(
    file: &Utf8Path,
    model: &Model,
    setting: &Setting<'_>,
    (package, protocol): (String, Option<&'static str>),
    cases: Vec<Case>,
) -> Result<Subject> {
    let of_service = model.services().next().zip(protocol);
    let of_serde = of_service.map(|(service, protocol)| cases::of_serde(&service.id, protocol, setting.filter));
    let cases = cases.into_iter().chain(of_serde.into_iter().flatten()).collect();
    let mut subject = Subject { package, cases, protocol, plan: None, left_out: Vec::new(), problem: None };
    let has_cases = !subject.wanted().is_empty();
    if !has_cases && !setting.filter.is_everything() {
        return Ok(subject);
    }
    let folder = setting.scratch.join(&subject.package);
    let request = Request {
        model: file.to_string(),
        package: subject.package.clone(),
        protocol: protocol.map(str::to_owned),
        command: setting.command.to_owned(),
        protocol_tests: true,
        server_tests: setting.filter.server,
        skip_unsupported: true,
        runtime: job::runtime(setting.config, &folder).map_err(|problem| vec![problem])?,
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
    sync::recover(&folder).map_err(|problem| vec![problem])?;
    subject.plan = files.map(|files| sync::plan(&folder, files, &[])).transpose()?;
    Ok(subject)
}

/// The protocols that the service speaks and clients are generated for, best first.
fn protocols(model: &Model) -> Vec<&'static str> {
    let service = model.services().next();
    let speaks = |id: &&str| service.is_some_and(|service| service.traits.has(id));
    farrier_codegen::supported_protocols().filter(speaks).collect()
}

/// The name of the file as that of a package. The prefix keeps it apart from crates that tests use.
fn package(file: &Utf8Path) -> String {
    format!("model-{}", letters(file.file_stem().unwrap_or_default()))
}

/// What may be part of the name of a package.
fn letters(name: &str) -> String {
    name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}
