//! [`EventsTest`]: streams of events, both ways.

use super::differences::{Differences, bytes_of};
use super::response::{assert_same, date_time};
#[cfg(feature = "event-sender")]
use crate::error::BuildError;
use crate::error::response::fill;
use crate::error::{ErrorShape, OperationError, ProvideErrorMetadata};
#[cfg(feature = "event-sender")]
use crate::event_stream::EventStreamSender;
use crate::event_stream::{EventOutput, EventReceiver};
use crate::operation::{self, Operation};
use crate::serde::{self, Structure};
use aws_smithy_eventstream::frame::read_message_from;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Buf;
use std::fmt::Debug;
#[cfg(feature = "event-sender")]
use std::pin::Pin;
#[cfg(feature = "event-sender")]
use std::task::{Context, Poll};

/// A case of `smithy.test#eventStreamTests`: messages, and what a client makes them of or of them.
#[derive(Debug)]
pub struct EventsTest {
    messages: Vec<EventMessage>,
    status: u16,
    headers: &'static [(&'static str, &'static str)],
    body: &'static str,
}

/// One message of a case.
#[derive(Debug)]
pub struct EventMessage {
    bytes: &'static str,
    headers: &'static [(&'static str, &'static str, &'static str)],
    body: Option<(&'static str, &'static str)>,
}

impl EventMessage {
    /// A message, all of it in base64 (`bytes`).
    pub const fn new(bytes: &'static str) -> Self {
        Self { bytes, headers: &[], body: None }
    }

    /// What its headers are: names, types and values (`headers`).
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// Its payload (`body`), to be compared as its media type says (`bodyMediaType`).
    pub const fn body(mut self, media_type: &'static str, content: &'static str) -> Self {
        self.body = Some((media_type, content));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        base64(self.bytes)
    }

    /// What a message is that should be this one, a line each.
    fn differences(&self, message: &Message) -> Vec<String> {
        let mut differences = Differences::default();
        let expected = read_message_from(&mut self.bytes().as_slice()).expect("the test has a message");
        differences.compare("headers", &by_name(message), &by_name(&expected));
        for (name, kind, value) in self.headers {
            let actual = message.headers().iter().find(|header| header.name().as_str() == *name);
            differences.compare(name, &actual.map(Header::value), &Some(&header_value(kind, value)));
        }
        match self.body {
            Some((media_type, content)) => differences.compare_body(media_type, message.payload(), content),
            None => differences.compare("payload", message.payload(), expected.payload()),
        }
        differences.0
    }
}

fn by_name(message: &Message) -> Vec<(&str, &HeaderValue)> {
    let mut headers: Vec<_> = message.headers().iter().map(|header| (header.name().as_str(), header.value())).collect();
    headers.sort_by_key(|(name, _)| *name);
    headers
}

fn header_value(kind: &str, value: &str) -> HeaderValue {
    let number = || value.parse::<i64>().unwrap_or_else(|error| panic!("no number: {error}: {value}"));
    match kind {
        "boolean" => HeaderValue::Bool(value == "true"),
        "byte" => HeaderValue::Byte(number().try_into().expect("a byte")),
        "short" => HeaderValue::Int16(number().try_into().expect("a short")),
        "integer" => HeaderValue::Int32(number().try_into().expect("an integer")),
        "long" => HeaderValue::Int64(number()),
        "blob" => HeaderValue::ByteArray(base64(value).into()),
        "string" => HeaderValue::String(value.to_owned().into()),
        "timestamp" => HeaderValue::Timestamp(date_time(value)),
        _ => panic!("no header has the type {kind}"),
    }
}

fn base64(text: &str) -> Vec<u8> {
    aws_smithy_types::base64::decode(text).unwrap_or_else(|error| panic!("no base64: {error}: {text:?}"))
}

/// A stream of these events, and errors.
#[cfg(feature = "event-sender")]
pub fn stream<T, E>(events: impl IntoIterator<Item = Result<T, E>>) -> EventStreamSender<T, E>
where
    T: Send + Sync + Unpin + 'static,
    E: Send + Sync + Unpin + 'static,
{
    Events(events.into_iter().collect::<Vec<_>>().into_iter()).into()
}

#[cfg(feature = "event-sender")]
struct Events<T>(std::vec::IntoIter<T>);

#[cfg(feature = "event-sender")]
impl<T: Unpin> futures_core::Stream for Events<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(self.0.next())
    }
}

impl EventsTest {
    /// A stream of these messages (`events`).
    pub fn new(messages: impl Into<Vec<EventMessage>>) -> Self {
        Self { messages: messages.into(), status: 200, headers: &[], body: "" }
    }

    /// The status of the response (`code` of `initialResponse`).
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The headers of the response (`headers` of `initialResponse`).
    pub fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// What is in the body before the messages (`body` of `initialResponse`).
    pub fn body(mut self, body: &'static str) -> Self {
        self.body = body;
        self
    }

    /// Writes the events of an input and compares the messages.
    ///
    /// # Panics
    /// They are not as expected.
    #[cfg(feature = "event-sender")]
    #[track_caller]
    pub fn check_sent<O: Operation>(&self, input: Result<O::Input, BuildError>) {
        let request = operation::encode_events::<O>(input.expect("the input can be built")).expect("a request");
        let body = block_on(http_body_util::BodyExt::collect(request.into_body()));
        let mut body = body.expect("the events can be written").to_bytes();
        self.compare(&mut body);
        assert!(body.is_empty(), "there is more: {body:?}");
    }

