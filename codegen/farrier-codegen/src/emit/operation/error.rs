//! The error enum of an operation or of a stream of events.

use super::stream;
use crate::emit::tokens::{doc, ident, is_variant, large_variants, link};
use crate::emit::types;
use crate::ir::{ErrorRef, EventError, Operation};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The errors of an operation.
pub(in crate::emit) fn of_operation(op: &Operation) -> TokenStream {
    error(&ident(&op.error), &format!("The errors of {}.", link(&op.ident)), &op.errors)
}

/// The items of the file of the errors of a stream.
pub(in crate::emit) fn of_events(error: &EventError) -> TokenStream {
    let docs = format!("What the stream of [`{}`](crate::types::{}) can end with.", error.event, error.event);
    let variants = error.errors.iter().map(|error| (error.ident.as_str(), error.codes[0].as_str(), Some(false)));
    let write_message = stream::write_message(&error.ident, &error.sent_by, variants);
    let error = self::error(&ident(&error.ident), &docs, &error.errors);
    quote! {
        use farrier_runtime::rt;
        #error
        #write_message
    }
}

/// The enum with its conversions.
fn error(name: &Ident, docs: &str, errors: &[ErrorRef]) -> TokenStream {
    let variants = errors.iter().map(|error| {
        let (variant, codes) = (ident(&error.ident), &error.codes);
        let named = codes.len() == 1 && codes[0] == error.ident;
        let codes = (!named).then(|| quote!(= [#(#codes),*]));
        quote!(#variant #codes)
    });
    let (definition, methods) = (definition(name, docs, errors), methods(name, errors));
    quote! {
        #definition
        #methods
        rt::operation_error!(#name, [#(#variants),*]);
        impl crate::error::Operation for #name {}
    }
}

fn definition(name: &Ident, docs: &str, errors: &[ErrorRef]) -> TokenStream {
    let docs = doc(docs);
    let variants = errors.iter().map(|error| types::error::variant(&error.ident, &TokenStream::new()));
    let large = errors.iter().any(|error| error.large).then(large_variants);
    quote! {
        #docs
        #large
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// Anything else. Do not match it: match on `code()` instead.
            Unhandled(rt::Unhandled),
        }
    }
}

fn methods(name: &Ident, errors: &[ErrorRef]) -> TokenStream {
    let predicates = errors.iter().map(|error| {
        let (variant, is_x) = (ident(&error.ident), format_ident!("is_{}", error.snake));
        let docs = is_variant(&error.ident);
        quote! {
            #docs
            #[inline]
            pub fn #is_x(&self) -> bool { matches!(self, Self::#variant(_)) }
        }
    });
    quote! {
        impl #name {
            /// Wraps any error.
            pub fn unhandled(error: impl Into<rt::BoxError>) -> Self { Self::Unhandled(rt::Unhandled::from_error(error)) }
            /// Wraps what is known about an error.
            #[inline]
            pub fn generic(meta: rt::ErrorMetadata) -> Self { Self::Unhandled(rt::Unhandled::from_meta(meta)) }
            /// Code, message and request id.
            #[inline]
            pub fn meta(&self) -> &rt::ErrorMetadata { rt::error_meta(self) }
            #(#predicates)*
        }
    }
}
