//! Methods in place of those of operations and waiters that are off: the compiler says which feature to turn on.

use super::waiter;
use crate::emit::tokens::ident;
use crate::ir::{Crate, Operation};
use crate::settings::FeaturePer;
use proc_macro2::TokenStream;
use quote::quote;

/// Whether operations can be off where there is a client.
pub(in crate::emit) fn is_wanted(ir: &Crate) -> bool {
    ir.feature_per != FeaturePer::None
}

/// The module, whose file is not even read where all operations are on.
pub(super) fn module(ir: &Crate) -> Option<TokenStream> {
    is_wanted(ir).then(|| {
        quote!(
            #[cfg(all(feature = "client", not(feature = "operations")))]
            mod off;
        )
    })
}

/// `off.rs`. The bounds are for any lifetime: one without would be checked here, not where a program calls a method.
/// Methods give whatever is wanted, so that the compiler says nothing of what is done with it.
pub(in crate::emit) fn off(ir: &Crate) -> TokenStream {
    let operations = ir.operations.iter().map(|op| method(&op.module, &op.feature, &quote!(OperationIsOn), None));
    // That of a waiter is found after that of an operation, which is there always.
    let is_operation = |name: &str| ir.operations.iter().any(|op| op.module == name);
    let waiters = waiter::all(ir).filter(|(_, waiter)| !is_operation(&waiter.name.method)).map(|(op, waiter)| {
        let operation = ident(&op.ident);
        method(&waiter.name.method, &op.feature, &quote!(WaiterIsOn), Some(quote!(<self::#operation>)))
    });
    let names = ir.operations.iter().filter(|op| !op.waiters.is_empty()).map(name);
    quote! {
        //! What the compiler says of calls of operations whose features are off.

        impl crate::Client {
            #(#operations)*
            #(#waiters)*
        }

        #(#names)*
    }
}

/// A method in place of one that is off, whose bound nothing meets.
fn method(name: &str, feature: &str, bound: &TokenStream, of: Option<TokenStream>) -> TokenStream {
    let name = ident(name);
    quote! {
        #[doc(hidden)]
        #[cfg(not(feature = #feature))]
        pub fn #name<T>(&self) -> T where for<'any> Self: farrier_runtime::rt::#bound #of {
            farrier_runtime::rt::#bound::request(self)
        }
    }
}

/// What the message calls the operation of a waiter by: its own type is off.
fn name(op: &Operation) -> TokenStream {
    let (name, feature) = (ident(&op.ident), &op.feature);
    quote! {
        #[cfg(not(feature = #feature))]
        #[derive(Debug)]
        pub struct #name;
    }
}
