//! String enums.

use super::tokens::{self, Std, code, docs_with_note, ident};
use crate::ir::Enum;
use proc_macro2::TokenStream;
use quote::quote;

/// The items of a file for an enum. Values the model does not know are kept as they are.
pub(super) fn string_enum(shape: &Enum) -> Vec<TokenStream> {
    let name = ident(&shape.ident);
    let defined = [shape.ident.as_str()];
    let std = Std::new(&defined);
    let (string, as_ref) = (std.path("String"), std.path("AsRef"));
    let mut items = vec![
        quote!(
            use farrier_runtime::rt;
        ),
        definition(shape),
        methods(shape, std),
        from(shape, std),
    ];
    items.push(quote! {
        impl #as_ref<str> for #name {
            fn as_ref(&self) -> &str { self.as_str() }
        }
    });
    items.push(quote! {
        impl rt::FromStr for #name {
            type Err = rt::Infallible;
            fn from_str(value: &str) -> rt::Result<Self, rt::Infallible> { Ok(Self::from(value)) }
        }
    });
    items.push(quote! {
        impl rt::fmt::Display for #name {
            fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result { f.write_str(self.as_str()) }
        }
    });
    items.push(quote! {
        impl rt::Value for #name {
            const KIND: rt::Kind = rt::Kind::String;
            fn write(&self, at: &rt::Schema<'_>, to: &mut rt::Sink<'_>) -> rt::Written { to.write_string(at, self.as_str()) }
            fn read(at: &rt::Schema<'_>, from: &mut rt::Source<'_>) -> rt::Read<Self> { rt::read_enum(at, from) }
            fn blank() -> Self { Self::from("") }
        }
    });
    if shape.is_key {
        items.push(quote! {
            impl rt::Key for #name {
                fn from_key(key: #string) -> Self { Self::from(key.as_str()) }
                fn as_key(&self) -> &str { self.as_str() }
            }
        });
    }
    items
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
    let debug = (!shape.sensitive).then(|| quote!(Debug,));
    let redacted = shape.sensitive.then(|| {
        quote! {
            impl rt::fmt::Debug for #name {
                fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result { f.write_str(rt::REDACTED) }
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone, #debug Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that is not in the model. Match it with a guard on `as_str()`: it may get a variant of its own.
            Unknown(rt::UnknownVariantValue),
        }
        #redacted
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
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
            /// The values of the model.
            pub const fn values() -> &'static [&'static str] { &[#(#values),*] }
            /// The variant for a value; a value that is not in the model is an error.
            pub fn try_parse(value: &str) -> #result<Self, rt::UnknownVariantError> {
                match Self::from(value) {
                    Self::Unknown(_) => Err(rt::UnknownVariantError::new(value)),
                    known => Ok(known),
                }
            }
        }
    }
}

fn from(shape: &Enum, std: Std<'_>) -> TokenStream {
    let name = ident(&shape.ident);
    let from = std.path("From");
    let arms = shape.values.iter().map(|value| {
        let (variant, value) = (ident(&value.ident), &value.value);
        quote!(#value => Self::#variant,)
    });
    quote! {
        impl #from<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#arms)*
                    other => Self::Unknown(rt::UnknownVariantValue::new(other)),
                }
            }
        }
    }
}
