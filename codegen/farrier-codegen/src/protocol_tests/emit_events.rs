//! The tests of streams of events, printed.

use super::printer::{Printer, expectation, text};
use crate::emit::tokens::{docs, ident, option};
use crate::ir::suite::{Builder, EventMessage, EventsTest, EventsTestKind, Expectation, ReceivedEvents, SentEvent};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// The module of the tests of an operation, if there are any.
pub(super) fn module(printer: &Printer, tests: &[EventsTest], op: &Ident) -> Option<TokenStream> {
    let message = tests.iter().any(|test| !test.messages.is_empty()).then(|| quote!(EventMessage,));
    let tests = tests.iter().map(|test| function(printer, test, op));
    (tests.len() > 0).then(|| {
        quote! {
            mod events {
                use super::op;
                use farrier_runtime::protocol_test::{#message EventsTest};
                #(#tests)*
            }
        }
    })
}

fn function(printer: &Printer, test: &EventsTest, op: &Ident) -> TokenStream {
    let (name, docs) = (ident(&test.name), docs(&test.docs));
    let messages = test.messages.iter().map(message);
    let messages = quote!(EventsTest::new([#(#messages),*]));
    let body = match &test.kind {
        EventsTestKind::Sent { head, input, stream, events } => {
            let head = head.as_ref().map(|head| {
                let check = printer.checks(head, &quote!(farrier_runtime::protocol_test::RequestTest));
                quote!(#check.check::<op::#op>(input());)
            });
            let input = sent(printer, input, stream, events);
            quote! {
                let input = || #input.build();
                #head
                #messages.check_sent::<op::#op>(input());
            }
        }
        EventsTestKind::Received { head, status, expected } => {
            let expected = received(printer, op, expected);
            let test = given(messages, *status, head);
            quote!(#test.#expected;)
        }
    };
    quote! {
        #docs
        #[test]
        fn #name() { #body }
    }
}

/// An input with a stream.
fn sent(printer: &Printer, input: &Builder, stream: &str, events: &[SentEvent]) -> TokenStream {
    let (ty, stream) = (ident(&input.path), ident(stream));
    let builder = printer.builder(&quote!(op::#ty), input);
    let events = events.iter().map(|event| match event {
        SentEvent::Event(value) => {
            let value = printer.value(value);
            quote!(Ok(#value))
        }
        SentEvent::Error(path, variant, error) => {
            let (path, variant) = (printer.named(&format!("error::{path}")), ident(variant));
            let error = built(printer, error);
            quote!(Err(#path::#variant(#error)))
        }
    });
    quote!(#builder.#stream(farrier_runtime::protocol_test::stream([#(#events),*])))
}

/// A structure of `types`.
fn built(printer: &Printer, structure: &Builder) -> TokenStream {
    let builder = printer.builder(&printer.named(&structure.path), structure);
    let unwrap = structure.fallible.then(|| quote!(.unwrap()));
    quote!(#builder.build()#unwrap)
}

fn given(test: TokenStream, status: Option<u16>, head: &[Expectation]) -> TokenStream {
    let status = status.map(Literal::u16_unsuffixed).map(|status| quote!(.status(#status)));
    let head = head.iter().map(expectation);
    quote!(#test #status #(#head)*)
}

/// The method that checks what is expected.
fn received(printer: &Printer, op: &Ident, expected: &ReceivedEvents) -> TokenStream {
    match expected {
        ReceivedEvents::Events(output, events) => {
            let output = option(output.as_ref().map(|output| {
                let ty = ident(&output.path);
                printer.builder(&quote!(op::#ty), output)
            }));
            let events = events.iter().map(|event| printer.value(event));
            quote!(check_received::<op::#op>(#output, &[#(#events),*]))
        }
        ReceivedEvents::Exception(error) => {
            let ty = printer.named(&error.path);
            let (builder, built) = (printer.builder(&ty, error), error.whole.then(|| quote!(.build())));
            quote!(check_exception::<op::#op, #ty>(#builder #built))
        }
        ReceivedEvents::Error(path) => {
            let ty = printer.named(path);
            quote!(check_error::<op::#op, #ty>())
        }
        ReceivedEvents::Failure => quote!(check_failure::<op::#op>()),
    }
}

fn message(message: &EventMessage) -> TokenStream {
    let bytes = text(&message.bytes);
    let headers = message.headers.iter().map(|header| {
        let parts = header.iter().map(|part| text(part));
        quote!((#(#parts),*))
    });
    let headers = (!message.headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
    let body = message.body.as_ref().map(|[media_type, body]| {
        let (media_type, body) = (text(media_type), text(body));
        quote!(.body(#media_type, #body))
    });
    quote!(EventMessage::new(#bytes) #headers #body)
}
