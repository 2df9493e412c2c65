//! Structures: the type and its accessors; its codec and its builder are beside it.

use super::extra::{Extra, Storage};
use super::{builder_types, codec};
use crate::emit::tokens::{
    Std, complex, debug, deprecated, derives, doc, docs_with_note, ident, is_copy, lints, value_derives, writes_debug,
};
use crate::ir::{Field, Presence, Structure, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// The items of a file for a structure of `types`.
pub(in crate::emit) fn structure(structure: &Structure) -> TokenStream {
    let defined = [structure.ident.as_str(), structure.builder.as_str()];
    let std = Std::new(&defined);
    let definition = definition(structure, &the_shape(structure), std, Extra::Nothing);
    let methods = methods(structure, std, Extra::Nothing, TokenStream::new());
    let codec = codec::codec(structure, Extra::Nothing);
    let builder = builder_types::of_structure(structure, std, Extra::Nothing);
    quote! {
        use farrier_runtime::rt;
        #definition
        #methods
        #codec
        #builder
    }
}

/// The type itself and its `Debug`, with a line of documentation where the model has none.
pub(in crate::emit) fn definition(structure: &Structure, line: &str, std: Std<'_>, extra: Extra) -> TokenStream {
    let name = ident(&structure.ident);
    let docs = docs_with_note(&structure.docs, line, &structure.deprecated);
    let fields = structure.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.ident), std.field(field));
        let docs = docs_with_note(&field.docs, &field.summary, &field.deprecated);
        let complex = complex(&field.ty);
        quote!(#docs #complex pub #name: #ty)
    });
    let fields = fields.chain(extra.field(std));
    let derives = derives(structure, Storage::of(structure) == Storage::Whole);
    let values = value_derives(structure.values);
    // A private field keeps others from building the structure by hand; without one the attribute does.
    let open = (extra == Extra::Nothing).then(|| quote!(#[non_exhaustive]));
    let debug = writes_debug(structure).then(|| debug(&structure.ident, structure));
    quote! {
        #docs
        #derives
        #values
        #open
        pub struct #name { #(#fields,)* }
        #debug
    }
}

/// A line of documentation.
pub(super) fn the_shape(structure: &Structure) -> String {
    format!("The shape `{}`.", structure.shape)
}

/// Accessors and `builder()`, besides those of its own that a kind of structure has.
pub(in crate::emit) fn methods(structure: &Structure, std: Std<'_>, extra: Extra, own: TokenStream) -> TokenStream {
    let (name, builder) = (ident(&structure.ident), ident(&structure.builder));
    let is_error_message = |field: &Field| extra == Extra::Meta && field.ident == "message";
    let accessors = structure.fields.iter().filter(|field| !is_error_message(field)).map(|field| accessor(field, std));
    quote! {
        impl #name {
            /// Makes a builder.
            #[inline]
            pub fn builder() -> #builder { #builder::default() }
            #(#accessors)*
            #own
        }
    }
}

/// The accessor of a field: by reference, and without what only the field's storage needs.
pub(in crate::emit) fn accessor(field: &Field, std: Std<'_>) -> TokenStream {
    let (name, ty) = (ident(&field.ident), &field.ty);
    let optional = field.presence == Presence::Optional;
    let docs = doc(&field.summary);
    let (old, lints) = (deprecated(&field.deprecated), lints(field));
    let (output, body) = match ty {
        Type::String if optional => (quote!(&str), quote!(self.#name.as_deref())),
        Type::String => (quote!(&str), quote!(&self.#name)),
        Type::List(item) => {
            let item = std.ty(item);
            let body = if optional { quote!(self.#name.as_deref().unwrap_or_default()) } else { quote!(&self.#name) };
            return quote!(#docs #old #lints #[inline] pub fn #name(&self) -> &[#item] { #body });
        }
        _ if is_copy(ty) => (std.ty(ty), quote!(self.#name)),
        _ if field.boxed => (reference(ty, std), quote!(self.#name.as_deref())),
        _ if optional => (reference(ty, std), quote!(self.#name.as_ref())),
        _ => (reference(ty, std), quote!(&self.#name)),
    };
    let output = if optional { std.option(&output) } else { output };
    quote!(#docs #old #lints #[inline] pub fn #name(&self) -> #output { #body })
}

fn reference(ty: &Type, std: Std<'_>) -> TokenStream {
    let ty = std.ty(ty);
    quote!(&#ty)
}
