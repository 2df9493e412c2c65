//! Rust types and schemas of what members target.

use super::{event_part, wire_traits};
use crate::ir::{EventStream, Named, Type};
use crate::lower::context::Context;
use crate::lower::shape_facts::{is_stream, shape_type};
use farrier_schema_text::{MAX_NESTING, SENSITIVE, Site, TIMESTAMP_FORMAT, ValueSchema};
use smithy_json_ast::traits::{HttpPayload, Sensitive, Sparse, Streaming, TimestampFormat, Trait as _};
use smithy_json_ast::{Member, Shape, ShapeKind, UNIT};

/// The Rust type of a member's target, without `Option` and `Box`.
pub(crate) fn rust_type(cx: &Context<'_>, member: &Member) -> Type {
    nested_type(cx, member, 0)
}

fn nested_type(cx: &Context<'_>, member: &Member, depth: usize) -> Type {
    let shape = cx.target(member);
    // Next to a problem, which is noted elsewhere: a member without a value, or one that does not end.
    if depth > MAX_NESTING || member.target.as_str() == UNIT {
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
        ShapeKind::Union(_) if is_stream(shape) => receiver(cx, shape),
        ShapeKind::Union(_) => named(cx, shape, Named::Union),
        ShapeKind::Enum(_) => named(cx, shape, Named::Enum),
        ShapeKind::Blob if is_byte_stream(cx, shape) && member.traits.is::<HttpPayload>() => Type::ByteStream,
        _ => simple(shape),
    }
}

/// Whether this is a stream of bytes: a blob with `@streaming`, where a protocol has members that are all of a body.
pub(in crate::lower) fn is_byte_stream(cx: &Context<'_>, shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Blob) && shape.traits.is::<Streaming>() && cx.heeds(HttpPayload::ID)
}

/// Whether this is a blob as any other, though it may have `@streaming`.
pub(in crate::lower) fn is_plain_blob(cx: &Context<'_>, shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Blob) && cx.protocol.is_some_and(|protocol| protocol.ignores_byte_streams)
}

/// Keys are strings, also those of an enum.
fn key_type(cx: &Context<'_>, key: &Member) -> Type {
    let shape = cx.target(key);
    if matches!(shape.kind, ShapeKind::Enum(_)) { named(cx, shape, Named::Enum) } else { Type::String }
}

/// The type of a member that targets a stream.
fn receiver(cx: &Context<'_>, stream: &Shape) -> Type {
    let error = cx.event_errors.get(&stream.id).expect("every stream that members target has a name for its errors");
    Type::EventReceiver(EventStream { event: cx.path(stream).to_owned(), error: error.clone() })
}

fn named(cx: &Context<'_>, shape: &Shape, kind: Named) -> Type {
    Type::Named(cx.path(shape).to_owned(), kind)
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
    event_part::set_part(&member.traits, &mut schema);
    schema
}

fn nested_schema(cx: &Context<'_>, member: &Member, depth: usize) -> ValueSchema<'static> {
    let mut schema = flat_schema(cx, member, if depth == 0 { Site::Member } else { Site::Nested });
    if depth == MAX_NESTING {
        return schema;
    }
    let nested = |member| nested_schema(cx, member, depth + 1);
    let says = |schema: &ValueSchema<'_>| schema.has_traits();
    match &cx.target(member).kind {
        ShapeKind::List(element) => schema.member = Some(nested(element)).filter(says).map(Box::new),
        ShapeKind::Map { key, value } => {
            // Nothing is nested in a key, which is a string.
            schema.key = Some(flat_schema(cx, key, Site::Nested)).filter(says).map(Box::new);
            schema.member = Some(nested(value)).filter(|value| says(value) || schema.key.is_some()).map(Box::new);
        }
        _ => {}
    }
    schema
}

/// The schema of a member without what is nested in it.
fn flat_schema(cx: &Context<'_>, member: &Member, site: Site) -> ValueSchema<'static> {
    let shape = cx.target(member);
    let mut schema = ValueSchema::new(shape_type(shape));
    if is_sensitive(cx, member) {
        schema.traits.insert(&SENSITIVE);
    }
    if let Some(format) = timestamp_format(cx, member, shape) {
        schema.traits.set(&TIMESTAMP_FORMAT, format.as_str());
    }
    wire_traits::set_names(cx, &member.traits, site, schema.shape_type, &mut schema.traits);
    wire_traits::set_media_type(cx, shape, schema.shape_type, &mut schema.traits);
    schema
}

fn timestamp_format(cx: &Context<'_>, member: &Member, shape: &Shape) -> Option<TimestampFormat> {
    if !matches!(shape.kind, ShapeKind::Timestamp) || !cx.heeds(TimestampFormat::ID) {
        return None;
    }
    member.traits.read::<TimestampFormat>().or_else(|| shape.traits.read::<TimestampFormat>())
}

/// Whether a member's value must not be shown: `@sensitive` on it, on its target, or on what its target contains.
/// Structures and unions redact themselves.
pub(crate) fn is_sensitive(cx: &Context<'_>, member: &Member) -> bool {
    sensitive_at(cx, member, 0)
}

fn sensitive_at(cx: &Context<'_>, member: &Member, depth: usize) -> bool {
    let shape = cx.target(member);
    let is_marked =
        |member: &Member, shape: &Shape| [&member.traits, &shape.traits].iter().any(|t| t.is::<Sensitive>());
    match &shape.kind {
        ShapeKind::Structure(_) | ShapeKind::Union(_) => member.traits.is::<Sensitive>(),
        _ if depth > MAX_NESTING || is_marked(member, shape) => true,
        ShapeKind::List(item) => sensitive_at(cx, item, depth + 1),
        ShapeKind::Map { key, value } => is_marked(key, cx.target(key)) || sensitive_at(cx, value, depth + 1),
        _ => false,
    }
}
