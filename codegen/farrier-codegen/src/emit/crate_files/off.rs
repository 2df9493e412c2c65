//! Methods in place of those of operations that are off, so that the compiler says which feature to turn on.

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

/// `off.rs`. The bound is for any lifetime: one without would be checked here, and not where a program calls a method.
/// Methods give whatever is wanted, so that the compiler says nothing of what is done with it.
pub(in crate::emit) fn off(ir: &Crate) -> TokenStream {
    let methods = ir.operations.iter().map(method);
    quote! {
        //! What the compiler says of calls of operations whose features are off.

        impl crate::Client {
            #(#methods)*
        }
    }
}

fn method(op: &Operation) -> TokenStream {
    let (name, feature) = (ident(&op.module), &op.feature);
    quote! {
        #[doc(hidden)]
        #[cfg(not(feature = #feature))]
        pub fn #name<T>(&self) -> T where for<'any> Self: farrier_runtime::rt::OperationIsOn {
            farrier_runtime::rt::OperationIsOn::request(self)
        }
    }
}
