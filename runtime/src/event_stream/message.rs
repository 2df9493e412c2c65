//! What a message is, and its parts as something that shapes are read from.

use crate::error::response::from_exception;
use crate::error::{ErrorMetadata, OperationError, text as shown};
use crate::protocol::PayloadCodec;
use crate::schema::{is_raw, raw_media_type};
use crate::serde::{self, Decoder, ReadMember, Source, Structure};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_schema::{Schema, prelude};
use aws_smithy_types::event_stream::{HeaderValue, Message};
use aws_smithy_types::{Blob, DateTime};
use std::borrow::Cow;

/// The three kinds of message.
pub(super) enum MessageType<'a> {
    /// An event: the name of the member of the union.
    Event(&'a str),
    /// An exception of the model: the same.
    Exception(&'a str),
    /// An error that the model does not have.
    Error(ErrorMetadata),
}

/// What the headers say that the message is.
pub(super) fn kind(message: &Message) -> Result<MessageType<'_>, SerdeError> {
    let wanted = |name| text(message, name).ok_or_else(|| invalid(format!("a message without the header `{name}`")));
    match wanted(":message-type")? {
        "event" => wanted(":event-type").map(MessageType::Event),
        "exception" => wanted(":exception-type").map(MessageType::Exception),
        "error" => {
            let meta = ErrorMetadata::builder().code(wanted(":error-code")?);
            let meta = text(message, ":error-message").into_iter().fold(meta, |meta, text| meta.message(text));
            Ok(MessageType::Error(meta.build()))
        }
        other => Err(invalid(format!("a message of the unknown type `{}`", shown::name(other)))),
    }
}

/// The event that holds the members of an output that are no stream.
pub(super) const INITIAL_RESPONSE: &str = "initial-response";

/// The event that holds those of an input.
#[cfg(feature = "event-sender")]
pub(super) const INITIAL_REQUEST: &str = "initial-request";

/// Whether a message is the one of these that has this name.
pub(super) fn is_initial(message: &Message, name: &str) -> bool {
    text(message, ":event-type") == Some(name)
}

/// Reads the member `name` of a union; the unknown variant if it has none.
pub(super) fn read_event<T: Structure>(
    message: &Message,
    name: &str,
    codec: &dyn PayloadCodec,
) -> Result<T, SerdeError> {
    serde::read(&mut Source::new(&mut Part::Event { message, name, codec }))
}

/// Code and message of an exception, which goes by the name of its member in a union. A payload that is one member as
/// it is says nothing of the error.
pub(super) fn exception_metadata(message: &Message, name: &str, codec: &dyn PayloadCodec) -> ErrorMetadata {
    let meta = if text(message, ":content-type").is_some_and(is_raw) {
        ErrorMetadata::builder()
    } else {
        codec.error_metadata(message.payload())
    };
    meta.code(name).build()
}

/// Reads an exception that says this of itself.
pub(super) fn read_exception<E: OperationError>(message: &Message, meta: ErrorMetadata, codec: &dyn PayloadCodec) -> E {
    from_exception(meta, &|error| error.read(&mut Source::new(&mut Part::Members { message, codec })))
}

fn header<'a>(message: &'a Message, name: &str) -> Option<&'a HeaderValue> {
    message.headers().iter().find(|header| header.name().as_str() == name).map(|header| header.value())
}

fn text<'a>(message: &'a Message, name: &str) -> Option<&'a str> {
    header(message, name)?.as_string().ok().map(|text| text.as_str())
}

fn invalid(why: String) -> SerdeError {
    SerdeError::invalid_input(why)
}

