//! What no client can be generated for, whatever else the model says: unsupported traits, and shapes without a Rust
//! type.

use super::context::Context;
use super::http::{binding_check, body_names, checksum};
use super::shapes::{constraint, default, events, wire_traits};
use super::{auth, context_params, traits};
use crate::options::option;
use crate::{names, select};
use farrier_schema_text::MAX_NESTING;
use smithy_json_ast::traits::IdempotencyToken;
use smithy_json_ast::{Member, Shape, ShapeKind, UNIT};
use std::collections::BTreeMap;

/// Notes all of it.
pub(super) fn check(cx: &Context<'_>) {
    check_package(cx);
    check_renames(cx);
    traits::check(cx);
    auth::check(cx);
    for shape in cx.used() {
        check_members(cx, shape);
        default::check_enum(cx, shape);
        constraint::check(cx, shape);
        body_names::check(cx, shape);
        wire_traits::check(cx, shape);
        if let ShapeKind::Structure(members) = &shape.kind {
            check_structure(cx, members);
        }
    }
    binding_check::check(cx);
    checksum::check(cx);
    events::check(cx);
}

/// Cargo would refuse the manifest.
fn check_package(cx: &Context<'_>) {
    if let Some((message, help)) = names::wrong_package(&cx.selection.request.package) {
        let help = format!("{help}: {}", option("crate-name NAME", "package = \"NAME\""));
        cx.problems.borrow_mut().push(cx.selection.problem(None, message, Some(help)));
    }
}

/// A shape that the service renames has the name of no other shape, whatever the case, unless the two are alike.
/// <https://smithy.io/2.0/spec/service-types.html#service-closure>
fn check_renames(cx: &Context<'_>) {
    let service = cx.selection.service;
    let rename = &select::service_bindings(service).rename;
    let name = |shape: &Shape| rename.get(&shape.id).map_or(shape.id.name(), String::as_str).to_ascii_lowercase();
    let resources = select::bound_resources(cx.selection.model, service).into_values();
    let shapes = cx.closure().filter(|shape| shape.id.as_str() != UNIT).chain(resources);
    let (renamed, others): (Vec<_>, Vec<_>) = shapes.partition(|shape| rename.contains_key(&shape.id));
    let mut taken: BTreeMap<String, Vec<&Shape>> = BTreeMap::new();
    for shape in others.into_iter().chain(renamed) {
        let same = taken.entry(name(shape)).or_default();
        let other = same.iter().copied().find(|other| !are_alike(cx, shape, other));
        if let Some(other) = other.filter(|_| rename.contains_key(&shape.id)) {
            let message = format!("`rename` gives `{}` the name that `{}` has", shape.id, other.id);
            let help = Some("give it one that no other shape of the service has, whatever the case".to_owned());
            cx.problem(service, message, help);
        }
        // Of those that are alike the first stands for all.
        if other.is_some() || same.is_empty() {
            same.push(shape);
        }
    }
}

/// Whether nothing but their ids tells two shapes apart that are simple, or lists of such. An enum is a type of its own.
fn are_alike<'a>(cx: &Context<'a>, mut one: &'a Shape, mut other: &'a Shape) -> bool {
    for _ in 0..=MAX_NESTING {
        if one.type_name() != other.type_name() || !one.traits.iter().eq(other.traits.iter()) {
            return false;
        }
        (one, other) = match (&one.kind, &other.kind) {
            (ShapeKind::List(one), ShapeKind::List(other)) if one.traits.iter().eq(other.traits.iter()) => {
                (cx.target(one), cx.target(other))
            }
            (
                ShapeKind::List(_)
                | ShapeKind::Map { .. }
                | ShapeKind::Structure(_)
                | ShapeKind::Union(_)
                | ShapeKind::Enum(_)
                | ShapeKind::IntEnum(_)
                | ShapeKind::Operation(_)
                | ShapeKind::Service(_)
                | ShapeKind::Resource(_),
                _,
            ) => return false,
            _ => return true,
        }
    }
    false
}

fn check_members(cx: &Context<'_>, shape: &Shape) {
    match &shape.kind {
        ShapeKind::Union(members) | ShapeKind::Enum(members) if members.is_empty() => {
            cx.problem(shape, format!("the {} has no members", shape.type_name()), Some("give it one".to_owned()));
        }
        ShapeKind::List(_) | ShapeKind::Map { .. } if !ends(cx, shape) => {
            let help = Some("put a structure in between".to_owned());
            cx.problem(shape, "lists and maps are nested too deeply, or contain themselves".to_owned(), help);
        }
        ShapeKind::Map { key, .. } if !is_text(cx, key) => {
            cx.problem(key, format!("`{}` cannot be a key", key.target), Some("keys are strings".to_owned()));
        }
        _ => {}
    }
    let is_sent_map = || matches!(shape.kind, ShapeKind::Map { .. }) && cx.selection.in_request.contains(&shape.id);
    if cx.protocol.is_some_and(|protocol| !protocol.sends_maps) && is_sent_map() {
        cx.unsupported(shape, None, "requests of the protocol of the service have no maps".to_owned());
    }
    if cx.protocol.is_some_and(|protocol| !protocol.is_json) {
        for member in shape.all_members().filter(|member| matches!(cx.target(member).kind, ShapeKind::Document)) {
            cx.unsupported(member, None, "the protocol of the service has no documents".to_owned());
        }
    }
    let may_be_empty = matches!(shape.kind, ShapeKind::Union(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_));
    for member in shape.all_members().filter(|member| !may_be_empty && member.target.as_str() == UNIT) {
        let help = Some(format!("only members of unions and enums target `{UNIT}`"));
        cx.problem(member, "the member has no value".to_owned(), help);
    }
}

/// What a client does with members of structures alone: defaults, parameters of endpoint rules, a token.
fn check_structure(cx: &Context<'_>, members: &[Member]) {
    for member in members.iter().filter(|member| member.target.as_str() != UNIT) {
        default::check(cx, member);
        context_params::check(cx, member);
    }
    let mut tokens = members.iter().filter(|member| member.traits.is::<IdempotencyToken>());
    if let Some(token) = tokens.clone().find(|token| !matches!(cx.target(token).kind, ShapeKind::String)) {
        let help = Some("take the trait away, or target a string".to_owned());
        cx.trait_problem::<IdempotencyToken>(token, "an idempotency token has to be a string".to_owned(), help);
    }
    if let Some(second) = tokens.nth(1) {
        let help = Some("take the trait away from all but one".to_owned());
        cx.trait_problem::<IdempotencyToken>(second, "there is another idempotency token already".to_owned(), help);
    }
}

fn is_text(cx: &Context<'_>, member: &Member) -> bool {
    matches!(cx.target(member).kind, ShapeKind::String | ShapeKind::Enum(_))
}

/// Whether lists of lists and maps come to an end.
fn ends(cx: &Context<'_>, shape: &Shape) -> bool {
    let mut at = shape;
    for _ in 0..=MAX_NESTING {
        at = match &at.kind {
            ShapeKind::List(item) | ShapeKind::Map { value: item, .. } => cx.target(item),
            _ => return true,
        };
    }
    false
}
