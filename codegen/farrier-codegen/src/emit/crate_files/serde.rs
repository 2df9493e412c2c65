//! `serde.rs`: the types that formats of serde are written of and read into.

use super::aggregates::{Aggregate, aggregates, has_events};
use crate::emit::tokens::{cfg, ident, named};
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
        let (cfg, path) = (aggregate.cfg, from_here(aggregate.path));
        quote!(#cfg farrier_runtime::serde_structure!(#path);)
    });
    let enums = ir.types.iter().filter_map(|def| match &def.kind {
        TypeKind::Enum(shape) => Some((cfg(&def.usage), from_here(named(&shape.ident)), shape.sensitive)),
        _ => None,
    });
    let enums = enums.map(|(cfg, path, sensitive)| quote!(#cfg farrier_runtime::serde_enum!(#path, #sensitive);));
    let tests = ir.has_tests.then(|| tests(ir));
    quote! {
        pub use farrier_runtime::serde_impl::Revealed;
        #(#structures)*
        #(#enums)*
        #tests
    }
}

/// A path of the crate from this file. In the arguments of a macro `crate` is printed as a word of its own.
fn from_here(path: TokenStream) -> TokenStream {
    let path = path.into_iter().skip(1);
    quote!(super #(#path)*)
}

/// Tests that made-up values of all types come back, and that JSON is what JSON protocols send.
fn tests(ir: &Crate) -> TokenStream {
    let types =
        aggregates(ir).filter(|aggregate| !aggregate.has_events).map(|Aggregate { cfg, path, has_bytes, .. }| {
            let check = ident(if has_bytes { "comes_back_without_stream" } else { "comes_back" });
            quote!(#cfg serde::#check::<#path>)
        });
    let messages = ir.service.protocol.is_json.then(|| messages(ir));
    quote! {
        #[cfg(all(test, feature = "test-util"))]
        mod tests {
            use farrier_runtime::protocol_test::serde;
            #[test]
            fn types() { serde::check(&[#(#types),*]); }
            #messages
        }
    }
}

/// The test of inputs and outputs in messages.
fn messages(ir: &Crate) -> TokenStream {
    let checks = ir.operations.iter().flat_map(|op| {
        let (module, name, feature) = (ident(&op.module), ident(&op.ident), &op.feature);
        let ways = [(&op.input, "is_sent"), (&op.output, "is_answered")];
        ways.into_iter().filter(|(structure, _)| !has_events(structure)).map(move |(_, check)| {
            let check = ident(check);
            quote!(#[cfg(feature = #feature)] serde::#check::<crate::operation::#module::#name>)
        })
    });
    quote! {
        #[test]
        fn messages() { serde::check(&[#(#checks),*]); }
    }
}
