//! What is wrong with HTTP bindings.

use super::bindings::{self, Binding};
use crate::lower::context::{Context, Role};
use crate::lower::shape_facts::{is_stream, members, shape_type};
use crate::select;
use farrier_schema_text::{HTTP_LABEL, ShapeType};
use smithy_json_ast::traits::{
    Http, HttpHeader, HttpLabel, HttpPayload, HttpPrefixHeaders, HttpQuery, HttpQueryParams, HttpResponseCode, Label,
    Required, Trait,
};
use smithy_json_ast::{Member, Shape, ShapeId, ShapeKind};
use std::collections::{BTreeMap, BTreeSet};

const TAKE_AWAY: &str = "take the trait away";

/// Notes all of it.
pub(in crate::lower) fn check(cx: &Context<'_>) {
    if !cx.heeds(Http::ID) {
        return;
    }
    let mut messages: BTreeSet<(&ShapeId, Role)> = BTreeSet::new();
    for operation in &cx.selection.operations {
        let bindings = select::bindings(operation);
        let responses = bindings.output.iter().chain(&bindings.errors);
        messages.extend(bindings.input.iter().map(|id| (id, Role::Input)).chain(responses.map(|id| (id, Role::Other))));
        check_http(cx, operation, bindings.input.as_ref().map(|id| cx.shape(id)));
    }
    messages.extend(select::service_bindings(cx.selection.service).errors.iter().map(|id| (id, Role::Other)));
    for (id, role) in messages {
        check_message(cx, cx.shape(id), role);
    }
}

/// The labels of the path are members of the input, and the other way round.
fn check_http(cx: &Context<'_>, operation: &Shape, input: Option<&Shape>) {
    if !operation.traits.is::<Http<'_>>() {
        let help = Some(format!("add the trait `{}`, with method and path", Http::ID));
        return cx.problem(operation, "the operation has neither method nor path".to_owned(), help);
    }
    // A value that could not be read is a problem of its own.
    let Some(http) = operation.traits.read::<Http<'_>>() else { return };
    let is_label = |member: &&Member| member.traits.is::<HttpLabel>();
    for label in &http.labels {
        if !members(input).iter().filter(is_label).any(|member| member.name == label.name) {
            let message = format!("the path has the label `{}`, which is no such member", label.name);
            let help = Some("a label names a member of the input with `@httpLabel`".to_owned());
            cx.trait_problem::<Http<'_>>(operation, message, help);
        }
    }
    for member in members(input).iter().filter(is_label) {
        check_label(cx, operation, member, http.labels.iter().find(|label| label.name == member.name));
    }
}

fn check_label(cx: &Context<'_>, operation: &Shape, member: &Member, label: Option<&Label<'_>>) {
    let is_text = matches!(cx.target(member).kind, ShapeKind::String | ShapeKind::Enum(_));
    let (message, help) = match label {
        None => (
            format!("the path of `{}` has no such label", operation.id),
            format!("put `{{{}}}` into the path, or take the trait away", member.name),
        ),
        Some(_) if !member.traits.is::<Required>() => {
            ("a label has to be there".to_owned(), format!("add the trait `{}`", Required::ID))
        }
        Some(Label { greedy: true, .. }) if !is_text => {
            ("a greedy label has to be a string".to_owned(), "target one, or take the `+` out of the path".to_owned())
        }
        Some(_) => return,
    };
    cx.trait_problem::<HttpLabel>(member, message, Some(help));
}

