//! What a client can be configured with. Each setting can be given in a chain (`name`) or in place (`set_name`, where
//! `None` takes a setting back).

use super::idempotency_token::IdempotencyTokenProvider;
use super::retry::{RetryConfig, RetryPartition};
use super::sdk_config::EnvironmentEndpoint;
use super::timeout::TimeoutConfig;
use super::{
    AccountIdEndpointMode, AppName, BehaviorVersion, Config, FrameworkMetadata, Layer, Region,
    RuntimeComponentsBuilder, RuntimePlugin, SharedRuntimePlugin, StalledStreamProtectionConfig,
};
use aws_runtime::service_clock_skew::DisableClockSkewCorrection;
use aws_smithy_runtime_api::client::auth::AuthSchemePreference;
use aws_smithy_types::config_bag::{CloneableLayer, Storable, StoreReplace};
use aws_types::endpoint_config::{EndpointUrl, UseDualStack, UseFips};
use aws_types::region::{SigningRegion, SigningRegionSet};

/// Builds a [`Config`], and overrides one for a single call.
#[derive(Clone, Debug)]
pub struct Builder {
    pub(super) layer: CloneableLayer,
    pub(super) components: RuntimeComponentsBuilder,
    pub(super) plugins: Vec<SharedRuntimePlugin>,
    pub(super) behavior_version: Option<BehaviorVersion>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            layer: CloneableLayer::default(),
            components: RuntimeComponentsBuilder::new("client config"),
            plugins: Vec::new(),
            behavior_version: None,
        }
    }
}

