//! Streams of events: a client of ours, and the receiver that all official crates have.

use crate::{Claim, block_on, log};
use aws_smithy_eventstream::error::Error;
use aws_smithy_eventstream::frame::{UnmarshallMessage, UnmarshalledMessage, write_message_to};
use aws_smithy_http::event_stream::Receiver;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use bytes::Bytes;
use http_body::Frame;
use newsroom::operation::listen::Listen;
use newsroom::protocol::decode_events;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tracing::level_filters::LevelFilter;

/// What must not be in a log.
const SECRET: &str = "the-secret-of-the-event";

/// How long a receiver may take to notice something.
const PATIENCE: Duration = Duration::from_secs(2);

pub(crate) fn claims() -> Vec<Claim> {
    let damaged = || {
        let mut message = event();
        // The first two bytes of the length: it says that there are sixteen megabytes more.
        message[0] = 1;
        message
    };
    let claim = |what, message: &dyn Fn() -> Vec<u8>, ends: bool, good: fn(&str) -> bool| {
        let (official, ours) = (official(body(message(), ends)), ours(body(message(), ends)));
        let holds = good(&ours) && !good(&official);
        Claim { what, official, ours, holds }
    };
    let is_error: fn(&str) -> bool = |text| text.starts_with("error");
    vec![
        claim("a damaged stream of events is noticed at once", &damaged, false, is_error),
        claim("a stream that ends within a message is an error", &|| event()[..12].to_vec(), true, is_error),
        logged(),
    ]
}

fn logged() -> Claim {
    let seen = |receive: fn(SdkBody) -> String| {
        let (_, text) = log::during(LevelFilter::TRACE, || receive(body(event(), true)));
        match text.lines().find(|line| line.contains(SECRET)) {
            Some(line) => format!("logged: {}", line.chars().take(120).collect::<String>()),
            None => "not logged".to_owned(),
        }
    };
    let (official, ours) = (seen(official), seen(ours));
    let holds = ours == "not logged" && official != ours;
    Claim { what: "no event is ever logged", official, ours, holds }
}

/// What the second message is, by the official receiver.
fn official(body: SdkBody) -> String {
    block_on(async {
        let mut receiver = Receiver::new(Payloads, body);
        if let Err(error) = receiver.recv().await {
            return format!("error: {error}");
        }
        match tokio::time::timeout(PATIENCE, receiver.recv()).await {
            Ok(Ok(Some(_))) => "an event".to_owned(),
            Ok(Ok(None)) => "the end".to_owned(),
            Ok(Err(error)) => format!("error: {error}"),
            Err(_) => format!("nothing in {PATIENCE:?}"),
        }
    })
}

/// What the second message is, by a client of ours. The first is the initial response.
fn ours(body: SdkBody) -> String {
    block_on(async {
        let mut output = match decode_events::<Listen>(http::Response::new(body)).await {
            Ok(output) => output,
            Err(error) => return format!("error: {error}"),
        };
        match tokio::time::timeout(PATIENCE, output.wire.recv()).await {
            Ok(Ok(Some(_))) => "an event".to_owned(),
            Ok(Ok(None)) => "the end".to_owned(),
            Ok(Err(error)) => format!("error: {error}"),
            Err(_) => format!("nothing in {PATIENCE:?}"),
        }
    })
}

/// Messages as they are.
#[derive(Debug)]
struct Payloads;

impl UnmarshallMessage for Payloads {
    type Output = Bytes;
    type Error = std::io::Error;

    fn unmarshall(&self, message: &Message) -> Result<UnmarshalledMessage<Bytes, std::io::Error>, Error> {
        Ok(UnmarshalledMessage::Event(message.payload().clone()))
    }
}

fn event() -> Vec<u8> {
    encode("Bulletin", &format!(r#"{{"Headline":"{SECRET}"}}"#))
}

/// # Panics
/// Never: the headers are short.
fn encode(name: &'static str, payload: &str) -> Vec<u8> {
    let header = |name: &'static str, value: &'static str| Header::new(name, HeaderValue::String(value.into()));
    let headers = vec![header(":message-type", "event"), header(":event-type", name)];
    let mut bytes = Vec::new();
    write_message_to(&Message::new_from_parts(headers, payload.to_owned()), &mut bytes).expect("a valid message");
    bytes
}

/// An initial response and a second message, then the end of the connection, or nothing more.
fn body(message: Vec<u8>, ends: bool) -> SdkBody {
    let mut bytes = encode("initial-response", "{}");
    bytes.extend(message);
    SdkBody::from_body_1_x(Body { bytes: Some(bytes.into()), ends })
}

struct Body {
    bytes: Option<Bytes>,
    ends: bool,
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.bytes.take() {
            Some(bytes) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            None if self.ends => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
}
