//! What goes into a message: an event, or the error that ends a stream.

use super::message::INITIAL_REQUEST;
use crate::error::{BoxError, EncodeError, ErrorMetadata};
use crate::protocol::{EVENT_STREAM, OperationSchema, PayloadCodec, Protocol, Request, ServiceSchema, XmlNamespace};
use crate::schema::{Part, ShapeSchema, raw_media_type, simple_writes};
use crate::serde::{DynStructure, SerdeResult, Sink, Structure};
use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_eventstream::message_size_hint::MessageSizeHint as _;
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use bytes::Bytes;

/// A union of events that are sent, or the errors that can end them.
pub trait WriteMessage {
    /// Hands over the member that is set, if the model has it.
    ///
    /// # Errors
    /// The codec cannot write it.
    fn hand_over(&self, to: &mut MessageWriter) -> SerdeResult;
}

/// Makes messages of what it is handed.
#[derive(Debug)]
pub struct MessageWriter {
    /// What a message says that it is, and by which header it says of which type.
    kind: (&'static str, &'static str),
    format: Format,
    message: Option<Message>,
}

/// How a service has its events.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    pub(super) codec: &'static dyn PayloadCodec,
    namespace: Option<XmlNamespace>,
}

impl Format {
    pub(crate) fn of(protocol: &'static dyn Protocol, service: &ServiceSchema) -> Self {
        Self { codec: protocol.event_codec(), namespace: service.xml_namespace }
    }
}

/// The message of an event.
pub(super) fn event(event: &impl WriteMessage, format: Format) -> SerdeResult<Message> {
    let unknown = || SerdeError::unsupported("an unknown event, which cannot be sent");
    known_event(event, format)?.ok_or_else(unknown)
}

/// The same; `None` of one that the model does not have.
pub(super) fn known_event(event: &impl WriteMessage, format: Format) -> SerdeResult<Option<Message>> {
    MessageWriter::write(("event", ":event-type"), event, format)
}

const EXCEPTION: (&str, &str) = ("exception", ":exception-type");

/// The message of an exception; `None` of one that the model does not have.
pub(super) fn exception(error: &impl WriteMessage, format: Format) -> SerdeResult<Option<Message>> {
    MessageWriter::write(EXCEPTION, error, format)
}

/// The message of an exception of which nothing but its own message is to be said.
#[cfg(feature = "test-util")]
pub(super) fn message_alone(name: &str, text: &str, format: Format) -> SerdeResult<Message> {
    let mut writer = MessageWriter { kind: EXCEPTION, format, message: None };
    let shape = crate::schema::shape("farrier.fake#Exception", "message");
    writer.dynamic(name, &DynStructure::new(shape, &|to| to.members(&[&text.to_owned()])))?;
    writer.message.ok_or_else(|| SerdeError::custom("nothing was written"))
}

/// The message of an error that the model does not have. It says no more than what was meant to be said.
pub(super) fn error(meta: &ErrorMetadata) -> Message {
    let code = text(":error-code", meta.code().unwrap_or("UnhandledError"));
    let headers = [text(":message-type", "error"), code].into_iter();
    let message = meta.message().map(|message| text(":error-message", message));
    Message::new_from_parts(headers.chain(message).collect(), Bytes::new())
}

/// Makes the request of an input what goes before its events. Other members are a message of their own, unless they are
/// bound to parts of the request.
pub(crate) fn begin(
    request: &mut Request,
    operation: &OperationSchema,
    has_members: bool,
    codec: &dyn PayloadCodec,
) -> Result<(), EncodeError> {
    let initial = match request.body().bytes() {
        Some(members) if operation.http.is_none() && has_members => {
            encoded(&initial(INITIAL_REQUEST, codec.media_type(), members)).map_err(EncodeError::unwritable)?
        }
        _ => Bytes::new(),
    };
    *request.body_mut() = initial.into();
    request.headers_mut().remove("content-length");
    request.headers_mut().insert("content-type", EVENT_STREAM);
    Ok(())
}

/// The message before all events, which holds the members that are no stream.
pub(super) fn initial(kind: &str, media_type: &str, members: &[u8]) -> Message {
    let headers = [(":message-type", "event"), (":event-type", kind), (":content-type", media_type)];
    let headers = headers.map(|(name, value)| text(name, value));
    Message::new_from_parts(headers.into(), Bytes::copy_from_slice(members))
}

/// The bytes of a message.
pub(super) fn encoded(message: &Message) -> Result<Bytes, BoxError> {
    let mut bytes = Vec::with_capacity(message.size_hint());
    write_message_to(message, &mut bytes)?;
    Ok(bytes.into())
}

fn text(name: &'static str, value: &str) -> Header {
    Header::new(name, HeaderValue::String(value.to_owned().into()))
}

impl MessageWriter {
    fn write(
        kind: (&'static str, &'static str),
        value: &impl WriteMessage,
        format: Format,
    ) -> SerdeResult<Option<Message>> {
        let mut writer = Self { kind, format, message: None };
        value.hand_over(&mut writer)?;
        Ok(writer.message)
    }

