//! Messages of streams of events.

use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};

/// A header that is a string.
pub fn text(name: &'static str, value: &str) -> Header {
    Header::new(name, HeaderValue::String(value.to_owned().into()))
}

/// A message of a type, `event` or `exception`, with the name of a member.
///
/// # Panics
/// It cannot be written.
pub fn message(kind: &'static str, name: &str, headers: Vec<Header>, payload: impl AsRef<[u8]>) -> Vec<u8> {
    let names = if kind == "event" { ":event-type" } else { ":exception-type" };
    let mut all = vec![text(":message-type", kind), text(names, name)];
    all.extend(headers);
    encode(&Message::new_from_parts(all, payload.as_ref().to_vec()))
}

/// An event with a JSON payload.
pub fn event(name: &str, payload: &str) -> Vec<u8> {
    message("event", name, vec![text(":content-type", "application/json")], payload)
}

/// The bytes of a message.
///
/// # Panics
/// It cannot be written.
pub fn encode(message: &Message) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_message_to(message, &mut bytes).expect("a valid message");
    bytes
}
