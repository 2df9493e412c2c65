//! Builders: `x`, `set_x`, `get_x` a member, and `build`.

use super::aggregate::{Extra, derives, extra_field};
use super::tokens::{Std, complex, deprecated, doc, ident, link, lints};
use crate::ir::{Field, Structure, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// How a builder keeps the members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Storage {
    /// As the structure itself: all its members are optional anyway. The builder is one of [`super::builders`].
    Whole,
    /// One `Option` a member.
    Fields,
}

impl Storage {
    pub(super) fn of(structure: &Structure) -> Self {
        if structure.all_optional() { Self::Whole } else { Self::Fields }
    }
}

/// The builder of a structure that is no operation input.
pub(super) fn builder(structure: &Structure, std: Std<'_>, extra: Extra) -> Vec<TokenStream> {
    let (name, owner) = (ident(&structure.builder), ident(&structure.ident));
    // Outputs are built in tests: what their members are is said where they are read.
    let documented = extra != Extra::RequestId;
    if Storage::of(structure) == Storage::Whole {
        let setters = structure.fields.iter().map(|field| setters(field, std, &quote!(value.), documented));
        let builder = quote!(crate::builders::Builder<#owner>);
        let methods = (!structure.fields.is_empty()).then(|| quote!(impl #builder { #(#setters)* }));
        // The alias says what it is.
        return std::iter::once(quote!(pub type #name = #builder;)).chain(methods).collect();
    }
    let place = if documented { "" } else { ", where the members are described" };
    let docs = doc(&format!("A builder of {}{place}.", link(&structure.ident)));
    let redacts = structure.redacts();
    let derives = derives(structure, true, redacts);
    let fields = structure.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.ident), std.option(&std.stored(field)));
        let complex = complex(&field.ty);
        quote!(#complex #name: #ty)
    });
    let fields = fields.chain(extra_field(extra, std));
    let setters = structure.fields.iter().map(|field| setters(field, std, &TokenStream::new(), documented));
    let meta = (extra == Extra::Meta).then(|| meta_setters(std));
    let build = build(structure, std);
    let mut items = vec![quote! {
        #docs
        #derives
        pub struct #name { #(#fields),* }
    }];
    items.extend(redacts.then(|| debug(&structure.builder)));
    items.push(quote! {
        impl #name {
            #(#setters)*
            #meta
            #build
        }
    });
    items
}

/// `Debug` of a builder with sensitive members: its name alone.
fn debug(type_name: &str) -> TokenStream {
    let name = ident(type_name);
    quote! {
        impl rt::fmt::Debug for #name {
            fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result { rt::debug_opaque(f, #type_name) }
        }
    }
}

/// The three methods of a member.
pub(super) fn setters(field: &Field, std: Std<'_>, path: &TokenStream, documented: bool) -> TokenStream {
    let name = ident(&field.ident);
    let (set, get) = (format_ident!("set_{}", field.stem), format_ident!("get_{}", field.stem));
    let stored = std.option(&std.stored(field));
    let docs = field.summary.as_deref().filter(|_| documented).map(doc);
    let (old, lints, complex) = (deprecated(&field.deprecated), lints(field), complex(&field.ty));
    let (parameters, assign) = assignment(field, std, path);
    quote! {
        #docs
        #old
        #lints
        pub fn #name(mut self, #parameters) -> Self { #assign; self }
        #complex
        pub fn #set(mut self, input: #stored) -> Self { self.#path #name = input; self }
        #complex
        pub fn #get(&self) -> &#stored { &self.#path #name }
    }
}

/// The parameters of `x` and the statement that keeps them: lists and maps get one more item a call.
fn assignment(field: &Field, std: Std<'_>, path: &TokenStream) -> (TokenStream, TokenStream) {
    let name = ident(&field.ident);
    match &field.ty {
        Type::List(item) => {
            let (parameter, value) = std.parameter(item, "input");
            (parameter, quote!(self.#path #name.get_or_insert_default().push(#value)))
        }
        Type::Map(key, value) => {
            let (key_parameter, key) = std.parameter(key, "k");
            let (value_parameter, value) = std.parameter(value, "v");
            let parameters = quote!(#key_parameter, #value_parameter);
            (parameters, quote!(self.#path #name.get_or_insert_default().insert(#key, #value)))
        }
        ty => {
            let (parameter, value) = std.parameter(ty, "input");
            let value = if field.boxed {
                let path = std.path("Box");
                quote!(#path::new(#value))
            } else {
                value
            };
            (parameter, quote!(self.#path #name = Some(#value)))
        }
    }
}

fn meta_setters(std: Std<'_>) -> TokenStream {
    let ty = std.option(&quote!(rt::ErrorMetadata));
    quote! {
        /// Sets what is known about the error besides its members.
        pub fn meta(mut self, meta: rt::ErrorMetadata) -> Self { self.meta = meta; self }
        /// Sets or clears what is known about the error besides its members.
        pub fn set_meta(&mut self, meta: #ty) -> &mut Self { self.meta = meta.unwrap_or_default(); self }
    }
}

fn build(structure: &Structure, std: Std<'_>) -> TokenStream {
    let owner = ident(&structure.ident);
    if !structure.fallible() {
        let docs = doc(&format!("Builds the {}.", link(&structure.ident)));
        return quote!(#docs pub fn build(self) -> #owner { rt::Structure::assemble(self) });
    }
    let result = std.path("Result");
    let docs =
        doc(&format!("Builds the {}; an error names every required member that is not set.", link(&structure.ident)));
    quote!(#docs pub fn build(self) -> #result<#owner, rt::BuildError> { rt::build(self) })
}
