//! Streams of events: which members are one, what can be in it, and what it can end with.

use super::aggregate::is_large;
use super::target::shape_type;
use super::{Context, UNIT};
use crate::ir::{Error, ErrorRef, EventError, Type, TypeDef};
use crate::names;
use crate::select::Selection;
use farrier_schema_text::{EVENT_HEADER, EVENT_PAYLOAD, ValueSchema};
use smithy_json_ast::traits::{self, EventHeader, EventPayload, Streaming, Trait};
use smithy_json_ast::{Member, Shape, ShapeId, ShapeKind, Traits};
use std::collections::{BTreeMap, BTreeSet};

/// What helps against everything that is a stream and cannot be one.
const LEAVE_OUT: &str = "leave out the operations that use this shape, with `operations`";

/// Gives the error enum of every stream its name among those of the errors.
pub(super) fn error_names(selection: &Selection<'_>, paths: &BTreeMap<ShapeId, String>) -> BTreeMap<ShapeId, String> {
    let errors = paths.values().filter_map(|path| path.strip_prefix("error::"));
    let mut taken = names::set(errors.chain(["Unhandled"]));
    let streams = paths.iter().filter(|(id, _)| selection.model.shape(id).is_some_and(is_stream));
    streams.map(|(id, path)| (id.clone(), names::unique(format!("{path}Error"), &mut taken))).collect()
}

/// The error enums of the streams, beside the types and errors of the crate.
pub(super) fn errors(cx: &Context<'_>, types: &[TypeDef], errors: &[Error]) -> Vec<EventError> {
    let mut modules = names::set(errors.iter().map(|error| error.module.as_str()).chain(["builders", "error"]));
    let error = |(id, ident): (&ShapeId, &String)| {
        let event = cx.paths.get(id)?.clone();
        let usage = types.iter().find(|def| def.ident() == event)?.usage.clone();
        let module = names::unique(names::module(ident), &mut modules);
        Some(EventError { module, usage, ident: ident.clone(), event, errors: exceptions(cx, cx.shape(id)?) })
    };
    cx.event_errors.iter().filter_map(error).collect()
}

/// The type of a member that targets a stream.
pub(super) fn receiver(cx: &Context<'_>, stream: &Shape) -> Option<Type> {
    let (event, error) = (cx.paths.get(&stream.id)?.clone(), cx.event_errors.get(&stream.id)?.clone());
    Some(Type::EventStream { event, error })
}

/// Whether this is a stream of events.
pub(super) fn is_stream(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Union(_)) && shape.traits.is::<Streaming>()
}

/// Whether this member of a stream ends it.
pub(super) fn is_exception(cx: &Context<'_>, member: &Member) -> bool {
    cx.shape(&member.target).is_some_and(|shape| shape.traits.is::<traits::Error>())
}

/// The errors that the streams in an output can end with: the operation has them as well.
pub(super) fn errors_of_output(cx: &Context<'_>, output: Option<&Shape>) -> Vec<ShapeId> {
    let targets = output.map(Shape::members).unwrap_or_default().iter().filter_map(|member| cx.shape(&member.target));
    let members = targets.filter(|shape| is_stream(shape)).flat_map(Shape::members);
    members.filter(|member| is_exception(cx, member)).map(|member| member.target.clone()).collect()
}

/// The exceptions of a stream, which go by the name of their member.
fn exceptions(cx: &Context<'_>, stream: &Shape) -> Vec<ErrorRef> {
    let mut methods = BTreeSet::new();
    let mut errors: Vec<ErrorRef> = Vec::new();
    for member in stream.members().iter().filter(|member| is_exception(cx, member)) {
        let path = cx.paths.get(&member.target).and_then(|path| path.strip_prefix("error::"));
        let (Some(ident), Some(shape)) = (path, cx.shape(&member.target)) else { continue };
        match errors.iter_mut().find(|error| error.ident == ident) {
            Some(error) => error.codes.push(member.name.clone()),
            None => errors.push(ErrorRef {
                ident: ident.to_owned(),
                snake: names::unique(names::snake(ident), &mut methods),
                codes: vec![member.name.clone()],
                large: is_large(cx, shape),
            }),
        }
    }
    errors
}

