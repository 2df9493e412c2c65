//! [`Config`]: the configuration of a client.

use super::aws::retry::{RetryConfig, RetryPartition};
use super::aws::timeout::TimeoutConfig;
use super::aws::{
    AppName, BehaviorVersion, FrameworkMetadata, FrozenLayer, Layer, Region, RuntimeComponentsBuilder,
    SharedAsyncSleep, SharedCredentialsProvider, SharedHttpClient, SharedIdentityCache, SharedInterceptor,
    SharedRuntimePlugin, StalledStreamProtectionConfig,
};
use super::endpoint::{self, DefaultResolver, ResolveEndpoint as _};
use super::environment;
use super::layer_values::{DisableRequestCompression, MinCompressionSize};
use super::settings::{Settings, settle_signing_region};
use crate::operation::Service;
use aws_runtime::invocation_id::SharedInvocationIdGenerator;
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_runtime::user_agent::ApiMetadata;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::auth::{AuthSchemePreference, SharedAuthScheme, SharedAuthSchemeOptionResolver};
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;
use aws_types::SigningName;
use aws_types::region::SigningRegionSet;
use aws_types::sdk_config::SdkConfig;

/// The configuration of a client.
#[derive(Clone, Debug)]
pub struct Config {
    /// What the client reads.
    frozen: FrozenLayer,
    /// The same as it was given, to go on building from.
    settings: Settings,
    /// The components of the settings, with those of the environment once the service is known. The settings do not get
    /// these, because another service may be given them.
    components: RuntimeComponentsBuilder,
    service: Option<&'static Service>,
}

impl Config {
    /// The configuration shared by all services, as a configuration for one.
    #[inline]
    pub fn new(config: &SdkConfig) -> Self {
        config.into()
    }

    /// What it was built from.
    #[doc(hidden)]
    #[inline]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Adds what depends on the service.
    pub(crate) fn bind(mut self, service: &'static Service) -> Self {
        let mut layer = self.settings.layer.clone();
        self.components = self.settings.components.clone();
        environment::look_up(&mut layer, &mut self.components, service);
        layer.store_put(ApiMetadata::new(service.user_agent_id(), service.crate_version));
        if !service.signing_name.is_empty() {
            layer.store_put(SigningName::from_static(service.signing_name));
        }
        self.frozen = Layer::from(layer).with_name("client config").freeze();
        self.service = Some(service);
        self
    }

    pub(crate) fn layer(&self) -> &FrozenLayer {
        &self.frozen
    }

    pub(crate) fn components(&self) -> &RuntimeComponentsBuilder {
        &self.components
    }

    pub(crate) fn plugins(&self) -> &[SharedRuntimePlugin] {
        self.settings.plugins()
    }

    /// Which set of defaults applies.
    pub(crate) fn behavior_version(&self) -> Option<BehaviorVersion> {
        self.settings.behavior_version.or(cfg!(feature = "behavior-version-latest").then(BehaviorVersion::latest))
    }

    /// What to do about downloads and uploads that stall.
    #[inline]
    pub fn stalled_stream_protection(&self) -> Option<&StalledStreamProtectionConfig> {
        self.frozen.load::<StalledStreamProtectionConfig>()
    }

    /// The HTTP client, if one was set.
    #[inline]
    pub fn http_client(&self) -> Option<SharedHttpClient> {
        self.settings.components.http_client()
    }

