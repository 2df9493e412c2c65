//! `fake.rs`: a fake of the service, with one method per operation.

use crate::emit::tokens::{doc, ident};
use crate::ir::{Crate, Operation};
use proc_macro2::TokenStream;
use quote::quote;

/// The modules `fake` and `mocks`.
pub(in crate::emit) fn module() -> TokenStream {
    quote! {
        /// A fake of the service, for tests without a network.
        #[cfg(feature = "test-util")]
        pub mod fake;
        /// `mock!` and `mock_client!`, as tests of official clients have them.
        #[cfg(feature = "mocks")]
        pub mod mocks {
            pub use farrier_runtime::mocks::*;
        }
    }
}

/// The file.
pub(in crate::emit) fn fake(ir: &Crate) -> TokenStream {
    let methods = ir.operations.iter().map(method);
    let rows = ir.operations.iter().map(|op| {
        let (module, name, feature) = (ident(&op.module), ident(&op.ident), &op.feature);
        let (method, output) = (&op.fake, ident(&op.output.ident));
        let events = op.output.events().map(|_| quote!(.with_events::<crate::operation::#module::#output>()));
        quote! {
            #[cfg(feature = #feature)]
            FakeOperation::of::<crate::operation::#module::#name>(#method) #events
        }
    });
    let has_events = ir.operations.iter().any(|op| op.output.events().is_some());
    let events = has_events.then(|| {
        quote!(
            pub use farrier_runtime::fake::Events;
        )
    });
    quote! {
        use farrier_runtime::fake::FakeOperation;
        #events
        pub use farrier_runtime::fake::{Call, Fault, Recorder, Replay, Served, fixture};

        farrier_runtime::fake!(OPERATIONS);

        const OPERATIONS: &[FakeOperation] = &[#(#rows),*];

        impl Fake { #(#methods)* }
    }
}

/// The method that gives an operation its answers.
fn method(op: &Operation) -> TokenStream {
    let (module, name, feature) = (ident(&op.module), ident(&op.ident), &op.feature);
    let (input, output, error) = (ident(&op.input.ident), ident(&op.output.ident), ident(&op.error));
    let (docs, method) = (doc(&format!("Answers `{}` by a function of its input.", op.ident)), ident(&op.fake));
    quote! {
        #docs
        #[cfg(feature = #feature)]
        pub fn #method<F, R>(self, answer: F) -> Self
        where
            F: FnMut(crate::operation::#module::#input) -> R + Send + 'static,
            R: std::future::Future<Output = Result<crate::operation::#module::#output, crate::operation::#module::#error>>
                + Send
                + 'static,
        {
            self.on::<crate::operation::#module::#name, F, R>(answer)
        }
    }
}