/// Each member is one part of the message that it can be; a part is one member.
fn check_message(cx: &Context<'_>, shape: &Shape, role: Role) {
    // What parts are taken, by trait and, if there can be several, by name.
    let mut taken: BTreeMap<(&str, String), &str> = BTreeMap::new();
    for member in shape.members() {
        let bindings: Vec<&Binding> = bindings::of(cx, shape, role, member).collect();
        if let [first, second, ..] = bindings.as_slice() {
            let message = format!("the member has the trait `{}` as well, and can be but one part", first.id);
            cx.trait_problem_of(member, second.id, message, Some("take one of the traits away".to_owned()));
        }
        for binding in bindings {
            if !can_be(cx, binding, member) {
                let message = format!("the type `{}` cannot be {}", described(cx, member), what(binding));
                cx.trait_problem_of(member, binding.id, message, Some(needed(binding).to_owned()));
            }
            if let Some(other) = part(binding, member).and_then(|part| taken.insert((binding.id, part), &member.name)) {
                let message = format!("the member `{other}` is the same part already");
                cx.trait_problem_of(member, binding.id, message, Some(TAKE_AWAY.to_owned()));
            }
        }
    }
    if let Some(payload) = shape.members().iter().find(|member| is_payload(cx, shape, role, member)) {
        let unbound = shape.members().iter().find(|member| bindings::of(cx, shape, role, member).next().is_none());
        if let Some(unbound) = unbound.filter(|member| !is_stream(cx.target(member))) {
            let message = format!("the member is nowhere: `{}` is all of the body", payload.name);
            cx.problem(unbound, message, Some("bind it to a header, or take `@httpPayload` away".to_owned()));
        }
    }
}

fn is_payload(cx: &Context<'_>, shape: &Shape, role: Role, member: &Member) -> bool {
    bindings::of(cx, shape, role, member).any(|binding| binding.id == HttpPayload::ID)
}

/// What only one member of a message can be; `None` for labels, which are told by the names of members.
fn part(binding: &Binding, member: &Member) -> Option<String> {
    match binding.id {
        HttpLabel::ID => None,
        // Names of headers are the same in upper and lower case.
        HttpHeader::ID => Some(member.traits.read::<HttpHeader>()?.to_lowercase()),
        HttpQuery::ID => Some(member.traits.read::<HttpQuery>()?.to_owned()),
        _ => Some(String::new()),
    }
}

/// Whether a member can be that part of a message.
fn can_be(cx: &Context<'_>, binding: &Binding, member: &Member) -> bool {
    let target = cx.target(member);
    let type_of = |member: &Member| shape_type(cx.target(member));
    let is_text = |member: &Member| type_of(member) == ShapeType::String;
    let is_texts = |member: &Member| match &cx.target(member).kind {
        ShapeKind::List(item) => is_text(item),
        _ => false,
    };
    binding.schema.applies_to(shape_type(target))
        && match (binding.id, &target.kind) {
            (HttpHeader::ID | HttpQuery::ID, ShapeKind::List(item)) => {
                // What a label is written as is one text.
                HTTP_LABEL.applies_to(type_of(item))
            }
            (HttpPayload::ID, _) => !HTTP_LABEL.applies_to(shape_type(target)) || is_text(member),
            (HttpPrefixHeaders::ID, ShapeKind::Map { value, .. }) => is_text(value),
            (HttpQueryParams::ID, ShapeKind::Map { value, .. }) => is_text(value) || is_texts(value),
            _ => true,
        }
}

/// The type of a member, with what its items are.
fn described(cx: &Context<'_>, member: &Member) -> String {
    let target = cx.target(member);
    match &target.kind {
        ShapeKind::List(item) => format!("list of {}", cx.target(item).type_name()),
        ShapeKind::Map { value, .. } => format!("map to {}", described(cx, value)),
        _ => target.type_name().to_owned(),
    }
}

/// What a member of this binding is.
fn what(binding: &Binding) -> &'static str {
    match binding.id {
        HttpLabel::ID => "part of a path",
        HttpQuery::ID => "a parameter of a query",
        HttpQueryParams::ID => "the parameters of a query",
        HttpHeader::ID => "a header",
        HttpPrefixHeaders::ID => "headers",
        HttpResponseCode::ID => "a status",
        _ => "a body",
    }
}

/// What the values of this binding have to be.
fn needed(binding: &Binding) -> &'static str {
    match binding.id {
        HttpLabel::ID => "a label is a string, number, boolean or timestamp",
        HttpQuery::ID | HttpHeader::ID => "it is a string, number, boolean or timestamp, or a list of them",
        HttpQueryParams::ID => "they are a map of strings to strings, or to lists of strings",
        HttpPrefixHeaders::ID => "they are a map of strings to strings",
        HttpResponseCode::ID => "a status is an integer",
        _ => "a body is a string, blob, structure, union, document, list or map",
    }
}
