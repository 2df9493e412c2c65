//! The settings that are behaviour rather than values.

use super::auth::{self, ResolveAuthScheme};
use super::aws::{
    IntoShared, ResolveCachedIdentity, ResolveIdentity, SharedAsyncSleep, SharedCredentialsProvider, SharedHttpClient,
    SharedInterceptor, SharedTokenProvider,
};
use super::endpoint::{Checked, SharedEndpointResolver};
use super::expiry::Lasting;
use super::settings::Settings;
use super::signing::guarded;
use crate::redaction::RedactingHttpClient;
use aws_runtime::auth::sigv4;
use aws_runtime::invocation_id::SharedInvocationIdGenerator;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePluginV2;
use aws_smithy_runtime_api::client::auth::AuthScheme;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;

#[doc(hidden)]
impl Settings {
    #[inline]
    pub fn set_credentials_provider(&mut self, provider: Option<SharedCredentialsProvider>) {
        if let Some(provider) = provider {
            self.credentials_provider = Some(provider.clone());
            self.components.set_identity_resolver(auth::SIGV4A, Lasting::new(provider.clone()));
            self.components.set_identity_resolver(sigv4::SCHEME_ID, Lasting::new(provider));
        }
    }

    /// Credentials of sessions that a program begins itself, in place of those that a client begins.
    #[cfg(feature = "s3")]
    #[inline]
    pub fn set_express_credentials_provider(&mut self, provider: Option<SharedCredentialsProvider>) {
        if let Some(provider) = provider {
            self.components.set_identity_resolver(auth::SIGV4_S3EXPRESS, Lasting::new(provider));
        }
    }

    #[inline]
    pub fn set_token_provider(&mut self, provider: Option<SharedTokenProvider>) {
        if let Some(provider) = provider {
            self.set_bearer_token_resolver(provider);
        }
    }

    pub fn set_bearer_token_resolver(&mut self, resolver: impl ResolveIdentity + 'static) {
        self.note(|unset| unset.token_provider = false);
        self.components.set_identity_resolver(HTTP_BEARER_AUTH_SCHEME_ID, Lasting::new(resolver));
    }

    pub fn set_identity_cache(&mut self, cache: impl ResolveCachedIdentity + 'static) {
        self.components.set_identity_cache(Some(cache));
    }

    #[inline]
    pub fn set_http_client(&mut self, client: Option<SharedHttpClient>) {
        self.components.set_http_client(client.map(RedactingHttpClient));
    }

    pub fn push_auth_scheme(&mut self, scheme: impl AuthScheme + 'static) {
        self.components.push_auth_scheme(guarded(scheme));
    }

    pub fn set_auth_scheme_resolver(&mut self, resolver: impl ResolveAuthScheme + 'static) {
        self.components.set_auth_scheme_option_resolver(Some(resolver.into_shared_resolver()));
    }

    #[inline]
    pub fn set_allow_no_auth(&mut self) {
        self.push_runtime_plugin(NoAuthRuntimePluginV2::new().into_shared());
    }

    #[inline]
    pub fn set_endpoint_resolver(&mut self, resolver: Option<SharedEndpointResolver>) {
        self.components.set_endpoint_resolver(resolver.map(Checked));
    }

    #[inline]
    pub fn set_sleep_impl(&mut self, sleep: Option<SharedAsyncSleep>) {
        self.components.set_sleep_impl(sleep);
    }

    #[inline]
    pub fn set_time_source(&mut self, clock: Option<SharedTimeSource>) {
        self.components.set_time_source(clock);
    }

    #[inline]
    pub fn push_interceptor(&mut self, interceptor: SharedInterceptor) {
        self.components.push_interceptor(interceptor);
    }

    pub fn set_interceptors(&mut self, interceptors: impl IntoIterator<Item = SharedInterceptor>) {
        self.components.set_interceptors(interceptors.into_iter());
    }

    #[inline]
    pub fn push_retry_classifier(&mut self, classifier: SharedRetryClassifier) {
        self.components.push_retry_classifier(classifier);
    }

    pub fn set_retry_classifiers(&mut self, classifiers: impl IntoIterator<Item = SharedRetryClassifier>) {
        self.components.set_retry_classifiers(classifiers.into_iter());
    }

    #[inline]
    pub fn set_invocation_id_generator(&mut self, generator: Option<SharedInvocationIdGenerator>) {
        self.layer.store_or_unset(generator);
    }
}
