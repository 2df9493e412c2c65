//! What the environment and the profile have for one service. It is looked up when it is known which service that is,
//! and gives way to what a program set.

use super::bounds;
use super::endpoint_url;
use super::layer_values::ContextParam;
use super::settings::Settings;
use crate::endpoint::ParamValue;
use crate::operation::{EnvironmentParam, Service};
use aws_credential_types::Token;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_smithy_runtime_api::client::auth::AuthSchemePreference;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::config_bag::{CloneableLayer, Layer, Storable, StoreReplace};
use aws_smithy_types::retry::{RetryConfig, RetrySpec};
use aws_types::sdk_config::SdkConfig;
use aws_types::service_config::ServiceConfigKey;
use std::fmt;

/// Where to look, and for what: what no program has set.
#[derive(Clone)]
pub(super) struct Environment {
    shared: SdkConfig,
    pub(super) unset: Unset,
}

/// Which settings no program has set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unset {
    pub(super) endpoint_url: bool,
    pub(super) auth_scheme_preference: bool,
    pub(super) token_provider: bool,
    pub(super) retry_config: bool,
    /// Before a configuration of a service was made of the shared one.
    shared_retry_config: bool,
}

impl Environment {
    pub(super) fn new(shared: &SdkConfig) -> Self {
        let is_unset = |setting| !shared.get_origin(setting).is_client_config();
        let unset = Unset {
            endpoint_url: is_unset("endpoint_url"),
            auth_scheme_preference: is_unset("auth_scheme_preference"),
            token_provider: is_unset("token_provider"),
            retry_config: true,
            shared_retry_config: is_unset("retry_config"),
        };
        Self { shared: shared.clone(), unset }
    }

    /// What the environment has for a service, or else its profile.
    fn load(&self, service: &str, variable: &str, profile: &str) -> Option<String> {
        let key = ServiceConfigKey::builder().service_id(service).env(variable).profile(profile).build().ok()?;
        self.shared.service_config()?.load_config(key)
    }

    /// The endpoint URL: that of the service wins over that of all services.
    fn endpoint_url(&self, service: &Service) -> Option<String> {
        let own = self.load(service.sdk_id, "AWS_ENDPOINT_URL", "endpoint_url");
        own.or_else(|| self.shared.endpoint_url().map(str::to_owned))
    }

    /// A parameter of the endpoint rules.
    fn param(&self, service: &Service, param: &EnvironmentParam) -> Option<ParamValue> {
        boolean(param, &self.load(service.sdk_id, param.variable, param.profile)?)
    }

    /// How calls of the service are made again where the environment asks for the retry behaviour 2.1, and no program
    /// said otherwise for this service.
    fn retries(&self, service: &Service) -> Option<RetryConfig> {
        let (backoff, attempts) = service.customizations.retries?;
        let shared = self.shared.retry_config().cloned().map(bounds::retries)?;
        if !self.unset.retry_config || !shared.retry_spec()?.is_at_least(RetrySpec::V2_1) {
            return None;
        }
        let retries = shared.with_retry_spec(RetrySpec::v2_1().with_non_throttling_initial_backoff(backoff));
        Some(if self.unset.shared_retry_config { retries.with_max_attempts(attempts) } else { retries })
    }

    /// The bearer token of the service, which no profile has.
    fn token(&self, service: &Service) -> Option<Identity> {
        let token = self.load(service.customizations.token_of_environment?, "AWS_BEARER_TOKEN", "")?;
        let mut feature = Layer::new("token of the environment");
        feature.store_append(AwsCredentialFeature::BearerServiceEnvVars);
        Identity::builder().data(Token::new(token, None)).property(feature.freeze()).build().ok()
    }
}

/// What the environment of the process has for a parameter, also to a configuration that was made without it.
#[cfg(feature = "s3-express")]
pub(crate) fn of_process(param: &EnvironmentParam) -> Option<ParamValue> {
    boolean(param, &std::env::var(param.variable).ok()?)
}

/// The value of a parameter that is one: `true` or `false`, in any case.
fn boolean(param: &EnvironmentParam, value: &str) -> Option<ParamValue> {
    let known = [true, false].into_iter().find(|known| value.eq_ignore_ascii_case(&known.to_string()));
    if known.is_none() {
        tracing::warn!("{} is neither true nor false, and is ignored", param.variable);
    }
    known.map(ParamValue::Boolean)
}

/// Looks up what is unset.
pub(super) fn look_up(layer: &mut CloneableLayer, components: &mut RuntimeComponentsBuilder, service: &Service) {
    let Some(environment) = layer.load::<Environment>() else { return };
    let unset = environment.unset;
    let (url, token) = (environment.endpoint_url(service), environment.token(service));
    let retries = environment.retries(service);
    let params = service.customizations.environment.iter();
    let params: Vec<_> = params.filter_map(|it| Some((it.name, environment.param(service, it)?))).collect();
    for (name, value) in params {
        if ContextParam::value(layer, name).is_none() {
            layer.store_append(ContextParam { name, value: Some(value) });
        }
    }
    if unset.endpoint_url {
        layer.store_or_unset(url.map(endpoint_url::stored));
    }
    if let Some(retries) = retries {
        layer.store_put(retries);
    }
    let Some(token) = token else { return };
    if unset.auth_scheme_preference {
        layer.store_put(AuthSchemePreference::from([HTTP_BEARER_AUTH_SCHEME_ID]));
    }
    if unset.token_provider {
        components.set_identity_resolver(HTTP_BEARER_AUTH_SCHEME_ID, token);
    }
}

impl Settings {
    /// Notes that a program set something.
    #[inline]
    pub(super) fn note(&mut self, change: impl FnOnce(&mut Unset)) {
        if let Some(mut environment) = self.layer.load::<Environment>().cloned() {
            change(&mut environment.unset);
            self.layer.store_put(environment);
        }
    }
}

/// Without what it holds: a URL may have a password.
impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment").field("unset", &self.unset).finish_non_exhaustive()
    }
}

impl Storable for Environment {
    type Storer = StoreReplace<Self>;
}
