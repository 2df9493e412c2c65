//! Streams: what an output or an input says of its own.

use crate::emit::tokens::{ident, named, option};
use crate::ir::{ByteStream, Crate, EventStream, Operation, Structure, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// What tells the runtime where an output has its stream of events.
pub(in crate::emit) fn events(output: &Structure) -> Option<TokenStream> {
    let stream = output.events()?;
    let Type::EventReceiver(EventStream { event, error }) = &stream.ty else {
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

/// What an operation says of the stream of events in its input.
pub(in crate::emit) fn sent_events(input: &Structure) -> Option<TokenStream> {
    let stream = input.sent_events()?;
    let required = option(stream.required.then_some(&stream.member));
    Some(quote! {
        const EVENTS: rt::Option<rt::InputEvents<Self::Input>> = Some(rt::InputEvents::new(#required));
    })
}

/// What tells the runtime where an input has its stream of events.
pub(in crate::emit) fn event_input(input: &Structure) -> Option<TokenStream> {
    let stream = input.sent_events()?;
    let Type::EventSender(EventStream { event, error }) = &stream.ty else {
        unreachable!("a member is a stream of events by its type");
    };
    let (name, field) = (ident(&input.ident), ident(&stream.ident));
    let (event, error) = (named(event), ident(error));
    Some(quote! {
        impl rt::EventInput for #name {
            type Event = #event;
            type Error = crate::types::error::#error;
            #[inline]
            fn sender_slot(&mut self) -> &mut Option<rt::EventStreamSender<Self::Event, Self::Error>> {
                &mut self.#field
            }
        }
    })
}

/// How the members of a union of events, or of the errors they end with, are handed to what sends them: variants, with
/// the names of their members, and whether they have a value, and one in a box.
pub(in crate::emit) fn write_message<'a>(
    name: &str,
    sent_by: &[String],
    variants: impl Iterator<Item = (&'a str, &'a str, Option<bool>)>,
) -> Option<TokenStream> {
    let cfg = any_feature(sent_by)?;
    let arms = variants.map(|(variant, member, boxed)| {
        let variant = ident(variant);
        match boxed {
            None => quote!(Self::#variant => to.unit(#member),),
            Some(true) => quote!(Self::#variant(value) => to.structure(#member, &**value),),
            Some(false) => quote!(Self::#variant(value) => to.structure(#member, value),),
        }
    });
    let (name, mut arms) = (ident(name), arms.peekable());
    let body = match arms.peek() {
        Some(_) => quote!(match self { #(#arms)* _ => to.unknown() }),
        None => quote!(to.unknown()),
    };
    Some(quote! {
        #cfg
        impl rt::WriteMessage for #name {
            #[inline]
            fn hand_over(&self, to: &mut rt::MessageWriter) -> rt::SerdeResult { #body }
        }
    })
}

/// What leaves an item out unless one of some features is on; nothing without any.
fn any_feature(features: &[String]) -> Option<TokenStream> {
    let features: Vec<_> = features.iter().map(|feature| quote!(feature = #feature)).collect();
    match features.as_slice() {
        [] => None,
        [only] => Some(quote!(#[cfg(#only)])),
        _ => Some(quote!(#[cfg(any(#(#features),*))])),
    }
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

/// The functions for messages with streams of events, where a crate has such.
pub(in crate::emit) fn messages(ir: &Crate) -> TokenStream {
    let function = |has: fn(&Operation) -> bool, name: &str| {
        let features: Vec<_> = ir.operations.iter().filter(|op| has(op)).map(|op| op.feature.clone()).collect();
        let (cfg, name) = (any_feature(&features)?, ident(name));
        Some(quote!(#cfg pub use farrier_runtime::operation::#name;))
    };
    let decode = function(|op| op.output.events().is_some(), "decode_events");
    let encode = function(|op| op.input.sent_events().is_some(), "encode_events");
    quote!(#decode #encode)
}
