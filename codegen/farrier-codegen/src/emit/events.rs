//! Streams of events: what an output says of its own.

use super::tokens::{ident, named};
use crate::ir::{Crate, Structure, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// What tells the runtime where an output has its stream.
pub(super) fn output(output: &Structure) -> Option<TokenStream> {
    let stream = output.events()?;
    let Type::EventStream { event, error } = &stream.ty else {
        unreachable!("a member is a stream of events by its type");
    };
    let (name, field) = (ident(&output.ident), ident(&stream.ident));
    let (event, error) = (named(event), ident(error));
    Some(quote! {
        impl rt::EventOutput for #name {
            type Event = #event;
            type Error = crate::types::error::#error;
            #[inline]
            fn receiver_slot(b: &mut Self::Builder) -> &mut Option<rt::EventReceiver<Self::Event, Self::Error>> {
                &mut b.#field
            }
            #[inline]
            fn into_receiver(self) -> rt::EventReceiver<Self::Event, Self::Error> { self.#field }
        }
    })
}

/// The function that reads a response with a stream, where a crate has such.
pub(super) fn decode(ir: &Crate) -> Option<TokenStream> {
    let features = ir.operations.iter().filter(|op| op.output.events().is_some()).map(|op| &op.feature);
    let features: Vec<_> = features.map(|feature| quote!(feature = #feature)).collect();
    let any = match features.as_slice() {
        [] => return None,
        [only] => quote!(#only),
        _ => quote!(any(#(#features),*)),
    };
    Some(quote!(
        #[cfg(#any)]
        pub use farrier_runtime::operation::decode_events;
    ))
}
