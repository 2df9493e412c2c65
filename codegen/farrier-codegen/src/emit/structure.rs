//! Structures: the type, its accessors, its schema and its builder.

use super::builder_fields::Slots;
use super::schema_text::ShapeSchema;
use super::setters::{self, Storage};
use super::tokens::{Std, complex, deprecated, docs_with_note, ident, is_copy, lints};
use crate::ir::{Field, Presence, Structure, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// What a structure has besides its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extra {
    /// Nothing.
    Nothing,
    /// Outputs keep the request id.
    RequestId,
    /// Errors keep what the envelope said.
    Meta,
}

/// The items of a file for a structure of `types`.
pub(super) fn structure(structure: &Structure) -> TokenStream {
    let defined = [structure.ident.as_str(), structure.builder.as_str()];
    let std = Std::new(&defined);
    let definition = definition(structure, std, Extra::Nothing);
    let methods = methods(structure, std, Extra::Nothing, TokenStream::new());
    let codec = codec(structure, std, Extra::Nothing);
    let builder = setters::builder(structure, std, Extra::Nothing);
    quote! {
        use farrier_runtime::rt;
        #definition
        #methods
        #codec
        #builder
    }
}

/// The type itself and its `Debug`.
pub(super) fn definition(structure: &Structure, std: Std<'_>, extra: Extra) -> TokenStream {
    let name = ident(&structure.ident);
    let docs = docs_with_note(&structure.docs, &fallback(structure), &structure.deprecated);
    let fields = structure.fields.iter().map(|field| {
        let (name, ty) = (ident(&field.ident), std.field(field));
        let docs = docs_with_note(&field.docs, &format!("The member `{}`.", field.wire), &field.deprecated);
        let complex = complex(&field.ty);
        quote!(#docs #complex pub #name: #ty)
    });
    let fields = fields.chain(extra_field(extra, std));
    let derives = derives(structure, Storage::of(structure) == Storage::Whole, structure.redacts());
    // A private field keeps others from building the structure by hand; without one the attribute does.
    let open = (extra == Extra::Nothing).then(|| quote!(#[non_exhaustive]));
    let debug = structure.redacts().then(|| debug(structure));
    quote! {
        #docs
        #derives
        #open
        pub struct #name { #(#fields,)* }
        #debug
    }
}

fn fallback(structure: &Structure) -> String {
    format!("The shape `{}`.", structure.shape)
}

/// The field a structure and its builder have for the extra.
pub(super) fn extra_field(extra: Extra, std: Std<'_>) -> Option<TokenStream> {
    match extra {
        Extra::Nothing => None,
        Extra::RequestId => {
            let ty = std.option(&std.path("String"));
            Some(quote!(_request_id: #ty))
        }
        Extra::Meta => Some(quote!(meta: rt::ErrorMetadata)),
    }
}

/// The derives; without `Debug` where it must redact, and without those that a stream of events cannot have.
pub(super) fn derives(structure: &Structure, default: bool, redacts: bool) -> Option<TokenStream> {
    let is_data = structure.events().is_none();
    let derives = [(is_data, "Clone"), (!redacts, "Debug"), (default, "Default"), (is_data, "PartialEq")];
    let derives: Vec<_> = derives.iter().filter(|(wanted, _)| *wanted).map(|(_, name)| ident(name)).collect();
    (!derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]))
}

/// `Debug` with sensitive members redacted.
fn debug(structure: &Structure) -> TokenStream {
    let (name, label) = (ident(&structure.ident), &structure.ident);
    let fields = structure.fields.iter().map(|field| {
        let (label, name) = (&field.stem, ident(&field.ident));
        if structure.sensitive || field.sensitive {
            quote!((#label, &rt::REDACTED))
        } else {
            quote!((#label, &self.#name))
        }
    });
    quote! {
        impl rt::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result {
                rt::debug_struct(f, #label, &[#(#fields),*])
            }
        }
    }
}

/// Accessors and `builder()`, besides those of its own that a kind of structure has.
pub(super) fn methods(structure: &Structure, std: Std<'_>, extra: Extra, own: TokenStream) -> TokenStream {
    let (name, builder) = (ident(&structure.ident), ident(&structure.builder));
    let is_error_message = |field: &Field| extra == Extra::Meta && field.ident == "message";
    let accessors = structure.fields.iter().filter(|field| !is_error_message(field)).map(|field| accessor(field, std));
    quote! {
        impl #name {
            #[inline]
            pub fn builder() -> #builder { Default::default() }
            #(#accessors)*
            #own
        }
    }
}

/// The accessor of a field: by reference, and without what only the field's storage needs. The documentation is on the
/// field.
pub(super) fn accessor(field: &Field, std: Std<'_>) -> TokenStream {
    let (name, ty) = (ident(&field.ident), &field.ty);
    let optional = field.presence == Presence::Optional;
    let (old, lints) = (deprecated(&field.deprecated), lints(field));
    let (output, body) = match ty {
        Type::String if optional => (quote!(&str), quote!(self.#name.as_deref())),
        Type::String => (quote!(&str), quote!(&self.#name)),
        Type::List(item) => {
            let item = std.ty(item);
            let body = if optional { quote!(self.#name.as_deref().unwrap_or_default()) } else { quote!(&self.#name) };
            return quote!(#old #lints #[inline] pub fn #name(&self) -> &[#item] { #body });
        }
        _ if is_copy(ty) => (std.ty(ty), quote!(self.#name)),
        _ if field.boxed => (reference(ty, std), quote!(self.#name.as_deref())),
        _ if optional => (reference(ty, std), quote!(self.#name.as_ref())),
        _ => (reference(ty, std), quote!(&self.#name)),
    };
    let output = if optional { std.option(&output) } else { output };
    quote!(#old #lints #[inline] pub fn #name(&self) -> #output { #body })
}

fn reference(ty: &Type, std: Std<'_>) -> TokenStream {
    let ty = std.ty(ty);
    quote!(&#ty)
}

/// The shape schema, and what writes, reads and assembles members.
pub(super) fn codec(structure: &Structure, std: Std<'_>, extra: Extra) -> TokenStream {
    match Storage::of(structure) {
        Storage::Whole if is_plain(structure) => plain_codec(structure),
        storage => functions(structure, std, storage, extra),
    }
}

/// Whether all fields are handed to a codec as they are.
pub(super) fn is_plain(structure: &Structure) -> bool {
    structure.events().is_none() && structure.fields.iter().all(|field| !field.boxed)
}

fn plain_codec(structure: &Structure) -> TokenStream {
    let name = ident(&structure.ident);
    let schema = ShapeSchema::structure(structure).arguments();
    let fields = structure.fields.iter().map(|field| ident(&field.ident));
    let written = structure.written.then(|| quote!(, written));
    quote! {
        rt::structure!(#name, #schema, [#(#fields),*] #written);
    }
}

fn functions(structure: &Structure, std: Std<'_>, storage: Storage, extra: Extra) -> TokenStream {
    let (name, schema) = (ident(&structure.ident), ShapeSchema::structure(structure).function());
    let write = structure.written.then(|| write(structure));
    let read = read(structure, storage, extra);
    let (builder, build_lenient) = match storage {
        Storage::Whole => (
            quote!(Self),
            quote! {
                #[inline]
                fn build_lenient(b: Self) -> Self { b }
            },
        ),
        Storage::Slots => {
            let slots = Slots::of(structure, extra);
            (slots.ty(std), slots.build_lenient(extra))
        }
    };
    quote! {
        impl rt::Structure for #name {
            type Builder = #builder;
            #schema
            #write
            #read
            #build_lenient
        }
    }
}

/// The function that hands the members to a writer.
pub(super) fn write(structure: &Structure) -> TokenStream {
    let fields = structure.wire_fields().map(|field| {
        let name = ident(&field.ident);
        if field.boxed { quote!(&rt::Boxed(&self.#name)) } else { quote!(&self.#name) }
    });
    quote! {
        #[inline]
        fn write(&self, to: &mut rt::Writer<'_>) -> rt::SerdeResult { to.members(&[#(#fields),*]) }
    }
}

/// The function that hands a slot a member to a reader.
fn read(structure: &Structure, storage: Storage, extra: Extra) -> TokenStream {
    let body = match storage {
        Storage::Whole => {
            let slots = structure.wire_fields().map(|field| {
                let name = ident(&field.ident);
                if field.boxed { quote!(&mut rt::Boxed(&mut b.#name)) } else { quote!(&mut b.#name) }
            });
            quote!(from.members(&mut [#(#slots),*]))
        }
        Storage::Slots => {
            let events = structure.events().map(|field| {
                let (place, wire) = (Slots::of(structure, extra).place(field), &field.wire);
                quote!(from.events(#wire, b #place.is_some())?;)
            });
            quote!(#events from.slots(b))
        }
    };
    quote! {
        #[inline]
        fn read(b: &mut Self::Builder, from: &mut rt::Reader<'_>) -> rt::SerdeResult { #body }
    }
}
