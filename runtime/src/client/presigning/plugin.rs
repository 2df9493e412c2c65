//! What differs about a call whose request is signed and not sent.

use super::PresigningConfig;
use crate::client::clock_skew::ClockSkew;
use crate::config::signing::StartTime;
use crate::config::{FrozenLayer, Layer, RuntimeComponentsBuilder, RuntimePlugin};
use crate::error::BoxError;
use crate::protocol::Presigned;
use aws_runtime::auth::{HttpSignatureType, SigV4OperationSigningConfig};
use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::user_agent::UserAgentInterceptor;
use aws_sigv4::http_request::SignableBody;
use aws_smithy_runtime::client::retries::strategy::NeverRetryStrategy;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{
    Intercept, SharedInterceptor, disable_interceptor, dyn_dispatch_hint,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::runtime_plugin::Order;
use aws_smithy_types::config_bag::ConfigBag;
use std::borrow::Cow;

/// Puts the signature into the query, and leaves out what is about sending.
#[derive(Clone, Debug)]
pub(super) struct Presigning {
    pub(super) config: PresigningConfig,
    pub(super) form: Presigned,
}

impl RuntimePlugin for Presigning {
    /// After all else that tries again.
    fn order(&self) -> Order {
        Order::NestedComponents
    }

    fn config(&self) -> Option<FrozenLayer> {
        let mut layer = Layer::new("Presigning");
        layer.store_put(self.form);
        layer.store_put(StartTime(self.config.start_time()));
        layer.store_put(disable_interceptor::<ClockSkew>("nothing is sent"));
        layer.store_put(disable_interceptor::<InvocationIdInterceptor>("nothing is sent"));
        layer.store_put(disable_interceptor::<RecursionDetectionInterceptor>("nothing is sent"));
        layer.store_put(disable_interceptor::<RequestInfoInterceptor>("nothing is sent"));
        layer.store_put(disable_interceptor::<UserAgentInterceptor>("nothing is sent"));
        Some(layer.freeze())
    }

    fn runtime_components(&self, _: &RuntimeComponentsBuilder) -> Cow<'_, RuntimeComponentsBuilder> {
        let components = RuntimeComponentsBuilder::new("Presigning")
            .with_interceptor(SharedInterceptor::permanent(self.clone()))
            .with_retry_strategy(Some(NeverRetryStrategy::new()));
        Cow::Owned(components)
    }
}

#[dyn_dispatch_hint]
impl Intercept for Presigning {
    fn name(&self) -> &'static str {
        "Presigning"
    }

    fn modify_before_signing(
        &self,
        _: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut signing = cfg.load::<SigV4OperationSigningConfig>().cloned().unwrap_or_default();
        let options = &mut signing.signing_options;
        options.signature_type = HttpSignatureType::HttpRequestQueryParams;
        options.expires_in = Some(self.config.expires());
        options.payload_override = Some(match self.form {
            Presigned::UnsignedBody => SignableBody::UnsignedPayload,
            Presigned::Query => SignableBody::empty(),
        });
        cfg.interceptor_state().store_put(signing);
        Ok(())
    }
}