/// Two methods a setting: its name, its type, and how it is stored.
macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident $set:ident: $type:ty = |$builder:ident, $value:ident| $store:expr;)*) => {
        impl Builder {$(
            $(#[$doc])*
            pub fn $name(mut self, value: impl Into<$type>) -> Self {
                self.$set(Some(value.into()));
                self
            }

            $(#[$doc])*
            pub fn $set(&mut self, $value: Option<$type>) -> &mut Self {
                let $builder = self;
                $store;
                $builder
            }
        )*}
    };
}

settings! {
    /// The URL to send requests to, instead of the one the endpoint rules choose.
    endpoint_url set_endpoint_url: String = |builder, url| {
        builder.layer.unset::<EnvironmentEndpoint>();
        builder.layer.store_or_unset(url.map(EndpointUrl))
    };
    /// Whether to use FIPS 140-3 endpoints.
    use_fips set_use_fips: bool = |builder, fips| builder.layer.store_or_unset(fips.map(UseFips));
    /// Whether to use endpoints that are reachable by IPv4 and IPv6.
    use_dual_stack set_use_dual_stack: bool = |builder, dual| builder.layer.store_or_unset(dual.map(UseDualStack));
    /// Whether the account id may, must or must not be part of the endpoint.
    account_id_endpoint_mode set_account_id_endpoint_mode: AccountIdEndpointMode =
        |builder, mode| builder.layer.store_or_unset(mode);
    /// What makes the tokens for members with `@idempotencyToken`; random UUIDs by default.
    idempotency_token_provider set_idempotency_token_provider: IdempotencyTokenProvider =
        |builder, provider| builder.layer.store_or_unset(provider);
    /// How often and how fast to try again; unset, three attempts in all. `None` changes nothing.
    retry_config set_retry_config: RetryConfig = |builder, retry| retry.map(|retry| builder.layer.store_put(retry));
    /// The clients that share retry tokens with this one; by default those of the same service and region. `None`
    /// changes nothing.
    retry_partition set_retry_partition: RetryPartition =
        |builder, partition| partition.map(|partition| builder.layer.store_put(partition));
    /// How long to wait; what is unset stays as it was. `None` changes nothing.
    timeout_config set_timeout_config: TimeoutConfig = |builder, timeouts| timeouts.map(|mut timeouts| {
        if let Some(before) = builder.layer.load::<TimeoutConfig>() {
            timeouts.take_defaults_from(before);
        }
        builder.layer.store_put(timeouts);
    });
    /// What to do about downloads and uploads that stall; unset, they fail after five seconds.
    stalled_stream_protection set_stalled_stream_protection: StalledStreamProtectionConfig =
        |builder, config| builder.layer.store_or_unset(config);
    /// The order in which auth schemes are preferred, where a service has several.
    auth_scheme_preference set_auth_scheme_preference: AuthSchemePreference =
        |builder, preference| builder.layer.store_or_unset(preference);
    /// The regions a SigV4a signature is good for.
    sigv4a_signing_region_set set_sigv4a_signing_region_set: SigningRegionSet =
        |builder, regions| builder.layer.store_or_unset(regions);
    /// Whether to leave requests as they are where the model says that the service takes them compressed.
    disable_request_compression set_disable_request_compression: bool =
        |builder, disable| builder.compression(|compression| compression.disabled = disable);
    /// The size from which requests are compressed, in bytes; 10240 unless told otherwise, 10485760 at most.
    request_min_compression_size_bytes set_request_min_compression_size_bytes: u32 =
        |builder, size| builder.compression(|compression| compression.min_size = size);
    /// The name of the application, for the user agent.
    app_name set_app_name: AppName = |builder, name| builder.layer.store_or_unset(name);
    /// The set of defaults to apply, which is what allows them to change. A client needs one.
    behavior_version set_behavior_version: BehaviorVersion = |builder, version| builder.behavior_version = version;
}

impl Builder {
    /// An empty configuration.
    pub fn new() -> Self {
        Self::default()
    }

    /// The region to send requests to.
    pub fn region(mut self, region: impl Into<Option<Region>>) -> Self {
        self.set_region(region.into());
        self
    }

    /// The region to send requests to.
    pub fn set_region(&mut self, region: Option<Region>) -> &mut Self {
        self.layer.store_or_unset(region);
        self
    }

    /// Whether to sign with the clock as it is, though the service says it is off.
    pub fn disable_clock_skew_correction(mut self, disable: impl Into<Option<bool>>) -> Self {
        self.set_disable_clock_skew_correction(disable.into());
        self
    }

    /// Whether to sign with the clock as it is, though the service says it is off.
    pub fn set_disable_clock_skew_correction(&mut self, disable: Option<bool>) -> &mut Self {
        self.layer.store_or_unset::<DisableClockSkewCorrection>(disable.map(Into::into));
        self
    }

    /// Adds a framework between the application and the client, for the user agent.
    pub fn framework_metadata(mut self, framework: FrameworkMetadata) -> Self {
        self.push_framework_metadata(framework);
        self
    }

    /// Adds a framework between the application and the client, for the user agent.
    pub fn push_framework_metadata(&mut self, framework: FrameworkMetadata) -> &mut Self {
        self.layer.store_append(framework);
        self
    }

    /// The newest set of defaults.
    pub fn behavior_version_latest(self) -> Self {
        self.behavior_version(BehaviorVersion::latest())
    }

    /// Adds a plugin, which can change any setting and any component.
    pub fn runtime_plugin(mut self, plugin: impl RuntimePlugin + 'static) -> Self {
        self.push_runtime_plugin(SharedRuntimePlugin::new(plugin));
        self
    }

    /// Adds a plugin, which can change any setting and any component.
    pub fn push_runtime_plugin(&mut self, plugin: SharedRuntimePlugin) -> &mut Self {
        self.plugins.push(plugin);
        self
    }

    fn compression(&mut self, change: impl FnOnce(&mut Compression)) {
        let mut compression = self.layer.load::<Compression>().cloned().unwrap_or_default();
        change(&mut compression);
        self.layer.store_put(compression);
    }

    pub(crate) fn plugins(&self) -> &[SharedRuntimePlugin] {
        &self.plugins
    }

    /// The configuration.
    pub fn build(mut self) -> Config {
        if self.components.time_source().is_none() {
            self.components.set_time_source(Some(Default::default()));
        }
        settle_signing_region(&mut self.layer);
        Config {
            frozen: Layer::from(self.layer.clone()).with_name("client config").freeze(),
            layer: self.layer,
            components: self.components,
            plugins: self.plugins,
            behavior_version: self.behavior_version,
            service: None,
        }
    }
}

/// When requests are compressed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compression {
    pub(crate) disabled: Option<bool>,
    pub(crate) min_size: Option<u32>,
}

impl Storable for Compression {
    type Storer = StoreReplace<Self>;
}

/// Requests are signed for the region they are sent to, unless the endpoint says otherwise.
pub(super) fn settle_signing_region(layer: &mut CloneableLayer) {
    if let Some(region) = layer.load::<Region>().cloned() {
        layer.store_put(SigningRegion::from(region));
    }
}
