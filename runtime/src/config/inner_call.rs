//! The settings of a call that is being made, for another one on its behalf.

use super::aws::retry::{RetryConfig, RetryPartition};
use super::aws::{
    AccountIdEndpointMode, AppName, ConfigBag, FrameworkMetadata, Region, RuntimeComponents, SharedInterceptor,
    StalledStreamProtectionConfig,
};
use super::layer_values::{
    ContextParam, DisableHostPrefix, DisableRequestCompression, MinCompressionSize, ResponseLimit,
};
use super::settings::Settings;
use crate::protocol::Presigned;
use aws_runtime::invocation_id::SharedInvocationIdGenerator;
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::auth::static_resolver::StaticAuthSchemeOptionResolver;
use aws_smithy_runtime_api::client::retries::SharedRetryStrategy;
use aws_smithy_types::config_bag::CloneableLayer;
use aws_smithy_types::timeout::MergeTimeoutConfig;
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::region::SigningRegionSet;

/// Copies settings, each of which replaces another one of its type.
macro_rules! copy {
    ($cfg:ident => $layer:ident: $($type:ty),* $(,)?) => {
        $($layer.store_or_unset($cfg.load::<$type>().cloned());)*
    };
}

impl Settings {
    /// What a call is made with, but for what looks into it.
    pub(crate) fn of_call(components: &RuntimeComponents, cfg: &ConfigBag) -> Self {
        let mut layer = CloneableLayer::default();
        copy!(cfg => layer:
            AccountIdEndpointMode, AppName, DisableClockSkewCorrection, DisableHostPrefix, DisableRequestCompression,
            EndpointUrl, MinCompressionSize, Region, ResponseLimit, RetryConfig, RetryPartition,
            SharedInvocationIdGenerator, SigningRegionSet, StalledStreamProtectionConfig, UseDualStack, UseFips,
        );
        layer.store_put(cfg.load::<MergeTimeoutConfig>());
        let newest_first: Vec<ContextParam> = cfg.load::<ContextParam>().cloned().collect();
        newest_first.into_iter().rev().for_each(|param| _ = layer.store_append(param));
        let newest_first: Vec<FrameworkMetadata> = cfg.load::<FrameworkMetadata>().cloned().collect();
        newest_first.into_iter().rev().for_each(|framework| _ = layer.store_append(framework));
        let mut components = components.to_builder();
        components.set_interceptors(std::iter::empty::<SharedInterceptor>());
        if cfg.load::<Presigned>().is_some() {
            // What is never tried is the request that is not sent.
            components.set_retry_strategy(None::<SharedRetryStrategy>);
        }
        Self { layer, components, ..Self::default() }
    }

    /// Leaves no other auth scheme to be chosen.
    pub(crate) fn sign_with(&mut self, scheme: AuthSchemeId) {
        let resolver = StaticAuthSchemeOptionResolver::new(vec![scheme]);
        self.components.set_auth_scheme_option_resolver(Some(resolver));
    }
}
