//! Presence: whether a member is always there, and with what default.

use super::target::rust_type;
use crate::ir::timestamp;
use crate::ir::{Literal, Presence, Type};
use crate::lower::context::{Context, Role};
use crate::lower::shape_facts::is_aggregate;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use smithy_json_ast::traits::{
    AddedDefault, ClientOptional, DefaultValue, EnumValue, HostLabel, HttpLabel, Required, Trait as _,
};
use smithy_json_ast::{Member, Shape, ShapeKind};

/// Whether a field is an `Option`: as the official crates decide, `CLIENT_CAREFUL` of the Smithy nullability index.
/// All members of inputs are optional, and so are members that target structures and unions; a stream is always there.
pub(in crate::lower) fn presence(cx: &Context<'_>, member: &Member, ty: &Type, role: Role) -> Presence {
    match ty {
        Type::EventReceiver(_) => return Presence::Required,
        Type::ByteStream if role != Role::Input => return Presence::Default(Literal::EmptyStream),
        _ => {}
    }
    if role == Role::Input || is_aggregate(cx.target(member)) || member.traits.is::<ClientOptional>() {
        return Presence::Optional;
    }
    match value(member, ty) {
        Some(Value::Null) if !member.traits.is::<Required>() => Presence::Optional,
        // What is none was noted. A default of null is none, and takes nothing from `@required`:
        // <https://github.com/smithy-lang/smithy/pull/1460>
        Some(value) if !value.is_null() => literal(value, ty).map_or(Presence::Optional, Presence::Default),
        _ if member.traits.is::<Required>() => Presence::Required,
        _ => Presence::Optional,
    }
}

/// The default of a member that requests leave out where it has that value, as the codecs of the protocol write it.
/// What is required is sent, and so is what had no default at first: services may have come to insist on it before.
pub(in crate::lower) fn left_out(
    cx: &Context<'_>,
    owner: &Shape,
    member: &Member,
    presence: &Presence,
    ty: &Type,
) -> Option<String> {
    let is_sent = cx.protocol.is_none_or(|protocol| protocol.sends_defaults)
        || member.traits.is::<Required>()
        || member.traits.is::<AddedDefault>()
        || !cx.selection.in_request.contains(&owner.id);
    let Presence::Default(default) = presence else { return None };
    match (ty, default) {
        _ if is_sent => None,
        (_, Literal::Bool(value)) => Some(value.to_string()),
        (_, Literal::Integer(number)) => Some(number.to_string()),
        (_, Literal::Number(digits)) if is_no_number(digits) => Some(digits.clone()),
        // With a fraction, be it zero, as floats are written.
        (Type::F32, Literal::Number(digits)) => digits.parse::<f32>().ok().map(|number| format!("{number:?}")),
        (Type::F64, Literal::Number(digits)) => digits.parse::<f64>().ok().map(|number| format!("{number:?}")),
        _ => None,
    }
}

/// Whether a value has to be set before a request is sent, or else is always there. A member of an input that has a
/// default is left out, and the service takes the default; but there is no path and no host without its labels.
/// <https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait>
pub(in crate::lower) fn is_required(member: &Member, role: Role) -> bool {
    let has_default = || member.traits.read::<DefaultValue>().is_some_and(|value| !value.is_null());
    let is_label = || member.traits.is::<HttpLabel>() || member.traits.is::<HostLabel>();
    member.traits.is::<Required>() && (role != Role::Input || is_label() || !has_default())
}

/// Whether a member of a structure has to be set though it is an `Option`. Schemas do not say it but of inputs, and a
/// structure may be both an input and in one.
pub(super) fn is_required_option(cx: &Context<'_>, member: &Member) -> bool {
    let presence = || presence(cx, member, &rust_type(cx, member), Role::Other);
    is_required(member, Role::Input) && presence() == Presence::Optional
}

/// The default of a member. All digits of big numbers count; a float is the nearest that there is.
fn value<'m>(member: &'m Member, ty: &Type) -> Option<&'m Value> {
    match ty {
        Type::BigInteger | Type::BigDecimal => member.traits.digits(DefaultValue::ID),
        _ => member.traits.read::<DefaultValue>(),
    }
}

