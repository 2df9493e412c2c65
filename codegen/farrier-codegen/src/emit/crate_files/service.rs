//! `lib.rs`, `config.rs`, `endpoint.rs` and the indexes of modules.

use super::{constraint, discovery, fake, off, own_config, serde, waiter};
use crate::emit::auth::auth;
use crate::emit::operation::{self, presigned, stream};
use crate::emit::tokens::{cfg, doc, docs, docs_or, file_of, ident, inner, option, path};
use crate::endpoint::{self, Bindings, EndpointRules, TestCase};
use crate::ir::{Crate, EnvironmentParam, Form, ServiceCustomizations, TypeKind, XmlNamespace};
use proc_macro2::TokenStream;
use quote::quote;
use smithy_json_ast::Shape;
use smithy_json_ast::traits::Http2;

/// `lib.rs`: the modules and the service.
pub(in crate::emit) fn lib(ir: &Crate) -> TokenStream {
    let service = &ir.service;
    let docs = docs_or(&service.docs, &format!("A client of {}.", service.title));
    let docs: TokenStream = inner(docs);
    let usage = usage(ir);
    let recursion_limit = ir.recursion_limit.map(|limit| {
        let limit = limit.to_string();
        quote!(#![recursion_limit = #limit])
    });
    let statics = service_static(ir);
    let others = small_modules(ir);
    let discovery = ir.discovery.as_ref().map(discovery::module);
    let validate = constraint::module();
    let serde = serde::module();
    let fake = fake::module();
    let waiter = waiter::module(ir);
    let off = off::module(ir);
    quote! {
        #docs
        #usage
        #recursion_limit
        #![forbid(unsafe_code)]
        #![warn(missing_debug_implementations, missing_docs)]

        use farrier_runtime::rt;

        #[cfg(feature = "client")]
        pub mod client;
        #[cfg(feature = "client")]
        pub mod config;
        mod endpoint;
        #off

        #[cfg(feature = "client")]
        pub use self::client::Client;
        #[cfg(feature = "client")]
        pub use self::config::Config;
        pub use self::error::Error;

        /// Errors of every operation, and how requests fail.
        pub mod error;

        /// One module per operation: its input, output, error and builders.
        pub mod operation;

        /// The structures, unions and enums of the model.
        pub mod types;

        #waiter
        #discovery
        #validate
        #serde
        #fake

        #others

        #statics
    }
}

/// The modules that need no file of their own.
fn small_modules(ir: &Crate) -> TokenStream {
    let (events, presigning) = (stream::messages(ir), presigned::module(ir));
    let auth_token = ir.service.customizations.auth_token.map(|module| {
        let module = path(module);
        quote! {
            /// Tokens to log in with.
            #[cfg(feature = "client")]
            pub mod auth_token {
                pub use farrier_runtime::#module::{AuthToken, AuthTokenGenerator, Config, ConfigBuilder};
            }
        }
    });
    quote! {
        /// What this crate is.
        pub mod meta {
            /// The version of this crate.
            pub static PKG_VERSION: &str = env!("CARGO_PKG_VERSION");
        }

        /// Values that members can have.
        pub mod primitives {
            pub use farrier_runtime::primitives::*;
        }

        #presigning

        #auth_token

        /// Requests and responses without a connection.
        pub mod protocol {
            pub use farrier_runtime::endpoint::{Endpoint, EndpointError, InvalidParams, Params};
            pub use farrier_runtime::error::{EncodeError, MissingInput};
            #events
            pub use farrier_runtime::operation::{decode, encode, encode_to, endpoint};
            #[cfg(feature = "server")]
            pub use farrier_runtime::operation::{decode_input, encode_error, encode_output};
        }
    }
}

/// `config.rs`: the configuration of all clients, with the endpoint rules of this one.
pub(in crate::emit) fn config(ir: &Crate) -> TokenStream {
    let docs = inner(doc("Configuration of the client."));
    let own = own_config::config(ir);
    quote! {
        #docs
        pub use farrier_runtime::config::*;

        /// Where requests go.
        pub mod endpoint {
            pub use farrier_runtime::config::endpoint::*;

            /// The endpoint rules of the service.
            #[derive(Debug, Default)]
            pub struct DefaultResolver(());

            impl DefaultResolver {
                /// The rules as the client has them unless it is configured otherwise.
                #[inline]
                pub fn new() -> Self { Self::default() }
            }

            impl ResolveEndpoint for DefaultResolver {
                #[inline]
                fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
                    EndpointFuture::ready(crate::SERVICE.endpoint(params).map_err(Into::into))
                }
            }
        }

        #own
    }
}

/// An example of the first operation.
fn usage(ir: &Crate) -> TokenStream {
    let lines = operation::usage(ir);
    let blank = (!lines.is_empty()).then(String::new);
    inner(docs(&blank.into_iter().chain(lines).collect::<Vec<_>>()))
}

