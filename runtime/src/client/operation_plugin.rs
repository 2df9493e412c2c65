//! What an operation adds to a call: its codec, what its traits say, and parameters from its input.

#[cfg(feature = "http-checksum")]
use super::checksum::ResponseChecksums;
use super::classifiers::{Classifiers, classifiers};
#[cfg(feature = "event-sender")]
use super::events_plugin;
use super::vtable::OperationVtable;
use super::{compression, length, response_limit, telemetry};
use crate::config::{
    DisableHostPrefix, FrozenLayer, IdempotencyTokenProvider, Layer, RuntimeComponentsBuilder, RuntimePlugin,
};
use crate::config::{auth, endpoint};
use crate::endpoint::EndpointError;
use crate::error::BoxError;
use crate::operation::endpoint::without_slash;
use crate::protocol::Presigned;
use aws_runtime::auth::{PayloadSigningOverride, SigV4OperationSigningConfig};
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::auth::AuthSchemeOptionResolverParams;
use aws_smithy_runtime_api::client::endpoint::EndpointPrefix;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
    BeforeTransmitInterceptorContextMut, BeforeTransmitInterceptorContextRef, Input, OutputOrError,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{
    HttpRequest, HttpResponse, LoadedRequestBody, Metadata, SensitiveOutput,
};
use aws_smithy_runtime_api::client::retries::RequestAttempts;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_runtime_api::http::NonUtf8HeaderHandling;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::{RetryConfig, RetrySpec};
use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// One call of an operation.
#[derive(Clone, Debug)]
pub(super) struct OperationPlugin {
    operation: &'static OperationVtable,
    constants: Constants,
    feature: Option<SmithySdkFeature>,
    attempts: Attempts,
}

/// How many attempts a call has made so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Attempts(Arc<AtomicU32>);

impl Attempts {
    pub(super) fn get(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

impl OperationPlugin {
    pub(super) fn new(
        operation: &'static OperationVtable,
        constants: Constants,
        feature: Option<SmithySdkFeature>,
        attempts: Attempts,
    ) -> Self {
        Self { operation, constants, feature, attempts }
    }
}

/// What is the same for all calls of an operation.
#[derive(Clone, Debug)]
pub(super) struct Constants {
    layer: FrozenLayer,
    classifiers: Classifiers,
}

impl Constants {
    pub(super) fn of(operation: &'static OperationVtable) -> Self {
        Self { layer: layer(operation), classifiers: classifiers(operation) }
    }
}

fn layer(operation: &'static OperationVtable) -> FrozenLayer {
    let mut layer = Layer::new(operation.name);
    layer.store_put(SharedRequestSerializer::new(Codec(operation)));
    layer.store_put(SharedResponseDeserializer::new(Codec(operation)));
    let auth = auth::Params::new(operation.name, operation.auth(), operation.service.endpoint_chooses_auth);
    layer.store_put(AuthSchemeOptionResolverParams::new(auth));
    let mut signing = SigV4OperationSigningConfig::default();
    let customizations = &operation.service.customizations;
    let options = &mut signing.signing_options;
    options.content_sha256_header = customizations.signs_body_hash;
    options.double_uri_encode = !customizations.signs_paths_as_sent;
    options.normalize_uri_path = !customizations.signs_paths_as_sent;
    layer.store_put(signing);
    if operation.traits.unsigned_payload {
        layer.store_put(PayloadSigningOverride::unsigned_payload());
    }
    layer.store_put(Metadata::new(operation.name, operation.service.sdk_id));
    if operation.traits.sensitive {
        layer.store_put(SensitiveOutput);
    }
    if operation.traits.body_headers.is_some() {
        layer.store_put(LoadedRequestBody::Requested);
    }
    layer.freeze()
}

impl RuntimePlugin for OperationPlugin {
    fn config(&self) -> Option<FrozenLayer> {
        Some(self.constants.layer.clone())
    }

    fn runtime_components(&self, _: &RuntimeComponentsBuilder) -> Cow<'_, RuntimeComponentsBuilder> {
        let interceptor = SharedInterceptor::permanent(self.clone());
        let mut components = RuntimeComponentsBuilder::new(self.operation.name).with_interceptor(interceptor);
        components.extend_retry_classifiers(self.constants.classifiers.iter().cloned());
        #[cfg(feature = "http-checksum")]
        if let Some(checksum) = self.operation.traits.response_checksum {
            components.push_interceptor(SharedInterceptor::permanent(ResponseChecksums(checksum)));
        }
        Cow::Owned(components)
    }
}

#[dyn_dispatch_hint]
impl Intercept for OperationPlugin {
    fn name(&self) -> &'static str {
        self.operation.name
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let (operation, input) = (self.operation, context.input());
        let has_prefix = !cfg.load::<DisableHostPrefix>().is_some_and(|disabled| disabled.0);
        if has_prefix && let Some(prefix) = (operation.host_prefix)(input) {
            let prefix = prefix.map_err(EndpointError::not_in_host)?;
            cfg.interceptor_state().store_put(EndpointPrefix::new(prefix)?);
        }
        if operation.may_stall() {
            cfg.interceptor_state().store_put(StalledStreamProtectionConfig::disabled());
        }
        let params = endpoint::params(operation.service, cfg, |params| (operation.endpoint_params)(input, params))?;
        cfg.interceptor_state().store_put(params);
        if let Some(feature) = self.feature.clone() {
            cfg.interceptor_state().store_append(feature);
        }
        if let Some(captured) = telemetry::captured(operation, input, cfg) {
            cfg.interceptor_state().store_put(captured);
        }
        Ok(())
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let slot = (self.operation.prepare)(context.input_mut());
        if let (Some(slot @ None), Some(provider)) = (slot, cfg.load::<IdempotencyTokenProvider>()) {
            *slot = Some(provider.make_idempotency_token());
        }
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        _: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.operation.traits.long_polls
            && let Some(retries) = cfg.load::<RetryConfig>()
            && let Some(spec) = retries.retry_spec().filter(|spec| spec.is_at_least(RetrySpec::V2_1))
        {
            let retries = retries.clone().with_retry_spec(spec.clone().with_long_polling(true));
            cfg.interceptor_state().store_put(retries);
        }
        Ok(())
    }

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.attempts.0.store(attempt(cfg), Ordering::Relaxed);
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        without_slash(context.request_mut(), &self.operation.schema)
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        #[cfg_attr(not(feature = "byte-stream"), expect(unused_variables, reason = "a stream may pause"))]
        components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        #[cfg(feature = "byte-stream")]
        if self.operation.byte_body.is_some() {
            super::pauses::allow(request, components, cfg);
        }
        if let Some(prefix) = cfg.load::<EndpointPrefix>() {
            request.add_extension(prefix.clone());
        }
        #[cfg(feature = "http2")]
        request.add_extension(self.operation.http_version());
        Ok(())
    }
}

