//! Tests of streams of events: what is sent or received, and the messages that it is on the wire.

use super::cases::{documentation, headers, request};
use super::value::Types;
use crate::ir::suite::{EventMessage, EventsTest, EventsTestKind, Expectation, ReceivedEvents, RequestTest, SentEvent};
use crate::ir::{EventStream, Operation, Type};
use serde_json::Value as Json;
use smithy_json_ast::traits::{EventExpectation, EventStreamTest, EventTest, HttpRequestTest, HttpResponseTest};

/// What a case lacks or has too much of, if it makes no test.
type Result<T> = std::result::Result<T, String>;

/// A test of a client.
pub(super) fn lower(types: &Types<'_>, op: &Operation, case: &EventStreamTest<'_>, name: String) -> Result<EventsTest> {
    let is_sent = case.initial_request.is_some() || case.events.iter().any(|event| event.is_request);
    if is_sent && (case.initial_response.is_some() || case.events.iter().any(|event| !event.is_request)) {
        return Err("it goes both ways".to_owned());
    }
    let kind = if is_sent { sent(types, op, case) } else { received(types, op, case) }?;
    let messages = case.events.iter().map(message).collect::<Result<_>>()?;
    Ok(EventsTest { name, docs: documentation(&case.common), messages, kind })
}

fn sent(types: &Types<'_>, op: &Operation, case: &EventStreamTest<'_>) -> Result<EventsTestKind> {
    let field = op.input.sent_events().ok_or("the input has no stream of events")?;
    let Type::EventSender(stream) = &field.ty else { return Err("the input has no stream of events".to_owned()) };
    let event = |event: &EventTest<'_>| {
        Ok(match types.event(stream, event.params)? {
            Ok(value) => SentEvent::Event(value),
            Err((variant, error)) => SentEvent::Error(stream.error.clone(), variant, error),
        })
    };
    let head = |test: &HttpRequestTest<'_>| -> Result<RequestTest> { request(types, op, test, String::new()) };
    Ok(EventsTestKind::Sent {
        head: case.initial_request.as_ref().map(head).transpose()?,
        input: types.builder(&op.input, &op.input.ident, case.request_params)?,
        stream: field.ident.clone(),
        events: case.events.iter().map(event).collect::<Result<_>>()?,
    })
}

fn received(types: &Types<'_>, op: &Operation, case: &EventStreamTest<'_>) -> Result<EventsTestKind> {
    let field = op.output.events().ok_or("the output has no stream of events")?;
    let Type::EventReceiver(stream) = &field.ty else { return Err("the output has no stream of events".to_owned()) };
    let head = |test: &HttpResponseTest<'_>| {
        let body = test.common.body.map(|body| Expectation::Texts("body", vec![body.to_owned()]));
        [headers(&test.common), body].into_iter().flatten().collect()
    };
    Ok(EventsTestKind::Received {
        head: case.initial_response.as_ref().map(head).unwrap_or_default(),
        status: case.initial_response.as_ref().map(|test| test.code),
        expected: expected(types, op, stream, case)?,
    })
}

fn expected(
    types: &Types<'_>,
    op: &Operation,
    stream: &EventStream,
    case: &EventStreamTest<'_>,
) -> Result<ReceivedEvents> {
    match (case.expectation, case.events.last()) {
        (EventExpectation::Success, _) => {
            let output = |test: &HttpResponseTest<'_>| types.builder(&op.output, &op.output.ident, test.common.params);
            let event = |event: &EventTest<'_>| {
                types.event(stream, event.params)?.map_err(|(error, _)| format!("the error `{error}` is no success"))
            };
            let events = case.events.iter().map(event).collect::<Result<_>>()?;
            Ok(ReceivedEvents::Events(case.initial_response.as_ref().map(output).transpose()?, events))
        }
        (EventExpectation::Failure(Some(_)), Some(event)) => match types.event(stream, event.params)? {
            Err((_, error)) => Ok(ReceivedEvents::Exception(error)),
            Ok(_) => Err("the last event is no error".to_owned()),
        },
        (EventExpectation::Failure(Some(id)), None) => {
            let error = types.0.errors.iter().find(|error| error.structure.shape.as_str() == id);
            let error = error.ok_or_else(|| format!("there is no error `{id}`"))?;
            Ok(ReceivedEvents::Error(format!("error::{}", error.structure.ident)))
        }
        (EventExpectation::Failure(None), _) => Ok(ReceivedEvents::Failure),
    }
}

fn message(event: &EventTest<'_>) -> Result<EventMessage> {
    let header = |(name, (kind, value)): &(&str, (&str, &Json))| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        [(*name).to_owned(), (*kind).to_owned(), value]
    };
    let body = event.body.map(|body| [event.body_media_type.unwrap_or_default().to_owned(), body.to_owned()]);
    Ok(EventMessage {
        bytes: event.bytes.ok_or("an event without `bytes`")?.to_owned(),
        headers: event.headers.iter().map(header).collect(),
        body,
    })
}