    /// Takes a member that is a structure, by its name.
    ///
    /// # Errors
    /// The codec cannot write it.
    pub fn structure<T: Structure>(&mut self, name: &'static str, value: &T) -> SerdeResult {
        self.dynamic(name, &DynStructure::new(T::shape(), &|to| value.write(to)))
    }

    /// Takes a member without a value, by its name.
    ///
    /// # Errors
    /// The codec cannot write an empty structure.
    pub fn unit(&mut self, name: &'static str) -> SerdeResult {
        self.dynamic(name, &DynStructure::new(crate::schema::shape("smithy.api#Unit", ""), &|to| to.members(&[])))
    }

    /// Takes what the model does not have, of which there is nothing to say.
    ///
    /// # Errors
    /// None.
    pub fn unknown(&mut self) -> SerdeResult {
        Ok(())
    }

    fn dynamic(&mut self, name: &str, structure: &DynStructure<'_>) -> SerdeResult {
        let (kind, name_header) = self.kind;
        let Format { codec, namespace } = self.format;
        let mut message =
            Parts { headers: vec![text(":message-type", kind), text(name_header, name)], payload: Bytes::new() };
        match Content::of(structure.schema()) {
            Content::Nothing => {}
            Content::Raw(media_type) => {
                message.headers.push(text(":content-type", media_type));
                structure.write_part(Part::EventPayload, &mut Sink::new(&mut message))?;
            }
            Content::Coded(part) => {
                message.headers.push(text(":content-type", codec.media_type()));
                message.payload = codec.write_event(structure, part, namespace)?.into();
            }
        }
        structure.write_part(Part::EventHeaders, &mut Sink::new(&mut message))?;
        self.message = Some(Message::new_from_parts(message.headers, message.payload));
        Ok(())
    }
}

/// What is behind the headers of a message.
enum Content {
    /// Nothing: all members are headers.
    Nothing,
    /// The bytes or the text of one member, of this media type.
    Raw(&'static str),
    /// What the codec writes.
    Coded(Part),
}

impl Content {
    fn of(shape: &ShapeSchema) -> Self {
        let members = &shape.built().members;
        match members.iter().find(|member| member.is_in(Part::EventPayload)) {
            Some(payload) => raw_media_type(payload.schema).map_or(Self::Coded(Part::EventPayload), Self::Raw),
            None if !members.is_empty() && members.iter().all(|member| member.is_in(Part::EventHeaders)) => {
                Self::Nothing
            }
            None => Self::Coded(Part::EventDocument),
        }
    }
}

/// Members of an event as parts of its message.
struct Parts {
    headers: Vec<Header>,
    payload: Bytes,
}

impl Parts {
    fn header(&mut self, schema: &Schema<'_>, value: HeaderValue) -> SerdeResult {
        let name = schema.member_name().ok_or_else(|| unplaced(schema))?;
        self.headers.push(Header::new(name.to_owned(), value));
        Ok(())
    }
}

/// A value that no header can hold. The generator lets none pass.
fn unplaced(schema: &Schema<'_>) -> SerdeError {
    SerdeError::unsupported(format!("a value of type {:?} in a header of an event", schema.shape_type()))
}

/// Methods for what is in no header.
macro_rules! unplaced {
    ($($method:ident: $type:ty;)*) => {$(
        fn $method(&mut self, schema: &Schema<'_>, _: $type) -> SerdeResult {
            Err(unplaced(schema))
        }
    )*};
}

impl ShapeSerializer for Parts {
    simple_writes! {
        by header;
        write_boolean(value: bool) => HeaderValue::Bool(value);
        write_byte(value: i8) => HeaderValue::Byte(value);
        write_short(value: i16) => HeaderValue::Int16(value);
        write_integer(value: i32) => HeaderValue::Int32(value);
        write_long(value: i64) => HeaderValue::Int64(value);
        write_timestamp(value: &DateTime) => HeaderValue::Timestamp(*value);
    }

    fn write_string(&mut self, schema: &Schema<'_>, value: &str) -> SerdeResult {
        if schema.event_payload().is_some() {
            self.payload = Bytes::copy_from_slice(value.as_bytes());
            return Ok(());
        }
        self.header(schema, HeaderValue::String(value.to_owned().into()))
    }

    fn write_blob(&mut self, schema: &Schema<'_>, value: Blob) -> SerdeResult {
        if schema.event_payload().is_some() {
            self.payload = value.into_inner().into();
            return Ok(());
        }
        self.header(schema, HeaderValue::ByteArray(value.into_inner().into()))
    }

    unplaced! {
        write_float: f32;
        write_double: f64;
        write_big_integer: &BigInteger;
        write_big_decimal: &BigDecimal;
        write_document: &Document;
        write_struct: &dyn SerializableStruct;
        write_list: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult;
        write_map: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult;
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> SerdeResult {
        Err(unplaced(schema))
    }
}