fn attempt(cfg: &ConfigBag) -> u32 {
    cfg.load::<RequestAttempts>().map_or(0, RequestAttempts::attempts)
}

#[derive(Debug)]
struct Codec(&'static OperationVtable);

impl SerializeRequest for Codec {
    #[cfg_attr(
        not(any(feature = "byte-stream", feature = "event-sender")),
        expect(unused_mut, reason = "a stream is taken out")
    )]
    fn serialize_input(&self, mut input: Input, cfg: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        #[cfg(feature = "event-sender")]
        events_plugin::take(self.0, &mut input, cfg)?;
        #[cfg(feature = "byte-stream")]
        let stream = self.0.byte_body.as_ref().and_then(|body| body.take(&mut input));
        let presigned = cfg.load::<Presigned>().copied();
        let mut request = self.0.encode(&input, presigned)?;
        if presigned.is_some() {
            // Whoever sends it has the body, of which nothing is known here.
            return Ok(request);
        }
        #[cfg(feature = "byte-stream")]
        if let Some((body, form)) = stream {
            crate::operation::stream::put(&mut request, body, form)?;
        }
        if self.0.traits.compress {
            compression::compress(&mut request, cfg)?;
        }
        length::keep(&mut request)?;
        Ok(request)
    }
}

impl DeserializeResponse for Codec {
    fn deserialize_streaming_with_config(&self, response: &mut HttpResponse, cfg: &ConfigBag) -> Option<OutputOrError> {
        if let Some(handling) = cfg.load::<NonUtf8HeaderHandling>() {
            // What reads members has no configuration.
            response.add_extension(handling.clone());
        }
        #[cfg(feature = "stream")]
        if let Some(output) = self.0.received.as_ref().and_then(|stream| (stream.open)(response)) {
            return Some(output);
        }
        // What is no stream is loaded next.
        response_limit::apply(response, cfg);
        None
    }

    fn deserialize_nonstreaming_with_config(&self, response: &HttpResponse, cfg: &ConfigBag) -> OutputOrError {
        (self.0.decode)(response, attempt(cfg))
    }
}
