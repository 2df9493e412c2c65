//! The settings of [`Builder`] that are behaviour rather than values.

use super::auth::ResolveAuthScheme;
use super::endpoint::{ResolveEndpoint, SharedEndpointResolver};
use super::retry::ClassifyRetry;
use super::{
    AsyncSleep, Builder, HttpClient, Intercept, IntoShared, ProvideCredentials, ResolveCachedIdentity,
    SharedAsyncSleep, SharedCredentialsProvider, SharedHttpClient, SharedInterceptor,
};
use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};
use aws_runtime::auth::sigv4;
use aws_runtime::invocation_id::{InvocationIdGenerator, SharedInvocationIdGenerator};
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePluginV2;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::{AuthScheme, SharedAuthScheme};
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;

impl Builder {
    /// Where credentials come from.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.set_credentials_provider(Some(SharedCredentialsProvider::new(provider)));
        self
    }

    /// Where credentials come from. `None` changes nothing.
    pub fn set_credentials_provider(&mut self, provider: Option<SharedCredentialsProvider>) -> &mut Self {
        if let Some(provider) = provider {
            self.components.set_identity_resolver(sigv4::SCHEME_ID, provider);
        }
        self
    }

    /// Where bearer tokens come from.
    pub fn token_provider(mut self, provider: impl ProvideToken + 'static) -> Self {
        self.set_token_provider(Some(SharedTokenProvider::new(provider)));
        self
    }

    /// Where bearer tokens come from. `None` changes nothing.
    pub fn set_token_provider(&mut self, provider: Option<SharedTokenProvider>) -> &mut Self {
        if let Some(provider) = provider {
            self.components.set_identity_resolver(HTTP_BEARER_AUTH_SCHEME_ID, provider);
        }
        self
    }

    /// The cache of credentials and other identities.
    pub fn identity_cache(mut self, cache: impl ResolveCachedIdentity + 'static) -> Self {
        self.set_identity_cache(cache);
        self
    }

    /// The cache of credentials and other identities.
    pub fn set_identity_cache(&mut self, cache: impl ResolveCachedIdentity + 'static) -> &mut Self {
        self.components.set_identity_cache(Some(cache));
        self
    }

    /// What sends requests.
    pub fn http_client(mut self, client: impl HttpClient + 'static) -> Self {
        self.set_http_client(Some(client.into_shared()));
        self
    }

    /// What sends requests.
    pub fn set_http_client(&mut self, client: Option<SharedHttpClient>) -> &mut Self {
        self.components.set_http_client(client);
        self
    }

    /// Adds an auth scheme, or replaces the one with the same id.
    pub fn push_auth_scheme(mut self, scheme: impl AuthScheme + 'static) -> Self {
        self.components.push_auth_scheme(SharedAuthScheme::new(scheme));
        self
    }

    /// What chooses the auth schemes to try for an operation, instead of its model.
    pub fn auth_scheme_resolver(mut self, resolver: impl ResolveAuthScheme + 'static) -> Self {
        self.set_auth_scheme_resolver(resolver);
        self
    }

    /// What chooses the auth schemes to try for an operation, instead of its model.
    pub fn set_auth_scheme_resolver(&mut self, resolver: impl ResolveAuthScheme + 'static) -> &mut Self {
        self.components.set_auth_scheme_option_resolver(Some(resolver.into_shared_resolver()));
        self
    }

    /// Sends requests unsigned where no other auth scheme is usable.
    pub fn allow_no_auth(mut self) -> Self {
        self.set_allow_no_auth();
        self
    }

    /// Sends requests unsigned where no other auth scheme is usable.
    pub fn set_allow_no_auth(&mut self) -> &mut Self {
        self.push_runtime_plugin(NoAuthRuntimePluginV2::new().into_shared())
    }

    /// What chooses the endpoint, instead of the rules of the service.
    pub fn endpoint_resolver(mut self, resolver: impl ResolveEndpoint + 'static) -> Self {
        self.set_endpoint_resolver(Some(resolver.into_shared_resolver()));
        self
    }

    /// What chooses the endpoint, instead of the rules of the service.
    pub fn set_endpoint_resolver(&mut self, resolver: Option<SharedEndpointResolver>) -> &mut Self {
        self.components.set_endpoint_resolver(resolver);
        self
    }

    /// How to sleep; Tokio's timer by default.
    pub fn sleep_impl(mut self, sleep: impl AsyncSleep + 'static) -> Self {
        self.set_sleep_impl(Some(sleep.into_shared()));
        self
    }

    /// How to sleep; Tokio's timer by default.
    pub fn set_sleep_impl(&mut self, sleep: Option<SharedAsyncSleep>) -> &mut Self {
        self.components.set_sleep_impl(sleep);
        self
    }

    /// The clock; that of the system by default.
    pub fn time_source(mut self, clock: impl TimeSource + 'static) -> Self {
        self.set_time_source(Some(clock.into_shared()));
        self
    }

    /// The clock; that of the system by default.
    pub fn set_time_source(&mut self, clock: Option<SharedTimeSource>) -> &mut Self {
        self.components.set_time_source(clock);
        self
    }

    /// Adds an interceptor, which can read and change requests and responses.
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.push_interceptor(SharedInterceptor::new(interceptor));
        self
    }

    /// Adds an interceptor, which can read and change requests and responses.
    pub fn push_interceptor(&mut self, interceptor: SharedInterceptor) -> &mut Self {
        self.components.push_interceptor(interceptor);
        self
    }

    /// Replaces all interceptors.
    pub fn set_interceptors(&mut self, interceptors: impl IntoIterator<Item = SharedInterceptor>) -> &mut Self {
        self.components.set_interceptors(interceptors.into_iter());
        self
    }

    /// Adds a classifier, which can change whether a call is tried again.
    pub fn retry_classifier(mut self, classifier: impl ClassifyRetry + 'static) -> Self {
        self.push_retry_classifier(SharedRetryClassifier::new(classifier));
        self
    }

    /// Adds a classifier, which can change whether a call is tried again.
    pub fn push_retry_classifier(&mut self, classifier: SharedRetryClassifier) -> &mut Self {
        self.components.push_retry_classifier(classifier);
        self
    }

    /// Replaces all classifiers that were added.
    pub fn set_retry_classifiers(&mut self, classifiers: impl IntoIterator<Item = SharedRetryClassifier>) -> &mut Self {
        self.components.set_retry_classifiers(classifiers.into_iter());
        self
    }

    /// What makes invocation ids; random UUIDs by default.
    pub fn invocation_id_generator(mut self, generator: impl InvocationIdGenerator + 'static) -> Self {
        self.set_invocation_id_generator(Some(SharedInvocationIdGenerator::new(generator)));
        self
    }

    /// What makes invocation ids; random UUIDs by default.
    pub fn set_invocation_id_generator(&mut self, generator: Option<SharedInvocationIdGenerator>) -> &mut Self {
        self.layer.store_or_unset(generator);
        self
    }
}
