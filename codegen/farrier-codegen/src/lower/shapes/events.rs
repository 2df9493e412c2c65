//! Streams of events: which members are one, what can be in it, and what it can end with.

use super::error::is_large;
use super::event_part::places;
use super::target::{is_byte_stream, is_plain_blob};
use crate::ir::{Error, ErrorRef, EventError, TypeDef};
use crate::lower::context::Context;
use crate::lower::shape_facts::{is_error, is_stream, members, shape_type};
use crate::{names, select};
use farrier_schema_text::{EVENT_HEADER, EVENT_PAYLOAD};
use smithy_json_ast::traits::{EventPayload, HttpPayload, RequestCompression, Streaming, Trait};
use smithy_json_ast::{Shape, ShapeId, ShapeKind};
use std::collections::BTreeSet;

/// The error enums of the streams, beside the types and errors of the crate.
pub(in crate::lower) fn errors(cx: &Context<'_>, types: &[TypeDef], errors: &[Error]) -> Vec<EventError> {
    let mut modules = names::error_modules();
    modules.extend(errors.iter().map(|error| error.module.clone()));
    let error = |(id, ident): (&ShapeId, &String)| {
        let (stream, module) = (cx.shape(id), names::unique(names::module(ident), &mut modules));
        let event = cx.path(stream).to_owned();
        let def = types.iter().find(|def| def.ident() == event).expect("a stream is one of the types");
        EventError {
            module,
            usage: def.usage.clone(),
            ident: ident.clone(),
            event,
            sent_by: sent_by(cx, stream),
            errors: exceptions(cx, stream),
        }
    };
    cx.event_errors.iter().map(error).collect()
}

/// The features by which these events are sent: of the operations whose inputs have a stream of them, and of fakes.
/// Nothing else is sent as an event.
pub(in crate::lower) fn sent_by(cx: &Context<'_>, stream: &Shape) -> Vec<String> {
    if !is_stream(stream) {
        return Vec::new();
    }
    let operations = cx.selection.operations.iter().zip(&cx.operations).filter(|(operation, _)| {
        let input = select::bindings(operation).input.as_ref().map(|id| cx.shape(id));
        members(input).iter().any(|member| member.target == stream.id)
    });
    operations.map(|(_, name)| name.feature.clone()).chain(["test-util".to_owned()]).collect()
}

/// The errors that the streams in an output can end with: the operation has them as well.
pub(in crate::lower) fn errors_of_output(cx: &Context<'_>, output: Option<&Shape>) -> Vec<ShapeId> {
    let targets = members(output).iter().map(|member| cx.target(member));
    let events = targets.filter(|shape| is_stream(shape)).flat_map(Shape::members);
    events.filter(|member| is_error(cx.target(member))).map(|member| member.target.clone()).collect()
}

/// The exceptions of a stream, which go by the name of their member.
fn exceptions(cx: &Context<'_>, stream: &Shape) -> Vec<ErrorRef> {
    let mut methods = names::Taken::default();
    let mut errors: Vec<ErrorRef> = Vec::new();
    for member in stream.members().iter().filter(|member| is_error(cx.target(member))) {
        let shape = cx.target(member);
        let ident = cx.error_ident(shape);
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
pub(in crate::lower) fn check(cx: &Context<'_>) {
    let mut targets = BTreeSet::new();
    for shape in cx.used() {
        if is_stream(shape) {
            check_stream(cx, shape);
            targets.extend(shape.members().iter().map(|member| &member.target));
        } else if shape.traits.is::<Streaming>() && !is_byte_stream(cx, shape) && !is_plain_blob(cx, shape) {
            let message = format!("the trait `{}` is not supported on a {}", Streaming::ID, shape.type_name());
            cx.unsupported(shape, Some(Streaming::ID), message);
        }
        check_bytes(cx, shape);
        let streamed = shape.all_members().filter(|member| is_stream(cx.target(member)));
        for (index, member) in streamed.enumerate() {
            if let Some((message, help)) = misplaced(cx, shape, index) {
                cx.problem(member, message.to_owned(), Some(help.to_owned()));
            }
        }
    }
    for operation in &cx.selection.operations {
        check_compression(cx, operation);
    }
    // Two streams can have the same events.
    for shape in targets.into_iter().map(|id| cx.shape(id)) {
        if let ShapeKind::Structure(_) = shape.kind {
            check_event(cx, shape);
        }
    }
}

/// What is compressed is a body that is there before it is sent.
fn check_compression(cx: &Context<'_>, operation: &Shape) {
    let input = select::bindings(operation).input.as_ref().map(|id| cx.shape(id));
    let sends_events = || members(input).iter().any(|member| is_stream(cx.target(member)));
    if operation.traits.is::<RequestCompression>() && sends_events() {
        let id = RequestCompression::ID;
        let message = format!("the trait `{id}` is not supported with a stream of events in the input");
        cx.unsupported(operation, Some(id), message);
    }
}

/// A stream of bytes is all of a body.
fn check_bytes(cx: &Context<'_>, owner: &Shape) {
    for member in owner.all_members().filter(|member| is_byte_stream(cx, cx.target(member))) {
        if !member.traits.is::<HttpPayload>() || !is_message(cx, owner) {
            let help = "make it a member of an input or output, with `@httpPayload`";
            cx.problem(member, "a stream of bytes is not the body of a message".to_owned(), Some(help.to_owned()));
        }
    }
}

/// Whether a shape is nothing but an input or output: it has no name below `types`.
fn is_message(cx: &Context<'_>, shape: &Shape) -> bool {
    (is_input(cx, shape) || cx.outputs.contains(&shape.id)) && !cx.paths.contains_key(&shape.id)
}

fn is_input(cx: &Context<'_>, shape: &Shape) -> bool {
    let mut bindings = cx.selection.operations.iter().map(|operation| select::bindings(operation));
    bindings.any(|operation| operation.input.as_ref() == Some(&shape.id))
}

/// Why a shape cannot have a stream, its first or another, as its member.
fn misplaced(cx: &Context<'_>, owner: &Shape, index: usize) -> Option<(&'static str, &'static str)> {
    if !is_message(cx, owner) {
        let message = "a stream of events is in something other than an input or output";
        return Some((message, "make it a member of an input or output"));
    }
    (index > 0).then_some(("there is another stream of events already", "leave one of them"))
}

fn check_stream(cx: &Context<'_>, stream: &Shape) {
    let mut events = stream.members().iter().filter(|member| !is_error(cx.target(member))).peekable();
    if events.peek().is_none() {
        let help = Some("give it a member that is no error".to_owned());
        cx.problem(stream, "the stream has no events".to_owned(), help);
    }
    for member in events.filter(|member| !matches!(cx.target(member).kind, ShapeKind::Structure(_))) {
        let help = Some("put it into one, as a member with `@eventPayload`".to_owned());
        cx.problem(member, "an event is a structure".to_owned(), help);
    }
}

/// A member is in a header, or is the payload, or is in the payload together with others.
fn check_event(cx: &Context<'_>, event: &Shape) {
    let payloads = event.members().iter().filter(|member| member.traits.is::<EventPayload>()).count();
    for member in event.members() {
        let can = |which: &farrier_schema_text::Trait| which.applies_to(shape_type(cx.target(member)));
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
