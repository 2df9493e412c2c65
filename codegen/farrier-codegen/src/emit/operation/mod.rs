//! Operations: marker, input, builder, output, error; one file each, to be read top to bottom.

mod checksum;
mod endpoint;
pub(super) mod error;
mod example;
mod known;
mod page;
mod paginator;
pub(super) mod presigned;
mod session;
pub(super) mod stream;

use crate::emit::auth::auth;
use crate::emit::tokens::{Std, docs_or, file_of, ident, link, path};
use crate::emit::types::builder_types;
use crate::emit::types::codec::{self, codec};
use crate::emit::types::extra::Extra;
use crate::emit::types::structure::{accessor, definition, methods};
use crate::ir::{BodyHeaders, Crate, Http, Operation, Preparation};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// An example of the first operation, if there is one.
pub(in crate::emit) fn usage(ir: &Crate) -> Vec<String> {
    let known = known::Known::new(ir);
    ir.operations.first().map(|op| example::of_client(&known, op)).unwrap_or_default()
}

/// `operation`: one module per operation.
pub(in crate::emit) fn index(ir: &Crate) -> TokenStream {
    let known = known::Known::new(ir);
    let modules = ir.operations.iter().map(|op| {
        let (module, feature) = (ident(&op.module), &op.feature);
        let (docs, file) = (page::page(&known, op), file_of(&op.module, "operation/"));
        quote!(#docs #[cfg(feature = #feature)] #file pub mod #module;)
    });
    let extended = ir.operations.iter().any(|op| op.customizations.extended_request_id).then(|| {
        quote!(
            pub use farrier_runtime::customizations::s3::RequestIdExt;
        )
    });
    quote! {
        pub use farrier_runtime::error::RequestId;
        #extended
        #(#modules)*
    }
}

/// The items of the file of an operation.
pub(in crate::emit) fn operation(op: &Operation) -> TokenStream {
    let defined: [&str; 0] = [];
    let std = Std::new(&defined);
    let marker = marker(op);
    let (input, output) = (input(op, std), output(op, std));
    let (builder, presigned) = (builder_types::of_operation(op, std), presigned::of_operation(op));
    let (error, paginator, builders) = (error::of_operation(op), paginator::of_operation(op, std), builders(op));
    quote! {
        use farrier_runtime::rt;
        #marker
        #input
        #builder
        #presigned
        #output
        #error
        #paginator
        #builders
    }
}

fn marker(op: &Operation) -> TokenStream {
    let (marker, name) = (ident(&op.ident), op.shape.name());
    let docs = docs_or(&op.docs, &format!("The operation `{name}`."));
    let (input, output, error) = parts(op);
    let traits = traits(op);
    let http = op.http.as_ref().map(|Http { method, uri, code }| {
        let code = Literal::u16_unsuffixed(*code);
        let http = quote!(rt::Http { method: #method, uri: #uri, code: #code });
        quote!(const HTTP: rt::Option<rt::Http> = Some(#http);)
    });
    let token = op.input.token().map(|field| {
        let field = ident(&field.ident);
        quote! {
            #[inline]
            fn idempotency_token(input: &mut Self::Input) -> Option<&mut Option<String>> { Some(&mut input.#field) }
        }
    });
    let unsigned = op.customizations.may_leave_body_unsigned.then(|| {
        quote!(
            #[cfg(feature = "client")]
            impl rt::customizations::s3::UnsignedPayload for #marker {}
        )
    });
    let session = session::of_operation(op);
    let (stream, prepare) = (op.input_stream.as_ref().map(stream::input), prepare(op));
    let events = stream::sent_events(&op.input);
    let params = endpoint::params(op);
    let prefix = op.host_prefix.as_ref().map(endpoint::host_prefix);
    quote! {
        #docs
        #[derive(Clone, Debug, Default)]
        #[non_exhaustive]
        pub struct #marker;

        impl #marker {
            /// The operation.
            #[inline]
            pub fn new() -> Self { Self }
        }

        impl rt::Operation for #marker {
            const NAME: &'static str = #name;
            const SERVICE: &'static rt::Service = &crate::SERVICE;
            #http
            #events
            #stream
            #traits
            type Input = #input;
            type Output = #output;
            type Error = #error;
            #token
            #prepare
            #params
            #prefix
        }

        #unsigned
        #session
    }
}

/// What becomes of the input before it is sent.
fn prepare(op: &Operation) -> Option<TokenStream> {
    let Preparation { field, function } = op.preparation.as_ref()?;
    let (field, function) = (ident(field), path(function));
    Some(quote! {
        #[inline]
        fn prepare(input: &mut Self::Input) { rt::#function(&mut input.#field); }
    })
}

fn parts(op: &Operation) -> (TokenStream, TokenStream, TokenStream) {
    let (input, output) = (ident(&op.input.ident), ident(&op.output.ident));
    let error = ident(&op.error);
    (quote!(#input), quote!(#output), quote!(#error))
}

/// What the traits of the operation change; nothing for most.
fn traits(op: &Operation) -> Option<TokenStream> {
    let auth = op.auth.as_ref().map(|schemes| {
        let schemes = auth(schemes);
        quote!(auth: Some(#schemes),)
    });
    let sensitive = op.sensitive.then(|| quote!(sensitive: true,));
    let uri = op.sensitive_uri.then(|| quote!(sensitive_uri: true,));
    let stream = op.sensitive_stream.then(|| quote!(sensitive_stream: true,));
    let headers = &op.sensitive_headers;
    let headers = (!headers.is_empty()).then(|| quote!(sensitive_headers: &[#(#headers),*],));
    let [request, response] = checksum::fields(&op.checksums);
    let stall = op.customizations.may_stall.then(|| quote!(may_stall: true,));
    let polls = op.customizations.long_polls.then(|| quote!(long_polls: true,));
    let compress = op.compress.then(|| quote!(compress: true,));
    let unsigned = op.unsigned_payload.then(|| quote!(unsigned_payload: true,));
    let body = op.customizations.body_headers.map(|BodyHeaders { function, .. }| {
        let function = path(function);
        quote!(body_headers: Some(rt::#function),)
    });
    let parts = [auth, sensitive, uri, stream, headers, request, response, compress, stall, polls, unsigned, body];
    parts.iter().any(Option::is_some).then(|| {
        let parts = parts.iter().flatten();
        quote!(const TRAITS: rt::Traits = rt::Traits { #(#parts)* ..rt::Traits::NONE };)
    })
}

fn input(op: &Operation, std: Std<'_>) -> TokenStream {
    let (input, docs) = (&op.input, format!("The input of {}.", link(&op.ident)));
    let (name, builder) = (ident(&input.ident), ident(&input.builder));
    let accessors = input.fields.iter().map(|field| accessor(field, std));
    let (definition, codec) = (definition(input, &docs, std, Extra::Nothing), codec::of_input(input));
    let events = stream::event_input(input);
    quote! {
        #definition

        impl #name {
            /// Makes a builder.
            #[inline]
            pub fn builder() -> builders::#builder { builders::#builder::default() }
            #(#accessors)*
        }

        #codec
        #events
    }
}

fn output(op: &Operation, std: Std<'_>) -> TokenStream {
    let (output, docs) = (&op.output, format!("The output of {}.", link(&op.ident)));
    let name = ident(&output.ident);
    let stream = match (output.events(), output.bytes()) {
        (Some(_), _) => Some(quote!(, events)),
        (None, bytes) => bytes.map(|_| quote!(, bytes)),
    };
    let (extra, extended) = match op.customizations.extended_request_id {
        true => (Extra::RequestIds, Some(quote!(, extended))),
        false => (Extra::RequestId, None),
    };
    let definition = definition(output, &docs, std, extra);
    let methods = methods(output, std, extra, TokenStream::new());
    let codec = codec(output, extra);
    let bytes = op.output_stream.as_ref().map(|bytes| stream::bytes(output, bytes));
    let events = stream::events(output);
    let builder = builder_types::of_structure(output, std, extra);
    quote! {
        #definition
        #methods
        #codec
        rt::output!(#name #extended #stream);
        #events
        #bytes
        #builder
    }
}

/// `builders`, where the official crates have them.
fn builders(op: &Operation) -> TokenStream {
    let fluent = ident(&op.fluent_builder);
    let (input, output) = (ident(&op.input.builder), ident(&op.output.builder));
    quote! {
        /// Builders of the input and the output.
        pub mod builders {
            pub use super::{#fluent, #output};
            /// Builds the input alone.
            pub type #input = super::#fluent<()>;
        }
    }
}
