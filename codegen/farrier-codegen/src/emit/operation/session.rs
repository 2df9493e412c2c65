//! How an operation begins sessions with buckets.

use crate::emit::tokens::ident;
use crate::ir::{Operation, Session};
use proc_macro2::TokenStream;
use quote::quote;

/// The trait by which a client begins sessions.
pub(super) fn of_operation(op: &Operation) -> Option<TokenStream> {
    let Session { bucket, credentials, parts } = op.session.as_ref()?;
    let (marker, input) = (ident(&op.ident), ident(&op.input.ident));
    let (bucket, credentials) = (ident(bucket), ident(credentials));
    let parts = parts.iter().map(|part| {
        let part = ident(part);
        quote!(session.#part.into())
    });
    let fields = ["access_key_id", "secret_access_key", "session_token", "expiration"].map(ident);
    Some(quote! {
        #[cfg(feature = "s3-express")]
        impl rt::customizations::s3::CreateSession for #marker {
            fn input(bucket: String) -> Self::Input {
                #input { #bucket: Some(bucket), ..Default::default() }
            }
            fn credentials(output: Self::Output) -> Option<rt::customizations::s3::SessionCredentials> {
                let session = output.#credentials?;
                Some(rt::customizations::s3::SessionCredentials { #(#fields: #parts),* })
            }
        }
    })
}
