//! What no client can be generated for, whatever else the model says: unsupported traits, and shapes without a Rust type.

use super::{Context, UNIT, constraint, events, traits};
use crate::{names, select};
use farrier_schema_text::MAX_NESTING;
use smithy_json_ast::{Member, Shape, ShapeKind};

/// Notes all of it.
pub(super) fn check(cx: &Context<'_>) {
    check_package(cx);
    traits::check(cx);
    for shape in cx.selection.usage.keys().filter_map(|id| cx.shape(id)) {
        check_members(cx, shape);
        constraint::check(cx, shape);
    }
    events::check(cx);
}

/// Cargo would refuse the manifest.
fn check_package(cx: &Context<'_>) {
    let package = cx.selection.request.package.as_str();
    let is_plain = package.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let is_crate = names::module(package) == names::snake(package) && !package.starts_with(['-', '_']);
    // An empty name is one to be found by us.
    let is_fine = package.is_empty() || is_plain && is_crate;
    if !is_fine {
        let help = Some("use letters, digits and hyphens, a letter first".to_owned());
        let message = format!("`{}` cannot be the name of a package", package.escape_debug());
        cx.problems.borrow_mut().push(select::problem(cx.selection.request, None, message, help));
    }
}

fn check_members(cx: &Context<'_>, shape: &Shape) {
    match &shape.kind {
        ShapeKind::Union(members) | ShapeKind::Enum(members) if members.is_empty() => {
            cx.problem(shape, format!("the {} has no members", shape.type_name()), Some("give it one".to_owned()));
        }
        ShapeKind::List(_) | ShapeKind::Map { .. } if !ends(cx, shape) => {
            let help = Some("put a structure in between".to_owned());
            cx.problem(shape, "lists and maps are nested too deeply, or contain themselves".to_owned(), help);
        }
        ShapeKind::Map { key, .. } if !is_text(cx, key) => {
            cx.problem(key, format!("`{}` cannot be a key", key.target), Some("keys are strings".to_owned()));
        }
        _ => {}
    }
    let may_be_empty = matches!(shape.kind, ShapeKind::Union(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_));
    for member in shape.all_members().filter(|member| !may_be_empty && member.target.as_str() == UNIT) {
        let help = Some("only members of unions and enums target `smithy.api#Unit`".to_owned());
        cx.problem(member, "the member has no value".to_owned(), help);
    }
}

fn is_text(cx: &Context<'_>, member: &Member) -> bool {
    cx.shape(&member.target).is_some_and(|shape| matches!(shape.kind, ShapeKind::String | ShapeKind::Enum(_)))
}

/// Whether lists of lists and maps come to an end.
fn ends(cx: &Context<'_>, shape: &Shape) -> bool {
    let mut at = Some(shape);
    for _ in 0..=MAX_NESTING {
        at = match at.map(|shape| &shape.kind) {
            Some(ShapeKind::List(item) | ShapeKind::Map { value: item, .. }) => cx.shape(&item.target),
            _ => return true,
        };
    }
    false
}
