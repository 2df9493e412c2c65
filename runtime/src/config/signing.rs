//! Signing as the AWS runtime does it, where that ends well.

use super::Region;
use super::endpoint::NO_REGION;
use crate::error::BoxError;
use crate::redaction::own_token;
use aws_credential_types::Credentials;
use aws_runtime::auth::SigV4OperationSigningConfig;
use aws_runtime::auth::sigv4::SCHEME_ID as SIGV4_SCHEME_ID;
#[cfg(feature = "presigning")]
use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use aws_smithy_runtime_api::client::auth::{
    AuthScheme, AuthSchemeEndpointConfig, AuthSchemeId, SharedAuthScheme, Sign,
};
use aws_smithy_runtime_api::client::identity::{Identity, SharedIdentityResolver};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, SensitiveOutput};
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver, RuntimeComponents};
use aws_smithy_types::Document;
use aws_smithy_types::config_bag::ConfigBag;
#[cfg(feature = "presigning")]
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use aws_types::SigningName;
use aws_types::region::{SigningRegion, SigningRegionSet};
#[cfg(feature = "presigning")]
use std::time::SystemTime;
use tracing::dispatcher::{self, Dispatch};

/// A scheme behind [`Guarded`].
pub(crate) fn guarded(scheme: impl AuthScheme + 'static) -> SharedAuthScheme {
    SharedAuthScheme::new(Guarded(SharedAuthScheme::new(scheme)))
}

/// An auth scheme, be it one of AWS or of the program, that is asked for no signature that it would panic at, and that
/// logs nothing of a request which must not be seen. It is compiled once, whatever the scheme is.
#[derive(Debug)]
struct Guarded(SharedAuthScheme);

impl AuthScheme for Guarded {
    fn scheme_id(&self) -> AuthSchemeId {
        self.0.scheme_id()
    }

    fn identity_resolver(&self, resolvers: &dyn GetIdentityResolver) -> Option<SharedIdentityResolver> {
        self.0.identity_resolver(resolvers)
    }

    fn signer(&self) -> &dyn Sign {
        self
    }
}

impl Sign for Guarded {
    fn sign_http_request(
        &self,
        request: &mut HttpRequest,
        identity: &Identity,
        endpoint: AuthSchemeEndpointConfig<'_>,
        components: &RuntimeComponents,
        cfg: &ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(unfit) = unfit(identity, &endpoint, cfg) {
            return Err(format!(
                "the request cannot be signed: {unfit} has characters that do not belong into a header; is there a line \
                 break at its end?"
            )
            .into());
        }
        if self.scheme_id() == SIGV4_SCHEME_ID && !has_region(&endpoint, cfg) {
            return Err(format!("the request cannot be signed: {NO_REGION}").into());
        }
        let signer = self.0.signer();
        #[cfg(feature = "presigning")]
        if let Some(&StartTime(start)) = cfg.load::<StartTime>() {
            warn_of_expiry(identity, start, cfg);
            let clock = SharedTimeSource::new(StaticTimeSource::new(start));
            let components = components.to_builder().with_time_source(Some(clock)).build()?;
            // What logs would show of it is a request that anyone can send.
            return dispatcher::with_default(&Dispatch::none(), || {
                signer.sign_http_request(request, identity, endpoint, &components, cfg)
            });
        }
        let sign = || signer.sign_http_request(request, identity, endpoint, components, cfg);
        if cfg.load::<SensitiveOutput>().is_some() || own_token(cfg).is_some() {
            return dispatcher::with_default(&Dispatch::none(), sign);
        }
        sign()
    }
}

/// When a presigned request begins to be good, which is the time of its signature and of nothing else: credentials,
/// which other calls share, are good by the clock of the client.
#[cfg(feature = "presigning")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct StartTime(pub(crate) SystemTime);

#[cfg(feature = "presigning")]
impl Storable for StartTime {
    type Storer = StoreReplace<Self>;
}

/// Says the one thing that the AWS runtime says of a presigned request at a level that is seen.
#[cfg(feature = "presigning")]
fn warn_of_expiry(identity: &Identity, start: SystemTime, cfg: &ConfigBag) {
    let signing = cfg.load::<SigV4OperationSigningConfig>();
    let expires_in = signing.and_then(|signing| signing.signing_options.expires_in);
    let until = identity.data::<Credentials>().and_then(Credentials::expiry);
    if expires_in.zip(until).is_some_and(|(expires_in, until)| start + expires_in > until) {
        tracing::warn!(
            "the presigned request expires before `expires_in` is over, with the credentials it is signed with"
        );
    }
}

/// Whether there is a region to sign for.
fn has_region(endpoint: &AuthSchemeEndpointConfig<'_>, cfg: &ConfigBag) -> bool {
    let of_operation = cfg.load::<SigV4OperationSigningConfig>().and_then(|signing| signing.region.as_ref());
    of_operation.or_else(|| cfg.load::<SigningRegion>()).is_some() || endpoint.get("signingRegion").is_some()
}

/// What goes into headers and is not fit for it. The AWS runtime takes it for granted that it is.
fn unfit(identity: &Identity, endpoint: &AuthSchemeEndpointConfig<'_>, cfg: &ConfigBag) -> Option<&'static str> {
    let credentials = identity.data::<Credentials>();
    let property = |name| endpoint.get(name).and_then(Document::as_string);
    let regions = endpoint.get("signingRegionSet").and_then(Document::as_array);
    let mut regions = regions.into_iter().flatten().filter_map(Document::as_string);
    let parts = [
        ("the access key id", credentials.map(Credentials::access_key_id)),
        ("the session token", credentials.and_then(Credentials::session_token)),
        ("the region", cfg.load::<Region>().map(AsRef::as_ref)),
        ("the signing region", cfg.load::<SigningRegion>().map(AsRef::as_ref)),
        ("the signing region", property("signingRegion")),
        ("the signing region", regions.find(|region| !is_fit(region))),
        ("the set of signing regions", cfg.load::<SigningRegionSet>().map(AsRef::as_ref)),
        ("the signing name", cfg.load::<SigningName>().map(AsRef::as_ref)),
        ("the signing name", property("signingName")),
    ];
    parts.into_iter().find(|(_, value)| value.is_some_and(|value| !is_fit(value))).map(|(name, _)| name)
}

/// Whether a header can hold the text, and everyone reads the same there.
fn is_fit(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte))
}
