//! How requests prove who sends them: what the model says, or a resolver given by the user.

use crate::error::BoxError;
use crate::operation::AuthScheme;
use aws_runtime::auth::sigv4;
use aws_smithy_runtime::client::auth::no_auth::NO_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::{
    AuthScheme as _, AuthSchemeId, AuthSchemeOption, AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture,
    ResolveAuthSchemeOptions, SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::endpoint::{EndpointResolverParams, ResolveEndpoint};
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver as _, RuntimeComponents};
use aws_smithy_types::Document;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};
use std::borrow::Cow;
use std::fmt::{self, Debug};

/// Chooses the auth schemes to try for an operation, best first.
pub trait ResolveAuthScheme: Send + Sync + Debug {
    /// The auth schemes for these parameters.
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a>;

    /// Wraps the resolver for the AWS runtime.
    fn into_shared_resolver(self) -> SharedAuthSchemeOptionResolver
    where
        Self: Sized + 'static,
    {
        SharedAuthSchemeOptionResolver::new(Typed(self))
    }
}

/// Hands a resolver the parameters in their own type.
#[derive(Debug)]
struct Typed<T>(T);

impl<T: ResolveAuthScheme> ResolveAuthSchemeOptions for Typed<T> {
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        params: &'a AuthSchemeOptionResolverParams,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.0.resolve_auth_scheme(params, cfg, runtime_components),
            None => AuthSchemeOptionsFuture::ready(Err("these are not the auth parameters of this client".into())),
        }
    }
}

/// The auth schemes of the model, unless the endpoint rules choose.
#[derive(Debug, Default)]
pub struct DefaultAuthSchemeResolver {
    /// Whether nothing is added to what it says, so that schemes of which none is usable are an error already.
    pub(crate) is_last: bool,
}

impl ResolveAuthScheme for DefaultAuthSchemeResolver {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        let modeled = params.modeled.iter().copied().map(scheme_id).collect();
        if params.endpoint_chooses && params.modeled != [AuthScheme::NoAuth] {
            AuthSchemeOptionsFuture::new(async move {
                let chosen = chosen_by_endpoint(modeled, cfg, runtime_components).await?;
                self.options(chosen, runtime_components)
            })
        } else {
            AuthSchemeOptionsFuture::ready(self.options(modeled, runtime_components))
        }
    }
}

impl DefaultAuthSchemeResolver {
    fn options(
        &self,
        ids: Vec<AuthSchemeId>,
        components: &RuntimeComponents,
    ) -> Result<Vec<AuthSchemeOption>, BoxError> {
        self.check_usable(&ids, components)?;
        Ok(ids.into_iter().map(AuthSchemeOption::from).collect())
    }

    /// That the only scheme is not in this build is said here, because the AWS runtime would call it a bug, or send the
    /// request unsigned in spite of credentials where that is a scheme, too; and that there are no credentials, because
    /// the AWS runtime would advise to change the model.
    fn check_usable(&self, ids: &[AuthSchemeId], components: &RuntimeComponents) -> Result<(), BoxError> {
        let has_credentials = components.identity_resolver(sigv4::SCHEME_ID).is_some();
        let is_usable =
            |id: &AuthSchemeId| components.auth_scheme(id).is_some() && !(has_credentials && *id == NO_AUTH_SCHEME_ID);
        if (self.is_last || has_credentials)
            && !ids.iter().any(is_usable)
            && let Some((_, problem)) = OPTIONAL.iter().find(|(id, _)| ids.contains(id))
        {
            return Err((*problem).into());
        }
        let has_identity = |id: &AuthSchemeId| components.auth_scheme(id)?.identity_resolver(components);
        if self.is_last
            && !ids.iter().any(|id| has_identity(id).is_some())
            && let Some((_, problem)) = IDENTITIES.iter().find(|(id, _)| ids.contains(id))
        {
            return Err((*problem).into());
        }
        Ok(())
    }
}

/// The scheme of `aws.auth#sigv4a`, whether or not this build can sign with it.
pub(super) const SIGV4A: AuthSchemeId = AuthSchemeId::new("sigv4a");

/// The scheme that endpoint rules of Amazon S3 name for buckets with sessions, whether or not this build can sign with
/// it.
pub(crate) const SIGV4_S3EXPRESS: AuthSchemeId = AuthSchemeId::new("sigv4-s3express");