fn service_static(ir: &Crate) -> TokenStream {
    let service = &ir.service;
    let (sdk_id, shape_name) = (&service.sdk_id, service.shape.name());
    let official_crate = option(service.official_crate.as_ref());
    let (signing_name, query_compatible) = (&service.signing_name, service.query_compatible);
    let protocol = path(service.protocol_path);
    let api_version = &service.api_version;
    let xml_namespace = service.xml_namespace.as_ref().map(|XmlNamespace { uri, prefix }| {
        let prefix = option(prefix.as_ref());
        quote!(rt::XmlNamespace { uri: #uri, prefix: #prefix })
    });
    let xml_namespace = option(xml_namespace);
    let (auth, endpoint_chooses_auth) = (auth(&service.auth), service.endpoint_chooses_auth);
    let customizations = customizations(&service.customizations);
    let http2 = match service.http2 {
        Http2 { events: false, others: false } => quote!(rt::Http2::NONE),
        Http2 { events, others } => quote!(rt::Http2 { events: #events, others: #others }),
    };
    quote! {
        /// What all operations share.
        #[allow(dead_code, reason = "each operation is a feature, and all may be off")]
        pub(crate) static SERVICE: rt::Service = rt::Service {
            sdk_id: #sdk_id,
            schema: rt::ServiceSchema {
                name: #shape_name,
                api_version: #api_version,
                query_compatible: #query_compatible,
                xml_namespace: #xml_namespace,
            },
            official_crate: #official_crate,
            crate_version: meta::PKG_VERSION,
            protocol: &#protocol,
            signing_name: #signing_name,
            auth: #auth,
            endpoint_chooses_auth: #endpoint_chooses_auth,
            http2: #http2,
            customizations: #customizations,
            endpoint_params: endpoint::PARAMS,
            resolve_endpoint: endpoint::resolve,
        };
    }
}

/// What the service needs beyond its model; nothing for most.
fn customizations(all: &ServiceCustomizations) -> TokenStream {
    let ServiceCustomizations { headers, transient_errors, .. } = all;
    let headers = (!headers.is_empty()).then(|| {
        let headers = headers.iter().map(|(name, value)| quote!((#name, #value)));
        quote!(headers: &[#(#headers),*],)
    });
    let token = all.token_of_environment.map(|name| quote!(token_of_environment: Some(#name),));
    let errors = (!transient_errors.is_empty()).then(|| quote!(transient_errors: &[#(#transient_errors),*],));
    let retries = all
        .retries
        .map(|(backoff, attempts)| quote!(retries: Some((std::time::Duration::from_millis(#backoff), #attempts)),));
    let environment = (!all.environment.is_empty()).then(|| {
        let params = all.environment.iter().map(|EnvironmentParam { name, variable, profile }| {
            quote!(rt::EnvironmentParam { name: #name, variable: #variable, profile: #profile })
        });
        quote!(environment: &[#(#params),*],)
    });
    let paths = all.signs_paths_as_sent.then(|| quote!(signs_paths_as_sent: true,));
    let hash = all.signs_body_hash.then(|| quote!(signs_body_hash: true,));
    let slash = all.takes_last_slash.then(|| quote!(takes_last_slash: true,));
    let none = quote!(rt::Customizations::NONE);
    let parts = [headers, token, errors, retries, environment, paths, hash, slash];
    if parts.iter().all(Option::is_none) {
        return none;
    }
    let parts = parts.iter().flatten();
    quote!(rt::Customizations { #(#parts)* ..#none })
}

/// `endpoint.rs`: the endpoint rules, and their tests if they were asked for.
pub(in crate::emit) fn endpoint(ir: &Crate) -> TokenStream {
    let bindings = match ir.form {
        Form::Crate => Bindings::Chained,
        Form::Module => Bindings::Alone,
    };
    endpoint_items(&ir.service.endpoint, bindings, &ir.service.endpoint_tests)
}

/// The endpoint rules with their tests.
pub(in crate::emit) fn endpoint_items(rules: &EndpointRules, bindings: Bindings, cases: &[TestCase]) -> TokenStream {
    endpoint::emit(rules, bindings).into_iter().chain(endpoint::tests(cases, rules)).collect()
}

/// `lib.rs` of a crate that holds endpoint rules and nothing else. Only its tests use them.
pub(in crate::emit) fn endpoint_only(service: &Shape) -> TokenStream {
    let docs = inner(doc(&format!("The endpoint rules of `{}`.", service.id)));
    quote! {
        #docs
        #![cfg(test)]
        mod endpoint;
    }
}

/// `types.rs`: the modules of the types.
pub(in crate::emit) fn types(ir: &Crate) -> TokenStream {
    let modules = ir.types.iter().map(|def| {
        let file = file_of(&def.module, "types/");
        let (module, name, cfg) = (ident(&def.module), ident(def.ident()), cfg(&def.usage));
        (quote!(#cfg #file mod #module;), quote!(#cfg pub use self::#module::#name;))
    });
    let (modules, exports): (Vec<_>, Vec<_>) = modules.unzip();
    quote! {
        /// Errors of the model.
        pub mod error;

        /// Builders of structures.
        pub mod builders;

        #(#modules)*
        #(#exports)*
    }
}

/// `types/builders.rs`: the builders, where the official crates have them.
pub(in crate::emit) fn builders(ir: &Crate) -> TokenStream {
    let builders = ir.types.iter().filter_map(|def| {
        let TypeKind::Structure(structure) = &def.kind else { return None };
        let (module, builder, cfg) = (ident(&def.module), ident(&structure.builder), cfg(&def.usage));
        Some(quote!(#cfg pub use super::#module::#builder;))
    });
    quote!(#(#builders)*)
}
