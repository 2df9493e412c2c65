//! Endpoint discovery: the method of the client that asks for the endpoint, and the type that asks again.

use crate::emit::tokens::ident;
use crate::ir::{EndpointDiscovery, Field, Presence};
use proc_macro2::TokenStream;
use quote::quote;

/// The module of the official crate.
pub(in crate::emit) fn module(discovery: &EndpointDiscovery) -> TokenStream {
    let feature = &discovery.feature;
    quote! {
        /// Endpoints that the service tells.
        #[cfg(all(feature = "client", feature = #feature))]
        pub mod endpoint_discovery {
            pub use farrier_runtime::client::ReloadEndpoint;
        }
    }
}

/// The method of the client.
pub(in crate::emit) fn method(discovery: &EndpointDiscovery) -> TokenStream {
    let EndpointDiscovery { module, feature, endpoints, address, minutes } = discovery;
    let (ask, endpoints) = (ident(module), ident(&endpoints.ident));
    let (address_name, minutes_name) = (ident(&address.ident), ident(&minutes.ident));
    let address = told(address, quote!(endpoint.#address_name.clone()));
    let minutes = told(minutes, quote!(endpoint.#minutes_name));
    quote! {
        /// Asks the service where requests go: a client that sends them there, and what asks again before that changes.
        /// The service refuses the requests of a client without it.
        ///
        /// # Errors
        /// If the answer is an error, or names no endpoint.
        #[cfg(feature = #feature)]
        pub async fn with_endpoint_discovery_enabled(
            self,
        ) -> Result<(Self, crate::endpoint_discovery::ReloadEndpoint), crate::error::BoxError> {
            let conf = self.config().clone();
            let load = move || {
                let asked = self.#ask().send();
                async move {
                    let endpoint = asked.await?.#endpoints().first().cloned();
                    let address = endpoint.as_ref().#address;
                    let minutes = endpoint.as_ref().#minutes;
                    Ok(farrier_runtime::rt::Discovered { address, minutes })
                }
            };
            let (resolver, reload) = farrier_runtime::rt::discover(&conf, load).await?;
            Ok((Self::from_conf(conf.to_builder().endpoint_resolver(resolver).build()), reload))
        }
    }
}

/// What makes the value of a field out of an endpoint that there may be.
fn told(field: &Field, value: TokenStream) -> TokenStream {
    match field.presence {
        Presence::Optional => quote!(and_then(|endpoint| #value)),
        _ => quote!(map(|endpoint| #value)),
    }
}
