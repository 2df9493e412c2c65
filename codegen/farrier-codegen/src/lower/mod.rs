//! From selected shapes to the resolved crate: names, presence, boxing, wire form, documentation, the trait ledger.

mod aggregate;
mod auth;
mod check;
mod constraint;
mod context_params;
mod default;
mod events;
mod operation;
mod paginator;
mod quirks;
mod recursion;
mod service;
mod target;
mod waiter;

use crate::endpoint::EndpointRules;
use crate::ir::{self, Usage};
use crate::names::{OperationName, OperationNames};
use crate::select::{self, Selection};
use crate::{docs, names, protocol_tests};
use smithy_json_ast::{Diagnostic, Member, Shape, ShapeId, ShapeKind, Traits};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use service::protocol_id;
pub use service::supported_protocols;

/// The target of members that hold nothing.
const UNIT: &str = "smithy.api#Unit";

/// Resolves everything, or says everything that is wrong.
pub(crate) fn lower(selection: &Selection<'_>) -> Result<ir::Crate, Vec<Diagnostic>> {
    let cx = Context::new(selection);
    check::check(&cx);
    let service = service::lower(&cx);
    let operations = selection.operations.iter().zip(&cx.operations);
    let operations: Vec<_> = operations.map(|(shape, name)| operation::lower(&cx, &service, shape, name)).collect();
    waiter::check_names(&cx, &operations);
    let constraints = constraint::constants(&cx);
    let errors = aggregate::errors(&cx);
    let types = aggregate::types(&cx, &errors);
    let event_errors = events::errors(&cx, &types, &errors);
    let mut problems = cx.problems.into_inner();
    // A structure that several operations use is lowered for each.
    let mut seen = BTreeSet::new();
    problems.retain(|problem| seen.insert(problem.to_string()));
    if !problems.is_empty() {
        return Err(problems);
    }
    let package = if selection.request.package.is_empty() {
        service::package(&service)
    } else {
        selection.request.package.clone()
    };
    let (command, runtime) = (selection.request.command.clone(), selection.request.runtime.clone());
    let (examples, protocol_tests) = (selection.request.examples.clone(), Vec::new());
    let mut ir = ir::Crate {
        package,
        service,
        operations,
        types,
        errors,
        event_errors,
        constraints,
        command,
        runtime,
        examples,
        protocol_tests,
    };
    ir.protocol_tests = protocol_tests::lower(selection, &ir)?;
    Ok(ir)
}

/// Resolves the endpoint rules of a service, whatever else it has.
pub(crate) fn endpoint_rules(selection: &Selection<'_>) -> Result<EndpointRules, Vec<Diagnostic>> {
    let cx = Context::new(selection);
    service::endpoint_rules(&cx, selection.service).ok_or(cx.problems.into_inner())
}

/// What every part of lowering asks: the model, the names given out, the members that are boxed.
struct Context<'a> {
    selection: &'a Selection<'a>,
    /// What the operations are called, in the order of the selection.
    operations: Vec<OperationName>,
    /// The Rust path below `crate::types` of every structure, union and enum.
    paths: BTreeMap<ShapeId, String>,
    /// The names of the error enums of streams of events, by union.
    event_errors: BTreeMap<ShapeId, String>,
    boxed: BTreeSet<ShapeId>,
    /// Enums that are keys of maps.
    keys: BTreeSet<ShapeId>,
    /// The constants of constraints.
    constraints: BTreeMap<ShapeId, String>,
    problems: RefCell<Vec<Diagnostic>>,
}

impl<'a> Context<'a> {
    fn new(selection: &'a Selection<'a>) -> Self {
        let boxed = recursion::boxed(selection);
        let keys = selection
            .usage
            .keys()
            .filter_map(|id| match &selection.model.shape(id)?.kind {
                ShapeKind::Map { key, .. } => Some(key.target.clone()),
                _ => None,
            })
            .collect();
        let mut names = OperationNames::new();
        let operations = selection.operations.iter().map(|operation| names.name(operation.id.name())).collect();
        let paths = paths(selection);
        let event_errors = events::error_names(selection, &paths);
        let constraints = constraint::constant_names(selection);
        let problems = RefCell::default();
        Self { selection, operations, paths, event_errors, boxed, keys, constraints, problems }
    }

