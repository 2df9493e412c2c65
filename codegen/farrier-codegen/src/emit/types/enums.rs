//! String enums.

use crate::emit::tokens::{self, Std, code, docs_with_note, ident};
use crate::ir::Enum;
use proc_macro2::TokenStream;
use quote::quote;

/// The items of a file for an enum. Values the model does not know are kept as they are.
pub(in crate::emit) fn string_enum(shape: &Enum) -> TokenStream {
    let name = ident(&shape.ident);
    let defined = [shape.ident.as_str()];
    let std = Std::new(&defined);
    let (definition, methods) = (definition(shape), methods(shape, std));
    let values = shape.values.iter().map(|value| {
        let (variant, value) = (ident(&value.ident), &value.value);
        quote!(#variant = #value)
    });
    let debug = if shape.sensitive { quote!(redacted) } else { quote!(debug) };
    let key = shape.is_key.then(|| quote!(, key));
    quote! {
        use farrier_runtime::rt;
        #definition
        #methods
        rt::string_enum!(#name, [#(#values),*], #debug #key);
    }
}

fn definition(shape: &Enum) -> TokenStream {
    let name = ident(&shape.ident);
    let docs = docs_with_note(&shape.docs, &format!("The values of `{}`.", shape.ident), &shape.deprecated);
    let variants = shape.values.iter().map(|value| {
        let name = ident(&value.ident);
        let lines = if value.docs.is_empty() { &code(&value.value) } else { &value.docs };
        let docs = tokens::docs(lines);
        quote!(#docs #name)
    });
    quote! {
        #docs
        #[derive(Clone, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that is not in the model. Match it with a guard on `as_str()`: it may get a variant of its own.
            Unknown(rt::UnknownVariantValue),
        }
    }
}

fn methods(shape: &Enum, std: Std<'_>) -> TokenStream {
    let name = ident(&shape.ident);
    let result = std.path("Result");
    let values: Vec<&str> = shape.values.iter().map(|value| value.value.as_str()).collect();
    let variants: Vec<_> = shape.values.iter().map(|value| ident(&value.ident)).collect();
    quote! {
        impl #name {
            /// The value on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
            /// The values of the model.
            #[inline]
            pub const fn values() -> &'static [&'static str] { &[#(#values),*] }
            /// The variant for a value; a value that is not in the model is an error.
            #[inline]
            pub fn try_parse(value: &str) -> #result<Self, rt::UnknownVariantError> { rt::try_parse(value, Self::values()) }
        }
    }
}
