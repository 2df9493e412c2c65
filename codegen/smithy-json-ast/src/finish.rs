//! From drafts without errors to shapes.

use std::collections::BTreeMap;

use crate::draft::{Assembly, Body, Draft};
use crate::read::article;
use crate::shape::Member;
use crate::{Shape, ShapeId, ShapeKind};

/// Makes a shape of every draft, by their ids. Reports lists and maps that lack a member.
pub(crate) fn finish_all(assembly: &mut Assembly<'_>) -> BTreeMap<ShapeId, Shape> {
    let mut shapes = BTreeMap::new();
    for draft in std::mem::take(&mut assembly.drafts).into_values() {
        let (place, broken, id, type_name) = (draft.place(), draft.broken, draft.id.clone(), draft.type_name);
        match finish(draft) {
            Ok(shape) => drop(shapes.insert(id, shape)),
            Err(_) if broken => {}
            Err(missing) => {
                let message = format!("{} needs the property `{missing}`", article(type_name));
                let help = format!("add \"{missing}\": {{\"target\": \"smithy.api#String\"}}");
                assembly.errors.report(&place, &id, message, help);
            }
        }
    }
    shapes
}

/// Fails with the name of a member that is missing.
fn finish(draft: Draft) -> Result<Shape, &'static str> {
    let Draft { id, type_name, traits, span, mut members, body, .. } = draft;
    let mut take = |name: &'static str| -> Result<Member, &'static str> {
        let index = members.iter().position(|member| member.name == name).ok_or(name)?;
        Ok(members.swap_remove(index))
    };
    let kind = match (type_name, body) {
        (_, Body::Operation(operation)) => ShapeKind::Operation(operation),
        (_, Body::Service(service)) => ShapeKind::Service(service),
        (_, Body::Resource(resource)) => ShapeKind::Resource(resource),
        ("list", _) => ShapeKind::List(take("member")?),
        ("map", _) => ShapeKind::Map { key: take("key")?, value: take("value")? },
        ("structure", _) => ShapeKind::Structure(members),
        ("union", _) => ShapeKind::Union(members),
        ("enum", _) => ShapeKind::Enum(members),
        ("intEnum", _) => ShapeKind::IntEnum(members),
        ("blob", _) => ShapeKind::Blob,
        ("boolean", _) => ShapeKind::Boolean,
        ("string", _) => ShapeKind::String,
        ("byte", _) => ShapeKind::Byte,
        ("short", _) => ShapeKind::Short,
        ("integer", _) => ShapeKind::Integer,
        ("long", _) => ShapeKind::Long,
        ("float", _) => ShapeKind::Float,
        ("double", _) => ShapeKind::Double,
        ("bigInteger", _) => ShapeKind::BigInteger,
        ("bigDecimal", _) => ShapeKind::BigDecimal,
        ("timestamp", _) => ShapeKind::Timestamp,
        // The table of types in `read` has no others.
        _ => ShapeKind::Document,
    };
    Ok(Shape { id, kind, traits, span })
}
