//! The types of builders: one per structure, and one per operation, which also sends.

use super::extra::{Extra, Storage};
use super::setters::{Owner, setters};
use crate::emit::tokens::{Std, debug, derives, doc, ident, link, writes_debug};
use crate::ir::{Operation, Structure};
use proc_macro2::TokenStream;
use quote::quote;

/// The builder of a structure that is no operation input.
pub(in crate::emit) fn of_structure(structure: &Structure, std: Std<'_>, extra: Extra) -> TokenStream {
    let storage = Storage::of(structure);
    let definition = match storage {
        Storage::Whole => around(structure),
        Storage::Fields => with_fields(structure, std, extra),
    };
    let name = ident(&structure.builder);
    let setters = structure.fields.iter().map(|field| {
        let field_name = ident(&field.ident);
        let place = match storage {
            Storage::Whole => quote!(inner.#field_name),
            Storage::Fields => quote!(#field_name),
        };
        setters(field, std, &place, Owner::Plain)
    });
    let meta = (extra == Extra::Meta).then(|| meta(storage, std));
    let build = build(structure, std, storage);
    quote! {
        #definition

        impl #name {
            #(#setters)*
            #meta
            #build
        }
    }
}

/// A builder that keeps the structure itself.
fn around(structure: &Structure) -> TokenStream {
    let (name, owner) = (ident(&structure.builder), ident(&structure.ident));
    let docs = docs(structure);
    quote! {
        #docs
        #[derive(Clone, Debug, Default, PartialEq)]
        #[must_use = "nothing is there before `build` is called"]
        pub struct #name { inner: #owner }
    }
}

/// A builder with an `Option` for each member.
fn with_fields(structure: &Structure, std: Std<'_>, extra: Extra) -> TokenStream {
    let name = ident(&structure.builder);
    let (docs, derives) = (docs(structure), derives(structure, true));
    let fields = structure.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.ident), std.option(&std.stored(field)));
        quote!(#name: #ty)
    });
    let fields = fields.chain(extra.builder_field());
    let debug = writes_debug(structure).then(|| debug(&structure.builder, structure));
    quote! {
        #docs
        #derives
        #[must_use = "nothing is there before `build` is called"]
        pub struct #name { #(#fields,)* }
        #debug
    }
}

fn docs(structure: &Structure) -> TokenStream {
    doc(&format!("Builds the structure {}.", link(&structure.ident)))
}

/// The setters for what is known about an error besides its members.
fn meta(storage: Storage, std: Std<'_>) -> TokenStream {
    let place = match storage {
        Storage::Whole => quote!(inner.meta),
        Storage::Fields => quote!(meta),
    };
    let option = std.option(&quote!(rt::ErrorMetadata));
    quote! {
        /// Sets what is known about the error besides its members.
        #[inline]
        pub fn meta(mut self, meta: rt::ErrorMetadata) -> Self { self.#place = meta; self }
        /// Sets or clears what is known about the error besides its members.
        #[inline]
        pub fn set_meta(&mut self, meta: #option) -> &mut Self { self.#place = meta.unwrap_or_default(); self }
    }
}

fn build(structure: &Structure, std: Std<'_>, storage: Storage) -> TokenStream {
    let owner = ident(&structure.ident);
    if structure.fallible() {
        let result = std.path("Result");
        return quote! {
            /// Builds the structure; an error names every required member that is not set.
            #[inline]
            pub fn build(self) -> #result<#owner, rt::BuildError> { rt::build(self) }
        };
    }
    let built = match storage {
        Storage::Whole => quote!(self.inner),
        Storage::Fields => quote!(rt::StructureBuilder::build_lenient(self)),
    };
    quote! {
        /// Builds the structure.
        #[inline]
        pub fn build(self) -> #owner { #built }
    }
}

/// The builder of the input of an operation and, with a client in it, the request.
pub(in crate::emit) fn of_operation(op: &Operation, std: Std<'_>) -> TokenStream {
    let (name, input, marker) = (ident(&op.fluent_builder), ident(&op.input.ident), ident(&op.ident));
    let docs = doc(&format!("Builds the input of {} and, made by a client, sends it.", link(&op.ident)));
    let paginator = op.paginator.as_ref().map(|paginator| {
        let paginator = ident(&paginator.ident);
        quote! {
            /// Turns the request into one per page.
            #[inline]
            pub fn into_paginator(self) -> paginator::#paginator { self.call.paginate(self.input) }
        }
    });
    let sends = if op.waiters.is_empty() { "`send`" } else { "`send` or `wait`" };
    let must_use = format!("nothing is sent before {sends} is called");
    let streams = op.input.streams().then(|| quote!(, streams));
    let setters = op.input.fields.iter().map(|field| {
        let name = ident(&field.ident);
        setters(field, std, &quote!(input.#name), Owner::Generic)
    });
    quote! {
        #docs
        #[must_use = #must_use]
        pub struct #name<C = rt::Call> { pub(crate) input: #input, pub(crate) call: C }

        rt::fluent_builder!(#name #streams);

        #[cfg(feature = "client")]
        #[inline]
        pub(crate) fn request(call: rt::Call) -> #name { #name { input: Default::default(), call } }

        #[cfg(feature = "client")]
        impl #name {
            /// Sends the request, with the retries and timeouts of the configuration.
            #[inline]
            pub fn send(self) -> rt::Sending<#marker> { self.call.send(self.input) }
            /// Changes how this one request is sent.
            #[inline]
            pub fn customize(self) -> rt::CustomizableOperation<#marker> { self.call.customize(self.input) }
            #paginator
            /// The input so far.
            #[inline]
            pub fn as_input(&self) -> &Self { self }
        }

        impl<C> #name<C> {
            #(#setters)*
            /// Builds the input. What is required is checked when it is sent.
            pub fn build(self) -> Result<#input, rt::BuildError> { Ok(self.input) }
            /// Sends the request through a client.
            #[cfg(feature = "client")]
            pub fn send_with(self, client: &crate::Client) -> rt::Sending<#marker> {
                client.handle.call().send(self.input)
            }
        }
    }
}