/// A part of a message, as what a codec would read.
enum Part<'a> {
    /// The union: all of the message is its one member.
    Event { message: &'a Message, name: &'a str, codec: &'a dyn PayloadCodec },
    /// The member of the union, a structure.
    Members { message: &'a Message, codec: &'a dyn PayloadCodec },
    /// A member with `@eventHeader`.
    Header(&'a HeaderValue),
    /// A member with `@eventPayload` that is a blob or a string.
    Payload(&'a Message),
}

impl Part<'_> {
    fn mismatch<T>(&self, schema: &Schema<'_>) -> Result<T, SerdeError> {
        let what = match self {
            Self::Event { .. } | Self::Members { .. } => "event",
            Self::Header(_) => "header",
            Self::Payload(_) => "payload",
        };
        let kind = format!("{:?}", schema.shape_type()).to_lowercase();
        let name = schema.member_name().map(|name| format!("`{name}`: ")).unwrap_or_default();
        Err(invalid(format!("{name}the {what} is no {kind}")))
    }
}

/// Hands over the members that are in headers, and those of the payload.
fn read_members(
    message: &Message,
    codec: &dyn PayloadCodec,
    schema: &Schema<'_>,
    consumer: &mut ReadMember<'_>,
) -> Result<(), SerdeError> {
    for member in schema.members().iter().filter(|member| member.event_header().is_some()) {
        if let Some(value) = member.member_name().and_then(|name| header(message, name)) {
            consumer(member, &mut Source::new(&mut Part::Header(value)))?;
        }
    }
    let payload = schema.members().iter().find(|member| member.event_payload().is_some());
    match payload {
        Some(member) if raw_media_type(member).is_some() => {
            consumer(member, &mut Source::new(&mut Part::Payload(message)))
        }
        Some(member) => codec.read(message.payload(), &mut |document| consumer(member, document)),
        // Nobody looks at a payload that holds no member.
        None if schema.members().iter().all(|member| member.event_header().is_some()) => Ok(()),
        None => codec.read(message.payload(), &mut |document| {
            document.read_struct(schema, &mut |member, from| match member.event_header() {
                Some(_) => from.skip_value(),
                None => consumer(member, from),
            })
        }),
    }
}

/// Implements methods that read from a header of the same type.
macro_rules! from_header {
    ($($read:ident -> $type:ty = $value:ident;)*) => {$(
        fn $read(&mut self, schema: &Schema<'_>) -> Result<$type, SerdeError> {
            match self {
                Part::Header(HeaderValue::$value(value)) => Ok(*value),
                _ => self.mismatch(schema),
            }
        }
    )*};
}

impl Decoder for Part<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, consumer: &mut ReadMember<'_>) -> Result<(), SerdeError> {
        match self {
            Part::Event { message, name, codec } => {
                let member = schema.members().iter().copied().find(|member| member.member_name() == Some(name));
                // One that is not of the model has no index, and so is skipped.
                consumer(
                    member.unwrap_or(&prelude::DOCUMENT),
                    &mut Source::new(&mut Part::Members { message, codec: *codec }),
                )
            }
            Part::Members { message, codec } => read_members(message, *codec, schema, consumer),
            _ => self.mismatch(schema),
        }
    }

    from_header! {
        read_boolean -> bool = Bool;
        read_byte -> i8 = Byte;
        read_short -> i16 = Int16;
        read_integer -> i32 = Int32;
        read_long -> i64 = Int64;
        read_timestamp -> DateTime = Timestamp;
    }

    fn read_str(&mut self, schema: &Schema<'_>) -> Result<Cow<'_, str>, SerdeError> {
        match self {
            Part::Header(HeaderValue::String(text)) => Ok(text.as_str().into()),
            Part::Payload(message) => match std::str::from_utf8(message.payload()) {
                Ok(text) => Ok(text.into()),
                Err(error) => Err(invalid(format!("a payload is no text: {error}"))),
            },
            _ => self.mismatch(schema),
        }
    }

    fn read_blob(&mut self, schema: &Schema<'_>) -> Result<Blob, SerdeError> {
        match self {
            Part::Header(HeaderValue::ByteArray(bytes)) => Ok(Blob::new(&bytes[..])),
            Part::Payload(message) => Ok(Blob::new(&message.payload()[..])),
            _ => self.mismatch(schema),
        }
    }
}
