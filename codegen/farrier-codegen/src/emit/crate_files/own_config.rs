//! The configuration of a service with settings that others lack: its own types around the shared ones.

use crate::emit::tokens::{Std, docs_or, ident};
use crate::ir::{ContextParam, Crate};
use crate::names::suffix;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The types and the setters, if there are such settings: client context parameters, and those about checksums.
pub(in crate::emit) fn config(ir: &Crate) -> Option<TokenStream> {
    if !ir.has_own_settings() {
        return None;
    }
    let setters = ir.service.context_params.iter().map(setters).collect::<TokenStream>();
    let setters = (!setters.is_empty()).then(|| quote!(impl Builder { #setters }));
    let has_checksums = ir.service.chooses_checksums;
    let types = has_checksums.then(|| {
        quote!(
            pub use farrier_runtime::rt::{RequestChecksumCalculation, ResponseChecksumValidation};
        )
    });
    let checksums = has_checksums.then(|| quote!(farrier_runtime::checksum_config!(Config, Builder);));
    let sessions = ir.sessions().map(|_| quote!(farrier_runtime::express_setters!(Builder);));
    Some(quote! {
        #types

        /// The configuration of the client.
        #[derive(Clone, Debug)]
        pub struct Config { shared: farrier_runtime::config::Config }

        /// Builds a [`Config`], and overrides one for a single call.
        #[derive(Clone, Debug, Default)]
        pub struct Builder { settings: farrier_runtime::config::Settings }

        farrier_runtime::service_config!(Config, Builder);
        #sessions

        #checksums

        #setters
    })
}

fn setters(param: &ContextParam) -> TokenStream {
    let defined: [&str; 0] = [];
    let (name, ty) = (&param.name, Std::new(&defined).ty(&param.ty));
    let (setter, in_place) = (ident(&param.ident), format_ident!("set_{}", suffix(&param.ident)));
    let docs = docs_or(&param.docs, &format!("The parameter `{name}` of the endpoint rules."));
    quote! {
        #docs
        pub fn #setter(mut self, value: impl Into<#ty>) -> Self {
            self.#in_place(Some(value.into()));
            self
        }
        #docs
        #[inline]
        pub fn #in_place(&mut self, value: Option<#ty>) -> &mut Self {
            self.settings.set_context_param(#name, value.map(Into::into));
            self
        }
    }
}

/// How the client keeps its configuration: the handle has the shared one, and one of another type is beside it.
pub(in crate::emit) struct Kept {
    pub(in crate::emit) field: Option<TokenStream>,
    pub(in crate::emit) new: TokenStream,
    pub(in crate::emit) get: TokenStream,
}

impl Kept {
    pub(in crate::emit) fn of(ir: &Crate) -> Self {
        if !ir.has_own_settings() {
            return Self {
                field: None,
                new: quote!(Self { handle: Handle::new(&crate::SERVICE, conf) }),
                get: quote!(self.handle.config()),
            };
        }
        let handle = handle(ir);
        Self {
            field: Some(quote!(, config: std::sync::Arc<Config>)),
            new: quote! {
                #handle
                let config = std::sync::Arc::new(handle.config().clone().into());
                Self { handle, config }
            },
            get: quote!(&self.config),
        }
    }
}

/// The handle of the client, which may begin sessions.
fn handle(ir: &Crate) -> TokenStream {
    let plain = quote!(let handle = Handle::new(&crate::SERVICE, conf.into()););
    let Some((op, _)) = ir.sessions() else { return plain };
    let (module, marker) = (ident(&op.module), ident(&op.ident));
    quote! {
        #[cfg(feature = "s3-express")]
        let handle = {
            use farrier_runtime::customizations::s3;
            Handle::with(&crate::SERVICE, conf.into(), s3::express::<crate::operation::#module::#marker>)
        };
        #[cfg(not(feature = "s3-express"))]
        #plain
    }
}
