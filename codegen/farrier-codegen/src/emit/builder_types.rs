//! `builders`: the types of the builders, with the methods that do not depend on what is built, and that of operations. The
//! methods of members are beside what is built.

use super::waiter;
use crate::ir::Crate;
use proc_macro2::TokenStream;
use quote::quote;

/// The items of the file.
pub(super) fn builder_types(ir: &Crate) -> TokenStream {
    let (structures, partial, requests, marker) = (structures(), partial(), requests(), marker());
    let paginator = ir.operations.iter().any(|op| op.paginator.is_some()).then(paginator);
    let waiter = waiter::request(ir);
    quote! {
        use farrier_runtime::rt;
        #structures
        #partial
        #requests
        #marker
        #paginator
        #waiter
    }
}

fn structures() -> TokenStream {
    quote! {
        /// Builds a structure all members of which are optional.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Builder<T> { pub(crate) value: T }

        impl<T> Builder<T> {
            /// Builds the structure.
            pub fn build(self) -> T { self.value }
        }

        impl<T: rt::ErrorShape<Builder = T>> Builder<T> {
            /// Sets what is known about the error besides its members.
            pub fn meta(mut self, meta: rt::ErrorMetadata) -> Self { self.set_meta(Some(meta)); self }
            /// Sets or clears what is known about the error besides its members.
            pub fn set_meta(&mut self, meta: Option<rt::ErrorMetadata>) -> &mut Self {
                *T::slots(&mut self.value).0 = meta.unwrap_or_default(); self
            }
        }
    }
}

fn partial() -> TokenStream {
    quote! {
        /// Builds a structure that has required members. Until then it keeps an `Option` of each, in the order of the model.
        pub struct PartialBuilder<T: rt::Structure> { pub(crate) fields: T::Builder }

        impl<T: rt::Structure> PartialBuilder<T> {
            /// What was set so far.
            #[doc(hidden)]
            pub fn into_fields(self) -> T::Builder { self.fields }
        }

        impl<T: rt::ErrorShape> PartialBuilder<T> {
            /// Sets what is known about the error besides its members.
            pub fn meta(mut self, meta: rt::ErrorMetadata) -> Self { self.set_meta(Some(meta)); self }
            /// Sets or clears what is known about the error besides its members.
            pub fn set_meta(&mut self, meta: Option<rt::ErrorMetadata>) -> &mut Self {
                *T::slots(&mut self.fields).0 = meta.unwrap_or_default(); self
            }
        }

        impl<T: rt::Structure<Builder: Clone>> Clone for PartialBuilder<T> {
            fn clone(&self) -> Self { Self { fields: self.fields.clone() } }
        }

        impl<T: rt::Structure<Builder: rt::Slots>> rt::fmt::Debug for PartialBuilder<T> {
            fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result { rt::debug_builder::<T>(&self.fields, f) }
        }

        impl<T: rt::Structure> Default for PartialBuilder<T> {
            fn default() -> Self { Self { fields: Default::default() } }
        }

        impl<T: rt::Structure<Builder: PartialEq>> PartialEq for PartialBuilder<T> {
            fn eq(&self, other: &Self) -> bool { self.fields == other.fields }
        }
    }
}

fn requests() -> TokenStream {
    quote! {
        /// Builds the input of an operation and, made by a client, sends it.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct FluentBuilder<I, C = rt::Call> { pub(crate) input: I, pub(crate) call: C }

        impl<I: rt::Input<Operation = O>, O: rt::Operation<Input = I>, C> FluentBuilder<I, C> {
            /// Builds the input. What is required is checked when it is sent.
            pub fn build(self) -> Result<I, rt::BuildError> { Ok(self.input) }
            /// Sends the request through a client.
            #[cfg(feature = "client")]
            pub fn send_with(self, client: &crate::Client) -> rt::Sending<O> { client.handle.call().send(self.input) }
        }

        #[cfg(feature = "client")]
        impl<I: rt::Input<Operation = O> + Default, O: rt::Operation<Input = I>> FluentBuilder<I> {
            /// A request of the client.
            pub(crate) fn new(client: &crate::Client) -> Self {
                Self { input: I::default(), call: client.handle.call() }
            }
            /// The input so far.
            pub fn as_input(&self) -> &Self { self }
            /// Sends the request, with the retries and timeouts of the configuration.
            pub fn send(self) -> rt::Sending<O> { self.call.send(self.input) }
            /// Changes how this one request is sent.
            pub fn customize(self) -> rt::CustomizableOperation<O> { self.call.customize(self.input) }
        }
    }
}

fn marker() -> TokenStream {
    quote! {
        /// An operation, told apart by its input.
        pub struct Marker<I>(std::marker::PhantomData<fn() -> I>);

        impl<I> Marker<I> {
            /// The operation.
            pub fn new() -> Self { Self(std::marker::PhantomData) }
        }

        impl<I> Clone for Marker<I> {
            fn clone(&self) -> Self { Self::new() }
        }

        impl<I> Default for Marker<I> {
            fn default() -> Self { Self::new() }
        }

        impl<I> rt::fmt::Debug for Marker<I> where Self: rt::Operation {
            fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result { f.write_str(<Self as rt::Operation>::NAME) }
        }
    }
}

fn paginator() -> TokenStream {
    quote! {
        #[cfg(feature = "client")]
        impl<I: rt::Input<Operation = O>, O: rt::Paginated<Input = I>> FluentBuilder<I> {
            /// Turns the request into one a page.
            pub fn into_paginator(self) -> farrier_runtime::client::Paginator<O> { self.call.paginate(self.input) }
        }
    }
}
