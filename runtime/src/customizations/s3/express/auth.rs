//! What a client needs to sign for sessions.

use super::session::{CreateSession, Sessions};
use crate::config::auth::{SIGV4_S3EXPRESS, endpoint_schemes};
use crate::config::signing::guarded;
use crate::config::{Config, ContextParam, Layer, RuntimeComponentsBuilder, environment};
use aws_runtime::auth::SigV4SessionTokenNameOverride;
use aws_runtime::auth::sigv4::{self, SigV4Signer};
use aws_sigv4::http_request::SignatureLocation;
use aws_smithy_runtime_api::client::auth::{AuthScheme, AuthSchemeId, Sign};
use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_smithy_runtime_api::client::runtime_components::GetIdentityResolver;
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::Endpoint;

/// The parameter of the endpoint rules that switches sessions off.
const OFF: &str = "DisableS3ExpressSessionAuth";

/// What the defaults of a client have besides, so that it can sign for sessions. `O` is how one is begun.
pub fn express<O: CreateSession>(config: &Config) -> StaticRuntimePlugin {
    let mut layer = Layer::new("S3 Express");
    layer.store_put(SigV4SessionTokenNameOverride::new(|settings, cfg| {
        Ok(match settings.signature_location {
            _ if !is_express(cfg) => settings.session_token_name_override,
            SignatureLocation::QueryParams => Some("X-Amz-S3session-Token"),
            _ => Some("x-amz-s3session-token"),
        })
    }));
    let off = O::SERVICE.customizations.environment.iter().find(|param| param.name == OFF);
    if let Some(value) = off.and_then(environment::of_process) {
        layer.store_append(ContextParam { name: OFF, value: Some(value) });
    }
    let mut components = RuntimeComponentsBuilder::new("S3 Express");
    components.push_auth_scheme(guarded(Express(SharedIdentityResolver::new(Sessions::of::<O>(config)))));
    StaticRuntimePlugin::new().with_config(layer.freeze()).with_runtime_components(components)
}

/// Whether a request goes to a bucket with sessions.
fn is_express(cfg: &ConfigBag) -> bool {
    cfg.load::<Endpoint>().is_some_and(|endpoint| endpoint_schemes(endpoint).contains(&SIGV4_S3EXPRESS))
}

/// SigV4 with the credentials of a session, which this gives.
#[derive(Debug)]
struct Express(SharedIdentityResolver);

impl AuthScheme for Express {
    fn scheme_id(&self) -> AuthSchemeId {
        SIGV4_S3EXPRESS
    }

    /// Sessions of the program's own, or those begun with its credentials, which may be those of one call. Whoever has
    /// neither may still be let in without a signature.
    fn identity_resolver(&self, resolvers: &dyn GetIdentityResolver) -> Option<SharedIdentityResolver> {
        let begun = || resolvers.identity_resolver(sigv4::SCHEME_ID).map(|_| self.0.clone());
        resolvers.identity_resolver(SIGV4_S3EXPRESS).or_else(begun)
    }

    fn signer(&self) -> &dyn Sign {
        &SigV4Signer
    }
}
