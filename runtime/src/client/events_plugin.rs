//! Events that are sent: what a call does about them.
//!
//! The request that is signed has no body: its signature is that of no bytes, and the first that a message is signed
//! with. The events take the place of the body after that, in each attempt. Until the first of them was taken out of
//! the stream of the program, an attempt that failed can be made again.

use super::vtable::OperationVtable;
use crate::config::{RuntimeComponentsBuilder, RuntimePlugin};
use crate::error::{BoxError, MissingInput};
use crate::event_stream::{Events, Format, Signer};
use crate::sync::lock;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
    BeforeTransmitInterceptorContextMut, FinalizerInterceptorContextMut, Input, InterceptorContext,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority, SharedRetryClassifier,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::event_stream::{DeferredSignerReceiver, DeferredSignerSender, Message};
use std::borrow::Cow;
use std::sync::{Arc, Mutex};

/// What one call adds whose operation sends events.
#[derive(Clone, Debug)]
pub(super) struct EventsPlugin {
    events: Events,
    attempt: Arc<Mutex<Attempt>>,
}

/// What is known before the body of an attempt is made.
#[derive(Debug, Default)]
struct Attempt {
    /// The message before all events.
    initial: Option<Message>,
    /// Where the signer of the request leaves that of messages.
    signer: Option<DeferredSignerReceiver>,
}

impl EventsPlugin {
    pub(super) fn of(operation: &'static OperationVtable) -> Option<Self> {
        operation.events.as_ref()?;
        let events = Events::new(Format::of(operation.service.protocol, &operation.service.schema));
        Some(Self { events, attempt: Arc::default() })
    }

    fn with_attempt<T>(&self, with: impl FnOnce(&mut Attempt) -> T) -> T {
        with(&mut lock(&self.attempt))
    }
}

impl RuntimePlugin for EventsPlugin {
    fn runtime_components(&self, _: &RuntimeComponentsBuilder) -> Cow<'_, RuntimeComponentsBuilder> {
        let components = RuntimeComponentsBuilder::new("events")
            .with_interceptor(SharedInterceptor::permanent(self.clone()))
            .with_retry_classifier(SharedRetryClassifier::new(BeganClassifier(self.events.clone())));
        Cow::Owned(components)
    }
}

#[dyn_dispatch_hint]
impl Intercept for EventsPlugin {
    fn name(&self) -> &'static str {
        "EventsPlugin"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_put(self.events.clone());
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.request_mut().body_mut();
        let initial = Events::initial(body)?;
        self.with_attempt(|attempt| attempt.initial = initial);
        // Which is signed, and can be sent again.
        *body = SdkBody::empty();
        Ok(())
    }

    fn modify_before_signing(
        &self,
        _: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let (receiver, sender) = DeferredSignerSender::new();
        cfg.interceptor_state().store_put(sender);
        self.with_attempt(|attempt| attempt.signer = Some(receiver));
        Ok(())
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // Without a signature of the request there is none of messages.
        let (initial, signer) = self.with_attempt(|attempt| {
            let signer = attempt.signer.take().and_then(|signer| signer.recv::<Signer>().ok());
            (attempt.initial.clone(), signer)
        });
        let body = self.events.body(initial, signer);
        *context.request_mut().body_mut() = SdkBody::from_body_1_x(body);
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        context.response_mut().add_extension(self.events.clone());
        Ok(())
    }

    fn modify_before_attempt_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(result @ Err(_)) = context.output_or_error_mut() else { return Ok(()) };
        if let Some(cause) = self.events.attempt_failed() {
            *result = Err(OrchestratorError::connector(ConnectorError::user(cause)));
        }
        Ok(())
    }

    fn modify_before_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if !matches!(context.output_or_error(), Some(Ok(_))) {
            self.events.give_up();
        }
        Ok(())
    }
}

impl Storable for Events {
    type Storer = StoreReplace<Self>;
}

/// Takes the stream out of an input. It is sent once the head of the request is.
pub(super) fn take(operation: &OperationVtable, input: &mut Input, cfg: &ConfigBag) -> Result<(), BoxError> {
    let (Some(sent), Some(events)) = (&operation.events, cfg.load::<Events>()) else { return Ok(()) };
    let messages = (sent.take)(input);
    if let (None, Some(member)) = (&messages, sent.required) {
        return Err(MissingInput::new(operation.name, vec![member]).into());
    }
    events.set(messages);
    Ok(())
}

/// A stream that events were taken from cannot be sent a second time.
#[derive(Debug)]
struct BeganClassifier(Events);

impl ClassifyRetry for BeganClassifier {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let failed = context.output_or_error().is_some_and(|result| result.is_err());
        if failed && self.0.began() { RetryAction::RetryForbidden } else { RetryAction::NoActionIndicated }
    }

    fn name(&self) -> &'static str {
        "Began"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::run_after(RetryClassifierPriority::transient_error_classifier())
    }
}
