//! Bodies that are streams: how an output is made of one, and how an input gives one away.

use crate::error::BoxError;
#[cfg(feature = "test-util")]
use crate::error::ErrorMetadata;
use crate::protocol::PayloadCodec;
#[cfg(feature = "test-util")]
use crate::protocol::{Protocol, ServiceSchema};
#[cfg(feature = "test-util")]
use crate::schema::ShapeSchema;
#[cfg(feature = "test-util")]
use crate::serde::WriteMembers;
use crate::serde::{DynBuilder, SerdeResult, Structure};
use aws_smithy_types::body::SdkBody;
#[cfg(feature = "byte-stream")]
use aws_smithy_types::byte_stream::ByteStream;
use std::fmt;
use std::pin::Pin;

/// What `Debug` shows in place of streams of bytes.
#[cfg(feature = "byte-stream")]
pub const BYTE_STREAM: &fmt::Arguments<'static> = &format_args!("ByteStream");

/// What a stream is an answer to.
#[cfg_attr(not(feature = "event-stream"), expect(dead_code, reason = "bytes are read without it"))]
pub(crate) struct Origin {
    pub(crate) codec: &'static dyn PayloadCodec,
    pub(crate) operation: &'static str,
    pub(crate) request_id: Option<String>,
    /// What is sent at the same time.
    #[cfg(feature = "event-sender")]
    pub(crate) upload: Meanwhile,
}

/// What is sent while a stream is received.
#[cfg(feature = "event-sender")]
pub(crate) trait Upload: Send + Sync {
    /// Why it was given up, once.
    fn failure(&self) -> Option<BoxError>;

    /// Gives it up: nobody waits for an answer.
    fn give_up(&self);
}

/// That which is sent, if anything is. To drop it before the answer has ended gives it up.
#[cfg(feature = "event-sender")]
pub(crate) struct Meanwhile(pub(crate) Option<Box<dyn Upload>>);

#[cfg(feature = "event-sender")]
impl Drop for Meanwhile {
    fn drop(&mut self) {
        if let Some(upload) = &self.0 {
            upload.give_up();
        }
    }
}

/// Reads members that are no part of the stream.
pub(crate) type ReadMembers<'a> = &'a mut dyn FnMut(&mut DynBuilder<'_>) -> SerdeResult;

/// An output whose other members are yet to come.
pub type Completing<O> = Pin<Box<dyn Future<Output = Result<O, BoxError>> + Send>>;

/// What is done with the answer to an operation whose output has a stream.
pub struct OutputStream<O: Structure> {
    /// The output with its stream, and what the function reads of its other members.
    pub(crate) open: fn(SdkBody, Origin, ReadMembers<'_>) -> SerdeResult<O>,
    /// Waits for the first message of the stream of an output and reads the other members from it. Bytes have none.
    pub complete: Option<fn(O) -> Completing<O>>,
    /// The stream of an output, if it is one of bytes, and its media type.
    #[cfg(all(feature = "byte-stream", feature = "server"))]
    pub(crate) bytes: Option<(GetStream<O>, &'static str)>,
    /// The body of an answer with the stream of an output, if it is one of events.
    #[cfg(feature = "test-util")]
    pub(crate) answer: Option<Answer<O>>,
}

/// How a value is checked against the constraints of the model: what it violates, if it does.
#[cfg(feature = "test-util")]
pub(crate) type Check = fn(&'static ShapeSchema, &WriteMembers<'_>) -> Result<(), ErrorMetadata>;

/// What a fake knows of an answer with a stream of events.
#[cfg(feature = "test-util")]
pub(crate) struct Answering {
    pub(crate) protocol: &'static dyn Protocol,
    pub(crate) service: &'static ServiceSchema,
    /// The members that are no stream, where they are a message of it.
    pub(crate) members: Option<Vec<u8>>,
    /// How events are checked, if they are.
    pub(crate) check: Option<Check>,
}

/// Makes the body of an answer of an output.
#[cfg(feature = "test-util")]
type Answer<O> = fn(O, Answering) -> Result<SdkBody, BoxError>;

#[cfg(all(feature = "byte-stream", feature = "server"))]
type GetStream<O> = fn(&O) -> &ByteStream;

impl<O: Structure> fmt::Debug for OutputStream<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OutputStream")
    }
}

/// An output with a member that is a stream of bytes: a blob with `@streaming`.
#[cfg(feature = "byte-stream")]
pub trait ByteOutput: Structure + Send + 'static {
    /// What the bytes are, unless a member says something else.
    const MEDIA_TYPE: &'static str = "application/octet-stream";

    /// Where the builder keeps the stream.
    fn stream_slot(builder: &mut Self::Builder) -> &mut Option<ByteStream>;

    /// The stream of the output.
    fn stream(&self) -> &ByteStream;
}

#[cfg(feature = "byte-stream")]
impl<O: ByteOutput> OutputStream<O> {
    /// That of an output with a stream of bytes.
    pub const fn bytes() -> Self {
        Self {
            open: open_bytes::<O>,
            complete: None,
            #[cfg(feature = "server")]
            bytes: Some((O::stream, O::MEDIA_TYPE)),
            #[cfg(feature = "test-util")]
            answer: None,
        }
    }
}

#[cfg(feature = "byte-stream")]
fn open_bytes<O: ByteOutput>(body: SdkBody, _: Origin, read: ReadMembers<'_>) -> SerdeResult<O> {
    let mut builder = crate::serde::read_builder::<O>(read)?;
    *O::stream_slot(&mut builder) = Some(ByteStream::new(body));
    Ok(crate::serde::finish(builder))
}

/// The member of an input that is a stream of bytes.
#[cfg(feature = "byte-stream")]
pub struct InputStream<I> {
    /// The stream, if it is set: else none of its bytes are sent, as with an empty one.
    pub get: fn(&I) -> Option<&ByteStream>,
    /// Where the stream is.
    pub slot: fn(&mut I) -> &mut Option<ByteStream>,
    /// How it is sent.
    pub form: StreamForm,
}

/// How a stream of bytes is sent.
#[cfg(feature = "byte-stream")]
#[derive(Clone, Copy, Debug)]
pub struct StreamForm {
    /// The media type, unless a member says another.
    pub media_type: &'static str,
    /// `@requiresLength`: a stream of unknown length is not sent.
    pub requires_length: bool,
}

#[cfg(feature = "byte-stream")]
impl<I> fmt::Debug for InputStream<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("InputStream").field(&self.form).finish()
    }
}
