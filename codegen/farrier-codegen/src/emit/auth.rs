//! Auth schemes.

use super::tokens::ident;
use crate::ir::Auth;
use proc_macro2::TokenStream;
use quote::quote;

/// A list of auth schemes.
pub(super) fn auth(schemes: &[Auth]) -> TokenStream {
    let schemes = schemes.iter().map(|scheme| {
        ident(match scheme {
            Auth::SigV4 => "SigV4",
            Auth::SigV4a => "SigV4a",
            Auth::Bearer => "Bearer",
            Auth::Anonymous => "NoAuth",
        })
    });
    quote!(&[#(rt::AuthScheme::#schemes),*])
}
