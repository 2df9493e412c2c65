//! From suites to the files of `tests/protocol`.

use super::emit_events;
use super::printer::{Printer, expectation};
use crate::emit::file::{File, rust, rustfmt};
use crate::emit::tokens::{docs, file_of, ident, option};
use crate::endpoint::{ParameterValue, param};
use crate::ir::Crate;
use crate::ir::suite::{EndpointTest, RequestTest, ResponseTest, Suite};
use crate::names;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// One file per suite, and the one that names them all; nothing if there are no suites.
pub(crate) fn emit(ir: &Crate) -> Vec<File<'_>> {
    let suites = &ir.protocol_tests;
    if suites.is_empty() {
        return Vec::new();
    }
    let files = suites.iter().map(|suite| {
        let path = format!("tests/protocol/{}.rs", names::file(&suite.module));
        rust(&path, move || Printer { krate: format_ident!("{}", ir.package.replace('-', "_")) }.suite(suite))
    });
    [rustfmt("tests", &ir.command), rust("tests/protocol/main.rs", || index(ir))].into_iter().chain(files).collect()
}

fn index(ir: &Crate) -> TokenStream {
    let line = format!(" The protocol tests of the model of {}.", ir.service.title);
    let modules = ir.protocol_tests.iter().map(|suite| {
        let (module, feature, file) = (ident(&suite.module), &suite.feature, file_of(&suite.module, ""));
        quote!(#[cfg(feature = #feature)] #file mod #module;)
    });
    quote!(#![doc = #line] #(#modules)*)
}

impl Printer {
    fn suite(&self, suite: &Suite) -> TokenStream {
        let (krate, operation) = (&self.krate, ident(&suite.operation_module));
        let op = ident(&suite.operation);
        let requests = suite.requests.iter().map(|test| self.request(test, &ident("check"), &op));
        let requests = module("request", "RequestTest", requests);
        let responses = suite.responses.iter().map(|test| self.response(test, &op));
        let responses = module("response", "ResponseTest", responses);
        let events = emit_events::module(self, &suite.events, &op);
        let endpoints = suite.endpoints.iter().map(|test| self.endpoint(test, &op));
        let endpoints = module("endpoint", "EndpointTest", endpoints);
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
            #events
            #endpoints
            #(#server)*
        }
    }

    fn request(&self, test: &RequestTest, check: &Ident, op: &Ident) -> TokenStream {
        let (name, docs) = (ident(&test.name), docs(&test.docs));
        let ty = ident(&test.input.path);
        let (checks, input) = (self.checks(test, &quote!(RequestTest)), self.builder(&quote!(op::#ty), &test.input));
        quote! {
            #docs
            #[test]
            fn #name() {
                let input = #input.build();
                #checks.#check::<op::#op>(input);
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

    fn endpoint(&self, test: &EndpointTest, op: &Ident) -> TokenStream {
        let (name, ty) = (ident(&test.name), ident(&test.input.path));
        let params = |params: &[(String, ParameterValue)]| {
            let params = params.iter().map(|(name, value)| (name, param(value)));
            let params = params.map(|(name, value)| quote!((#name, #value)));
            quote!([#(#params),*])
        };
        let (configured, params) = (params(&test.configured), params(&test.params));
        let input = self.builder(&quote!(op::#ty), &test.input);
        quote! {
            #[test]
            fn #name() {
                let input = #input.build();
                EndpointTest::new(#params).configured(#configured).check::<op::#op>(input);
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
