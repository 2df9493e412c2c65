//! The values of `params`, typed by the model.

use crate::ir::suite::{Builder, Value};
use crate::ir::timestamp::timestamp;
use crate::ir::{Crate, Enum, EventStream, Field, Named, Structure, Type, TypeKind, Union};
use serde_json::Value as Json;

/// Types values by the types of a crate.
pub(super) struct Types<'a>(pub(super) &'a Crate);

/// What a value is not, if it does not fit.
type Result<T> = std::result::Result<T, String>;

impl Types<'_> {
    /// A structure with the members of `params`; a null is a member that is not set.
    pub(super) fn builder(&self, structure: &Structure, path: &str, params: &Json) -> Result<Builder> {
        let empty = serde_json::Map::new();
        let params = match params {
            Json::Null => &empty,
            Json::Object(params) => params,
            other => return Err(misfit(other, "structure")),
        };
        let mut members = Vec::new();
        for (name, json) in params.iter().filter(|(_, json)| !json.is_null()) {
            let field = structure.fields.iter().find(|field| field.member == *name);
            let field = field.ok_or_else(|| format!("`{}` has no member `{name}`", structure.shape))?;
            members.push((setter(field), self.value(&field.ty, json)?));
        }
        Ok(Builder { path: path.to_owned(), members, fallible: structure.fallible(), whole: structure.all_optional() })
    }

    fn value(&self, ty: &Type, json: &Json) -> Result<Value> {
        Ok(match (ty, json) {
            (Type::Bool, Json::Bool(value)) => Value::Bool(*value),
            (Type::I8 | Type::I16 | Type::I32 | Type::I64, Json::Number(number)) => {
                Value::Integer(number.as_i64().ok_or_else(|| misfit(json, "integer"))?)
            }
            (Type::F32, _) => float("f32", json)?,
            (Type::F64, _) => float("f64", json)?,
            (Type::BigInteger | Type::BigDecimal, Json::Number(number)) => Value::BigNumber(number.to_string()),
            (Type::BigInteger | Type::BigDecimal, Json::String(number)) => Value::BigNumber(number.clone()),
            (Type::String, Json::String(text)) => Value::String(text.clone()),
            (Type::Blob, Json::String(text)) => Value::Blob(text.clone()),
            (Type::ByteStream, Json::String(text)) => Value::Stream(text.clone()),
            (Type::DateTime, Json::Number(number)) => {
                let (seconds, nanos) = timestamp(number).ok_or_else(|| misfit(json, "timestamp"))?;
                Value::Timestamp(seconds, nanos)
            }
            (Type::DateTime, Json::String(text)) => Value::DateTime(text.clone()),
            (Type::Document, _) => Value::Document(json.to_string()),
            (Type::List(item), Json::Array(items)) => {
                Value::List(items.iter().map(|json| self.value(item, json)).collect::<Result<_>>()?)
            }
            (Type::Map(key, value), Json::Object(entries)) => {
                let entry = |(name, json): (&String, &Json)| {
                    Ok((self.value(key, &Json::String(name.clone()))?, self.value(value, json)?))
                };
                Value::Map(entries.iter().map(entry).collect::<Result<_>>()?)
            }
            (Type::Option(_), Json::Null) => Value::Item(None),
            (Type::Option(item), _) => Value::Item(Some(Box::new(self.value(item, json)?))),
            (Type::Named(path, kind), _) => self.named(path, *kind, json)?,
            _ => return Err(misfit(json, "value of its type")),
        })
    }

    fn named(&self, path: &str, kind: Named, json: &Json) -> Result<Value> {
        let found = self.0.types.iter().find(|def| def.ident() == path).map(|def| &def.kind);
        match (found, json) {
            (Some(TypeKind::Structure(structure)), _) => Ok(Value::Structure(self.builder(structure, path, json)?)),
            (Some(TypeKind::Union(union)), Json::Object(members)) => self.union(union, members),
            (Some(TypeKind::Enum(Enum { ident, .. })), Json::String(value)) => {
                Ok(Value::Enum(ident.clone(), value.clone()))
            }
            _ => Err(misfit(json, &format!("{kind:?}").to_lowercase())),
        }
    }

    /// An event of a stream by the union with its member, or the error that this is: its variant and structure.
    pub(super) fn event(
        &self,
        stream: &EventStream,
        params: &Json,
    ) -> Result<std::result::Result<Value, (String, Builder)>> {
        let (name, json) = match params {
            Json::Object(members) => only_member(members, &stream.event)?,
            other => return Err(misfit(other, "event")),
        };
        let errors = self.0.event_errors.iter().find(|errors| errors.ident == stream.error);
        let error = errors.and_then(|errors| errors.errors.iter().find(|error| error.codes.contains(name)));
        let Some(error) = error else {
            return Ok(Ok(self.named(&stream.event, Named::Union, params)?));
        };
        let structure = self.0.errors.iter().map(|found| &found.structure).find(|found| found.ident == error.ident);
        let structure = structure.ok_or_else(|| format!("there is no error `{}`", error.ident))?;
        let builder = self.builder(structure, &format!("error::{}", structure.ident), json)?;
        Ok(Err((error.ident.clone(), builder)))
    }

    fn union(&self, union: &Union, members: &serde_json::Map<String, Json>) -> Result<Value> {
        let (name, json) = only_member(members, union.shape.as_str())?;
        let variant = union.variants.iter().find(|variant| variant.member == *name);
        let variant = variant.ok_or_else(|| format!("`{}` has no member `{name}`", union.shape))?;
        let value = variant.ty.as_ref().map(|ty| self.value(ty, json)).transpose()?;
        Ok(Value::Union {
            path: union.ident.clone(),
            variant: variant.ident.clone(),
            value: value.map(Box::new),
            boxed: variant.boxed,
        })
    }
}

fn only_member<'a>(members: &'a serde_json::Map<String, Json>, union: &str) -> Result<(&'a String, &'a Json)> {
    let mut set = members.iter().filter(|(_, json)| !json.is_null());
    match (set.next(), set.next()) {
        (Some(member), None) => Ok(member),
        _ => Err(format!("a value of the union `{union}` has not exactly one member")),
    }
}

/// Lists and maps are set as a whole: `x` adds one item.
fn setter(field: &Field) -> String {
    match field.ty {
        Type::List(_) | Type::Map(..) => format!("set_{}", field.stem),
        _ => field.ident.clone(),
    }
}

fn float(ty: &'static str, json: &Json) -> Result<Value> {
    // A number of many digits is a string.
    let digits = json.as_str().and_then(|text| text.parse().ok()).filter(|number: &f64| number.is_finite());
    match (json.as_f64().or(digits), json.as_str()) {
        (Some(number), _) => Ok(Value::Float(number)),
        (_, Some("NaN")) => Ok(Value::NotFinite(ty, "NAN")),
        (_, Some("Infinity")) => Ok(Value::NotFinite(ty, "INFINITY")),
        (_, Some("-Infinity")) => Ok(Value::NotFinite(ty, "NEG_INFINITY")),
        _ => Err(misfit(json, "number")),
    }
}

fn misfit(json: &Json, wanted: &str) -> String {
    format!("`{json}` is no {wanted}")
}
