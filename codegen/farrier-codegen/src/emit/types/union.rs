//! Unions.

use super::codec;
use crate::emit::operation::stream;
use crate::emit::schema_text::ShapeSchema;
use crate::emit::tokens::{Std, complex, doc, docs_or, ident, is_variant, large_variants, value_derives};
use crate::ir::{Direction, Named, Type, Union, Variant};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// The items of a file for a union.
pub(in crate::emit) fn union(shape: &Union) -> TokenStream {
    let defined = [shape.ident.as_str()];
    let std = Std::new(&defined);
    let debug = redacts(shape).then(|| debug(shape));
    let (definition, methods, codec) = (definition(shape, std), methods(shape, std), implementation(shape));
    let variants = shape
        .variants
        .iter()
        .map(|variant| (variant.ident.as_str(), variant.member.as_str(), variant.ty.as_ref().map(|_| variant.boxed)));
    let write_message = stream::write_message(&shape.ident, &shape.sent_by, variants);
    quote! {
        use farrier_runtime::rt;
        #definition
        #debug
        #methods
        #codec
        #write_message
    }
}

fn redacts(shape: &Union) -> bool {
    shape.is_sensitive() || shape.variants.iter().any(|variant| variant.sensitive)
}

fn definition(shape: &Union, std: Std<'_>) -> TokenStream {
    let name = ident(&shape.ident);
    let docs = docs_or(&shape.docs, &format!("The union `{}`.", shape.shape));
    let variants = shape.variants.iter().map(|variant| {
        let name = ident(&variant.ident);
        let docs = docs_or(&variant.docs, &format!("The member `{}`.", variant.member));
        let payload = variant.ty.as_ref().map(|ty| {
            let ty = std.boxed(ty, variant.boxed);
            quote!((#ty))
        });
        let complex = variant.ty.as_ref().and_then(complex);
        quote!(#docs #complex #name #payload)
    });
    let debug = (!redacts(shape)).then(|| quote!(Debug,));
    let values = value_derives(shape.values);
    let is_large = |variant: &Variant| matches!(&variant.ty, Some(Type::Named(_, Named::Structure | Named::Union)) if !variant.boxed);
    let large = shape.variants.iter().any(is_large).then(large_variants);
    quote! {
        #docs
        #large
        #[derive(Clone, #debug PartialEq)]
        #values
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A member that is not in the model; it cannot be sent.
            #[non_exhaustive]
            Unknown(rt::UnknownMember),
        }
    }
}

fn debug(shape: &Union) -> TokenStream {
    let name = ident(&shape.ident);
    let arms = shape.variants.iter().map(|variant| {
        let (ident, label) = (ident(&variant.ident), &variant.ident);
        match variant.ty {
            None => quote!(Self::#ident => f.write_str(#label),),
            Some(_) if shape.is_sensitive() || variant.sensitive => {
                quote!(Self::#ident(_) => f.debug_tuple(#label).field(&rt::REDACTED).finish(),)
            }
            Some(_) => quote!(Self::#ident(value) => f.debug_tuple(#label).field(value).finish(),),
        }
    });
    quote! {
        impl rt::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result {
                match self {
                    #(#arms)*
                    Self::Unknown(_) => f.debug_tuple("Unknown").field(&rt::REDACTED).finish(),
                }
            }
        }
    }
}

fn methods(shape: &Union, std: Std<'_>) -> TokenStream {
    let name = ident(&shape.ident);
    let methods = shape.variants.iter().map(|variant| variant_methods(variant, std));
    quote! {
        impl #name {
            #(#methods)*
            /// Whether the member is not in the model.
            #[inline]
            pub fn is_unknown(&self) -> bool { matches!(self, Self::Unknown(_)) }
        }
    }
}

fn variant_methods(variant: &Variant, std: Std<'_>) -> TokenStream {
    let name = ident(&variant.ident);
    let (as_x, is_x) = (format_ident!("as_{}", variant.snake), format_ident!("is_{}", variant.snake));
    let as_docs =
        doc(&format!("The value if this is [`{}`](Self::{}), else the union itself.", variant.ident, variant.ident));
    let is_docs = is_variant(&variant.ident);
    let result = std.path("Result");
    let Some(ty) = &variant.ty else {
        return quote! {
            #as_docs
            #[inline]
            pub fn #as_x(&self) -> #result<(), &Self> { if self.#is_x() { Ok(()) } else { Err(self) } }
            #is_docs
            #[inline]
            pub fn #is_x(&self) -> bool { matches!(self, Self::#name) }
        };
    };
    let (complex, ty) = (complex(ty), std.ty(ty));
    quote! {
        #as_docs
        #complex
        #[inline]
        pub fn #as_x(&self) -> #result<&#ty, &Self> { if let Self::#name(value) = self { Ok(value) } else { Err(self) } }
        #is_docs
        #[inline]
        pub fn #is_x(&self) -> bool { matches!(self, Self::#name(_)) }
    }
}

fn implementation(shape: &Union) -> TokenStream {
    let name = ident(&shape.ident);
    let schema = ShapeSchema::union(shape).function();
    let writes = shape.variants.iter().enumerate().map(|(index, variant)| {
        let index = Literal::usize_unsuffixed(index);
        let name = ident(&variant.ident);
        match &variant.ty {
            None => quote!(Self::#name => to.unit(#index),),
            Some(_) if variant.boxed => quote!(Self::#name(value) => to.variant(#index, &**value),),
            Some(_) => quote!(Self::#name(value) => to.variant(#index, value),),
        }
    });
    let write_cfg = codec::unless(shape.direction != Direction::Response);
    let read_cfg = codec::unless(shape.direction != Direction::Request);
    let reads = shape.variants.iter().enumerate().map(|(index, variant)| {
        let index = Literal::usize_unsuffixed(index);
        let name = ident(&variant.ident);
        let read = match &variant.ty {
            None => quote!(unit),
            Some(_) if variant.boxed => quote!(boxed),
            Some(_) => quote!(value),
        };
        quote!(#index => from.#read(slot, Self::#name),)
    });
    quote! {
        impl rt::Structure for #name {
            type Builder = rt::Option<Self>;
            #schema
            #write_cfg
            #[inline]
            fn write(&self, to: &mut rt::Writer<'_>) -> rt::SerdeResult {
                match self {
                    #(#writes)*
                    Self::Unknown(member) => to.unknown(member),
                }
            }
            #read_cfg
            #[inline]
            fn read(slot: &mut rt::Option<Self>, from: &mut rt::Reader<'_>) -> rt::SerdeResult {
                from.variant(&mut |index, from| match index {
                    #(#reads)*
                    _ => from.unknown(slot),
                })
            }
        }

        impl rt::Union for #name {
            #[inline]
            fn unknown(member: rt::UnknownMember) -> Self { Self::Unknown(member) }
        }
    }
}
