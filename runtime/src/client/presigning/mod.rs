//! Presigned requests: signed now, sent later, by somebody without credentials.
//!
//! A call ends before it is sent. Until then all is as ever: endpoint rules, credentials, interceptors.

mod config;
#[cfg(feature = "http-02x")]
mod http_02x;
mod plugin;
mod request;

pub use config::{PresigningConfig, PresigningConfigBuilder, PresigningConfigError};
pub use request::PresignedRequest;

use super::call::Call;
use super::customize::CustomizableOperation;
use super::send::{Prepared, span};
use super::type_erasure::typed;
use super::vtable::OperationVtable;
use crate::error::sdk_error::SdkError;
use crate::operation::Operation;
use crate::protocol::Presigned;
use aws_smithy_runtime::client::orchestrator::StopPoint;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input};
use plugin::Presigning;
use std::pin::Pin;
use tracing::Instrument;

/// An operation whose requests can be presigned.
pub trait Presignable: Operation {
    /// What is different about them.
    const FORM: Presigned;
}

/// A request on its way to be presigned.
pub type Signing<E> = Pin<Box<dyn Future<Output = Result<PresignedRequest, SdkError<E>>> + Send>>;

impl Call {
    /// Signs the request of an operation, and does not send it.
    pub fn presign<O: Presignable>(self, input: O::Input, config: PresigningConfig) -> Signing<O::Error> {
        let operation = OperationVtable::of::<O>();
        let signed = presign(self, operation, Input::erase(input), Presigning { config, form: O::FORM });
        let signed = signed.instrument(span(operation));
        Box::pin(async { signed.await.map_err(|error| error.map_service_error(typed)) })
    }
}

impl<O: Presignable> CustomizableOperation<O> {
    /// Signs the request, and does not send it.
    ///
    /// # Errors
    /// See [`SdkError`]: what can fail before a request is sent.
    pub async fn presigned(self, config: PresigningConfig) -> Result<PresignedRequest, SdkError<O::Error>> {
        let (call, input) = self.into_call();
        call.presign::<O>(input, config).await
    }
}

async fn presign(
    call: Call,
    operation: &'static OperationVtable,
    input: Input,
    presigning: Presigning,
) -> Result<PresignedRequest, SdkError<Error>> {
    let call = Prepared::new(call, operation).with_plugin(presigning);
    let mut context = call.invoke(input, StopPoint::BeforeTransmit).await?;
    let request = context.take_request().ok_or_else(|| SdkError::construction_failure("there is no request"))?;
    PresignedRequest::new(request).map_err(SdkError::construction_failure)
}
