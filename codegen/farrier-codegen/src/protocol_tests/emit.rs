//! From suites to the files of `tests/protocol`.

use crate::emit::file::{File, rust, rustfmt};
use crate::emit::tokens::{docs, ident, option};
use crate::ir::Crate;
use crate::ir::suite::{Builder, Expectation, RequestTest, ResponseTest, Suite, Value};
use crate::names;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// One file a suite, and the one that names them all; nothing if there are no suites.
pub(crate) fn emit(ir: &Crate) -> Vec<File<'_>> {
    let suites = &ir.protocol_tests;
    if suites.is_empty() {
        return Vec::new();
    }
    let files = suites.iter().map(|suite| {
        let path = format!("tests/protocol/{}.rs", names::stem(&suite.module));
        rust(&path, move || Printer { krate: format_ident!("{}", ir.package.replace('-', "_")) }.suite(suite))
    });
    [rustfmt("tests", &ir.command), rust("tests/protocol/main.rs", || index(ir))].into_iter().chain(files).collect()
}

fn index(ir: &Crate) -> TokenStream {
    let line = format!(" The protocol tests of the model of {}.", ir.service.title);
    let modules = ir.protocol_tests.iter().map(|suite| {
        let (module, feature) = (ident(&suite.module), &suite.feature);
        quote!(#[cfg(feature = #feature)] mod #module;)
    });
    quote!(#![doc = #line] #(#modules)*)
}

struct Printer {
    /// The crate that is tested.
    krate: Ident,
}

impl Printer {
    fn suite(&self, suite: &Suite) -> TokenStream {
        let (krate, operation) = (&self.krate, ident(&suite.operation_module));
        let op = ident(&suite.operation);
        let requests = suite.requests.iter().map(|test| self.request(test, &ident("check"), &op));
        let requests = module("request", "RequestTest", requests);
        let responses = suite.responses.iter().map(|test| self.response(test, &op));
        let responses = module("response", "ResponseTest", responses);
        let read = suite
            .server_requests
            .iter()
            .map(|test| self.request(test, &ident(if test.streams { "check_read_stream" } else { "check_read" }), &op));
        let read = module("server_request", "RequestTest", read);
        let written = suite.server_responses.iter().map(|test| self.written(test, &op));
        let written = module("server_response", "ResponseTest", written);
        let server = [read, written].into_iter().flatten().map(|module| quote!(#[cfg(feature = "server")] #module));
        quote! {
            use #krate::operation::#operation as op;
            #requests
            #responses
            #(#server)*
        }
    }

    fn request(&self, test: &RequestTest, check: &Ident, op: &Ident) -> TokenStream {
        let RequestTest { name, docs: lines, method, path, expected, input, .. } = test;
        let (name, docs) = (ident(name), docs(lines));
        let expected = expected.iter().map(expectation);
        let ty = ident(&input.path);
        let input = self.builder(&quote!(op::#ty), input);
        quote! {
            #docs
            #[test]
            fn #name() {
                let input = #input.build();
                RequestTest::new(#method, #path)#(#expected)*.#check::<op::#op>(input);
            }
        }
    }

    fn response(&self, test: &ResponseTest, op: &Ident) -> TokenStream {
        let (name, docs, status) = (ident(&test.name), docs(&test.docs), Literal::u16_unsuffixed(test.status));
        let given = test.given.iter().map(expectation);
        let (ty, check) = if test.is_error {
            let error = self.named(&test.expected.path);
            let code = option(test.code.as_ref().map(|code| quote!(#code)));
            (error.clone(), quote!(check_error::<op::#op, #error>(expected, #code)))
        } else {
            let output = ident(&test.expected.path);
            let check = ident(if test.streams { "check_stream" } else { "check_output" });
            (quote!(op::#output), quote!(#check::<op::#op>(expected)))
        };
        let expected = self.builder(&ty, &test.expected);
        // What the envelope says is still to be added.
        let built = test.expected.whole.then(|| quote!(.build()));
        quote! {
            #docs
            #[test]
            fn #name() {
                let expected = #expected #built;
                ResponseTest::new(#status)#(#given)*.#check;
            }
        }
    }

    /// A response that is to be written.
    fn written(&self, test: &ResponseTest, op: &Ident) -> TokenStream {
        let (name, docs, status) = (ident(&test.name), docs(&test.docs), Literal::u16_unsuffixed(test.status));
        let expected = test.given.iter().map(expectation);
        let (ty, check) = if test.is_error {
            let error = self.named(&test.expected.path);
            (error.clone(), quote!(check_written_error::<op::#op, #error>(error)))
        } else {
            let output = ident(&test.expected.path);
            (quote!(op::#output), quote!(check_written::<op::#op>(output)))
        };
        let variable = ident(if test.is_error { "error" } else { "output" });
        let given = self.builder(&ty, &test.expected);
        // As in `response`.
        let built = test.expected.whole.then(|| quote!(.build()));
        quote! {
            #docs
            #[test]
            fn #name() {
                let #variable = #given #built;
                ResponseTest::new(#status)#(#expected)*.#check;
            }
        }
    }

    /// A builder of `ty` with its members.
    fn builder(&self, ty: &TokenStream, builder: &Builder) -> TokenStream {
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

    fn value(&self, value: &Value) -> TokenStream {
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
    fn named(&self, path: &str) -> TokenStream {
        let (krate, segments) = (&self.krate, path.split("::").map(ident));
        quote!(#krate::types::#(#segments)::*)
    }
}

/// The module of the requests or of the responses, if there are any.
fn module(name: &str, helper: &str, tests: impl ExactSizeIterator<Item = TokenStream>) -> Option<TokenStream> {
    let (name, helper) = (ident(name), ident(helper));
    (tests.len() > 0).then(|| {
        quote! {
            mod #name {
                use super::op;
                use farrier_runtime::protocol_test::#helper;
                #(#tests)*
            }
        }
    })
}

fn expectation(expectation: &Expectation) -> TokenStream {
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

/// A string literal; a raw one where that spares backslashes and does not span lines.
fn text(value: &str) -> Literal {
    let is_raw = value.contains('"') && !value.contains("\"#") && !value.contains(char::is_control);
    let raw = is_raw.then(|| format!("r#\"{value}\"#").parse().ok()).flatten();
    raw.unwrap_or_else(|| Literal::string(value))
}
