//! [`Printer`]: values, builders and expectations, printed.

use crate::emit::tokens::{ident, option};
use crate::ir::suite::{Builder, Expectation, RequestTest, Value};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// Writes tests down.
pub(super) struct Printer {
    /// The crate that is tested.
    pub(super) krate: Ident,
}

impl Printer {
    /// What is expected of a request.
    pub(super) fn checks(&self, test: &RequestTest, helper: &TokenStream) -> TokenStream {
        let RequestTest { method, path, expected, .. } = test;
        let expected = expected.iter().map(expectation);
        quote!(#helper::new(#method, #path)#(#expected)*)
    }

    /// A builder of `ty` with its members.
    pub(super) fn builder(&self, ty: &TokenStream, builder: &Builder) -> TokenStream {
        let members = builder.members.iter().map(|(setter, value)| {
            let setter = ident(setter);
            let value = match value {
                Value::String(text) => quote!(#text),
                Value::List(_) | Value::Map(_) => option(Some(self.value(value))),
                value => self.value(value),
            };
            quote!(.#setter(#value))
        });
        quote!(#ty::builder()#(#members)*)
    }

    /// A value.
    pub(super) fn value(&self, value: &Value) -> TokenStream {
        match value {
            Value::Bool(value) => quote!(#value),
            Value::Integer(number) => literal(Literal::i64_unsuffixed(*number)),
            Value::Float(number) => literal(Literal::f64_unsuffixed(*number)),
            Value::NotFinite(ty, name) => {
                let (ty, name) = (ident(ty), ident(name));
                quote!(#ty::#name)
            }
            Value::BigNumber(number) => quote!(farrier_runtime::rt::default_number(#number)),
            Value::String(text) => quote!(#text.to_owned()),
            Value::Blob(text) => quote!(farrier_runtime::rt::Blob::new(#text)),
            Value::Stream(text) => quote!(farrier_runtime::rt::ByteStream::from_static(#text.as_bytes())),
            Value::Timestamp(seconds, nanos) => timestamp(*seconds, *nanos),
            Value::DateTime(text) => quote!(farrier_runtime::protocol_test::date_time(#text)),
            Value::Document(json) => {
                let json = text(json);
                quote!(farrier_runtime::rt::default_document(#json))
            }
            Value::Enum(path, value) => {
                let path = self.named(path);
                quote!(#path::from(#value))
            }
            Value::List(items) => {
                let items = items.iter().map(|item| self.value(item));
                quote!(vec![#(#items),*])
            }
            Value::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| {
                    let (key, value) = (self.value(key), self.value(value));
                    quote!((#key, #value))
                });
                quote!(farrier_runtime::rt::HashMap::from([#(#entries),*]))
            }
            Value::Item(item) => option(item.as_ref().map(|item| self.value(item))),
            Value::Structure(structure) => {
                let builder = self.builder(&self.named(&structure.path), structure);
                let unwrap = structure.fallible.then(|| quote!(.unwrap()));
                quote!(#builder.build()#unwrap)
            }
            Value::Union { path, variant, value, boxed } => {
                let (path, variant) = (self.named(path), ident(variant));
                let value = value.as_ref().map(|value| {
                    let value = self.value(value);
                    if *boxed { quote!((Box::new(#value))) } else { quote!((#value)) }
                });
                quote!(#path::#variant #value)
            }
        }
    }

    /// A type of the crate.
    pub(super) fn named(&self, path: &str) -> TokenStream {
        let (krate, segments) = (&self.krate, path.split("::").map(ident));
        quote!(#krate::types::#(#segments)::*)
    }
}

/// The method that takes an expectation, called.
pub(super) fn expectation(expectation: &Expectation) -> TokenStream {
    match expectation {
        Expectation::Texts(method, texts) => {
            let (method, texts) = (ident(method), texts.iter().map(|value| text(value)));
            quote!(.#method(#(#texts),*))
        }
        Expectation::Strings(method, strings) => {
            let method = ident(method);
            quote!(.#method(&[#(#strings),*]))
        }
        Expectation::Pairs(method, pairs) => {
            let (method, pairs) = (ident(method), pairs.iter().map(|(name, value)| quote!((#name, #value))));
            quote!(.#method(&[#(#pairs),*]))
        }
    }
}

fn timestamp(seconds: i64, nanos: u32) -> TokenStream {
    let seconds = Literal::i64_unsuffixed(seconds);
    match nanos {
        0 => quote!(farrier_runtime::rt::DateTime::from_secs(#seconds)),
        _ => {
            let nanos = Literal::u32_unsuffixed(nanos);
            quote!(farrier_runtime::rt::DateTime::from_secs_and_nanos(#seconds, #nanos))
        }
    }
}

fn literal(literal: Literal) -> TokenStream {
    quote!(#literal)
}

/// A string literal; a raw one where that spares backslashes and holds nothing that is not seen.
pub(super) fn text(value: &str) -> Literal {
    let is_seen = |c: char| matches!(c, '"' | '\'' | '\\') || c.escape_debug().len() == 1;
    let is_raw = value.contains('"') && !value.contains("\"#") && value.chars().all(is_seen);
    let raw = is_raw.then(|| format!("r#\"{value}\"#").parse().ok()).flatten();
    raw.unwrap_or_else(|| Literal::string(value))
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn texts() {
        for (value, literal) in [
            ("a", r#""a""#),
            (r#"{"a":"\\"}"#, r##"r#"{"a":"\\"}"#"##),
            ("\"#", r##""\"#""##),
            ("\"\n\"", r#""\"\n\"""#),
            // Letters that change places may be in no raw literal.
            ("\"\u{202e}\"", r#""\"\u{202e}\"""#),
        ] {
            assert_eq!(text(value).to_string(), literal);
        }
    }
}
