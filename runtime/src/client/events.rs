//! Streams of events without the types of the operation.

use super::erased::erase;
use crate::error::BoxError;
use crate::error::ErrorMetadata;
use crate::error::metadata::describe_call;
use crate::error::sdk_error::{HttpResponse, SdkError};
use crate::operation::{self, Operation, Output as _};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output, OutputOrError};
use aws_smithy_runtime_api::client::result as aws;
use aws_smithy_types::body::SdkBody;
use http::StatusCode;
use std::pin::Pin;

/// What an operation adds whose output has a stream of events.
pub(super) struct Events {
    /// The output if the answer is a success, its body not read yet.
    pub(super) open: fn(&mut HttpResponse) -> Option<OutputOrError>,
    complete: fn(Output) -> Completing,
}

type Completing = Pin<Box<dyn Future<Output = Result<Output, BoxError>> + Send>>;

impl Events {
    pub(super) const fn of<O: Operation>() -> Option<Self> {
        if O::Output::EVENTS.is_none() {
            return None;
        }
        Some(Self {
            open: |response| operation::events::open::<O>(response).map(erase::<O>),
            complete: |output| Box::pin(complete::<O>(output)),
        })
    }

    /// Waits for the members of the output that come in the stream. As in the official crates, this is after the call as
    /// far as retries, timeouts and interceptors are concerned.
    pub(super) async fn complete(&self, output: Output, operation: &str) -> Result<Output, SdkError<Error>> {
        (self.complete)(output).await.map_err(|error| {
            // The body is gone, and the answer with it.
            let answer = HttpResponse::new(StatusCode::OK.into(), SdkBody::taken());
            let meta = describe_call(ErrorMetadata::builder(), operation, None);
            SdkError::described(aws::SdkError::response_error(error, answer), meta)
        })
    }
}

async fn complete<O: Operation>(output: Output) -> Result<Output, BoxError> {
    let Some(complete) = operation::events::complete::<O>() else { return Ok(output) };
    let output =
        output.downcast::<O::Output>().map_err(|_| "an interceptor replaced the output by one of another type")?;
    complete(output).await.map(Output::erase)
}
