//! What the builder of a structure with required members keeps: a tuple of `Option`s, one a member, and of what an error has
//! besides. Where there are more than twelve it is a tuple of tuples, where there is one it is that.

use super::structure::Extra;
use super::tokens::{Std, ident};
use crate::ir::{Field, Literal, Presence, Structure};
use proc_macro2::TokenStream;
use quote::quote;

/// The most elements a tuple has that can be compared, cloned and made empty.
const WIDEST: usize = 12;

/// The tuple of a structure.
pub(super) struct Slots<'a> {
    structure: &'a Structure,
    /// The number of elements.
    count: usize,
}

impl<'a> Slots<'a> {
    pub(super) fn of(structure: &'a Structure, extra: Extra) -> Self {
        Self { structure, count: structure.fields.len() + usize::from(extra == Extra::Meta) }
    }

    fn has_meta(&self) -> bool {
        self.count > self.structure.fields.len()
    }

    /// The type of the tuple.
    pub(super) fn ty(&self, std: Std<'_>) -> TokenStream {
        let fields = self.structure.fields.iter().map(|field| {
            let ty = std.option(&std.stored(field));
            wrapper(field).map_or(ty.clone(), |wrapper| quote!(#wrapper<#ty>))
        });
        let meta = self.has_meta().then(|| quote!(rt::Kept<rt::ErrorMetadata>));
        tuple(&fields.chain(meta).collect::<Vec<_>>())
    }

    /// The place of the `Option` of a field in the tuple, beginning with a dot.
    pub(super) fn place(&self, field: &Field) -> TokenStream {
        let index = self.structure.fields.iter().position(|other| other.ident == field.ident).unwrap_or_default();
        let (place, inside) = (place(index, self.count), wrapper(field).map(|_| quote!(.0)));
        quote!(#place #inside)
    }

    /// The place of the metadata of an error.
    pub(super) fn meta(&self) -> TokenStream {
        let place = place(self.structure.fields.len(), self.count);
        quote!(#place.0)
    }

    /// The function that makes the structure of the tuple.
    pub(super) fn build_lenient(&self, extra: Extra) -> TokenStream {
        let fields = self.structure.fields.iter().map(|field| {
            let (name, place) = (ident(&field.ident), self.place(field));
            match &field.presence {
                Presence::Optional => quote!(#name: b #place),
                Presence::Required if field.is_events() => quote!(#name: rt::received(b #place)),
                Presence::Required => quote!(#name: rt::required(b #place)),
                Presence::Default(literal) => {
                    let value = default(literal, quote!(b #place));
                    quote!(#name: #value)
                }
            }
        });
        let extra = match extra {
            Extra::Nothing => None,
            Extra::RequestId => Some(quote!(_request_id: None)),
            Extra::Meta => {
                let place = self.meta();
                Some(quote!(meta: b #place))
            }
        };
        let fields = fields.chain(extra);
        quote! {
            #[inline]
            fn build_lenient(b: Self::Builder) -> Self { Self { #(#fields),* } }
        }
    }
}

/// What the `Option` of a field is wrapped in: one in a box is read in another way, and a stream is none of the members.
fn wrapper(field: &Field) -> Option<TokenStream> {
    match field {
        field if field.is_events() => Some(quote!(rt::Kept)),
        field if field.boxed => Some(quote!(rt::Boxed)),
        _ => None,
    }
}

/// A tuple of the elements; one alone needs none.
fn tuple(elements: &[TokenStream]) -> TokenStream {
    let parts: Vec<_> = match elements {
        [element] => return element.clone(),
        elements if elements.len() <= WIDEST => elements.to_vec(),
        elements => elements.chunks(width(elements.len())).map(tuple).collect(),
    };
    quote!((#(#parts),*))
}

/// How many elements there are in each part of a tuple of more than one, the last part apart.
fn width(count: usize) -> usize {
    let mut width = 1;
    while width * WIDEST < count {
        width *= WIDEST;
    }
    width
}

/// The place of an element in the tuple of so many.
fn place(index: usize, count: usize) -> TokenStream {
    if count == 1 {
        return TokenStream::new();
    }
    let width = width(count);
    let part = index / width;
    let (first, number) = (part * width, proc_macro2::Literal::usize_unsuffixed(part));
    let inside = place(index - first, width.min(count - first));
    quote!(.#number #inside)
}

/// The value, or its default.
fn default(literal: &Literal, value: TokenStream) -> TokenStream {
    match literal {
        Literal::Bool(false) | Literal::Integer(0) | Literal::EmptyList | Literal::EmptyMap => {
            quote!(#value.unwrap_or_default())
        }
        Literal::String(text) if text.is_empty() => quote!(#value.unwrap_or_default()),
        Literal::Number(digits) if digits == "0" => quote!(#value.unwrap_or_default()),
        Literal::Bool(_) => quote!(#value.unwrap_or(true)),
        Literal::Integer(number) => {
            let number = proc_macro2::Literal::i64_unsuffixed(*number);
            quote!(#value.unwrap_or(#number))
        }
        Literal::String(text) | Literal::Enum(text) => quote!(#value.unwrap_or_else(|| rt::default_value(#text))),
        Literal::Blob(base64) => quote!(#value.unwrap_or_else(|| rt::default_blob(#base64))),
        Literal::Timestamp(seconds, nanos) => {
            let (seconds, nanos) =
                (proc_macro2::Literal::i64_unsuffixed(*seconds), proc_macro2::Literal::u32_unsuffixed(*nanos));
            quote!(#value.unwrap_or_else(|| rt::DateTime::from_secs_and_nanos(#seconds, #nanos)))
        }
        Literal::Number(digits) => quote!(#value.unwrap_or_else(|| rt::default_number(#digits))),
        Literal::Document(document) => {
            let json = document.to_string();
            quote!(#value.unwrap_or_else(|| rt::default_document(#json)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::format_ident;

    #[test]
    fn every_element_is_where_it_is_said_to_be() {
        for count in [1, 2, 12, 13, 14, 144, 145, 157, 1729] {
            let elements: Vec<_> =
                (0..count).map(|index| format_ident!("e{index}")).map(|name| quote!(#name)).collect();
            let tuple: syn::Expr = syn::parse2(tuple(&elements)).expect("an expression");
            for (index, element) in elements.iter().enumerate() {
                let place = place(index, count).to_string().replace(' ', "");
                let parts = place.split('.').skip(1).map(|part| part.parse::<usize>().expect("a number"));
                let found = parts.fold(&tuple, |tuple, part| match tuple {
                    syn::Expr::Tuple(tuple) if tuple.elems.len() <= WIDEST => &tuple.elems[part],
                    _ => panic!("{place} of {count} is in no tuple"),
                });
                assert_eq!(quote!(#found).to_string(), element.to_string(), "{index} of {count}");
            }
        }
    }
}
