//! Operations without their types.

use super::type_erasure::{self, erase};
use crate::endpoint::Params;
use crate::error::{BoxError, OperationError, ServiceError};
use crate::operation::{self, AuthScheme, Operation, Service, Traits};
use crate::protocol::{OperationSchema, Presigned};
use crate::serde::{DynStructure, Structure as _};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, InterceptorContext, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use std::fmt;

#[cfg(feature = "http2")]
use super::http::Version;
#[cfg(feature = "stream")]
use super::stream;
#[cfg(feature = "http2")]
use crate::operation::Http2;

/// An [`Operation`] as data: one static per operation is all that the rest of this module is compiled for.
pub(super) struct OperationVtable {
    pub(super) name: &'static str,
    pub(super) service: &'static Service,
    pub(super) traits: Traits,
    pub(super) schema: OperationSchema,
    with_input: fn(&Input, WithInput<'_>) -> Result<(), BoxError>,
    pub(super) decode: fn(&HttpResponse, u32) -> OutputOrError,
    /// Prepares the input, and finds the place of its idempotency token.
    pub(super) prepare: fn(&mut Input) -> Option<&mut Option<String>>,
    pub(super) endpoint_params: fn(&Input, &mut Params),
    pub(super) host_prefix: fn(&Input) -> Option<Result<String, &'static str>>,
    /// What an error holds, if it is one of the operation.
    error: fn(&Error) -> Option<&dyn ServiceError>,
    pub(super) clock_skew: fn() -> SharedRetryClassifier,
    /// The stream that comes.
    #[cfg(feature = "stream")]
    pub(super) received: Option<stream::Stream>,
    /// The events that go.
    #[cfg(feature = "event-sender")]
    pub(super) events: Option<stream::SentEvents>,
    /// The stream of bytes that goes.
    #[cfg(feature = "byte-stream")]
    pub(super) byte_body: Option<stream::ByteBody>,
}

impl OperationVtable {
    pub(super) const fn of<O: Operation>() -> &'static Self {
        const {
            &Self {
                name: O::NAME,
                service: O::SERVICE,
                traits: O::TRAITS,
                schema: operation::definition::schema::<O>(),
                with_input: with_input::<O>,
                decode: decode::<O>,
                prepare: |input| {
                    let input = input.downcast_mut()?;
                    O::prepare(input);
                    O::idempotency_token(input)
                },
                endpoint_params: |input, params| {
                    if let Some(input) = input.downcast_ref() {
                        O::endpoint_params(input, params);
                    }
                },
                host_prefix: |input| O::host_prefix(input.downcast_ref()?),
                error: |error| error.downcast_ref::<O::Error>().map(OperationError::inner),
                clock_skew: type_erasure::clock_skew::<O>,
                #[cfg(feature = "stream")]
                received: stream::Stream::of::<O>(),
                #[cfg(feature = "event-sender")]
                events: stream::SentEvents::of::<O>(),
                #[cfg(feature = "byte-stream")]
                byte_body: stream::ByteBody::of::<O>(),
            }
        }
    }

    /// The request for an input.
    pub(super) fn encode(&self, input: &Input, presigned: Option<Presigned>) -> Result<HttpRequest, BoxError> {
        let schema = OperationSchema { presigned, ..self.schema };
        let mut request = None;
        (self.with_input)(input, &mut |input| {
            request = Some(operation::encode::encode_structure(self.service, &schema, input)?);
            Ok(())
        })?;
        request.ok_or_else(|| "the input was not encoded".into())
    }

    /// The error of the operation that an attempt ended with.
    pub(super) fn error_in<'a>(&self, context: &'a InterceptorContext) -> Option<&'a dyn ServiceError> {
        (self.error)(context.output_or_error()?.as_ref().err()?.as_operation_error()?)
    }

    /// Hands over an input without its type.
    pub(super) fn with_input(&self, input: &Input, with: WithInput<'_>) -> Result<(), BoxError> {
        (self.with_input)(input, with)
    }

    /// Whether nothing may come for a while: events come when there is something to tell.
    pub(super) fn may_stall(&self) -> bool {
        #[cfg(feature = "event-stream")]
        if self.sends_events() || self.receives_events() {
            return true;
        }
        self.traits.may_stall
    }

    /// The version of HTTP that requests go out by.
    #[cfg(feature = "http2")]
    pub(super) fn http_version(&self) -> Version {
        let Http2 { events, others } = self.service.http2;
        match (self.sends_events(), self.receives_events()) {
            (true, true) => Version::Http2,
            (false, false) if others => Version::PreferHttp2,
            (true, false) | (false, true) if events => Version::PreferHttp2,
            _ => Version::Http1,
        }
    }

    #[cfg(any(feature = "event-stream", feature = "http2"))]
    fn sends_events(&self) -> bool {
        #[cfg(feature = "event-sender")]
        return self.events.is_some();
        #[cfg(not(feature = "event-sender"))]
        false
    }

    #[cfg(any(feature = "event-stream", feature = "http2"))]
    fn receives_events(&self) -> bool {
        #[cfg(feature = "event-stream")]
        return self.received.as_ref().is_some_and(stream::Stream::is_events);
        #[cfg(not(feature = "event-stream"))]
        false
    }

    pub(super) fn span_name(&self) -> String {
        format!("{}.{}", self.service.sdk_id, self.name)
    }

    /// The auth schemes of the model, best first.
    pub(super) fn auth(&self) -> &'static [AuthScheme] {
        self.traits.auth.unwrap_or(self.service.auth)
    }
}

/// What is done with an input.
type WithInput<'a> = &'a mut dyn FnMut(DynStructure<'_>) -> Result<(), BoxError>;

impl fmt::Debug for OperationVtable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OperationVtable").field(&self.name).finish()
    }
}

fn with_input<O: Operation>(input: &Input, with: WithInput<'_>) -> Result<(), BoxError> {
    let input = input.downcast_ref::<O::Input>().ok_or("an interceptor replaced the input by one of another type")?;
    with(DynStructure::new(O::Input::shape(), &|to| input.write(to)))
}

fn decode<O: Operation>(response: &HttpResponse, attempt: u32) -> OutputOrError {
    erase::<O>(operation::decode_response::<O>(response, Some(attempt)))
}
