//! Requests that are signed now and sent later.

use crate::emit::tokens::ident;
use crate::ir::{Crate, Operation, Presigned};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// What an operation has whose requests can be presigned.
pub(super) fn of_operation(op: &Operation) -> Option<TokenStream> {
    let form = ident(match op.presigned? {
        Presigned::UnsignedBody => "UnsignedBody",
        Presigned::Query => "Query",
    });
    let (marker, builder) = (ident(&op.ident), format_ident!("{}FluentBuilder", op.ident));
    let error = format_ident!("{}Error", op.ident);
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
