//! What all calls of a client share: the defaults, the configuration, and what AWS services expect of clients.

use super::clock_skew::ClockSkew;
use super::http;
use super::metrics::Metrics;
use super::response_limit::TooLongClassifier;
use super::retry_after::RetryAfterClassifier;
use super::user_agent::FeatureInterceptor;
use crate::config::auth::{DefaultAuthSchemeResolver, ResolveAuthScheme};
use crate::config::endpoint::{DefaultResolver, ResolveEndpoint};
use crate::config::signing::guarded;
use crate::config::{Config, FrameworkMetadata, IdempotencyTokenProvider, Layer, RuntimeComponentsBuilder};
use crate::error::{BoxError, Unhandled};
use crate::operation::Service;
use crate::redaction::{RedactPluginHttpClient, RedactingHttpClient, RestoreResponse};
use aws_runtime::auth::sigv4::SigV4AuthScheme;
use aws_runtime::invocation_id::InvocationIdInterceptor;
use aws_runtime::recursion_detection::RecursionDetectionInterceptor;
use aws_runtime::request_info::RequestInfoInterceptor;
use aws_runtime::user_agent::UserAgentInterceptor;
use aws_smithy_runtime::client::auth::http::BearerAuthScheme;
use aws_smithy_runtime::client::auth::no_auth::{NO_AUTH_SCHEME_ID, NoAuthScheme};
use aws_smithy_runtime::client::defaults::{DefaultPluginParams, default_plugins};
use aws_smithy_runtime::client::http::connection_poisoning::ConnectionPoisoningInterceptor;
use aws_smithy_runtime::client::identity::no_auth::NoAuthIdentityResolver;
use aws_smithy_runtime::client::metrics::MetricsRuntimePlugin;
use aws_smithy_runtime::client::orchestrator::AuthSchemeAndEndpointOrchestrationV2;
use aws_smithy_runtime::client::retries::classifiers::{HttpStatusCodeClassifier, TransientErrorClassifier};
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::client::auth::SharedAuthScheme;
use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::runtime_plugin::{
    Order, RuntimePlugin as _, RuntimePlugins, SharedRuntimePlugin, StaticRuntimePlugin,
};
use aws_smithy_runtime_api::shared::IntoShared;

const NO_BEHAVIOR_VERSION: &str = "a client needs a behavior version. Take one from `farrier_credentials` or \
    `aws_config`, set `.behavior_version(..)` on the config, or enable the feature `behavior-version-latest`.";

/// The plugins of a client, from those that give way to those that win.
pub(super) fn plugins(
    service: &'static Service,
    config: &Config,
    more: StaticRuntimePlugin,
) -> Result<RuntimePlugins, BoxError> {
    let behavior_version = config.behavior_version().ok_or(NO_BEHAVIOR_VERSION)?;
    let defaults = DefaultPluginParams::new()
        .with_retry_partition_name(retry_partition(service, config))
        .with_behavior_version(behavior_version)
        .with_is_aws_sdk(true);
    let metrics = MetricsRuntimePlugin::builder()
        .with_scope(service.metrics_scope())
        .with_time_source(config.time_source().unwrap_or_default())
        .build()?;
    let user = StaticRuntimePlugin::new()
        .with_config(config.layer().clone())
        .with_runtime_components(config.components().clone());
    let wrap = (!config.plugins().is_empty()).then_some(RedactPluginHttpClient);
    Ok(RuntimePlugins::new()
        .with_client_plugins(merged(default_plugins(defaults), [service_plugin(service, config), more]))
        .with_client_plugin(user)
        .with_client_plugin(Metrics(metrics))
        .with_client_plugins(config.plugins().iter().cloned())
        .with_client_plugins(wrap.map(SharedRuntimePlugin::new)))
}

