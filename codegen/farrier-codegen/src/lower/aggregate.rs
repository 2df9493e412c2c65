//! Structures, unions, enums and errors.

use super::default::presence;
use super::target::{is_sensitive, rust_type, value_schema};
use super::{Context, UNIT, constraint, deprecated, documentation, events};
use crate::ir::{Enum, EnumValue, Error, Field, Presence, Retry, Structure, Type, TypeDef, TypeKind, Union, Variant};
use crate::{docs, names};
use farrier_schema_text::{ShapeType, ValueSchema};
use smithy_json_ast::traits::{self, AwsQueryError, Documentation, Required, Retryable, Sensitive};
use smithy_json_ast::{Member, Shape, ShapeKind, Traits};
use std::collections::BTreeSet;

/// The types of the crate, by name.
pub(crate) fn types(cx: &Context<'_>, errors: &[Error]) -> Vec<TypeDef> {
    let mut modules = names::set(["builders", "error", "types"]);
    // Features are named after modules, and those of errors begin with `error`.
    modules.extend(errors.iter().map(|error| format!("error_{}", names::stem(&error.module))));
    let mut types: Vec<TypeDef> = cx
        .paths
        .iter()
        .filter(|(_, path)| !path.contains("::"))
        .filter_map(|(id, ident)| {
            let shape = cx.shape(id)?;
            let kind = match &shape.kind {
                ShapeKind::Structure(_) => TypeKind::Structure(structure(cx, shape, ident, false)),
                ShapeKind::Union(members) => TypeKind::Union(union(cx, shape, members, ident)),
                ShapeKind::Enum(members) => TypeKind::Enum(string_enum(cx, shape, members, ident)),
                _ => return None,
            };
            let module = names::unique(names::module(ident), &mut modules);
            Some(TypeDef { usage: cx.usage(id, &module), module, kind })
        })
        .collect();
    types.sort_by(|a, b| a.ident().cmp(b.ident()));
    types
}

/// The error structures of the crate, by name.
pub(crate) fn errors(cx: &Context<'_>) -> Vec<Error> {
    let mut modules = names::set(["builders", "error"]);
    let mut errors: Vec<Error> = cx
        .paths
        .iter()
        .filter_map(|(id, path)| Some((cx.shape(id)?, path.strip_prefix("error::")?)))
        .map(|(shape, ident)| {
            let module = names::unique(names::module(ident), &mut modules);
            error(cx, shape, ident, module)
        })
        .collect();
    errors.sort_by(|a, b| a.structure.ident.cmp(&b.structure.ident));
    errors
}

fn error(cx: &Context<'_>, shape: &Shape, ident: &str, module: String) -> Error {
    let mut structure = structure(cx, shape, ident, false);
    if !structure.fields.iter().any(|field| field.ident == "message") {
        structure.fields.push(message_field());
    }
    let is_text = |field: &&Field| field.ident == "message" && field.ty == Type::String;
    let message = structure.fields.iter().find(is_text).map(|field| field.ident.clone());
    let usage = cx.usage(&shape.id, &format!("error_{}", names::stem(&module)));
    Error { module, usage, message, retry: retry(shape), large: is_large(cx, shape), structure }
}

/// Whether an error has more than a few words, or holds structures.
pub(super) fn is_large(cx: &Context<'_>, shape: &Shape) -> bool {
    let is_structure = |member: &Member| {
        let target = cx.shape(&member.target);
        target.is_some_and(|shape| matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)))
    };
    shape.members().len() > 6 || shape.members().iter().any(is_structure)
}

/// Every error has a message, whether its shape says so or not: the envelope of the answer carries it.
fn message_field() -> Field {
    Field {
        ident: "message".to_owned(),
        stem: "message".to_owned(),
        wire: "message".to_owned(),
        docs: vec!["What the service says went wrong.".to_owned()],
        summary: Some("What the service says went wrong.".to_owned()),
        deprecated: None,
        ty: Type::String,
        presence: Presence::Optional,
        required: false,
        boxed: false,
        sensitive: false,
        schema: ValueSchema::new(ShapeType::String),
        constraints: Vec::new(),
    }
}

fn retry(shape: &Shape) -> Option<Retry> {
    let retryable = shape.traits.read::<Retryable>()?;
    Some(match shape.traits.read::<traits::Error>()? {
        _ if retryable.throttling => Retry::Throttling,
        traits::Error::Server => Retry::Server,
        traits::Error::Client => Retry::Client,
    })
}

