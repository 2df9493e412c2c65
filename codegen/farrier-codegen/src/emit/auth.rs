//! Auth schemes.

use super::tokens::ident;
use crate::ir::AuthScheme;
use proc_macro2::TokenStream;
use quote::quote;

/// A list of auth schemes.
pub(super) fn auth(schemes: &[AuthScheme]) -> TokenStream {
    let schemes = schemes.iter().map(|scheme| {
        ident(match scheme {
            AuthScheme::SigV4 => "SigV4",
            AuthScheme::SigV4a => "SigV4a",
            AuthScheme::Bearer => "Bearer",
            AuthScheme::NoAuth => "NoAuth",
        })
    });
    quote!(&[#(rt::AuthScheme::#schemes),*])
}
