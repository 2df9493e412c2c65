//! How much is generated from a model.

use crate::lower::member_text;
use crate::options::option;
use crate::select::{self, Selection};
use serde_json::Value;
use smithy_json_ast::traits::{DefaultValue, Deprecated, Documentation};
use smithy_json_ast::{Diagnostic, Member, Model, Shape, ShapeId, ShapeKind, Traits};

/// The most members that a client has if a request says nothing else, counted as [`Request::max_members`] says. The
/// largest service of AWS has 19,000.
///
/// [`Request::max_members`]: crate::Request::max_members
pub const MAX_MEMBERS: usize = 100_000;

/// The most bytes of documentation and of defaults that members have. Of 38 services of AWS that were tried, RDS has
/// the most, 1.2 MB; EC2 was tried without its documentation.
const MAX_TEXT: usize = 16 << 20;

/// How many members an operation counts for by itself, so that no client has more than 10,000: 20,000 that have no
/// members take 32 seconds and 1.3 GB.
const OPERATION: usize = 10;

/// What of a client grows with its model, and by more than the model does: each operation has the members of its input
/// and of its output in types of its own, members have the documentation of their targets, and shapes the members of
/// their mixins.
#[derive(Clone, Copy, Default)]
struct Size {
    members: usize,
    /// Bytes of documentation and of defaults.
    text: usize,
}

impl Size {
    fn and(self, other: Self) -> Self {
        Self { members: self.members.saturating_add(other.members), text: self.text.saturating_add(other.text) }
    }
}

/// Refuses what would be written for minutes: a model of 200 KB can ask for 200 MB of Rust.
pub(crate) fn check(selection: &Selection<'_>) -> Result<(), Vec<Diagnostic>> {
    let most = selection.request.max_members.unwrap_or(MAX_MEMBERS);
    let types = selection.usage.keys().map(|id| own(selection.model, select::shape(selection.model, id)));
    let types = types.fold(Size::default(), Size::and);
    let operations: Vec<(Size, &Shape)> =
        selection.operations.iter().map(|operation| (of_operation(selection, operation), *operation)).collect();
    let size = operations.iter().fold(types, |sum, (size, _)| sum.and(*size));
    let share = |of: fn(&Size) -> usize| {
        let largest = operations.iter().max_by_key(|(size, _)| of(size));
        largest.map(|(size, it)| format!("; `{}` alone has {}", it.id.name(), of(size))).unwrap_or_default()
    };
    let (message, help) = if size.members > most {
        let (count, share) = (size.members, share(|size| size.members));
        let message = format!(
            "the client would have {count} members, more than {most}: those of its types, and for each operation those of its \
             input and output, its errors, and {OPERATION} more{share}"
        );
        let more = option("max-members N", "members = N` of `[limits]");
        (message, format!("generate fewer operations, or allow more: {more}"))
    } else if size.text > MAX_TEXT {
        let (count, share) = (size.text, share(|size| size.text));
        let message = format!(
            "the members of the client would have {count} bytes of documentation and defaults, more than {MAX_TEXT}: of its \
             types, and for each operation of its input and output, where a member without documentation has that of its \
             target{share}"
        );
        let help = "generate fewer operations, or document members that target a shape with a long documentation";
        (message, help.to_owned())
    } else {
        return Ok(());
    };
    Err(vec![selection.problem(Some(selection.service), message, Some(help))])
}

fn of_operation(selection: &Selection<'_>, operation: &Shape) -> Size {
    let bindings = select::bindings(operation);
    let size = |id: &ShapeId| {
        let shape = select::shape(selection.model, id);
        own(selection.model, shape).and(Size { members: 0, text: text(&shape.traits) })
    };
    let errors = bindings.errors.len() + select::service_bindings(selection.service).errors.len();
    bindings
        .input
        .iter()
        .chain(&bindings.output)
        .map(size)
        .fold(Size { members: errors + OPERATION, text: 0 }, Size::and)
}

fn own(model: &Model, shape: &Shape) -> Size {
    match &shape.kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) | ShapeKind::Enum(members) => {
            let text = members.iter().map(|member| of_member(model, member)).sum();
            Size { members: members.len(), text }
        }
        _ => Size::default(),
    }
}

/// What is written of a member besides its name.
fn of_member(model: &Model, member: &Member) -> usize {
    let default = member.traits.read::<DefaultValue>().map_or(0, length);
    member_text(model, member).len() + default + deprecation(&member.traits)
}

/// What is written of a structure besides its members.
fn text(traits: &Traits) -> usize {
    traits.read::<Documentation>().map_or(0, str::len) + deprecation(traits)
}

fn deprecation(traits: &Traits) -> usize {
    traits.read::<Deprecated<'_>>().and_then(|it| it.message).map_or(0, str::len)
}

/// The bytes of a value, about. Values nest no deeper than what was read.
fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len() + 2,
        Value::Array(items) => items.iter().map(length).sum::<usize>() + items.len() + 2,
        Value::Object(members) => members.iter().map(|(name, value)| name.len() + length(value) + 4).sum::<usize>() + 2,
        Value::Null | Value::Bool(_) | Value::Number(_) => 4,
    }
}
