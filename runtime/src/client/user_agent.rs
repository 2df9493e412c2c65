use super::metrics;
use crate::error::BoxError;
use crate::operation::Service;
use aws_runtime::sdk_feature::AwsSdkFeature;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::{RetryConfig, RetryMode};
use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl};

/// Notes for the user agent which features of the runtime a call uses.
#[derive(Debug)]
pub(super) struct FeatureInterceptor {
    /// Whether the endpoint rules take the account of the credentials.
    account: bool,
    /// The protocol, if it is one that counts.
    protocol: Option<SmithySdkFeature>,
}

impl FeatureInterceptor {
    pub(super) fn new(service: &Service) -> Self {
        let mode = Some("AWS::Auth::AccountIdEndpointMode");
        Self {
            account: service.endpoint_params.iter().any(|param| param.built_in == mode),
            protocol: service.protocol.feature(),
        }
    }
}

#[dyn_dispatch_hint]
impl Intercept for FeatureInterceptor {
    fn name(&self) -> &'static str {
        "FeatureInterceptor"
    }

    fn read_before_serialization(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let retries = cfg.load::<RetryConfig>().and_then(|config| match config.mode() {
            RetryMode::Standard => Some(SmithySdkFeature::RetryModeStandard),
            RetryMode::Adaptive => Some(SmithySdkFeature::RetryModeAdaptive),
            _ => None,
        });
        let mode = self.account.then(|| cfg.load::<AccountIdEndpointMode>().cloned().unwrap_or_default());
        let account = mode.and_then(|mode| match mode {
            AccountIdEndpointMode::Preferred => Some(AwsSdkFeature::AccountIdModePreferred),
            AccountIdEndpointMode::Required => Some(AwsSdkFeature::AccountIdModeRequired),
            AccountIdEndpointMode::Disabled => Some(AwsSdkFeature::AccountIdModeDisabled),
            _ => None,
        });
        let endpoint = cfg.load::<EndpointUrl>().map(|_| AwsSdkFeature::EndpointOverride);
        let features = retries.into_iter().chain(self.protocol.clone()).chain(metrics::feature());
        let state = cfg.interceptor_state();
        features.for_each(|feature| _ = state.store_append(feature));
        account.into_iter().chain(endpoint).for_each(|feature| _ = state.store_append(feature));
        Ok(())
    }
}
