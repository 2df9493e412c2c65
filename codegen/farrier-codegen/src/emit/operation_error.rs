//! The error enum of an operation or of a stream of events.

use super::tokens::{doc, ident};
use crate::ir::{ErrorRef, EventError, Operation};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The errors of an operation.
pub(super) fn of_operation(op: &Operation) -> Vec<TokenStream> {
    error(&format_ident!("{}Error", op.ident), &format!("The errors of [`{}`].", op.ident), &op.errors)
}

/// The items of the file of the errors of a stream.
pub(super) fn of_events(error: &EventError) -> Vec<TokenStream> {
    let docs = format!("What the stream of [`{}`](crate::types::{}) can end with.", error.event, error.event);
    let import = quote!(
        use farrier_runtime::rt;
    );
    std::iter::once(import).chain(self::error(&ident(&error.ident), &docs, &error.errors)).collect()
}

/// The enum with its conversions.
fn error(name: &Ident, docs: &str, errors: &[ErrorRef]) -> Vec<TokenStream> {
    let variants = errors.iter().map(|error| {
        let (variant, codes) = (ident(&error.ident), &error.codes);
        let named = codes.len() == 1 && codes[0] == error.ident;
        let codes = (!named).then(|| quote!(= [#(#codes),*]));
        quote!(#variant #codes)
    });
    let traits = quote!(rt::operation_error!(#name, [#(#variants),*]););
    vec![definition(name, docs, errors), methods(name, errors), traits]
}

fn definition(name: &Ident, docs: &str, errors: &[ErrorRef]) -> TokenStream {
    let docs = doc(docs);
    let variants = errors.iter().map(|error| {
        let name = ident(&error.ident);
        quote!(#name(types::error::#name))
    });
    let large = errors.iter().any(|error| error.large).then(|| quote!(#[allow(clippy::large_enum_variant)]));
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
