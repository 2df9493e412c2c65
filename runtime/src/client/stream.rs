//! Streams without the types of the operation.

use super::type_erasure::erase;
use crate::error::BoxError;
use crate::error::ErrorMetadata;
use crate::error::metadata::describe_call;
use crate::error::sdk_error::{HttpResponse, SdkError};
#[cfg(feature = "event-sender")]
use crate::event_stream::Messages;
use crate::operation::{self, Operation, Output as _};
#[cfg(feature = "byte-stream")]
use crate::stream::StreamForm;
#[cfg(any(feature = "byte-stream", feature = "event-sender"))]
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output, OutputOrError};
use aws_smithy_runtime_api::client::result as aws;
use aws_smithy_types::body::SdkBody;
#[cfg(feature = "byte-stream")]
use aws_smithy_types::byte_stream::ByteStream;
use http::StatusCode;
use std::pin::Pin;

/// What an operation adds whose output has a stream.
pub(super) struct Stream {
    /// The output if the answer is a success, its body not read yet.
    pub(super) open: fn(&mut HttpResponse) -> Option<OutputOrError>,
    /// That of a stream of events, members of which may be yet to come.
    complete: Option<fn(Output) -> Completing>,
}

type Completing = Pin<Box<dyn Future<Output = Result<Output, BoxError>> + Send>>;

impl Stream {
    pub(super) const fn of<O: Operation>() -> Option<Self> {
        let Some(stream) = &O::Output::STREAM else { return None };
        Some(Self {
            open: |response| operation::stream::open::<O>(response).map(erase::<O>),
            complete: match stream.complete {
                Some(_) => Some(|output| Box::pin(complete::<O>(output))),
                None => None,
            },
        })
    }

    /// Whether what comes are events.
    #[cfg(feature = "event-stream")]
    pub(super) fn is_events(&self) -> bool {
        self.complete.is_some()
    }

    /// Waits for the members of the output that come in the stream. As in the official crates, this is after the call
    /// as far as retries, timeouts and interceptors are concerned.
    pub(super) async fn complete(&self, output: Output, operation: &str) -> Result<Output, SdkError<Error>> {
        let Some(complete) = self.complete else { return Ok(output) };
        complete(output).await.map_err(|error| {
            // The body is gone, and the answer with it.
            let answer = HttpResponse::new(StatusCode::OK.into(), SdkBody::taken());
            let meta = describe_call(ErrorMetadata::builder(), operation, None);
            SdkError::described(aws::SdkError::response_error(error, answer), meta)
        })
    }
}

async fn complete<O: Operation>(output: Output) -> Result<Output, BoxError> {
    let Some(complete) = operation::stream::complete::<O>() else { return Ok(output) };
    let output =
        output.downcast::<O::Output>().map_err(|_| "an interceptor replaced the output by one of another type")?;
    complete(output).await.map(Output::erase)
}

/// The stream of events of an input.
#[cfg(feature = "event-sender")]
pub(super) struct SentEvents {
    /// Takes the stream out of an input.
    pub(super) take: fn(&mut Input) -> Option<Messages>,
    /// The name of the member, if it has to be set.
    pub(super) required: Option<&'static str>,
}

#[cfg(feature = "event-sender")]
impl SentEvents {
    pub(super) const fn of<O: Operation>() -> Option<Self> {
        match &O::EVENTS {
            Some(events) => Some(Self {
                take: |input| {
                    let take = O::EVENTS.as_ref()?.take;
                    take(input.downcast_mut()?)
                },
                required: events.required,
            }),
            None => None,
        }
    }
}

/// The stream of bytes of an input.
#[cfg(feature = "byte-stream")]
pub(super) struct ByteBody {
    slot: fn(&mut Input) -> Option<&mut Option<ByteStream>>,
    form: StreamForm,
}

#[cfg(feature = "byte-stream")]
impl ByteBody {
    pub(super) const fn of<O: Operation>() -> Option<Self> {
        match &O::STREAM {
            Some(stream) => Some(Self { slot: slot::<O>, form: stream.form }),
            None => None,
        }
    }

    /// Takes the stream out of an input. It is put into the request once that is made. One that is not set has no
    /// bytes.
    pub(super) fn take(&self, input: &mut Input) -> Option<(SdkBody, StreamForm)> {
        let stream = (self.slot)(input)?.take().unwrap_or_default();
        Some((stream.into_inner(), self.form))
    }
}

#[cfg(feature = "byte-stream")]
fn slot<O: Operation>(input: &mut Input) -> Option<&mut Option<ByteStream>> {
    let slot = O::STREAM.as_ref()?.slot;
    Some(slot(input.downcast_mut()?))
}
