use super::body_plugin::BodyPlugin;
use super::call::Call;
#[cfg(feature = "http-checksum")]
use super::checksum::RequestChecksums;
#[cfg(feature = "event-sender")]
use super::events_plugin::EventsPlugin;
use super::operation_plugin::{Attempts, OperationPlugin};
use super::type_erasure::typed;
use super::vtable::OperationVtable;
use crate::config::{ConfigOverride, RuntimePlugin};
use crate::error::ErrorMetadata;
use crate::error::metadata::describe_call;
use crate::error::sdk_error::{HttpResponse, SdkError};
use crate::operation::Operation;
use crate::redaction::{RedactPluginHttpClient, RedactRequest};
use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, InterceptorContext, Output};
use aws_smithy_runtime_api::client::result as aws;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugins;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use tracing::Instrument;

impl Call {
    /// Sends the operation.
    ///
    /// # Errors
    /// See [`SdkError`].
    pub fn send<O: Operation>(self, input: O::Input) -> Sending<O> {
        Sending { outcome: orchestrate(self, OperationVtable::of::<O>(), Input::erase(input)), operation: PhantomData }
    }
}

/// A call on its way: the future of its output.
///
/// It has a name, unlike what an `async fn` gives, so that generated code has no state machine per operation.
#[must_use = "nothing is sent until it is awaited"]
pub struct Sending<O> {
    outcome: Pin<Box<dyn Future<Output = Outcome> + Send>>,
    operation: PhantomData<fn() -> O>,
}

impl<O> fmt::Debug for Sending<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}

impl<O: Operation> Future for Sending<O> {
    type Output = Result<O::Output, SdkError<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        // This much is compiled once per operation.
        self.outcome.as_mut().poll(cx).map(|outcome| match outcome {
            Ok(output) => output.downcast().map_err(|_| replaced()),
            Err(error) => Err(error.map_service_error(typed)),
        })
    }
}

type Outcome = Result<Output, SdkError<Error>>;

fn orchestrate(
    call: Call,
    operation: &'static OperationVtable,
    input: Input,
) -> Pin<Box<dyn Future<Output = Outcome> + Send>> {
    let mut call = Prepared::new(call, operation);
    #[cfg(feature = "event-sender")]
    if let Some(plugin) = EventsPlugin::of(operation) {
        call = call.with_plugin(plugin);
    }
    #[cfg(feature = "http-checksum")]
    if let Some(checksums) = RequestChecksums::of(operation.traits) {
        call = call.with_plugin(checksums);
    }
    if let Some(hide) = RedactRequest::of(&operation.traits) {
        call = call.with_plugin(hide);
    }
    let invoke = async move {
        let context = call.invoke(input, StopPoint::None).await?;
        let output = context.finalize().map_err(|error| call.failure(error))?;
        #[cfg(feature = "stream")]
        if let Some(stream) = &operation.received {
            return stream.complete(output, operation.name).await;
        }
        Ok(output)
    };
    Box::pin(invoke.instrument(span(operation)))
}

/// One span per call; the number tells concurrent calls apart in a log.
pub(super) fn span(operation: &OperationVtable) -> tracing::Span {
    tracing::debug_span!(
        "operation",
        "otel.name" = operation.span_name(),
        "rpc.service" = operation.service.sdk_id,
        "rpc.method" = operation.name,
        "sdk_invocation_id" = fastrand::u32(1_000_000..10_000_000),
        "rpc.system" = "aws-api",
    )
}

/// A call with all that the AWS runtime makes it by.
pub(super) struct Prepared {
    operation: &'static OperationVtable,
    plugins: RuntimePlugins,
    attempts: Attempts,
}

impl Prepared {
    pub(super) fn new(call: Call, operation: &'static OperationVtable) -> Self {
        let attempts = Attempts::default();
        let inner = &call.handle.inner;
        let own = OperationPlugin::new(operation, inner.constants(operation), call.feature, attempts.clone());
        let mut plugins = inner.plugins.clone().with_operation_plugin(own);
        if let Some(changes) = call.config_override {
            let of_user = changes.settings().plugins().to_vec();
            if !of_user.is_empty() {
                plugins = plugins.with_operation_plugins(of_user).with_operation_plugin(RedactPluginHttpClient);
            }
            plugins = plugins.with_operation_plugin(ConfigOverride::new(changes, operation.service));
        }
        plugins = plugins.with_operation_plugin(BodyPlugin(operation));
        Self { operation, plugins, attempts }
    }

    /// Adds what is to change after all else.
    pub(super) fn with_plugin(self, plugin: impl RuntimePlugin + 'static) -> Self {
        Self { plugins: self.plugins.with_operation_plugin(plugin), ..self }
    }

    pub(super) async fn invoke(&self, input: Input, stop: StopPoint) -> Result<InterceptorContext, SdkError<Error>> {
        let (service, name) = (self.operation.service.sdk_id, self.operation.name);
        let context = invoke_with_stop_point(service, name, input, &self.plugins, stop).await;
        context.map_err(|error| self.failure(error))
    }

    /// Adds what the AWS runtime does not say: which operation failed and how often it was tried.
    fn failure(&self, error: aws::SdkError<Error, HttpResponse>) -> SdkError<Error> {
        let meta = describe_call(ErrorMetadata::builder(), self.operation.name, Some(self.attempts.get()));
        SdkError::described(error, meta)
    }
}

fn replaced<E>() -> SdkError<E> {
    SdkError::construction_failure("an interceptor replaced the output by one of another type")
}
