//! Functions for what endpoints have in common besides their URLs.

use super::super::ir::{EndpointRules, VarId};
use super::tokens::{argument_type, ident};
use proc_macro2::TokenStream;
use quote::quote;

/// A function of a URL and of the variables that the rest reads.
pub(in crate::endpoint) struct Shared {
    /// The rest, as printed.
    pub(super) key: String,
    pub(super) name: String,
    pub(super) details: TokenStream,
    pub(super) arguments: Vec<VarId>,
}

impl Shared {
    pub(super) fn call(&self, url: TokenStream, rules: &EndpointRules) -> TokenStream {
        let name = ident(&self.name);
        let arguments = self.arguments.iter().map(|var| ident(&rules.variables[*var].ident));
        quote!(#name(#url #(, #arguments)*))
    }

    pub(super) fn definition(&self, rules: &EndpointRules) -> TokenStream {
        let (name, details) = (ident(&self.name), &self.details);
        let arguments = self.arguments.iter().map(|var| {
            let variable = &rules.variables[*var];
            let (name, ty) = (ident(&variable.ident), argument_type(variable.ty));
            quote!(#name: #ty)
        });
        quote! {
            fn #name(url: String #(, #arguments)*) -> Result<Endpoint, EndpointError> {
                EndpointBuilder::url(url) #details .build()
            }
        }
    }
}
