//! The trait that writes and reads a structure: its schema, its members, and how it is built of what was read.

use super::extra::{Extra, Storage};
use crate::emit::schema_text::ShapeSchema;
use crate::emit::tokens::ident;
use crate::ir::{Direction, Field, Literal, Presence, Structure};
use proc_macro2::{Literal as Token, TokenStream};
use quote::{ToTokens, quote};

/// The implementation of the trait of a structure.
pub(in crate::emit) fn codec(structure: &Structure, extra: Extra) -> TokenStream {
    with_schema(structure, extra, &ShapeSchema::structure(structure))
}

/// The implementation of the trait of the input of an operation.
pub(in crate::emit) fn of_input(input: &Structure) -> TokenStream {
    with_schema(input, Extra::Nothing, &ShapeSchema::input(input))
}

fn with_schema(structure: &Structure, extra: Extra, schema: &ShapeSchema<'_>) -> TokenStream {
    match Storage::of(structure) {
        Storage::Whole if is_plain(structure) => by_macro(structure, schema),
        storage => written_out(structure, storage, extra, schema),
    }
}

/// Whether all fields are handed to a codec as they are.
fn is_plain(structure: &Structure) -> bool {
    structure.events().is_none() && structure.fields.iter().all(|field| !field.boxed)
}

fn by_macro(structure: &Structure, schema: &ShapeSchema<'_>) -> TokenStream {
    let (name, schema) = (ident(&structure.ident), schema.arguments());
    let direction = ident(match structure.direction {
        Direction::Request => "request",
        Direction::Response => "response",
        Direction::Both => "both",
    });
    let fields = structure.wire_fields().map(|field| ident(&field.ident));
    quote!(rt::structure!(#name, #schema, [#(#fields),*], #direction);)
}

fn written_out(structure: &Structure, storage: Storage, extra: Extra, schema: &ShapeSchema<'_>) -> TokenStream {
    let (name, schema) = (ident(&structure.ident), schema.function());
    let (write, read) = (write(structure), read(structure, storage));
    let builder = match storage {
        Storage::Whole => quote!(Self),
        Storage::Fields => ident(&structure.builder).into_token_stream(),
    };
    let build = (storage == Storage::Fields).then(|| build(structure, extra));
    quote! {
        impl rt::Structure for #name {
            type Builder = #builder;
            #schema
            #write
            #read
        }
        #build
    }
}

/// How a builder with fields of its own becomes the structure.
fn build(structure: &Structure, extra: Extra) -> TokenStream {
    let (name, builder) = (ident(&structure.ident), ident(&structure.builder));
    let fields = structure.fields.iter().map(built).chain(extra.built());
    quote! {
        impl rt::StructureBuilder<#name> for #builder {
            #[inline]
            fn build_lenient(self) -> #name { #name { #(#fields),* } }
        }
    }
}

/// The function that hands the members to a writer.
fn write(structure: &Structure) -> TokenStream {
    let fields = structure.wire_fields().map(|field| {
        let name = ident(&field.ident);
        if field.boxed { quote!(&rt::Boxed(&self.#name)) } else { quote!(&self.#name) }
    });
    let cfg = unless(structure.direction != Direction::Response);
    quote! {
        #cfg
        #[inline]
        fn write(&self, to: &mut rt::Writer<'_>) -> rt::SerdeResult { to.members(&[#(#fields),*]) }
    }
}

/// The function that hands a reader the builder's field of each member. A builder with fields of its own is looked at
/// by it when it builds.
fn read(structure: &Structure, storage: Storage) -> TokenStream {
    let events = structure.events().map(|field| {
        let (name, member) = (ident(&field.ident), &field.member);
        quote!(from.events(#member, b.#name.is_some())?;)
    });
    let fields = structure.wire_fields().map(|field| {
        let name = ident(&field.ident);
        if field.boxed { quote!(&mut rt::Boxed(&mut b.#name)) } else { quote!(&mut b.#name) }
    });
    let builder = if structure.wire_fields().next().is_none() && events.is_none() { quote!(_) } else { quote!(b) };
    let cfg = unless(storage == Storage::Fields || structure.direction != Direction::Request);
    quote! {
        #cfg
        #[inline]
        fn read(#builder: &mut Self::Builder, from: &mut rt::Reader<'_>) -> rt::SerdeResult {
            #events
            from.members(&mut [#(#fields),*])
        }
    }
}

/// What a client does not need is there with the feature `symmetric` only.
pub(in crate::emit) fn unless(needed: bool) -> Option<TokenStream> {
    (!needed).then(|| quote!(#[cfg(feature = "symmetric")]))
}

/// A field of the structure, built of that of its builder.
fn built(field: &Field) -> TokenStream {
    let name = ident(&field.ident);
    match &field.presence {
        Presence::Optional => quote!(#name: self.#name),
        Presence::Required if field.is_events() => quote!(#name: rt::received(self.#name)),
        Presence::Required => quote!(#name: rt::required(self.#name)),
        Presence::Default(literal) => {
            let value = default(literal, quote!(self.#name));
            quote!(#name: #value)
        }
    }
}

/// The value, or its default.
fn default(literal: &Literal, value: TokenStream) -> TokenStream {
    match literal {
        Literal::Bool(false) | Literal::Integer(0) | Literal::EmptyList | Literal::EmptyMap | Literal::EmptyStream => {
            quote!(#value.unwrap_or_default())
        }
        Literal::String(text) if text.is_empty() => quote!(#value.unwrap_or_default()),
        Literal::Number(digits) if digits == "0" => quote!(#value.unwrap_or_default()),
        Literal::Bool(_) => quote!(#value.unwrap_or(true)),
        Literal::Integer(number) => {
            let number = Token::i64_unsuffixed(*number);
            quote!(#value.unwrap_or(#number))
        }
        Literal::String(text) | Literal::Enum(text) => quote!(#value.unwrap_or_else(|| rt::default_value(#text))),
        Literal::Blob(base64) => quote!(#value.unwrap_or_else(|| rt::default_blob(#base64))),
        Literal::Timestamp(seconds, nanos) => {
            let (seconds, nanos) = (Token::i64_unsuffixed(*seconds), Token::u32_unsuffixed(*nanos));
            quote!(#value.unwrap_or_else(|| rt::DateTime::from_secs_and_nanos(#seconds, #nanos)))
        }
        Literal::Number(digits) => quote!(#value.unwrap_or_else(|| rt::default_number(#digits))),
        Literal::Document(document) => {
            let json = document.to_string();
            quote!(#value.unwrap_or_else(|| rt::default_document(#json)))
        }
    }
}
