//! Enums of strings. Those of integers are integers. Values are in their own order, as in the official crates: `Ord`
//! and `values()` show it.

use crate::ir::{Enum, EnumValue};
use crate::lower::context::Context;
use crate::lower::documentation::{deprecated, documentation};
use crate::names;
use smithy_json_ast::traits::{self, Sensitive};
use smithy_json_ast::{Member, Shape};

pub(in crate::lower) fn string_enum(cx: &Context<'_>, shape: &Shape, members: &[Member], ident: &str) -> Enum {
    let mut taken = names::set(["Unknown"]);
    let value = |member: &Member| {
        let Some(traits::EnumValue::String(value)) = member.traits.read::<traits::EnumValue<'_>>() else {
            unreachable!("the loader gives every member of an enum a string as its value")
        };
        EnumValue {
            ident: names::unique_variant(&member.name, &mut taken),
            value: value.to_owned(),
            docs: documentation(&member.traits),
        }
    };
    let mut values: Vec<_> = members.iter().map(value).collect();
    values.sort_by(|one, other| one.value.cmp(&other.value));
    Enum {
        shape: shape.id.clone(),
        ident: ident.to_owned(),
        docs: documentation(&shape.traits),
        deprecated: deprecated(&shape.traits),
        sensitive: shape.traits.is::<Sensitive>(),
        values,
        is_key: cx.keys.contains(&shape.id),
    }
}
