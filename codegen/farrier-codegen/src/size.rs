//! How much is generated from a model.

use crate::select::{self, Selection};
use smithy_json_ast::{Diagnostic, Shape, ShapeId, ShapeKind};

/// The most members that a client has if a request says nothing else, counted as [`Request::max_members`] says. The largest
/// service of AWS has 20,000.
///
/// [`Request::max_members`]: crate::Request::max_members
pub const MAX_MEMBERS: usize = 100_000;

/// Refuses what would be written for minutes: a model of 200 KB can ask for 200 MB of Rust, as each operation has the members
/// of its input and of its output in types of its own.
pub(crate) fn check(selection: &Selection<'_>) -> Result<(), Vec<Diagnostic>> {
    let most = selection.request.max_members.unwrap_or(MAX_MEMBERS);
    let types: usize = selection.usage.keys().map(|id| own(select::shape(selection.model, id))).sum();
    let operations = || selection.operations.iter().map(|operation| (of_operation(selection, operation), operation));
    let count = operations().fold(types, |sum, (count, _)| sum.saturating_add(count));
    if count <= most {
        return Ok(());
    }
    let largest = operations().max_by_key(|(count, _)| *count);
    let share = largest.map(|(count, it)| format!("; `{}` alone has {count}", it.id.name())).unwrap_or_default();
    let message = format!(
        "the client would have {count} members, more than {most}: those of its types, and for each operation those of its \
         input and output and its errors{share}"
    );
    let help = "generate fewer operations, or allow more: `--max-members`, or `members` of `[limits]` in farrier.toml";
    Err(vec![Diagnostic {
        file: selection.file(selection.service.span),
        ..select::problem(selection.request, Some(selection.service), message, Some(help.to_owned()))
    }])
}

fn of_operation(selection: &Selection<'_>, operation: &Shape) -> usize {
    let bindings = select::bindings(operation);
    let members = |id: &ShapeId| own(select::shape(selection.model, id));
    let errors = bindings.errors.len() + select::service_bindings(selection.service).errors.len();
    bindings.input.iter().chain(&bindings.output).map(members).sum::<usize>() + errors
}

fn own(shape: &Shape) -> usize {
    match &shape.kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) | ShapeKind::Enum(members) => members.len(),
        _ => 0,
    }
}