/// Notes a default that is no value of the member, or that it could not have exactly.
pub(in crate::lower) fn check(cx: &Context<'_>, member: &Member) {
    let (ty, target) = (rust_type(cx, member), cx.target(member));
    let Some(value) = value(member, &ty).filter(|value| !value.is_null()) else { return };
    if literal(value, &ty).is_none() || !is_of_enum(value, target) {
        let help = match (ty, &target.kind) {
            (Type::DateTime, _) => "write it as seconds since the epoch, or as `1985-04-12T23:20:50Z`",
            (Type::List(_) | Type::Map(..), _) => "only an empty one can be a default",
            (_, ShapeKind::Enum(_) | ShapeKind::IntEnum(_)) => OF_ENUM,
            _ => "the default must be a value of the member's target",
        };
        let message = format!("`{value}` cannot be the default of this member");
        cx.trait_problem::<DefaultValue>(member, message, Some(help.to_owned()));
    } else if matches!(ty, Type::Document | Type::DateTime) && member.traits.digits(DefaultValue::ID) != Some(value) {
        let help = format!("write numbers of at most 15 digits: a {} has no more", target.type_name());
        let message = "the default has a number of more digits than are kept".to_owned();
        cx.trait_problem::<DefaultValue>(member, message, Some(help));
    }
}

const OF_ENUM: &str = "the default must be the value of a member of the enum";

/// Notes a default of an enum that none of its members has as value. Members that target it repeat the default.
pub(in crate::lower) fn check_enum(cx: &Context<'_>, shape: &Shape) {
    let default = shape.traits.read::<DefaultValue>().filter(|value| !is_of_enum(value, shape));
    if let Some(value) = default {
        let message = format!("`{value}` cannot be the default of this {}", shape.type_name());
        cx.trait_problem::<DefaultValue>(shape, message, Some(OF_ENUM.to_owned()));
    }
}

/// Whether a member of the shape has the value, if the shape is an enum.
fn is_of_enum(value: &Value, shape: &Shape) -> bool {
    let (ShapeKind::Enum(members) | ShapeKind::IntEnum(members)) = &shape.kind else { return true };
    members.iter().any(|member| member.traits.get(EnumValue::ID) == Some(value))
}

fn literal(value: &Value, ty: &Type) -> Option<Literal> {
    Some(match (ty, value) {
        (Type::Document, value) => Literal::Document(value.clone()),
        (Type::Bool, Value::Bool(value)) => Literal::Bool(*value),
        (Type::I8, Value::Number(n)) => Literal::Integer(i8::try_from(n.as_i64()?).ok()?.into()),
        (Type::I16, Value::Number(n)) => Literal::Integer(i16::try_from(n.as_i64()?).ok()?.into()),
        (Type::I32, Value::Number(n)) => Literal::Integer(i32::try_from(n.as_i64()?).ok()?.into()),
        (Type::I64, Value::Number(n)) => Literal::Integer(n.as_i64()?),
        (Type::F32, Value::Number(n)) => Literal::Number(n.as_f64().filter(|n| (*n as f32).is_finite())?.to_string()),
        (Type::F64, Value::Number(n)) => Literal::Number(n.as_f64()?.to_string()),
        (Type::F32 | Type::F64, Value::String(n)) if is_no_number(n) => Literal::Number(n.clone()),
        (Type::BigInteger | Type::BigDecimal, Value::Number(n)) => Literal::Number(big(n.to_string(), ty)?),
        (Type::BigInteger | Type::BigDecimal, Value::String(n)) => Literal::Number(big(n.clone(), ty)?),
        (Type::String, Value::String(text)) => Literal::String(text.clone()),
        // A stream that is required has this default, which is all that it can have.
        (Type::ByteStream, Value::String(text)) if text.is_empty() => Literal::EmptyStream,
        (Type::Blob, Value::String(base64)) => {
            BASE64_STANDARD.decode(base64).ok()?;
            Literal::Blob(base64.clone())
        }
        (Type::Named(_, crate::ir::Named::Enum), Value::String(text)) => Literal::Enum(text.clone()),
        (Type::DateTime, value) => date(value)?,
        (Type::List(_), Value::Array(items)) if items.is_empty() => Literal::EmptyList,
        (Type::Map(..), Value::Object(items)) if items.is_empty() => Literal::EmptyMap,
        _ => return None,
    })
}

/// What a float can be beside numbers.
fn is_no_number(text: &str) -> bool {
    matches!(text, "NaN" | "Infinity" | "-Infinity")
}

/// The digits of a big number, if they are some.
fn big(digits: String, ty: &Type) -> Option<String> {
    let is_whole = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let unsigned = digits.strip_prefix('-').unwrap_or(&digits);
    let is_decimal = || unsigned.starts_with(|c: char| c.is_ascii_digit()) && unsigned.parse::<f64>().is_ok();
    (is_whole(unsigned) || *ty == Type::BigDecimal && is_decimal()).then_some(digits)
}

/// A time in the years 1 to 9999.
fn date(value: &Value) -> Option<Literal> {
    let (seconds, nanos) = timestamp::of_value(value)?;
    (-62_135_596_800..253_402_300_800).contains(&seconds).then_some(Literal::Timestamp(seconds, nanos))
}