/// Notes what is streamed and cannot be.
pub(super) fn check(cx: &Context<'_>) {
    for shape in cx.selection.usage.keys().filter_map(|id| cx.shape(id)) {
        if is_stream(shape) {
            check_stream(cx, shape);
        } else if shape.traits.is::<Streaming>() {
            let message = format!("the trait `{}` is not supported on a {}", Streaming::ID, shape.type_name());
            cx.trait_problem::<Streaming>(shape, message, Some(LEAVE_OUT.to_owned()));
        }
        let is_streamed = |member: &&Member| cx.shape(&member.target).is_some_and(is_stream);
        for (index, member) in shape.all_members().filter(is_streamed).enumerate() {
            if let Some((message, help)) = misplaced(cx, shape, index) {
                cx.problem(member, message, Some(help.to_owned()));
            }
        }
    }
}

/// Why a shape cannot have a stream, its first or another, as its member.
fn misplaced(cx: &Context<'_>, owner: &Shape, index: usize) -> Option<(String, &'static str)> {
    let bindings = || {
        cx.selection.operations.iter().filter_map(|operation| match &operation.kind {
            ShapeKind::Operation(bindings) => Some(bindings),
            _ => None,
        })
    };
    if bindings().any(|operation| operation.input.as_ref() == Some(&owner.id)) {
        let message = "is not supported in an input: events are received, not sent";
        return Some((format!("the trait `{}` {message}", Streaming::ID), LEAVE_OUT));
    }
    // Only what has no name below `types` is nothing but an output.
    let is_output = bindings().any(|operation| operation.output.as_ref() == Some(&owner.id));
    if !is_output || cx.paths.contains_key(&owner.id) {
        return Some((
            "a stream of events is in something other than an output".to_owned(),
            "make it a member of an output",
        ));
    }
    (index > 0).then(|| ("the output has another stream of events already".to_owned(), "leave one of them"))
}

fn check_stream(cx: &Context<'_>, stream: &Shape) {
    let (exceptions, events): (Vec<_>, Vec<_>) = stream.members().iter().partition(|member| is_exception(cx, member));
    if events.is_empty() {
        let help = Some("give it a member that is no error".to_owned());
        cx.problem(stream, "the stream has no events".to_owned(), help);
    }
    for member in events.into_iter().filter(|member| member.target.as_str() != UNIT) {
        match cx.shape(&member.target) {
            Some(event) if matches!(event.kind, ShapeKind::Structure(_)) => check_event(cx, event),
            _ => {
                let help = Some("put it into one, as a member with `@eventPayload`".to_owned());
                cx.problem(member, "an event is a structure".to_owned(), help);
            }
        }
    }
    for member in exceptions.iter().filter_map(|member| cx.shape(&member.target)).flat_map(Shape::members) {
        let part = match places(&member.traits) {
            (true, _) => Some("header"),
            (_, true) => Some("payload"),
            _ => None,
        };
        if let Some(part) = part {
            let message = format!("a {part} of an event is not supported as a member of an error");
            cx.problem(member, message, Some(LEAVE_OUT.to_owned()));
        }
    }
}

/// A member is in a header, or is the payload, or is in the payload together with others.
fn check_event(cx: &Context<'_>, event: &Shape) {
    let payloads = event.members().iter().filter(|member| member.traits.is::<EventPayload>()).count();
    for member in event.members() {
        let can = |which: &farrier_schema_text::Trait| {
            cx.shape(&member.target).is_some_and(|shape| which.applies_to(shape_type(shape)))
        };
        let problem = match places(&member.traits) {
            (true, true) => Some(("cannot be both header and payload", "take one of the traits away")),
            (true, false) if !can(&EVENT_HEADER) => {
                Some(("cannot be a header", "a header is a boolean, whole number, blob, string or timestamp"))
            }
            (false, true) if !can(&EVENT_PAYLOAD) => {
                Some(("cannot be a payload", "a payload is a blob, string, structure or union"))
            }
            (false, true) if payloads > 1 => Some(("is one of several payloads", "leave one of them")),
            (false, false) if payloads > 0 => {
                Some(("is beside a payload and in no header", "add `@eventHeader`, or take `@eventPayload` away"))
            }
            _ => None,
        };
        if let Some((message, help)) = problem {
            cx.problem(member, format!("the member of an event {message}"), Some(help.to_owned()));
        }
    }
}

fn places(traits: &Traits) -> (bool, bool) {
    (traits.is::<EventHeader>(), traits.is::<EventPayload>())
}

/// Adds which part of the message a member is, where it can be: of a structure that is no event nobody has checked it.
pub(super) fn set_part(traits: &Traits, schema: &mut ValueSchema<'_>) {
    let (header, payload) = places(traits);
    for which in [header.then_some(&EVENT_HEADER), payload.then_some(&EVENT_PAYLOAD)].into_iter().flatten() {
        if which.applies_to(schema.shape_type) {
            schema.traits.insert(which);
        }
    }
}
