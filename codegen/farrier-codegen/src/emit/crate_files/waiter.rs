//! Waiters: a marker with what answers mean, and the names the official crates give to what it is used with.

use crate::emit::tokens::{deprecated, doc, docs_or, file_of, ident};
use crate::ir::{Acceptor, Crate, Expected, Matcher, Operation, State, Waiter};
use crate::jmespath;
use crate::names::WaiterName;
use proc_macro2::TokenStream;
use quote::quote;

/// Every waiter with its operation.
pub(in crate::emit) fn all(ir: &Crate) -> impl Iterator<Item = (&Operation, &Waiter)> {
    ir.operations.iter().flat_map(|op| op.waiters.iter().map(move |waiter| (op, waiter)))
}

/// `waiters`: one module per waiter.
pub(in crate::emit) fn index(ir: &Crate) -> TokenStream {
    let modules = all(ir).map(|(op, waiter)| {
        let (module, feature) = (ident(&waiter.name.module), &op.feature);
        let docs = doc(&format!("Types of the waiter `{}`.", waiter.name.ident));
        let file = file_of(&waiter.name.module, "waiters/");
        quote!(#docs #[cfg(feature = #feature)] #file pub mod #module;)
    });
    modules.collect()
}

/// The module of the waiters, if there are any.
pub(in crate::emit) fn module(ir: &Crate) -> Option<TokenStream> {
    all(ir).next().map(|_| {
        quote! {
            /// One module per waiter.
            #[cfg(feature = "client")]
            pub mod waiters;
        }
    })
}

/// What turns the errors of waiters into `Error`, if there are any.
pub(in crate::emit) fn service_error(ir: &Crate) -> Option<TokenStream> {
    all(ir).next().map(|_| {
        quote! {
            #[cfg(feature = "client")]
            impl<O, E> From<WaiterError<O, E>> for Error
            where
                O: Send + Sync + rt::fmt::Debug + 'static,
                E: Send + Sync + std::error::Error + 'static,
            {
                fn from(error: WaiterError<O, E>) -> Self {
                    Self::Unhandled(rt::Unhandled::from_error(error))
                }
            }
        }
    })
}

/// The items of the file of a waiter.
pub(in crate::emit) fn waiter(op: &Operation, waiter: &Waiter) -> TokenStream {
    // By their whole paths: a waiter may be called like its operation.
    let (operation, module) = (ident(&op.ident), ident(&op.module));
    let request = ident(&op.fluent_builder);
    let (operation, request) =
        (quote!(crate::operation::#module::#operation), quote!(crate::operation::#module::#request));
    let WaiterName { ident: marker, fluent_builder, final_poll, error, .. } = &waiter.name;
    let docs = docs_or(&waiter.docs, &format!("The waiter `{marker}` of `{}`.", op.ident));
    let (marker, builder, poll, error) = (ident(marker), ident(fluent_builder), ident(final_poll), ident(error));
    let min = waiter.min_delay.map(|seconds| delay("MIN_DELAY", seconds));
    let max = waiter.max_delay.map(|seconds| delay("MAX_DELAY", seconds));
    let acceptors = acceptors(&waiter.acceptors);
    quote! {
        use farrier_runtime::rt;

        #docs
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub struct #marker;

        impl rt::Waiter for #marker {
            type Operation = #operation;
            #min
            #max
            const ACCEPTORS: &'static [rt::Acceptor] = #acceptors;
        }

        /// Builds the input and waits.
        pub type #builder = #request<rt::Wait<#marker>>;

        impl #builder {
            /// Sends the request until the answer is the one waited for, for as long as `max_wait`.
            #[inline]
            pub async fn wait(self, max_wait: std::time::Duration) -> rt::Result<#poll, #error> {
                self.call.wait(self.input, max_wait).await
            }
            /// The input so far.
            #[inline]
            pub fn as_input(&self) -> &Self { self }
        }

        /// The answer that was waited for.
        pub type #poll = rt::Waited<#marker>;

        /// Why waiting ended without it.
        pub type #error = rt::WaitError<#marker>;
    }
}

fn delay(name: &str, seconds: u64) -> TokenStream {
    let (name, seconds) = (ident(name), proc_macro2::Literal::u64_unsuffixed(seconds));
    quote!(const #name: u64 = #seconds;)
}

fn acceptors(acceptors: &[Acceptor]) -> TokenStream {
    let rows = acceptors.iter().map(|acceptor| {
        let state = ident(match acceptor.state {
            State::Success => "success",
            State::Failure => "failure",
            State::Retry => "retry",
        });
        let matcher = matcher(&acceptor.matcher);
        quote!(rt::Acceptor::#state(rt::Matcher::#matcher))
    });
    let rows = quote!(&[#(#rows),*]);
    let has_path = |acceptor: &Acceptor| matches!(acceptor.matcher, Matcher::Output(..) | Matcher::InputOutput(..));
    match acceptors.iter().any(has_path) {
        true => quote!({ use rt::jmespath::syntax::*; #rows }),
        false => rows,
    }
}

fn matcher(matcher: &Matcher) -> TokenStream {
    match matcher {
        Matcher::Success(success) => quote!(Success(#success)),
        Matcher::ErrorType(codes) => quote!(ErrorType(&[#(#codes),*])),
        Matcher::Output(path, value) => {
            let (path, value) = (jmespath::emit(path), expected(value));
            quote!(Output(#path, #value))
        }
        Matcher::InputOutput(path, value) => {
            let (path, value) = (jmespath::emit(path), expected(value));
            quote!(InputOutput(#path, #value))
        }
    }
}

fn expected(expected: &Expected) -> TokenStream {
    match expected {
        Expected::String(text) => quote!(rt::Expected::StringEquals(#text)),
        Expected::Boolean(value) => quote!(rt::Expected::BooleanEquals(#value)),
        Expected::AllString(text) => quote!(rt::Expected::AllStringEquals(#text)),
        Expected::AnyString(text) => quote!(rt::Expected::AnyStringEquals(#text)),
    }
}

/// The trait that gives the client one method per waiter.
pub(in crate::emit) fn client(ir: &Crate) -> Option<TokenStream> {
    let method = |op: &Operation, waiter: &Waiter, old: TokenStream| {
        let (feature, WaiterName { module, method, fluent_builder, .. }) = (&op.feature, &waiter.name);
        let (module, method, builder) = (ident(module), ident(method), ident(fluent_builder));
        quote!(#[cfg(feature = #feature)] #old fn #method(&self) -> crate::waiters::#module::#builder)
    };
    let declared = all(ir).map(|(op, waiter)| {
        let docs = docs_or(&waiter.docs, &format!("Waits with `{}` for `{}`.", op.ident, waiter.name.ident));
        let method = method(op, waiter, deprecated(&waiter.deprecated));
        quote!(#docs #method;)
    });
    let defined = all(ir).map(|(op, waiter)| {
        let method = method(op, waiter, TokenStream::new());
        let (module, builder) = (ident(&op.module), ident(&op.fluent_builder));
        let builder = quote!(crate::operation::#module::#builder);
        quote!(#[inline] #method { #builder { input: Default::default(), call: self.handle.wait() } })
    });
    let (declared, defined): (Vec<_>, Vec<_>) = (declared.collect(), defined.collect());
    (!declared.is_empty()).then(|| {
        quote! {
            /// The waiters of the client, to be imported for its methods `wait_until_...`.
            pub trait Waiters { #(#declared)* }

            impl Waiters for Client { #(#defined)* }
        }
    })
}
