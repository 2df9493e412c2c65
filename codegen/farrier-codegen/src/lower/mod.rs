//! From selected shapes to the resolved crate: names, presence, boxing, wire form, documentation, trait support.

mod auth;
mod check;
mod context;
mod context_params;
mod cut;
mod documentation;
mod endpoint_rules;
mod endpoint_tests;
mod http;
mod operation;
mod service;
mod shape_facts;
mod shapes;
mod traits;

use crate::endpoint::{EndpointRules, TestCase};
use crate::generated::LeftOut;
use crate::places::{in_order, place};
use crate::select::{Request, Selection};
use crate::{ir, names, nesting, protocol_tests};
use context::Context;
pub(crate) use documentation::member_text;
use operation::{discovery, waiter};
use shapes::{constraint, error, events, types, values};
use smithy_json_ast::{Diagnostic, Severity, ShapeId};
use std::collections::BTreeSet;

/// Resolves everything, with warnings, or says everything that is wrong.
pub(crate) fn lower(
    selection: &Selection<'_>,
    form: ir::Form,
) -> Result<(ir::Crate, Vec<Diagnostic>), Vec<Diagnostic>> {
    let cx = Context::new(selection);
    check::check(&cx);
    let service = service::parts(&cx);
    let operations = 0..selection.operations.len();
    let mut operations: Vec<_> = operations.map(|index| operation::lower(&cx, &service, index)).collect();
    waiter::check_names(&cx);
    let (constraints, member_constraints) = (constraint::constants(&cx), constraint::members(&cx));
    let errors = error::errors(&cx);
    let mut types = types::types(&cx, &errors);
    values::decide(&mut operations, &mut types);
    let recursion_limit = nesting::recursion_limit(selection);
    service::check_nesting(&cx, form, recursion_limit);
    let discovery = discovery::lower(&cx, &operations);
    let event_errors = events::errors(&cx, &types, &errors);
    let service = service::lower(&cx, service);
    let Request { package, command, runtime, manifest, feature_per, examples, .. } = selection.request.clone();
    let ir = service.map(|service| ir::Crate {
        form,
        recursion_limit,
        package: if package.is_empty() { names::package(&service.sdk_id) } else { package },
        service,
        operations,
        discovery,
        types,
        errors,
        event_errors,
        constraints,
        member_constraints,
        command,
        runtime,
        manifest,
        feature_per,
        examples,
        has_tests: selection.request.protocol_tests,
        protocol_tests: Vec::new(),
    });
    finish(&cx, ir)
}

/// Adds what is asked of a whole crate, its settings and tests; there is no crate if something is wrong, here or
/// before.
fn finish(cx: &Context<'_>, mut ir: Option<ir::Crate>) -> Result<(ir::Crate, Vec<Diagnostic>), Vec<Diagnostic>> {
    let (selection, request) = (cx.selection, cx.selection.request);
    let mut problems = [cx.problems.take(), cx.unsupported.take()].concat();
    let features = cx.operations.iter().map(|name| name.feature.as_str());
    let mut settings = request.manifest.problems(features);
    settings.extend(request.runtime.problem().map(|(message, help)| ("runtime", message, help)));
    let mut warnings = Vec::new();
    if let Some(ir) = &mut ir {
        settings.extend(request.manifest.unmet(|name| ir.has_feature(name)));
        ir.protocol_tests = protocol_tests::lower(selection, ir, &mut problems);
        warnings = cut::warnings(cx, ir);
    }
    for (severity, settings) in [(Severity::Error, settings), (Severity::Warning, warnings)] {
        let said = settings.into_iter().map(|(key, message, help)| {
            let problem = request.places.problem((key, None), message, Some(help));
            Diagnostic { severity, ..problem }
        });
        problems.extend(said);
    }
    let mut problems = in_order(problems);
    // Each shape that has a mixin has what is wrong there.
    problems.dedup_by(|a, b| place(a) == place(b));
    let has_errors = problems.iter().any(|problem| problem.severity == Severity::Error);
    match ir.filter(|_| !has_errors) {
        Some(ir) => Ok((ir, problems)),
        None => Err(problems),
    }
}

/// The operations that no client can have yet, by reason.
pub(crate) fn unsupported(selection: &Selection<'_>) -> Vec<LeftOut> {
    let cx = Context::new(selection);
    check::check(&cx);
    let mut seen = BTreeSet::new();
    let mut left_out: Vec<LeftOut> = Vec::new();
    for reason in in_order(cx.unsupported.take()) {
        let shape = reason.shape.as_ref().map(ShapeId::root);
        let operations = match shape {
            // No client can have an auth scheme of it.
            Some(id) if id == selection.service.id => auth::heirs(&cx),
            shape => shape.map(|id| selection.users(&id)).unwrap_or_default(),
        };
        let operations: Vec<_> = operations.into_iter().filter(|id| seen.insert((*id).clone())).cloned().collect();
        match left_out.iter_mut().find(|other| other.reason.message == reason.message) {
            Some(same) => same.operations.extend(operations),
            None => left_out.push(LeftOut { operations, reason }),
        }
    }
    left_out.retain(|reason| !reason.operations.is_empty());
    left_out
}

/// Resolves the endpoint rules of a service, with the cases that they are tested with, whatever else it has.
pub(crate) fn endpoint_rules(selection: &Selection<'_>) -> Result<(EndpointRules, Vec<TestCase>), Vec<Diagnostic>> {
    let cx = Context::new(selection);
    traits::check_endpoint_rules(&cx);
    let rules = endpoint_rules::lower(&cx).map(|rules| {
        let cases = endpoint_tests::lower(&cx, &rules);
        (rules, cases)
    });
    let problems = in_order(cx.problems.into_inner());
    rules.filter(|_| problems.is_empty()).ok_or(problems)
}

#[cfg(test)]
mod tests;
