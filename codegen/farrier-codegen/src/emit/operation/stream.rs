//! Streams: what an output or an input says of its own.

use crate::emit::tokens::{ident, named};
use crate::ir::{ByteStream, Crate, Structure, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// What tells the runtime where an output has its stream of events.
pub(in crate::emit) fn events(output: &Structure) -> Option<TokenStream> {
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

/// What tells the runtime where an output has its stream of bytes.
pub(in crate::emit) fn bytes(output: &Structure, stream: &ByteStream) -> TokenStream {
    let (name, field) = (ident(&output.ident), ident(&stream.field));
    let media_type = stream.media_type.as_ref().map(|text| quote!(const MEDIA_TYPE: &'static str = #text;));
    quote! {
        impl rt::ByteOutput for #name {
            #media_type
            #[inline]
            fn stream_slot(b: &mut Self::Builder) -> &mut Option<rt::ByteStream> { &mut b.#field }
            #[inline]
            fn stream(&self) -> &rt::ByteStream { &self.#field }
        }
    }
}

/// What tells the runtime where an input has its stream of bytes.
pub(in crate::emit) fn input(stream: &ByteStream) -> TokenStream {
    let (field, requires_length) = (ident(&stream.field), stream.requires_length);
    let media_type = stream.media_type.as_deref().unwrap_or("application/octet-stream");
    quote! {
        const STREAM: rt::Option<rt::InputStream<Self::Input>> = Some(rt::InputStream {
            get: |input| input.#field.as_ref(),
            slot: |input| &mut input.#field,
            form: rt::StreamForm { media_type: #media_type, requires_length: #requires_length },
        });
    }
}

/// The function that reads a response with a stream of events, where a crate has such.
pub(in crate::emit) fn decode(ir: &Crate) -> Option<TokenStream> {
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
