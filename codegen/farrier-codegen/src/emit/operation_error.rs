//! The error enum of an operation.

use super::tokens::{doc, ident};
use crate::ir::Operation;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The enum with its conversions.
pub(super) fn error(op: &Operation) -> Vec<TokenStream> {
    let name = format_ident!("{}Error", op.ident);
    let variants = op.errors.iter().map(|error| {
        let (variant, codes) = (ident(&error.ident), &error.codes);
        let named = codes.len() == 1 && codes[0] == error.ident;
        let codes = (!named).then(|| quote!(= [#(#codes),*]));
        quote!(#variant #codes)
    });
    let traits = quote!(rt::operation_error!(#name, [#(#variants),*]););
    vec![definition(op), methods(op), traits]
}

fn definition(op: &Operation) -> TokenStream {
    let name = format_ident!("{}Error", op.ident);
    let docs = doc(&format!("The errors of [`{}`].", op.ident));
    let variants = op.errors.iter().map(|error| {
        let name = ident(&error.ident);
        quote!(#name(types::error::#name))
    });
    let large = op.errors.iter().any(|error| error.large).then(|| quote!(#[allow(clippy::large_enum_variant)]));
    quote! {
        #docs
        #large
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// Anything else. Do not match it: match on `code()` instead.
            Unhandled(rt::Unhandled),
        }
    }
}

fn methods(op: &Operation) -> TokenStream {
    let name = format_ident!("{}Error", op.ident);
    let predicates = op.errors.iter().map(|error| {
        let (variant, is_x) = (ident(&error.ident), format_ident!("is_{}", error.snake));
        quote!(pub fn #is_x(&self) -> bool { matches!(self, Self::#variant(_)) })
    });
    quote! {
        impl #name {
            /// Wraps any error.
            pub fn unhandled(error: impl Into<rt::BoxError>) -> Self { Self::Unhandled(rt::Unhandled::from_error(error)) }
            /// Wraps what is known about an error.
            pub fn generic(meta: rt::ErrorMetadata) -> Self { Self::Unhandled(rt::Unhandled::from_meta(meta)) }
            /// Code, message and request id.
            pub fn meta(&self) -> &rt::ErrorMetadata { rt::ProvideErrorMetadata::meta(self) }
            #(#predicates)*
        }
    }
}