/// The schemes that clients may be built without, and why nothing can be signed then.
const OPTIONAL: [(AuthSchemeId, &str); 2] = [
    (
        SIGV4A,
        "the request can only be signed with SigV4a, which this client was built without: \
         turn on the Cargo feature `sigv4a` of its crate",
    ),
    (
        SIGV4_S3EXPRESS,
        "the request can only be signed for a session of S3 Express, which this client was built without: \
         turn on the Cargo feature `s3-express` of its crate",
    ),
];

fn scheme_id(scheme: AuthScheme) -> AuthSchemeId {
    match scheme {
        AuthScheme::SigV4 => sigv4::SCHEME_ID,
        AuthScheme::SigV4a => SIGV4A,
        AuthScheme::Bearer => HTTP_BEARER_AUTH_SCHEME_ID,
        AuthScheme::NoAuth => NO_AUTH_SCHEME_ID,
    }
}

/// The schemes that the endpoint of this request lists, best first, or all of the model if it lists none. Nothing else
/// could sign for that endpoint; that no signature is needed still holds.
async fn chosen_by_endpoint(
    modeled: Vec<AuthSchemeId>,
    cfg: &ConfigBag,
    components: &RuntimeComponents,
) -> Result<Vec<AuthSchemeId>, BoxError> {
    let params = cfg.load::<EndpointResolverParams>().ok_or("an interceptor took the endpoint parameters away")?;
    let endpoint = components.endpoint_resolver().resolve_endpoint(params).await?;
    let mut chosen = endpoint_schemes(&endpoint);
    if chosen.is_empty() {
        return Ok(modeled);
    }
    chosen.extend(modeled.into_iter().filter(|id| *id == NO_AUTH_SCHEME_ID));
    Ok(chosen)
}

/// The names in `authSchemes`; resolvers of users may give it as a document.
pub(crate) fn endpoint_schemes(endpoint: &Endpoint) -> Vec<AuthSchemeId> {
    let typed = endpoint.auth_schemes().iter().map(EndpointAuthScheme::name);
    let documents = match endpoint.properties().get("authSchemes") {
        Some(Document::Array(documents)) => documents.as_slice(),
        _ => &[],
    };
    let untyped = documents.iter().filter_map(|scheme| scheme.as_object()?.get("name")?.as_string());
    typed.chain(untyped).map(|name| AuthSchemeId::from(Cow::Owned(name.to_owned()))).collect()
}

/// What schemes sign with, and why nothing can be signed without it.
const IDENTITIES: [(AuthSchemeId, &str); 2] = [
    (
        sigv4::SCHEME_ID,
        "there are no credentials to sign the request with: set `credentials_provider`, or load the configuration with \
         `farrier-credentials` or `aws-config`",
    ),
    (
        HTTP_BEARER_AUTH_SCHEME_ID,
        "there is no bearer token to send with the request: set `bearer_token` or `token_provider`",
    ),
];

/// What auth schemes are chosen by.
#[derive(Clone, Debug, PartialEq)]
pub struct Params {
    operation_name: Cow<'static, str>,
    modeled: &'static [AuthScheme],
    endpoint_chooses: bool,
}

impl Params {
    pub(crate) fn new(operation_name: &'static str, modeled: &'static [AuthScheme], endpoint_chooses: bool) -> Self {
        Self { operation_name: operation_name.into(), modeled, endpoint_chooses }
    }

    /// Starts with none.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }

    /// The name of the operation shape.
    pub fn operation_name(&self) -> &str {
        &self.operation_name
    }
}

/// Builds [`Params`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParamsBuilder {
    operation_name: Option<Cow<'static, str>>,
}

impl ParamsBuilder {
    /// The name of the operation shape.
    pub fn operation_name(self, name: impl Into<Cow<'static, str>>) -> Self {
        self.set_operation_name(Some(name.into()))
    }

    /// The name of the operation shape.
    pub fn set_operation_name(mut self, name: Option<Cow<'static, str>>) -> Self {
        self.operation_name = name;
        self
    }

    /// The parameters.
    ///
    /// # Errors
    /// The name of the operation is not set.
    pub fn build(self) -> Result<Params, BuildError> {
        let operation_name = self.operation_name.ok_or(BuildError { field: "operation_name" })?;
        Ok(Params { operation_name, modeled: &[], endpoint_chooses: false })
    }
}

/// [`Params`] that are incomplete.
#[derive(Debug)]
pub struct BuildError {
    field: &'static str,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a required field was missing: `{}`", self.field)
    }
}

impl std::error::Error for BuildError {}
