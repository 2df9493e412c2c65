//! Where requests go: the endpoint rules of the service, or a resolver given by the user.

use super::endpoint_url;
use super::layer_values::ContextParam;
use crate::endpoint as rules;
use crate::error::BoxError;
use crate::operation::Service;
use aws_credential_types::attributes::AccountId;
use aws_smithy_runtime_api::client::endpoint as smithy;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::endpoint_config::{AccountIdEndpointMode, EndpointUrl, UseDualStack, UseFips};
use aws_types::region::Region;
use rules::ParamValue;
use std::fmt::Debug;

pub use aws_smithy_runtime_api::client::endpoint::{EndpointFuture, SharedEndpointResolver};
pub use aws_smithy_types::endpoint::Endpoint;
pub use rules::{InvalidParams, Params, ParamsBuilder};

/// What to do about a region that is not set, which the words of endpoint rules and of the AWS runtime do not say.
pub(crate) const NO_REGION: &str =
    "no region is set: set `region(..)` of the configuration, or the environment variable AWS_REGION";

/// Chooses the endpoint of a request.
pub trait ResolveEndpoint: Send + Sync + Debug {
    /// The endpoint for these parameters.
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a>;

    /// Wraps the resolver for the AWS runtime.
    fn into_shared_resolver(self) -> SharedEndpointResolver
    where
        Self: Sized + 'static,
    {
        SharedEndpointResolver::new(Typed(self))
    }
}

/// The endpoint rules of a service. The one of generated crates is for their service.
#[derive(Debug)]
pub(crate) struct DefaultResolver {
    service: Option<&'static Service>,
}

impl DefaultResolver {
    pub(crate) fn of(service: Option<&'static Service>) -> Self {
        Self { service }
    }

    fn resolve(&self, params: &Params) -> Result<Endpoint, BoxError> {
        let service = self.service.ok_or("this configuration does not belong to a client yet")?;
        let endpoint = service.endpoint(params).map_err(|error| {
            let mut regions = service.endpoint_params.iter().filter(|param| param.built_in == Some("AWS::Region"));
            match regions.any(|region| params.get(region.name).is_none()) {
                true => rules::EndpointError::new(format!("{error}; {NO_REGION}")),
                false => error,
            }
        });
        let checked = endpoint_url::checked(endpoint?);
        checked.map_err(|error| params.shown(rules::EndpointError::new(error.to_string())).into())
    }
}

impl ResolveEndpoint for DefaultResolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        EndpointFuture::ready(self.resolve(params))
    }
}

/// A resolver whose endpoints are looked at before requests are sent there.
#[derive(Debug)]
pub(super) struct Checked(pub(super) SharedEndpointResolver);

impl smithy::ResolveEndpoint for Checked {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        EndpointFuture::new(async move { endpoint_url::checked(self.0.resolve_endpoint(params).await?) })
    }

    fn finalize_params<'a>(&'a self, params: &'a mut EndpointResolverParams) -> Result<(), BoxError> {
        self.0.finalize_params(params)
    }
}

/// Hands a resolver the parameters in their own type.
#[derive(Debug)]
struct Typed<T>(T);

impl<T: ResolveEndpoint> smithy::ResolveEndpoint for Typed<T> {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.0.resolve_endpoint(params),
            None => EndpointFuture::ready(Err("these are not the endpoint parameters of this client".into())),
        }
    }

    fn finalize_params<'a>(&'a self, params: &'a mut EndpointResolverParams) -> Result<(), BoxError> {
        // The identity is taken out of the parameters: they are logged, and credentials must not be.
        let identity = params.get_property_mut::<Identity>().map(|slot| std::mem::replace(slot, nobody()));
        let account = identity.as_ref().and_then(|identity| identity.property::<AccountId>());
        let name = params.get_property::<AccountIdParam>().map(|param| param.0);
        if let (Some(account), Some(name)) = (account, name) {
            let account = account.as_str().to_owned();
            if let Some(params) = params.get_mut::<Params>() {
                params.set(name, account);
            }
        }
        Ok(())
    }
}

fn nobody() -> Identity {
    Identity::new((), None)
}

/// The endpoint parameter that takes the account of the identity, which is known only after the others.
#[derive(Debug)]
struct AccountIdParam(&'static str);

/// The parameters that come from the configuration, and what has to be known to add the account later.
pub(crate) fn params(
    service: &Service,
    cfg: &ConfigBag,
    add: impl FnOnce(&mut Params),
) -> Result<EndpointResolverParams, BoxError> {
    if let Some(EndpointUrl(url)) = cfg.load::<EndpointUrl>() {
        endpoint_url::check(url)?;
    }
    let region = cfg.load::<Region>().map(ToString::to_string);
    // Refuses a region that is no host label, whatever the rules call their parameter.
    let mut params = Params::builder().set_region(region).build()?;
    params.unset("Region");
    for param in service.endpoint_params {
        if let Some(value) = param.built_in.and_then(|built_in| built_in_value(built_in, cfg)) {
            params.set(param.name, value);
        }
    }
    for ContextParam { name, value } in context_params(cfg) {
        match value {
            Some(value) => params.set(name, value.clone()),
            None => params.unset(name),
        }
    }
    add(&mut params);
    params.complete()?;
    let mut erased = EndpointResolverParams::new(params);
    if let Some(account) = service.endpoint_params.iter().find(|param| param.built_in == Some("AWS::Auth::AccountId")) {
        erased.set_property(AccountIdParam(account.name));
    }
    Ok(erased)
}

/// The client context parameters, those that were set last at the end: they count.
fn context_params(cfg: &ConfigBag) -> impl Iterator<Item = &ContextParam> {
    let newest_first: Vec<_> = cfg.load::<ContextParam>().collect();
    newest_first.into_iter().rev()
}

/// The value the configuration has for a [built-in](https://smithy.io/2.0/aws/rules-engine/built-ins.html).
fn built_in_value(built_in: &str, cfg: &ConfigBag) -> Option<ParamValue> {
    match built_in {
        "AWS::Region" => Some(cfg.load::<Region>()?.as_ref().into()),
        "AWS::UseFIPS" => Some(cfg.load::<UseFips>()?.0.into()),
        "AWS::UseDualStack" => Some(cfg.load::<UseDualStack>()?.0.into()),
        "SDK::Endpoint" => Some(cfg.load::<EndpointUrl>()?.0.as_str().into()),
        "AWS::Auth::AccountIdEndpointMode" => {
            Some(cfg.load::<AccountIdEndpointMode>().cloned().unwrap_or_default().to_string().into())
        }
        _ => None,
    }
}
