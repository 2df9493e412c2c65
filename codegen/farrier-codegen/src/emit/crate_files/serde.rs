//! `serde.rs`: the types that formats of serde are written of and read into.

use super::aggregates::aggregates;
use crate::emit::tokens::{cfg, named};
use crate::ir::{Crate, TypeKind};
use proc_macro2::TokenStream;
use quote::quote;

/// The module `serde`.
pub(in crate::emit) fn module() -> TokenStream {
    quote! {
        /// `Serialize` and `Deserialize` of all types: by the names of JSON, with what is sensitive replaced by a text
        /// unless it is [`Revealed`](serde::Revealed). Bodies that are streams of bytes are left out, and come back
        /// empty; what has a stream of events has neither.
        #[cfg(feature = "serde")]
        pub mod serde;
    }
}

/// The file.
pub(in crate::emit) fn serde(ir: &Crate) -> TokenStream {
    let structures = aggregates(ir).filter(|aggregate| !aggregate.has_events).map(|aggregate| {
        let (cfg, path) = (aggregate.cfg, aggregate.path);
        quote!(#cfg farrier_runtime::serde_structure!(#path);)
    });
    let enums = ir.types.iter().filter_map(|def| match &def.kind {
        TypeKind::Enum(shape) => Some((cfg(&def.usage), named(&shape.ident), shape.sensitive)),
        _ => None,
    });
    let enums = enums.map(|(cfg, path, sensitive)| quote!(#cfg farrier_runtime::serde_enum!(#path, #sensitive);));
    quote! {
        pub use farrier_runtime::serde_impl::Revealed;
        #(#structures)*
        #(#enums)*
    }
}