/// Defaults as they are: calls apply all plugins of their client, and need not ask these again, nor merge them.
fn merged(
    defaults: impl IntoIterator<Item = SharedRuntimePlugin>,
    of_service: [StaticRuntimePlugin; 2],
) -> impl Iterator<Item = SharedRuntimePlugin> {
    let mut all = RuntimeComponentsBuilder::new("defaults");
    let mut plugins = Vec::new();
    for plugin in defaults.into_iter().chain(of_service.map(IntoShared::into_shared)) {
        let components = plugin.runtime_components(&all).into_owned();
        all = all.merge_from(&components);
        plugins.extend(plugin.config().map(|layer| StaticRuntimePlugin::new().with_config(layer)));
    }
    plugins.push(StaticRuntimePlugin::new().with_runtime_components(all));
    plugins.into_iter().map(|plugin| plugin.with_order(Order::Defaults).into_shared())
}

/// Clients of the same service and region share their retry tokens.
fn retry_partition(service: &Service, config: &Config) -> String {
    match config.region() {
        Some(region) => format!("{}-{region}", service.user_agent_id()),
        None => service.user_agent_id().to_owned(),
    }
}

fn service_plugin(service: &'static Service, config: &Config) -> StaticRuntimePlugin {
    let mut layer = Layer::new(service.sdk_id);
    layer.store_put(IdempotencyTokenProvider::random());
    layer.store_put(AuthSchemeAndEndpointOrchestrationV2);
    // Letters, digits, points and hyphens are what such a name is made of.
    if let Ok(farrier) = FrameworkMetadata::new("farrier", Some(env!("CARGO_PKG_VERSION"))) {
        layer.store_append(farrier);
    }
    // Plugins of users may add schemes, as that of `allow_no_auth` does.
    let auth = DefaultAuthSchemeResolver { is_last: config.plugins().is_empty() };
    let mut components = RuntimeComponentsBuilder::new(service.sdk_id)
        .with_auth_scheme_option_resolver(Some(auth.into_shared_resolver()))
        .with_endpoint_resolver(Some(DefaultResolver::of(Some(service)).into_shared_resolver()));
    if config.http_client().is_none() {
        components.set_http_client(Some(RedactingHttpClient(http::default_client())));
    }
    push_auth_schemes(&mut components);
    push_interceptors(&mut components, service);
    push_retry_classifiers(&mut components);
    StaticRuntimePlugin::new().with_config(layer.freeze()).with_runtime_components(components)
}

fn push_auth_schemes(components: &mut RuntimeComponentsBuilder) {
    components.push_auth_scheme(guarded(SigV4AuthScheme::new()));
    #[cfg(feature = "sigv4a")]
    components.push_auth_scheme(guarded(aws_runtime::auth::sigv4a::SigV4aAuthScheme::new()));
    components.push_auth_scheme(guarded(BearerAuthScheme::new()));
    components.push_auth_scheme(SharedAuthScheme::new(NoAuthScheme::default()));
    let nobody = SharedIdentityResolver::new(NoAuthIdentityResolver::new());
    components.set_identity_resolver(NO_AUTH_SCHEME_ID, nobody);
}

fn push_interceptors(components: &mut RuntimeComponentsBuilder, service: &Service) {
    components
        .push_interceptor(SharedInterceptor::permanent(RestoreResponse))
        .push_interceptor(SharedInterceptor::permanent(ConnectionPoisoningInterceptor::new()))
        .push_interceptor(SharedInterceptor::permanent(StalledStreamProtectionInterceptor::default()))
        .push_interceptor(SharedInterceptor::permanent(FeatureInterceptor::new(service)))
        .push_interceptor(SharedInterceptor::new(ClockSkew::default()))
        .push_interceptor(SharedInterceptor::new(RequestInfoInterceptor::new()))
        .push_interceptor(SharedInterceptor::new(UserAgentInterceptor::new()))
        .push_interceptor(SharedInterceptor::new(InvocationIdInterceptor::new()))
        .push_interceptor(SharedInterceptor::new(RecursionDetectionInterceptor::new()));
}

fn push_retry_classifiers(components: &mut RuntimeComponentsBuilder) {
    components
        .push_retry_classifier(HttpStatusCodeClassifier::default())
        // Whatever the error: it looks at what is none of the operation.
        .push_retry_classifier(TransientErrorClassifier::<Unhandled>::new())
        .push_retry_classifier(RetryAfterClassifier)
        .push_retry_classifier(TooLongClassifier);
}
