//! The error enum of an operation.

use super::tokens::{doc, ident};
use crate::ir::{ErrorRef, Operation};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The enum with its conversions.
pub(super) fn error(op: &Operation) -> Vec<TokenStream> {
    let name = format_ident!("{}Error", op.ident);
    let mut items = vec![definition(op), methods(op), codec(op)];
    items.push(quote! {
        impl rt::fmt::Display for #name {
            fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result { rt::display(self.inner(), f) }
        }
    });
    items.push(quote!(impl std::error::Error for #name {}));
    items.push(quote! {
        impl rt::ProvideErrorMetadata for #name {
            fn meta(&self) -> &rt::ErrorMetadata { self.inner().meta() }
        }
    });
    items.push(quote! {
        impl From<#name> for crate::Error {
            fn from(error: #name) -> Self { Self::from_inner(error.inner()) }
        }
    });
    items
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

fn codec(op: &Operation) -> TokenStream {
    let name = format_ident!("{}Error", op.ident);
    let coded = op.errors.iter().filter(|error| !error.codes.is_empty());
    let reads = coded.map(|ErrorRef { ident: variant, codes, .. }| {
        let variant = ident(variant);
        quote!(#(#codes)|* => response.read(Self::#variant),)
    });
    let inner = op.errors.iter().map(|error| {
        let variant = ident(&error.ident);
        quote!(Self::#variant(error) => error,)
    });
    let from_response = if op.errors.is_empty() {
        quote!(
            fn from_response(_: &rt::ErrorResponse<'_>) -> rt::ReadError<Self> {
                None
            }
        )
    } else {
        quote! {
            fn from_response(response: &rt::ErrorResponse<'_>) -> rt::ReadError<Self> {
                match response.code() {
                    #(#reads)*
                    _ => None,
                }
            }
        }
    };
    quote! {
        impl rt::OperationError for #name {
            #from_response
            fn from_unhandled(unhandled: rt::Unhandled) -> Self { Self::Unhandled(unhandled) }
            fn inner(&self) -> &dyn rt::ServiceError {
                match self {
                    #(#inner)*
                    Self::Unhandled(error) => error,
                }
            }
        }
    }
}