    /// Reads the response and compares the output, if there is one to compare, and the events.
    ///
    /// # Panics
    /// They are not as expected, or there is an error.
    #[track_caller]
    pub fn check_received<O: Operation>(
        &self,
        output: Option<<O::Output as Structure>::Builder>,
        events: &[<O::Output as EventOutput>::Event],
    ) where
        O::Output: EventOutput,
        <O::Output as EventOutput>::Event: PartialEq + Debug,
    {
        let actual = self.output::<O>().expect("an output");
        if let Some(mut expected) = output {
            *O::Output::receiver_slot(&mut expected) = Some(EventReceiver::ended());
            let expected = serde::build::<O::Output>(expected).expect("the expected output can be built");
            assert_eq!(format!("{actual:?}"), format!("{expected:?}"));
        }
        let mut receiver = actual.into_receiver();
        for expected in events {
            assert_eq!(block_on(receiver.recv()).expect("an event").as_ref(), Some(expected));
        }
        assert!(block_on(receiver.recv()).expect("an end").is_none());
    }

    /// Compares the exception that the stream ends with.
    ///
    /// # Panics
    /// It ends otherwise.
    #[track_caller]
    pub fn check_exception<O: Operation, E>(&self, mut expected: E::Builder)
    where
        O::Output: EventOutput,
        E: Clone + Debug + ErrorShape + PartialEq + ProvideErrorMetadata + 'static,
    {
        let mut receiver = self.output::<O>().expect("an output").into_receiver();
        let error = loop {
            match block_on(receiver.recv()) {
                Ok(event) => assert!(event.is_some(), "the stream ends without an exception"),
                Err(error) => break error,
            }
        };
        let error = error.as_service_error().unwrap_or_else(|| panic!("an exception, and not {error}"));
        let Some(actual) = error.inner().as_any().downcast_ref::<E>() else {
            panic!("{error:?} is not a {}", E::shape().name());
        };
        fill(E::builder_fields(&mut expected), actual.meta());
        assert_same(actual, &serde::build(expected).expect("the expected error can be built"));
    }

    /// Checks which error the response is.
    ///
    /// # Panics
    /// It is another, or none.
    #[track_caller]
    pub fn check_error<O: Operation, E: Structure + 'static>(&self) {
        let error = self.output::<O>().expect_err("an error");
        assert!(error.inner().as_any().is::<E>(), "{error:?} is not a {}", E::shape().name());
    }

    /// Checks that the response, or what follows it, is an error.
    ///
    /// # Panics
    /// It is none.
    #[track_caller]
    pub fn check_failure<O: Operation>(&self)
    where
        O::Output: EventOutput,
    {
        let Ok(output) = self.output::<O>() else { return };
        let mut receiver = output.into_receiver();
        while let Ok(event) = block_on(receiver.recv()) {
            assert!(event.is_some(), "the stream ends without an error");
        }
    }

    /// Compares the messages with those that are there.
    #[track_caller]
    fn compare(&self, actual: &mut impl Buf) {
        let mut found = Vec::new();
        for (number, expected) in self.messages.iter().enumerate() {
            let message = read_message_from(&mut *actual).unwrap_or_else(|error| panic!("message {number}: {error}"));
            found.extend(expected.differences(&message).into_iter().map(|line| format!("message {number}: {line}")));
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[track_caller]
    fn output<O: Operation>(&self) -> Result<O::Output, O::Error> {
        let response = http::Response::builder().status(self.status);
        let response = self.headers.iter().fold(response, |response, (name, value)| response.header(*name, *value));
        let messages: Vec<u8> = self.messages.iter().flat_map(EventMessage::bytes).collect();
        // What a case says of a message in two ways is the same.
        self.compare(&mut messages.as_slice());
        let body = [bytes_of("", self.body), messages].concat();
        block_on(operation::decode_events::<O>(response.body(body).expect("the response is valid")))
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime can be made");
    runtime.block_on(future)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `:event-type: a`, `n: 1` and a payload.
    fn message(name: &str, number: i32, payload: &'static str) -> Message {
        let text = Header::new(":event-type", HeaderValue::String(name.to_owned().into()));
        Message::new_from_parts(vec![Header::new("n", HeaderValue::Int32(number)), text], payload)
    }

    fn expected() -> EventMessage {
        let mut bytes = Vec::new();
        let expected = Message::new(r#"{"a": 1, "b": 2}"#);
        let headers = message("a", 1, "").headers().iter().rev().cloned().collect::<Vec<_>>();
        let expected = headers.into_iter().fold(expected, Message::add_header);
        aws_smithy_eventstream::frame::write_message_to(&expected, &mut bytes).expect("a message");
        EventMessage::new(aws_smithy_types::base64::encode(bytes).leak())
            .headers(&[("n", "integer", "1")])
            .body("application/json", r#"{"b": 2, "a": 1}"#)
    }

    #[test]
    fn what_differs_is_told() {
        let same = message("a", 1, r#"{"b":2,"a":1}"#);
        assert_eq!(expected().differences(&same), Vec::<String>::new(), "order and spaces mean nothing");
        for (other, told) in [
            (message("b", 1, r#"{"b":2,"a":1}"#), "headers: "),
            (message("a", 2, r#"{"b":2,"a":1}"#), "n: Some(Int32(2)), expected Some(Int32(1))"),
            (message("a", 1, r#"{"b":2}"#), "body: "),
        ] {
            let found = expected().differences(&other);
            assert!(found.iter().any(|line| line.starts_with(told)), "{told}: {found:?}");
        }
    }
}
