//! Rust types and schemas of what members target.

use super::{Context, events};
use crate::ir::{Named, Type};
use farrier_schema_text::{JSON_NAME, MAX_NESTING, SENSITIVE, ShapeType, TIMESTAMP_FORMAT, ValueSchema};
use smithy_json_ast::traits::{JsonName, Sensitive, Sparse, TimestampFormat};
use smithy_json_ast::{Member, Shape, ShapeKind};

/// The Rust type of a member's target, without `Option` and `Box`.
pub(crate) fn rust_type(cx: &Context<'_>, member: &Member) -> Type {
    nested_type(cx, member, 0)
}

fn nested_type(cx: &Context<'_>, member: &Member, depth: usize) -> Type {
    let Some(shape) = cx.shape(&member.target) else { return Type::Document };
    // What nests deeper is reported elsewhere; here it only has to end.
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

/// The schema of a member.
pub(crate) fn value_schema(cx: &Context<'_>, member: &Member) -> ValueSchema<'static> {
    let mut schema = nested_schema(cx, member, 0);
    events::set_part(&member.traits, &mut schema);
    if let Some(name) = member.traits.read::<JsonName>() {
        schema.traits.set(&JSON_NAME, name.to_owned());
    }
    schema
}

fn nested_schema(cx: &Context<'_>, member: &Member, depth: usize) -> ValueSchema<'static> {
    let mut schema = flat_schema(cx, member);
    let nested = |member| nested_schema(cx, member, depth + 1);
    let says = |schema: &ValueSchema<'_>| schema.has_traits();
    match cx.shape(&member.target).filter(|_| depth < MAX_NESTING).map(|shape| &shape.kind) {
        Some(ShapeKind::List(element)) => schema.member = Some(nested(element)).filter(says).map(Box::new),
        Some(ShapeKind::Map { key, value }) => {
            // Nothing is nested in a key, which is a string.
            schema.key = Some(flat_schema(cx, key)).filter(says).map(Box::new);
            schema.member = Some(nested(value)).filter(|value| says(value) || schema.key.is_some()).map(Box::new);
        }
        _ => {}
    }
    schema
}

/// The schema of a member without what is nested in it.
fn flat_schema(cx: &Context<'_>, member: &Member) -> ValueSchema<'static> {
    let shape = cx.shape(&member.target);
    let mut schema = ValueSchema::new(shape.map_or(ShapeType::Document, shape_type));
    if is_sensitive(cx, member) {
        schema.traits.insert(&SENSITIVE);
    }
    if let Some(format) = timestamp_format(member, shape) {
        schema.traits.set(&TIMESTAMP_FORMAT, format.as_str());
    }
    schema
}

/// The Smithy type; enums are strings and integers.
pub(super) fn shape_type(shape: &Shape) -> ShapeType {
    match shape.kind {
        ShapeKind::Enum(_) => ShapeType::String,
        ShapeKind::IntEnum(_) => ShapeType::Integer,
        // The loader refuses members that target services, resources and operations.
        _ => ShapeType::from_word(shape.type_name()).unwrap_or(ShapeType::Document),
    }
}

fn timestamp_format(member: &Member, shape: Option<&Shape>) -> Option<TimestampFormat> {
    let shape = shape.filter(|shape| matches!(shape.kind, ShapeKind::Timestamp))?;
    member.traits.read::<TimestampFormat>().or_else(|| shape.traits.read::<TimestampFormat>())
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
