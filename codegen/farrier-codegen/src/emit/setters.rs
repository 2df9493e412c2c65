//! Builders: `x`, `set_x`, `get_x` a member, and `build`.

use super::builder_fields::Slots;
use super::structure::Extra;
use super::tokens::{Std, complex, deprecated, doc, ident, link, lints};
use crate::ir::{Field, Structure, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// How a builder keeps the members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Storage {
    /// As the structure itself: all its members are optional anyway. The builder is one of [`super::builder_types`].
    Whole,
    /// As [`Slots`].
    Slots,
}

impl Storage {
    pub(super) fn of(structure: &Structure) -> Self {
        if structure.all_optional() { Self::Whole } else { Self::Slots }
    }
}

/// The builder of a structure that is no operation input.
pub(super) fn builder(structure: &Structure, std: Std<'_>, extra: Extra) -> TokenStream {
    let (name, owner) = (ident(&structure.builder), ident(&structure.ident));
    // Outputs are built in tests: what their members are is said where they are read.
    let documented = extra != Extra::RequestId;
    if Storage::of(structure) == Storage::Whole {
        let setters = structure.fields.iter().map(|field| {
            let name = ident(&field.ident);
            setters(field, std, &quote!(value.#name), true, documented)
        });
        let builder = quote!(crate::builders::Builder<#owner>);
        let methods = (!structure.fields.is_empty()).then(|| quote!(impl #builder { #(#setters)* }));
        // The alias says what it is.
        return quote! {
            pub type #name = #builder;
            #methods
        };
    }
    let slots = Slots::of(structure, extra);
    let setters = structure.fields.iter().map(|field| {
        let place = slots.place(field);
        setters(field, std, &quote!(fields #place), true, documented)
    });
    let build = build(structure, std);
    let builder = quote!(crate::builders::PartialBuilder<#owner>);
    quote! {
        pub type #name = #builder;
        impl #builder { #(#setters)* #build }
    }
}

/// The three methods of a member, which is kept at a place of the builder. Methods of a builder that is generic are compiled
/// where they are used anyway.
pub(super) fn setters(field: &Field, std: Std<'_>, place: &TokenStream, inline: bool, documented: bool) -> TokenStream {
    let inline = inline.then(|| quote!(#[inline]));
    let inline_plain = inline.as_ref().filter(|_| !accepts_any(&field.ty));
    let name = ident(&field.ident);
    let (set, get) = (format_ident!("set_{}", field.stem), format_ident!("get_{}", field.stem));
    let stored = std.option(&std.stored(field));
    let docs = field.summary.as_deref().filter(|_| documented).map(doc);
    let (old, lints, complex) = (deprecated(&field.deprecated), lints(field), complex(&field.ty));
    let (parameters, assign) = assignment(field, std, place);
    quote! {
        #docs
        #old
        #lints
        #inline_plain
        pub fn #name(mut self, #parameters) -> Self { #assign; self }
        #complex
        #inline
        pub fn #set(mut self, input: #stored) -> Self { self.#place = input; self }
        #complex
        #inline
        pub fn #get(&self) -> &#stored { &self.#place }
    }
}

/// Whether `x` takes whatever turns into a string, which makes it generic.
fn accepts_any(ty: &Type) -> bool {
    match ty {
        Type::String => true,
        Type::List(item) => **item == Type::String,
        Type::Map(key, value) => [key, value].iter().any(|ty| ***ty == Type::String),
        _ => false,
    }
}

/// The parameters of `x` and the statement that keeps them: lists and maps get one more item a call.
fn assignment(field: &Field, std: Std<'_>, place: &TokenStream) -> (TokenStream, TokenStream) {
    match &field.ty {
        Type::List(item) => {
            let (parameter, value) = std.parameter(item, "input");
            (parameter, quote!(self.#place.get_or_insert_default().push(#value)))
        }
        Type::Map(key, value) => {
            let (key_parameter, key) = std.parameter(key, "k");
            let (value_parameter, value) = std.parameter(value, "v");
            let parameters = quote!(#key_parameter, #value_parameter);
            (parameters, quote!(self.#place.get_or_insert_default().insert(#key, #value)))
        }
        ty => {
            let (parameter, value) = std.parameter(ty, "input");
            let value = if field.boxed {
                let path = std.path("Box");
                quote!(#path::new(#value))
            } else {
                value
            };
            (parameter, quote!(self.#place = Some(#value)))
        }
    }
}

fn build(structure: &Structure, std: Std<'_>) -> TokenStream {
    let owner = ident(&structure.ident);
    if !structure.fallible() {
        let docs = doc(&format!("Builds the {}.", link(&structure.ident)));
        return quote!(#docs #[inline] pub fn build(self) -> #owner { rt::Structure::build_lenient(self.fields) });
    }
    let result = std.path("Result");
    let docs =
        doc(&format!("Builds the {}; an error names every required member that is not set.", link(&structure.ident)));
    quote!(#docs #[inline] pub fn build(self) -> #result<#owner, rt::BuildError> { rt::build(self.fields) })
}
