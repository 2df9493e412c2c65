//! Structures and their members.

use super::default::{self, presence};
use super::target::{is_sensitive, rust_type, value_schema};
use super::wire_traits;
use crate::docs;
use crate::ir::{Direction, Field, Structure, Type, ValueTraits};
use crate::lower::context::{Context, Role};
use crate::lower::documentation::{deprecated, documentation, member_text};
use crate::lower::http::bindings;
use crate::names::{self, Holder};
use farrier_schema_text::{DEFAULT, IDEMPOTENCY_TOKEN, ShapeType};
use smithy_json_ast::traits::{self, IdempotencyToken};
use smithy_json_ast::{Member, Shape};
use std::sync::Arc;

/// A structure under the given name.
pub(in crate::lower) fn structure(cx: &Context<'_>, shape: &Shape, ident: &str, role: Role) -> Structure {
    Structure {
        shape: shape.id.clone(),
        ident: ident.to_owned(),
        builder: names::builder(ident),
        docs: documentation(&shape.traits),
        deprecated: deprecated(&shape.traits),
        traits: wire_traits::of_shape(cx, shape, ShapeType::Structure),
        direction: if role == Role::Input { cx.way(Direction::Request) } else { cx.direction(&shape.id) },
        // Which depends on all types.
        values: ValueTraits::NONE,
        fields: fields(cx, shape, role),
    }
}

/// The members of a structure. Each structure is looked at once per role, however many operations share it.
pub(in crate::lower) fn fields(cx: &Context<'_>, shape: &Shape, role: Role) -> Arc<[Field]> {
    let key = (shape.id.clone(), role);
    if let Some(known) = cx.fields.borrow().get(&key) {
        return Arc::clone(known);
    }
    let holder = match role {
        Role::Input => Holder::Input,
        Role::Other if shape.traits.read::<traits::Error>().is_some() => Holder::Error,
        Role::Other => Holder::Other,
    };
    let names = names::fields(shape.members().iter().map(|member| member.name.as_str()), holder);
    let fields: Arc<[Field]> =
        shape.members().iter().zip(names).map(|(member, name)| field(cx, shape, member, name, role)).collect();
    cx.fields.borrow_mut().insert(key, Arc::clone(&fields));
    fields
}

fn field(cx: &Context<'_>, owner: &Shape, member: &Member, ident: String, role: Role) -> Field {
    let ty = match rust_type(cx, member) {
        Type::EventReceiver(stream) if role == Role::Input => Type::EventSender(stream),
        ty => ty,
    };
    let mut schema = value_schema(cx, member);
    bindings::set_bindings(cx, owner, role, member, &mut schema.traits);
    if role == Role::Input && member.traits.is::<IdempotencyToken>() && ty == Type::String {
        schema.traits.insert(&IDEMPOTENCY_TOKEN);
    }
    let presence = presence(cx, member, &ty, role);
    if let Some(default) = default::left_out(cx, owner, member, &presence, &ty) {
        schema.traits.set(&DEFAULT, default);
    }
    let (docs, summary) = docs::lines_and_summary(member_text(cx.selection.model, member));
    Field {
        stem: names::suffix(&ident).to_owned(),
        ident,
        member: member.name.clone(),
        docs,
        summary: summary.unwrap_or_else(|| format!("The member `{}`.", member.name)),
        deprecated: deprecated(&member.traits),
        presence,
        required: default::is_required(member, role),
        boxed: cx.boxed.contains(&member.id),
        sensitive: is_sensitive(cx, member),
        schema,
        ty,
    }
}