/// What the service puts into the error code: the shape name and, of awsQuery compatible services, their older code.
pub(crate) fn codes(shape: &Shape) -> Vec<String> {
    let query = shape.traits.read::<AwsQueryError<'_>>().map(|error| error.code);
    let mut codes = vec![shape.id.name().to_owned()];
    codes.extend(query.filter(|code| *code != shape.id.name()).map(str::to_owned));
    codes
}

/// A structure under the given name. All members of an input are optional.
pub(crate) fn structure(cx: &Context<'_>, shape: &Shape, ident: &str, is_input: bool) -> Structure {
    let names = names::fields(shape.members().iter().map(|member| member.name.as_str()), is_input);
    Structure {
        shape: shape.id.clone(),
        ident: ident.to_owned(),
        builder: format!("{ident}Builder"),
        docs: documentation(&shape.traits),
        deprecated: deprecated(&shape.traits),
        sensitive: shape.traits.is::<Sensitive>(),
        written: cx.selection.written.contains(&shape.id),
        fields: shape.members().iter().zip(names).map(|(member, name)| field(cx, member, name, is_input)).collect(),
    }
}

fn field(cx: &Context<'_>, member: &Member, ident: String, is_input: bool) -> Field {
    let ty = rust_type(cx, member);
    let (docs, summary) = docs::lines_and_summary(member_text(cx, member));
    Field {
        stem: names::suffix(&ident).to_owned(),
        ident,
        wire: member.name.clone(),
        docs,
        summary,
        deprecated: deprecated(&member.traits),
        presence: presence(cx, member, &ty, is_input),
        required: member.traits.is::<Required>(),
        boxed: cx.boxed.contains(&member.id),
        sensitive: is_sensitive(cx, member),
        schema: value_schema(cx, member),
        constraints: constraint::of_member(cx, member),
        ty,
    }
}

/// The documentation of a member or, where it has none, of its target.
fn member_text<'a>(cx: &Context<'a>, member: &'a Member) -> &'a str {
    let target = cx.shape(&member.target).filter(|shape| shape.id.namespace() != "smithy.api");
    let text = |traits: &'a Traits| traits.read::<Documentation>().filter(|text| !text.trim().is_empty());
    text(&member.traits).or_else(|| text(&target?.traits)).unwrap_or_default()
}

fn union(cx: &Context<'_>, shape: &Shape, members: &[Member], ident: &str) -> Union {
    let (mut taken, mut methods) = (names::set(["Unknown"]), names::set(["unknown"]));
    let is_exception = |member: &Member| events::is_stream(shape) && events::is_exception(cx, member);
    let variant = |member: &Member| {
        let unit = member.target.as_str() == UNIT;
        Variant {
            ident: names::unique(names::variant(&member.name), &mut taken),
            snake: names::unique(names::snake(&member.name), &mut methods),
            wire: member.name.clone(),
            docs: docs::lines(member_text(cx, member)),
            ty: (!unit).then(|| rust_type(cx, member)),
            boxed: cx.boxed.contains(&member.id),
            sensitive: is_sensitive(cx, member),
            schema: value_schema(cx, member),
            constraints: constraint::of_member(cx, member),
        }
    };
    Union {
        shape: shape.id.clone(),
        ident: ident.to_owned(),
        docs: documentation(&shape.traits),
        sensitive: shape.traits.is::<Sensitive>(),
        written: cx.selection.written.contains(&shape.id),
        variants: members.iter().filter(|member| !is_exception(member)).map(variant).collect(),
    }
}

fn string_enum(cx: &Context<'_>, shape: &Shape, members: &[Member], ident: &str) -> Enum {
    let mut taken = names::set(["Unknown"]);
    let mut seen = BTreeSet::new();
    let value = |member: &Member| {
        let Some(traits::EnumValue::String(value)) = member.traits.read::<traits::EnumValue<'_>>() else {
            unreachable!("the loader gives every member of an enum a string as its value")
        };
        let value = value.to_owned();
        seen.insert(value.clone()).then(|| EnumValue {
            ident: names::unique(names::variant(&member.name), &mut taken),
            value,
            docs: documentation(&member.traits),
        })
    };
    Enum {
        ident: ident.to_owned(),
        docs: documentation(&shape.traits),
        deprecated: deprecated(&shape.traits),
        sensitive: shape.traits.is::<Sensitive>(),
        values: members.iter().filter_map(value).collect(),
        is_key: cx.keys.contains(&shape.id),
    }
}
