//! Rust types and table rows of what members target.

use super::{Context, constraint, events};
use crate::ir::{Named, Target, Type};
use smithy_json_ast::traits::{Sensitive, Sparse, TimestampFormat};
use smithy_json_ast::{Member, Shape, ShapeKind};

/// Lists and maps that nest deeper are reported elsewhere; here they only have to end.
const MAX_NESTING: usize = 64;

/// The Rust type of a member's target, without `Option` and `Box`.
pub(crate) fn rust_type(cx: &Context<'_>, member: &Member) -> Type {
    nested_type(cx, member, 0)
}

fn nested_type(cx: &Context<'_>, member: &Member, depth: usize) -> Type {
    let Some(shape) = cx.shape(&member.target) else { return Type::Document };
    if depth > MAX_NESTING {
        return Type::Document;
    }
    let item = |item: &Member| {
        let ty = nested_type(cx, item, depth + 1);
        if shape.traits.is::<Sparse>() { Type::Option(ty.into()) } else { ty }
    };
    match &shape.kind {
        ShapeKind::List(element) => Type::List(item(element).into()),
        ShapeKind::Map { key, value } => Type::Map(key_type(cx, key).into(), item(value).into()),
        ShapeKind::Structure(_) => named(cx, shape, Named::Structure),
        ShapeKind::Union(_) if events::is_stream(shape) => {
            // Every stream in use has a path, and a name for its errors.
            events::receiver(cx, shape).unwrap_or(Type::Document)
        }
        ShapeKind::Union(_) => named(cx, shape, Named::Union),
        ShapeKind::Enum(_) => named(cx, shape, Named::Enum),
        _ => simple(shape),
    }
}

/// Keys are strings, also those of an enum.
fn key_type(cx: &Context<'_>, key: &Member) -> Type {
    let shape = cx.shape(&key.target).filter(|shape| matches!(shape.kind, ShapeKind::Enum(_)));
    shape.map_or(Type::String, |shape| named(cx, shape, Named::Enum))
}

fn named(cx: &Context<'_>, shape: &Shape, kind: Named) -> Type {
    // Every aggregate a member targets was given a path.
    Type::Named(cx.paths.get(&shape.id).cloned().unwrap_or_default(), kind)
}

fn simple(shape: &Shape) -> Type {
    match shape.kind {
        ShapeKind::Blob => Type::Blob,
        ShapeKind::Boolean => Type::Bool,
        ShapeKind::Byte => Type::I8,
        ShapeKind::Short => Type::I16,
        ShapeKind::Integer | ShapeKind::IntEnum(_) => Type::I32,
        ShapeKind::Long => Type::I64,
        ShapeKind::Float => Type::F32,
        ShapeKind::Double => Type::F64,
        ShapeKind::BigInteger => Type::BigInteger,
        ShapeKind::BigDecimal => Type::BigDecimal,
        ShapeKind::Timestamp => Type::DateTime,
        ShapeKind::Document => Type::Document,
        _ => Type::String,
    }
}

/// The table row of a member's target.
pub(crate) fn target(cx: &Context<'_>, member: &Member) -> Target {
    Target { constraints: constraint::of_member(cx, member), ..nested_target(cx, member, 0) }
}

fn nested_target(cx: &Context<'_>, member: &Member, depth: usize) -> Target {
    let shape = cx.shape(&member.target);
    let item = shape.filter(|_| depth <= MAX_NESTING).and_then(|shape| match &shape.kind {
        ShapeKind::List(item) | ShapeKind::Map { value: item, .. } => Some(nested_target(cx, item, depth + 1)),
        _ => None,
    });
    Target {
        kind: shape.map_or("document", kind),
        sensitive: is_sensitive(cx, member),
        timestamp: timestamp_format(member, shape),
        event: events::part(&member.traits),
        item: item.filter(Target::has_traits).map(Box::new),
        constraints: Vec::new(),
        token: false,
    }
}

/// The Smithy type; enums are strings and numbers.
pub(super) fn kind(shape: &Shape) -> &'static str {
    match shape.kind {
        ShapeKind::Enum(_) => "string",
        ShapeKind::IntEnum(_) => "integer",
        _ => shape.type_name(),
    }
}

fn timestamp_format(member: &Member, shape: Option<&Shape>) -> Option<&'static str> {
    let shape = shape.filter(|shape| matches!(shape.kind, ShapeKind::Timestamp))?;
    let format = member.traits.read::<TimestampFormat>().or_else(|| shape.traits.read::<TimestampFormat>())?;
    Some(format.as_str())
}

/// Whether a member's value must not be shown: `@sensitive` on it, on its target, or on what its target contains.
/// Structures and unions redact themselves.
pub(crate) fn is_sensitive(cx: &Context<'_>, member: &Member) -> bool {
    sensitive_at(cx, member, 0)
}

fn sensitive_at(cx: &Context<'_>, member: &Member, depth: usize) -> bool {
    let Some(shape) = cx.shape(&member.target) else { return false };
    let is_marked =
        |member: &Member, shape: &Shape| [&member.traits, &shape.traits].iter().any(|t| t.is::<Sensitive>());
    match &shape.kind {
        ShapeKind::Structure(_) | ShapeKind::Union(_) => member.traits.is::<Sensitive>(),
        _ if depth > MAX_NESTING || is_marked(member, shape) => true,
        ShapeKind::List(item) => sensitive_at(cx, item, depth + 1),
        ShapeKind::Map { key, value } => {
            cx.shape(&key.target).is_some_and(|shape| is_marked(key, shape)) || sensitive_at(cx, value, depth + 1)
        }
        _ => false,
    }
}
