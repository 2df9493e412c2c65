//! The methods of builders. Each setting can be given in a chain (`name`) or in place (`set_name`, where `None` takes a
//! setting back). [`Settings`] do the work, so that a service with settings of its own can have a builder of its own.

use super::client_config::Config;
use super::settings::Settings;
use aws_types::sdk_config::SdkConfig;

/// Builds a [`Config`], and overrides one for a single call.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    pub(super) settings: Settings,
}

crate::config_setters!(Builder);

impl Builder {
    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The configuration.
    pub fn build(self) -> Config {
        self.settings.build()
    }
}

impl Config {
    /// Starts an empty configuration.
    #[inline]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// A builder with everything this configuration was built from.
    #[inline]
    pub fn to_builder(&self) -> Builder {
        Builder { settings: self.settings().clone() }
    }
}

impl From<Settings> for Builder {
    fn from(settings: Settings) -> Self {
        Self { settings }
    }
}

impl From<&SdkConfig> for Builder {
    #[inline]
    fn from(shared: &SdkConfig) -> Self {
        Settings::from(shared).into()
    }
}

/// The methods of a builder that has [`Settings`] in a field `settings`: all of them, but `build`.
#[doc(hidden)]
#[macro_export]
macro_rules! config_setters {
    ($builder:ident) => {
        $crate::config_setters! { $builder:
            /// The URL to send requests to, instead of the one the endpoint rules choose. It needs a scheme, such as
            /// `https://`. User and password in it are left out: they are not sent.
            endpoint_url(url: impl Into<String>) => set_endpoint_url(Some(url.into())), url: Option<String>;
            /// Whether to leave out what the model puts in front of the host for some operations, such as `api.` or an
            /// account id. A host of one's own, which is set by `endpoint_url`, may not have such names; without this
            /// they are put in front of it, too.
            disable_host_prefix(disable: impl Into<bool>) => set_disable_host_prefix(Some(disable.into())), disable: Option<bool>;
            /// Whether to use FIPS 140-3 endpoints.
            use_fips(fips: impl Into<bool>) => set_use_fips(Some(fips.into())), fips: Option<bool>;
            /// Whether to use endpoints that are reachable by IPv4 and IPv6.
            use_dual_stack(dual: impl Into<bool>) => set_use_dual_stack(Some(dual.into())), dual: Option<bool>;
            /// Whether the account id may, must or must not be part of the endpoint.
            account_id_endpoint_mode(mode: AccountIdEndpointMode) =>
                set_account_id_endpoint_mode(Some(mode)), mode: Option<AccountIdEndpointMode>;
            /// What makes the tokens for members with `@idempotencyToken`; random UUIDs by default.
            idempotency_token_provider(provider: impl Into<IdempotencyTokenProvider>) =>
                set_idempotency_token_provider(Some(provider.into())), provider: Option<IdempotencyTokenProvider>;
            /// How often and how fast to try again; unset, three attempts in all. `None` changes nothing.
            retry_config(retry: RetryConfig) => set_retry_config(Some(retry)), retry: Option<RetryConfig>;
            /// The clients that share retry tokens with this one; by default those of the same service and region.
            /// `None` changes nothing.
            retry_partition(partition: RetryPartition) =>
                set_retry_partition(Some(partition)), partition: Option<RetryPartition>;
            /// How long to wait; what is unset stays as it was. `None` changes nothing.
            ///
            /// Unset, there is a limit for connecting, 3.1 seconds, and none for an answer that does not begin. Give
            /// calls a read timeout, or one for the operation with all its attempts:
            ///
            /// ```
            /// # use farrier_runtime::config::{Builder, timeout::TimeoutConfig};
            /// # use std::time::Duration;
            /// let timeouts = TimeoutConfig::builder()
            ///     .read_timeout(Duration::from_secs(30))
            ///     .operation_timeout(Duration::from_secs(120))
            ///     .build();
            /// let config = Builder::new().timeout_config(timeouts);
            /// ```
            timeout_config(timeouts: TimeoutConfig) =>
                set_timeout_config(Some(timeouts)), timeouts: Option<TimeoutConfig>;
            /// What to do about downloads and uploads that stall; unset, they fail after five seconds.
            stalled_stream_protection(config: StalledStreamProtectionConfig) =>
                set_stalled_stream_protection(Some(config)), config: Option<StalledStreamProtectionConfig>;
            /// The order in which auth schemes are preferred, where a service has several.
            auth_scheme_preference(preference: impl Into<AuthSchemePreference>) =>
                set_auth_scheme_preference(Some(preference.into())), preference: Option<AuthSchemePreference>;
            /// The regions a SigV4a signature is good for.
            sigv4a_signing_region_set(regions: impl Into<SigningRegionSet>) =>
                set_sigv4a_signing_region_set(Some(regions.into())), regions: Option<SigningRegionSet>;
            /// Whether to leave requests as they are where the model says that the service takes them compressed.
            disable_request_compression(disable: impl Into<Option<bool>>) =>
                set_disable_request_compression(disable.into()), disable: Option<bool>;
            /// The size from which requests are compressed, in bytes; 10240 unless told otherwise, 10485760 at most.
            request_min_compression_size_bytes(size: impl Into<Option<u32>>) =>
                set_request_min_compression_size_bytes(size.into()), size: Option<u32>;
            /// The longest body of a response that is loaded into memory, in bytes; 268435456 (256 MiB) unless told
            /// otherwise. A longer one is an error, and is not asked for again. Streams have no limit; a message in a
            /// stream of events has 24 MiB at most.
            response_max_body_size_bytes(size: impl Into<u64>) =>
                set_response_max_body_size_bytes(Some(size.into())), size: Option<u64>;
            /// The name of the application, for the user agent.
            app_name(name: AppName) => set_app_name(Some(name)), name: Option<AppName>;
            /// The set of defaults to apply, which is what allows them to change. A client needs one.
            behavior_version(version: BehaviorVersion) =>
                set_behavior_version(Some(version)), version: Option<BehaviorVersion>;
            /// The region to send requests to.
            region(region: impl Into<Option<Region>>) => set_region(region.into()), region: Option<Region>;
            /// Whether to sign with the clock as it is, though the service says it is off.
            disable_clock_skew_correction(disable: impl Into<Option<bool>>) =>
                set_disable_clock_skew_correction(disable.into()), disable: Option<bool>;
            /// Adds a framework between the application and the client, for the user agent.
            framework_metadata(framework: FrameworkMetadata) =>
                push_framework_metadata(framework), framework: FrameworkMetadata;
            /// Adds a plugin, which can change any setting and any component.
            runtime_plugin(plugin: impl RuntimePlugin + 'static) =>
                push_runtime_plugin(SharedRuntimePlugin::new(plugin)), plugin: SharedRuntimePlugin;
            /// Where credentials come from. `None` changes nothing.
            credentials_provider(provider: impl ProvideCredentials + 'static) =>
                set_credentials_provider(Some(SharedCredentialsProvider::new(provider))),
                provider: Option<SharedCredentialsProvider>;
            /// Where bearer tokens come from. `None` changes nothing.
            token_provider(provider: impl ProvideToken + 'static) =>
                set_token_provider(Some(SharedTokenProvider::new(provider))), provider: Option<SharedTokenProvider>;
            /// The cache of credentials and other identities.
            identity_cache(cache: impl ResolveCachedIdentity + 'static) =>
                set_identity_cache(cache), cache: impl ResolveCachedIdentity + 'static;
            /// What sends requests.
            http_client(client: impl HttpClient + 'static) =>
                set_http_client(Some(IntoShared::into_shared(client))), client: Option<SharedHttpClient>;
            /// What chooses the auth schemes to try for an operation, instead of its model.
            auth_scheme_resolver(resolver: impl ResolveAuthScheme + 'static) =>
                set_auth_scheme_resolver(resolver), resolver: impl ResolveAuthScheme + 'static;
            /// Sends requests unsigned where no other auth scheme is usable.
            allow_no_auth() => set_allow_no_auth();
            /// What chooses the endpoint, instead of the rules of the service.
            endpoint_resolver(resolver: impl ResolveEndpoint + 'static) =>
                set_endpoint_resolver(Some(resolver.into_shared_resolver())), resolver: Option<SharedEndpointResolver>;
            /// How to sleep; Tokio's timer by default.
            sleep_impl(sleep: impl AsyncSleep + 'static) =>
                set_sleep_impl(Some(IntoShared::into_shared(sleep))), sleep: Option<SharedAsyncSleep>;
            /// The clock; that of the system by default.
            time_source(clock: impl TimeSource + 'static) =>
                set_time_source(Some(IntoShared::into_shared(clock))), clock: Option<SharedTimeSource>;
            /// Adds an interceptor, which can read and change requests and responses.
            interceptor(interceptor: impl Intercept + 'static) =>
                push_interceptor(SharedInterceptor::new(interceptor)), interceptor: SharedInterceptor;
            /// Adds a classifier, which can change whether a call is tried again.
            retry_classifier(classifier: impl ClassifyRetry + 'static) =>
                push_retry_classifier(SharedRetryClassifier::new(classifier)), classifier: SharedRetryClassifier;
            /// What makes invocation ids; random UUIDs by default.
            invocation_id_generator(generator: impl InvocationIdGenerator + 'static) =>
                set_invocation_id_generator(Some(SharedInvocationIdGenerator::new(generator))),
                generator: Option<SharedInvocationIdGenerator>;
            /// What makes requests the same wherever and whenever a test runs: a clock that stands still, credentials
            /// and a user agent of tests, the newest behavior version.
            #[cfg(feature = "test-util")]
            with_test_defaults() => apply_test_defaults();
            /// As [`apply_test_defaults`](Self::apply_test_defaults), and the region `us-east-1` unless one is set.
            #[cfg(feature = "test-util")]
            with_test_defaults_v2() => apply_test_defaults_v2();
        }
    };
    ($builder:ident: $(
        $(#[$attribute:meta])*
        $chain:ident($($given:ident: $from:ty)?) => $set:ident($($value:expr)?) $(, $taken:ident: $to:ty)?;
    )*) => {
        const _: () = {
            use $crate::config::settings::*;

            impl $builder {
                /// The names of all methods, which no setting of a service may have; `test-util` and services with
                /// checksums have some of them.
                #[doc(hidden)]
                pub const METHODS: &[&str] = &[
                    $(stringify!($chain), stringify!($set),)*
                    "new", "build", "behavior_version_latest", "push_auth_scheme", "emit_input_attributes",
                    "capture_input_attributes", "set_interceptors", "set_retry_classifiers", "bearer_token",
                    "bearer_token_resolver", "request_checksum_calculation", "set_request_checksum_calculation",
                    "response_checksum_validation", "set_response_checksum_validation",
                    "aws_chunked_encoding_chunk_size", "set_aws_chunked_encoding_chunk_size",
                ];
            }

            $crate::config_rows! { $builder: $(
                $(#[$attribute])*
                $chain($($given: $from)?) => $set($($value)?) $(, $taken: $to)?;
            )*}

            impl $builder {
                /// An empty configuration.
                #[inline]
                pub fn new() -> Self {
                    Self::default()
                }

                /// The newest set of defaults.
                #[inline]
                pub fn behavior_version_latest(self) -> Self {
                    self.behavior_version(BehaviorVersion::latest())
                }

                /// The bearer token, in place of a [`token_provider`](Self::token_provider).
                #[inline]
                pub fn bearer_token(self, token: Token) -> Self {
                    self.bearer_token_resolver(token)
                }

                /// What finds the bearer token, in place of a [`token_provider`](Self::token_provider).
                pub fn bearer_token_resolver(mut self, resolver: impl ResolveIdentity + 'static) -> Self {
                    self.settings.set_bearer_token_resolver(resolver);
                    self
                }

                /// Adds an auth scheme, or replaces the one with the same id.
                pub fn push_auth_scheme(mut self, scheme: impl AuthScheme + 'static) -> Self {
                    self.settings.push_auth_scheme(scheme);
                    self
                }

                /// Puts members of inputs, by their names in the model, into the metrics of the client, and where
                /// interceptors find them, which is `CapturedTelemetryAttributes`. Strings that are not sensitive only.
                pub fn emit_input_attributes(
                    mut self,
                    names: impl IntoIterator<Item = impl Into<String>>,
                ) -> Self {
                    self.settings.emit_input_attributes(names);
                    self
                }

                /// As [`emit_input_attributes`](Self::emit_input_attributes), but not into the metrics.
                pub fn capture_input_attributes(
                    mut self,
                    names: impl IntoIterator<Item = impl Into<String>>,
                ) -> Self {
                    self.settings.capture_input_attributes(names);
                    self
                }

                /// Replaces all interceptors.
                pub fn set_interceptors(
                    &mut self,
                    interceptors: impl IntoIterator<Item = SharedInterceptor>,
                ) -> &mut Self {
                    self.settings.set_interceptors(interceptors);
                    self
                }

                /// Replaces all classifiers that were added.
                pub fn set_retry_classifiers(
                    &mut self,
                    classifiers: impl IntoIterator<Item = SharedRetryClassifier>,
                ) -> &mut Self {
                    self.settings.set_retry_classifiers(classifiers);
                    self
                }
            }
        };
    };
}

/// Two methods per row: what is given in a chain, what that is in place, and what is given there.
#[doc(hidden)]
#[macro_export]
macro_rules! config_rows {
    ($builder:ident: $(
        $(#[$attribute:meta])*
        $chain:ident($($given:ident: $from:ty)?) => $set:ident($($value:expr)?) $(, $taken:ident: $to:ty)?;
    )*) => {
        // Inlined, so that what nobody calls is not compiled.
        impl $builder {$(
            $(#[$attribute])*
            #[inline]
            pub fn $chain(mut self $(, $given: $from)?) -> Self {
                self.settings.$set($($value)?);
                self
            }

            $(#[$attribute])*
            #[inline]
            pub fn $set(&mut self $(, $taken: $to)?) -> &mut Self {
                self.settings.$set($($taken)?);
                self
            }
        )*}
    };
}
