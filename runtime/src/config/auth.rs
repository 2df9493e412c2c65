//! How requests prove who sends them: what the model says, or a resolver given by the user.

use crate::operation::AuthScheme;
use aws_runtime::auth::sigv4;
use aws_smithy_runtime::client::auth::no_auth::NO_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeId, AuthSchemeOption, AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture, ResolveAuthSchemeOptions,
    SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
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

/// The auth schemes of the model.
#[derive(Debug, Default)]
pub struct DefaultAuthSchemeResolver(());

impl ResolveAuthScheme for DefaultAuthSchemeResolver {
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        _cfg: &'a ConfigBag,
        _runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        AuthSchemeOptionsFuture::ready(Ok(params.modeled.iter().copied().map(option).collect()))
    }
}

fn option(scheme: AuthScheme) -> AuthSchemeOption {
    AuthSchemeOption::from(match scheme {
        AuthScheme::SigV4 => sigv4::SCHEME_ID,
        AuthScheme::SigV4a => AuthSchemeId::new("sigv4a"),
        AuthScheme::Bearer => HTTP_BEARER_AUTH_SCHEME_ID,
        AuthScheme::NoAuth => NO_AUTH_SCHEME_ID,
    })
}

/// What auth schemes are chosen by.
#[derive(Clone, Debug, PartialEq)]
pub struct Params {
    operation_name: Cow<'static, str>,
    modeled: &'static [AuthScheme],
}

impl Params {
    pub(crate) fn new(operation_name: &'static str, modeled: &'static [AuthScheme]) -> Self {
        Self { operation_name: operation_name.into(), modeled }
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
        Ok(Params { operation_name, modeled: &[] })
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