    /// The shape with this id; the loader has checked that it exists.
    fn shape(&self, id: &ShapeId) -> Option<&'a Shape> {
        self.selection.model.shape(id)
    }

    fn problem(&self, shape: &Shape, message: String, help: Option<String>) {
        self.problems.borrow_mut().push(select::problem(self.selection.request, Some(shape), message, help));
    }

    fn member_problem(&self, member: &Member, message: String, help: Option<String>) {
        let pointer = match member.id.member() {
            Some(name) => format!("/shapes/{}/members/{name}", member.id.root()),
            None => format!("/shapes/{}", member.id),
        };
        self.problems.borrow_mut().push(Diagnostic {
            file: self.selection.request.model.clone(),
            span: Some(member.span),
            shape: Some(member.id.clone()),
            pointer: Some(pointer),
            message,
            help,
        });
    }

    /// The features that need a type; `module` is where it is.
    fn usage(&self, id: &ShapeId, module: &str) -> Usage {
        let users: Vec<usize> = self.selection.usage.get(id).into_iter().flatten().copied().collect();
        let feature = |index: &usize| self.operations[*index].feature.clone();
        match users.as_slice() {
            users if users.len() == self.selection.operations.len() => Usage::default(),
            [user] => Usage { feature: Some(feature(user)), users: Vec::new() },
            users => Usage {
                // Cargo does not show features that begin with an underscore.
                feature: Some(format!("_{}", names::stem(module).replace('_', "-"))),
                users: users.iter().map(feature).collect(),
            },
        }
    }
}

/// Gives every aggregate and enum its name. Errors live in a module of their own.
fn paths(selection: &Selection<'_>) -> BTreeMap<ShapeId, String> {
    let rename = match &selection.service.kind {
        ShapeKind::Service(service) => &service.rename,
        _ => return BTreeMap::new(),
    };
    // `Unhandled` is the variant of the error enums that is always there.
    let (mut types, mut errors) = (BTreeSet::new(), names::set(["Unhandled"]));
    let only_io = only_io(selection);
    let mut paths = BTreeMap::new();
    for shape in selection.usage.keys().filter_map(|id| selection.model.shape(id)) {
        let name = names::type_name(rename.get(&shape.id).map_or(shape.id.name(), String::as_str));
        match &shape.kind {
            ShapeKind::Structure(_) if shape.traits.has("smithy.api#error") => {
                paths.insert(shape.id.clone(), format!("error::{}", names::unique(name, &mut errors)));
            }
            _ if shape.id.as_str() == UNIT => {}
            ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) if !only_io.contains(&shape.id) => {
                paths.insert(shape.id.clone(), names::unique(name, &mut types));
            }
            _ => {}
        }
    }
    paths
}

/// The structures that are only ever the input or output of operations, which name them themselves.
fn only_io<'a>(selection: &Selection<'a>) -> BTreeSet<&'a ShapeId> {
    let bindings = selection.operations.iter().filter_map(|operation| match &operation.kind {
        ShapeKind::Operation(bindings) => Some(bindings),
        _ => None,
    });
    let mut roots: BTreeSet<&ShapeId> =
        bindings.flat_map(|bindings| bindings.input.iter().chain(&bindings.output)).collect();
    for shape in selection.usage.keys().filter_map(|id| selection.model.shape(id)) {
        for member in shape.all_members() {
            roots.remove(&member.target);
        }
    }
    roots
}

fn documentation(traits: &Traits) -> ir::Docs {
    traits.string("smithy.api#documentation").map(docs::lines).unwrap_or_default()
}

/// The message of `@deprecated`, as lines of Markdown.
fn deprecated(traits: &Traits) -> Option<String> {
    let value = traits.get("smithy.api#deprecated")?;
    let message = value.get("message").and_then(|message| message.as_str()).map(docs::lines).unwrap_or_default();
    Some(if message.is_empty() { "deprecated by the service".to_owned() } else { message.join("\n") })
}

#[cfg(test)]
mod tests;