    /// The auth schemes that were added.
    #[inline]
    pub fn auth_schemes(&self) -> impl Iterator<Item = SharedAuthScheme> + '_ {
        self.settings.components.auth_schemes()
    }

    /// The auth scheme resolver, if one was set.
    #[inline]
    pub fn auth_scheme_resolver(&self) -> Option<SharedAuthSchemeOptionResolver> {
        self.settings.components.auth_scheme_option_resolver()
    }

    /// The order in which auth schemes are preferred, if one was set.
    #[inline]
    pub fn auth_scheme_preference(&self) -> Option<&AuthSchemePreference> {
        self.frozen.load::<AuthSchemePreference>()
    }

    /// The endpoint resolver that was set, else the one of the service; before a client was made of this configuration
    /// the latter only says so.
    #[inline]
    pub fn endpoint_resolver(&self) -> endpoint::SharedEndpointResolver {
        let default = || DefaultResolver::of(self.service).into_shared_resolver();
        self.settings.components.endpoint_resolver().unwrap_or_else(default)
    }

    /// How to retry, if it was set.
    #[inline]
    pub fn retry_config(&self) -> Option<&RetryConfig> {
        self.frozen.load::<RetryConfig>()
    }

    /// How to sleep, if it was set.
    #[inline]
    pub fn sleep_impl(&self) -> Option<SharedAsyncSleep> {
        self.settings.components.sleep_impl()
    }

    /// The timeouts, if they were set.
    #[inline]
    pub fn timeout_config(&self) -> Option<&TimeoutConfig> {
        self.frozen.load::<TimeoutConfig>()
    }

    /// The clients that share retry tokens with this one, if it was set.
    #[inline]
    pub fn retry_partition(&self) -> Option<&RetryPartition> {
        self.frozen.load::<RetryPartition>()
    }

    /// The cache of credentials and other identities, if one was set.
    #[inline]
    pub fn identity_cache(&self) -> Option<SharedIdentityCache> {
        self.settings.components.identity_cache()
    }

    /// The interceptors that were added.
    #[inline]
    pub fn interceptors(&self) -> impl Iterator<Item = SharedInterceptor> + '_ {
        self.settings.components.interceptors()
    }

    /// The clock.
    #[inline]
    pub fn time_source(&self) -> Option<SharedTimeSource> {
        self.settings.components.time_source()
    }

    /// The retry classifiers that were added.
    #[inline]
    pub fn retry_classifiers(&self) -> impl Iterator<Item = SharedRetryClassifier> + '_ {
        self.settings.components.retry_classifiers()
    }

    /// The name of the application, for the user agent.
    #[inline]
    pub fn app_name(&self) -> Option<&AppName> {
        self.frozen.load::<AppName>()
    }

    /// The frameworks in between, for the user agent, in the order they were added.
    #[inline]
    pub fn framework_metadata(&self) -> Vec<&FrameworkMetadata> {
        let mut newest_first: Vec<_> = self.frozen.load::<FrameworkMetadata>().collect();
        newest_first.reverse();
        newest_first
    }

    /// Whether a clock that is off is left as it is, if it was set.
    #[inline]
    pub fn disable_clock_skew_correction(&self) -> Option<bool> {
        self.frozen.load::<DisableClockSkewCorrection>().map(DisableClockSkewCorrection::is_disabled)
    }

    /// The generator of invocation ids, if one was set.
    #[inline]
    pub fn invocation_id_generator(&self) -> Option<SharedInvocationIdGenerator> {
        self.frozen.load::<SharedInvocationIdGenerator>().cloned()
    }

    /// The SigV4 signing name of the service; empty before a client was made of this configuration.
    #[inline]
    pub fn signing_name(&self) -> &'static str {
        self.service.map_or("", |service| service.signing_name)
    }

    /// The regions a SigV4a signature is good for, if they were set.
    #[inline]
    pub fn sigv4a_signing_region_set(&self) -> Option<&SigningRegionSet> {
        self.frozen.load::<SigningRegionSet>()
    }

    /// Whether requests are left as they are where the service takes them compressed, if it was set.
    #[inline]
    pub fn disable_request_compression(&self) -> Option<bool> {
        self.frozen.load::<DisableRequestCompression>().map(|disable| disable.0)
    }

    /// The size from which requests are compressed, in bytes, if it was set.
    #[inline]
    pub fn request_min_compression_size_bytes(&self) -> Option<u32> {
        self.frozen.load::<MinCompressionSize>().map(|size| size.0)
    }

    /// Where credentials come from, if it was set.
    #[inline]
    pub fn credentials_provider(&self) -> Option<SharedCredentialsProvider> {
        self.settings.credentials_provider.clone()
    }

    /// The region, if it was set.
    #[inline]
    pub fn region(&self) -> Option<&Region> {
        self.frozen.load::<Region>()
    }
}

#[doc(hidden)]
impl Settings {
    /// The configuration.
    pub fn build(mut self) -> Config {
        if self.components.time_source().is_none() {
            self.components.set_time_source(Some(Default::default()));
        }
        settle_signing_region(&mut self.layer);
        let frozen = Layer::from(self.layer.clone()).with_name("client config").freeze();
        Config { frozen, components: self.components.clone(), settings: self, service: None }
    }
}

impl From<&SdkConfig> for Config {
    #[inline]
    fn from(shared: &SdkConfig) -> Self {
        Settings::from(shared).build()
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Builder;

    #[test]
    fn what_was_set_for_compression_is_told() {
        let config = Builder::new().build();
        assert_eq!((config.disable_request_compression(), config.request_min_compression_size_bytes()), (None, None));
        let config = Builder::new().disable_request_compression(true).request_min_compression_size_bytes(7u32).build();
        let told = (config.disable_request_compression(), config.request_min_compression_size_bytes());
        assert_eq!(told, (Some(true), Some(7)));
    }
}
