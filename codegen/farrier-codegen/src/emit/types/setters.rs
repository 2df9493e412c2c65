//! The methods of builders for members: `x`, `set_x` and `get_x` of each.

use crate::emit::tokens::{Std, complex, deprecated, doc, ident, lints};
use crate::ir::{Field, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// Who has the methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Owner {
    /// A type without parameters: its methods are to be compiled where they are used.
    Plain,
    /// A generic type: its methods are compiled where they are used anyway.
    Generic,
}

/// The three methods of a member, which is kept at a place of the builder.
pub(in crate::emit) fn setters(field: &Field, std: Std<'_>, place: &TokenStream, owner: Owner) -> TokenStream {
    let name = ident(&field.ident);
    let (set, get) = (format_ident!("set_{}", field.stem), format_ident!("get_{}", field.stem));
    let stored = std.option(&std.stored(field));
    let docs = doc(&field.summary);
    let (old, lints, complex) = (deprecated(&field.deprecated), lints(field), complex(&field.ty));
    let (parameters, assign) = assignment(field, std, place);
    let inline = (owner == Owner::Plain).then(|| quote!(#[inline]));
    let inline_add = inline.as_ref().filter(|_| !accepts_any(&field.ty));
    quote! {
        #docs
        #old
        #lints
        #inline_add
        pub fn #name(mut self, #parameters) -> Self { #assign; self }
        #docs
        #complex
        #inline
        pub fn #set(mut self, input: #stored) -> Self { self.#place = input; self }
        #docs
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

/// The parameters of `x` and the statement that keeps them: lists and maps get one more item per call.
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
