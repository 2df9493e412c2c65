//! Unions.

use super::target::{is_sensitive, rust_type, value_schema};
use super::{events, wire_traits};
use crate::ir::{Union, ValueTraits, Variant};
use crate::lower::context::Context;
use crate::lower::documentation::{documentation, member_text};
use crate::lower::shape_facts::{is_error, is_stream};
use crate::{docs, names};
use farrier_schema_text::ShapeType;
use smithy_json_ast::{Member, Shape, UNIT};

pub(in crate::lower) fn union(cx: &Context<'_>, shape: &Shape, members: &[Member], ident: &str) -> Union {
    let (mut taken, mut methods) = (names::set(["Unknown"]), names::set(["unknown"]));
    // What ends a stream is an error, and no event.
    let is_exception = |member: &Member| is_stream(shape) && is_error(cx.target(member));
    let variant = |member: &Member| {
        let unit = member.target.as_str() == UNIT;
        Variant {
            ident: names::unique_variant(&member.name, &mut taken),
            snake: names::unique(names::snake(&member.name), &mut methods),
            member: member.name.clone(),
            docs: docs::lines(member_text(cx.selection.model, member)),
            ty: (!unit).then(|| rust_type(cx, member)),
            boxed: cx.boxed.contains(&member.id),
            sensitive: is_sensitive(cx, member),
            schema: value_schema(cx, member),
        }
    };
    Union {
        shape: shape.id.clone(),
        ident: ident.to_owned(),
        docs: documentation(&shape.traits),
        traits: wire_traits::of_shape(cx, shape, ShapeType::Union),
        direction: cx.direction(&shape.id),
        // Which depends on all types.
        values: ValueTraits::NONE,
        sent_by: events::sent_by(cx, shape),
        variants: members.iter().filter(|member| !is_exception(member)).map(variant).collect(),
    }
}
