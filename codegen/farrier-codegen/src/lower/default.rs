//! Presence: whether a member is always there, and with what default.

use super::Context;
use crate::ir::{Literal, Presence, Type};
use serde_json::Value;
use smithy_json_ast::{Member, ShapeKind};

/// Whether a field is an `Option`: as the official crates decide, `CLIENT_CAREFUL` of the Smithy nullability index.
/// All members of inputs are optional, and so are members that target structures and unions.
pub(crate) fn presence(cx: &Context<'_>, member: &Member, ty: &Type, is_input: bool) -> Presence {
    let aggregate = cx
        .shape(&member.target)
        .is_some_and(|shape| matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)));
    if is_input || aggregate || member.traits.has("smithy.api#clientOptional") {
        return Presence::Optional;
    }
    match member.traits.get("smithy.api#default") {
        Some(Value::Null) if !member.traits.has("smithy.api#required") => Presence::Optional,
        Some(value) if !value.is_null() => match literal(value, ty) {
            Some(literal) => Presence::Default(literal),
            None => {
                let help = Some("the default must be a value of the member's target".to_owned());
                cx.member_problem(member, format!("`{value}` cannot be the default of this member"), help);
                Presence::Optional
            }
        },
        _ if member.traits.has("smithy.api#required") => Presence::Required,
        _ => Presence::Optional,
    }
}

fn literal(value: &Value, ty: &Type) -> Option<Literal> {
    Some(match (ty, value) {
        (Type::Document, value) => Literal::Document(value.clone()),
        (Type::Bool, Value::Bool(value)) => Literal::Bool(*value),
        (Type::I8, Value::Number(n)) => Literal::Integer(i8::try_from(n.as_i64()?).ok()?.into()),
        (Type::I16, Value::Number(n)) => Literal::Integer(i16::try_from(n.as_i64()?).ok()?.into()),
        (Type::I32, Value::Number(n)) => Literal::Integer(i32::try_from(n.as_i64()?).ok()?.into()),
        (Type::I64, Value::Number(n)) => Literal::Integer(n.as_i64()?),
        (Type::F32 | Type::F64, Value::Number(n)) => Literal::Float(n.as_f64()?),
        (Type::BigInteger | Type::BigDecimal, Value::Number(n)) => Literal::BigNumber(n.to_string()),
        (Type::BigInteger | Type::BigDecimal, Value::String(n)) => Literal::BigNumber(n.clone()),
        (Type::String, Value::String(text)) => Literal::String(text.clone()),
        (Type::Blob, Value::String(base64)) => Literal::Blob(base64.clone()),
        (Type::Named(_, crate::ir::Named::Enum), Value::String(text)) => Literal::Enum(text.clone()),
        (Type::DateTime, Value::Number(n)) => seconds(n.as_f64()?),
        (Type::DateTime, Value::String(text)) => Literal::String(text.clone()),
        (Type::List(_), Value::Array(items)) if items.is_empty() => Literal::EmptyList,
        (Type::Map(..), Value::Object(items)) if items.is_empty() => Literal::EmptyMap,
        _ => return None,
    })
}

fn seconds(value: f64) -> Literal {
    let whole = value.floor();
    Literal::Timestamp(whole as i64, ((value - whole) * 1e9) as u32)
}
