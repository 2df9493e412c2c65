//! What a configuration is built from: every setting, in place. [`Builder`](super::Builder) is these with a method per
//! setting that can be chained, and so is the builder of a service that has settings of its own.
//!
//! Settings are inlined: a program sets a few of forty, and need not compile the others.

use super::bounds;
use super::endpoint_url;
use super::layer_values::{
    ContextParam, DisableHostPrefix, DisableRequestCompression, MinCompressionSize, ResponseLimit,
};
use crate::endpoint::ParamValue;
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::CloneableLayer;
use aws_smithy_types::telemetry::RequestedTelemetryAttributes;
use aws_types::endpoint_config::{UseDualStack, UseFips};
use aws_types::region::SigningRegion;

// What settings are given as: for `config_setters`, which has no imports where it is used.
pub use super::auth::ResolveAuthScheme;
pub use super::aws::retry::{ClassifyRetry, RetryConfig, RetryPartition};
pub use super::aws::timeout::TimeoutConfig;
pub use super::aws::{
    AccountIdEndpointMode, AppName, AsyncSleep, BehaviorVersion, FrameworkMetadata, HttpClient, Intercept, IntoShared,
    ProvideCredentials, ProvideToken, Region, ResolveCachedIdentity, ResolveIdentity, RuntimePlugin, SharedAsyncSleep,
    SharedCredentialsProvider, SharedHttpClient, SharedInterceptor, SharedRuntimePlugin, SharedTokenProvider,
    StalledStreamProtectionConfig, Token,
};
pub use super::endpoint::{ResolveEndpoint, SharedEndpointResolver};
pub use super::idempotency_token::IdempotencyTokenProvider;
pub use aws_runtime::invocation_id::{InvocationIdGenerator, SharedInvocationIdGenerator};
pub use aws_smithy_async::time::{SharedTimeSource, TimeSource};
pub use aws_smithy_runtime_api::client::auth::{AuthScheme, AuthSchemePreference};
pub use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
pub use aws_types::region::SigningRegionSet;

/// What a builder was told so far. Its methods are those of builders, where they are documented.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Settings {
    pub(super) layer: CloneableLayer,
    pub(super) components: RuntimeComponentsBuilder,
    pub(super) plugins: Vec<SharedRuntimePlugin>,
    pub(super) behavior_version: Option<BehaviorVersion>,
    pub(super) credentials_provider: Option<SharedCredentialsProvider>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            layer: CloneableLayer::default(),
            components: RuntimeComponentsBuilder::new("client config"),
            plugins: Vec::new(),
            behavior_version: None,
            credentials_provider: None,
        }
    }
}

/// A method per setting that is a value: its type, and how it is stored. `None` takes a setting back.
macro_rules! values {
    ($($set:ident: $type:ty = |$settings:ident, $value:ident| $store:expr;)*) => {
        #[doc(hidden)]
        impl Settings {$(
            #[inline]
            pub fn $set(&mut self, $value: Option<$type>) {
                let $settings = self;
                $store;
            }
        )*}
    };
}

values! {
    set_endpoint_url: String = |settings, url| {
        settings.note(|unset| unset.endpoint_url = false);
        settings.layer.store_or_unset(url.map(endpoint_url::stored))
    };
    set_disable_host_prefix: bool = |settings, disable| settings.layer.store_or_unset(disable.map(DisableHostPrefix));
    set_use_fips: bool = |settings, fips| settings.layer.store_or_unset(fips.map(UseFips));
    set_use_dual_stack: bool = |settings, dual| settings.layer.store_or_unset(dual.map(UseDualStack));
    set_account_id_endpoint_mode: AccountIdEndpointMode =
        |settings, mode| settings.layer.store_or_unset(mode);
    set_idempotency_token_provider: IdempotencyTokenProvider =
        |settings, provider| settings.layer.store_or_unset(provider);
    set_retry_config: RetryConfig = |settings, retry| retry.map(|retry| {
        settings.note(|unset| unset.retry_config = false);
        settings.layer.store_put(bounds::retries(retry));
    });
    set_retry_partition: RetryPartition =
        |settings, partition| partition.map(|partition| settings.layer.store_put(partition));
    set_timeout_config: TimeoutConfig = |settings, timeouts| timeouts.map(|mut timeouts| {
        if let Some(before) = settings.layer.load::<TimeoutConfig>() {
            timeouts.take_defaults_from(before);
        }
        settings.layer.store_put(bounds::timeouts(&timeouts));
    });
    set_stalled_stream_protection: StalledStreamProtectionConfig =
        |settings, config| settings.layer.store_or_unset(config);
    set_auth_scheme_preference: AuthSchemePreference = |settings, preference| {
        settings.note(|unset| unset.auth_scheme_preference = false);
        settings.layer.store_or_unset(preference)
    };
    set_sigv4a_signing_region_set: SigningRegionSet =
        |settings, regions| settings.layer.store_or_unset(regions);
    set_disable_request_compression: bool =
        |settings, disable| settings.layer.store_or_unset(disable.map(DisableRequestCompression));
    set_request_min_compression_size_bytes: u32 =
        |settings, size| settings.layer.store_or_unset(size.map(MinCompressionSize));
    set_response_max_body_size_bytes: u64 = |settings, size| settings.layer.store_or_unset(size.map(ResponseLimit));
    set_app_name: AppName = |settings, name| settings.layer.store_or_unset(name);
    set_region: Region = |settings, region| settings.layer.store_or_unset(region);
    set_disable_clock_skew_correction: bool = |settings, disable| {
        settings.layer.store_or_unset::<DisableClockSkewCorrection>(disable.map(Into::into))
    };
    set_behavior_version: BehaviorVersion = |settings, version| settings.behavior_version = version;
}

#[doc(hidden)]
impl Settings {
    #[inline]
    pub fn push_framework_metadata(&mut self, framework: FrameworkMetadata) {
        self.layer.store_append(framework);
    }

    #[inline]
    pub fn push_runtime_plugin(&mut self, plugin: SharedRuntimePlugin) {
        self.plugins.push(plugin);
    }

    fn telemetry(&mut self, change: impl FnOnce(&mut RequestedTelemetryAttributes)) {
        let mut requested = self.layer.load::<RequestedTelemetryAttributes>().cloned().unwrap_or_default();
        change(&mut requested);
        self.layer.store_put(requested);
    }

    pub fn emit_input_attributes<S: Into<String>>(&mut self, names: impl IntoIterator<Item = S>) {
        self.telemetry(|requested| requested.emit(names.into_iter().map(Into::into)));
    }

    pub fn capture_input_attributes<S: Into<String>>(&mut self, names: impl IntoIterator<Item = S>) {
        self.telemetry(|requested| requested.capture_only(names.into_iter().map(Into::into)));
    }

    /// Sets a client context parameter of the endpoint rules; `None` leaves it to the rules.
    #[inline]
    pub fn set_context_param(&mut self, name: &'static str, value: Option<ParamValue>) {
        self.layer.store_append(ContextParam { name, value });
    }

    pub(crate) fn plugins(&self) -> &[SharedRuntimePlugin] {
        &self.plugins
    }
}

/// Requests are signed for the region they are sent to, unless the endpoint says otherwise.
pub(super) fn settle_signing_region(layer: &mut CloneableLayer) {
    if let Some(region) = layer.load::<Region>().cloned() {
        layer.store_put(SigningRegion::from(region));
    }
}
