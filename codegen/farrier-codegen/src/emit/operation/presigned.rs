//! Requests that are signed now and sent later.

use crate::emit::tokens::ident;
use crate::ir::{Crate, Operation, Presigned};
use proc_macro2::TokenStream;
use quote::quote;

/// What an operation has whose requests can be presigned.
pub(super) fn of_operation(op: &Operation) -> Option<TokenStream> {
    let form = ident(match op.customizations.presigned? {
        Presigned::UnsignedBody => "UnsignedBody",
        Presigned::Query => "Query",
    });
    let (marker, builder) = (ident(&op.ident), ident(&op.fluent_builder));
    let error = ident(&op.error);
    Some(quote! {
        #[cfg(feature = "client")]
        impl rt::Presignable for #marker {
            const FORM: rt::Presigned = rt::Presigned::#form;
        }

        #[cfg(feature = "client")]
        impl #builder {
            /// Signs the request, and does not send it: somebody else can, without credentials.
            #[inline]
            pub fn presigned(self, config: crate::presigning::PresigningConfig) -> rt::Signing<#error> {
                self.call.presign::<#marker>(self.input, config)
            }
        }
    })
}

/// The module of what presigned requests are made by, where a crate has such.
pub(in crate::emit) fn module(ir: &Crate) -> Option<TokenStream> {
    ir.presigns().then(|| {
        quote! {
            /// Requests that are signed now and sent later: when they are good, and what they are.
            #[cfg(feature = "client")]
            pub mod presigning {
                pub use farrier_runtime::client::presigning::{
                    PresignedRequest, PresigningConfig, PresigningConfigBuilder, PresigningConfigError,
                };
            }
        }
    })
}
