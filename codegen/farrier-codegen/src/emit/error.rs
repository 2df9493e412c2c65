//! Error structures, and the error enum of the whole service.

use super::codec::codec;
use super::extra::Extra;
use super::structure::{definition, methods};
use super::tokens::{Std, cfg, doc, ident};
use super::{builder_types, waiter};
use crate::ir::{Crate, Error, Presence, Retry};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The items of the file of an error structure.
pub(super) fn error(error: &Error) -> TokenStream {
    let structure = &error.structure;
    let defined = [structure.ident.as_str(), structure.builder.as_str()];
    let std = Std::new(&defined);
    let definition = definition(structure, std, Extra::Meta);
    let methods = methods(structure, std, Extra::Meta, own_methods(error, std));
    let (codec, traits) = (codec(structure, Extra::Meta), traits(error));
    let builder = builder_types::of_structure(structure, std, Extra::Meta);
    quote! {
        use farrier_runtime::rt;
        #definition
        #methods
        #codec
        #traits
        #builder
    }
}

/// `message()` and `retryable_error_kind()`.
fn own_methods(error: &Error, std: Std<'_>) -> TokenStream {
    let field = error.structure.fields.iter().find(|field| Some(&field.ident) == error.message.as_ref());
    let option = std.option(&quote!(&str));
    let retryable = error.retry.map(|retry| {
        let kind = retry_kind(retry);
        quote! {
            /// How the error counts for retries.
            #[inline]
            pub fn retryable_error_kind(&self) -> rt::ErrorKind { rt::ErrorKind::#kind }
        }
    });
    let (output, body) = match field {
        Some(field) if field.presence == Presence::Optional => (option, quote!(self.message.as_deref())),
        Some(_) => (quote!(&str), quote!(&self.message)),
        None => (option, quote!(self.meta.message())),
    };
    quote! {
        /// What the service says went wrong.
        #[inline]
        pub fn message(&self) -> #output { #body }
        #retryable
    }
}

fn retry_kind(retry: Retry) -> Ident {
    ident(match retry {
        Retry::Throttling => "ThrottlingError",
        Retry::Server => "ServerError",
        Retry::Client => "ClientError",
    })
}

/// What every error can do: the member that holds its message, and how it counts for retries.
fn traits(error: &Error) -> TokenStream {
    let structure = &error.structure;
    let name = ident(&structure.ident);
    let message = error.message.as_ref().map(|name| {
        let name = ident(name);
        quote!(b.#name)
    });
    let kind = error.retry.map(|retry| {
        let kind = retry_kind(retry);
        quote!(, #kind)
    });
    quote!(rt::error_shape!(#name, b => b.meta, [#message] #kind);)
}

/// `types::error`: the error structures and their builders.
pub(super) fn index(ir: &Crate) -> TokenStream {
    let errors = ir.errors.iter().map(|error| (&error.module, &error.structure.ident, &error.usage));
    let of_events = ir.event_errors.iter().map(|error| (&error.module, &error.ident, &error.usage));
    let modules = errors.chain(of_events).map(|(module, name, usage)| {
        let (module, name, cfg) = (ident(module), ident(name), cfg(usage));
        quote!(#cfg mod #module; #cfg pub use self::#module::#name;)
    });
    let builders = ir.errors.iter().map(|error| {
        let (module, name, cfg) = (ident(&error.module), ident(&error.structure.builder), cfg(&error.usage));
        quote!(#cfg pub use super::#module::#name;)
    });
    quote! {
        #(#modules)*
        /// Builders of error structures.
        pub mod builders { #(#builders)* }
    }
}

/// `Error`: every error of the service in one enum.
pub(super) fn service_error(ir: &Crate) -> TokenStream {
    let (definition, conversions) = (service_enum(ir), conversions());
    let waiter = waiter::service_error(ir);
    // `BoxError` is an alias: on a page of its own rustdoc would load all that a box can do.
    quote! {
        use farrier_runtime::rt;

        pub use farrier_runtime::error::{
            BuildError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata, UnknownVariantError,
        };

        #[doc(no_inline)]
        pub use farrier_runtime::error::BoxError;

        #[cfg(feature = "client")]
        pub use farrier_runtime::client::{ConnectorError, SdkError};

        #definition

        impl rt::fmt::Display for Error {
            #[inline]
            fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result { rt::display(self.inner(), f) }
        }

        impl std::error::Error for Error {}

        impl rt::ProvideErrorMetadata for Error {
            #[inline]
            fn meta(&self) -> &rt::ErrorMetadata { self.inner().meta() }
        }

        #conversions
        #waiter
    }
}

/// The enum, and the way from and to the error that a variant holds.
fn service_enum(ir: &Crate) -> TokenStream {
    let docs = doc(&format!("Every error {} can answer with. All operation errors convert into it.", ir.service.title));
    let variants = ir.errors.iter().map(|error| {
        let (name, cfg) = (ident(&error.structure.ident), cfg(&error.usage));
        quote!(#cfg #name(crate::types::error::#name))
    });
    let inner = ir.errors.iter().map(|error| {
        let (name, cfg) = (ident(&error.structure.ident), cfg(&error.usage));
        quote!(#cfg Self::#name(error) => error,)
    });
    let casts = ir.errors.iter().map(|error| {
        let (name, cfg) = (ident(&error.structure.ident), cfg(&error.usage));
        quote!(#cfg if let Some(error) = rt::cast(error, Self::#name) { return error; })
    });
    let large = ir.errors.iter().any(|error| error.large).then(|| quote!(#[allow(clippy::large_enum_variant)]));
    quote! {
        #docs
        #large
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum Error {
            #(#variants,)*
            /// Anything else. Do not match it: match on `code()` instead.
            Unhandled(rt::Unhandled),
        }

        impl Error {
            /// What the variant holds.
            #[inline]
            fn inner(&self) -> &dyn rt::ServiceError {
                match self {
                    #(#inner)*
                    Self::Unhandled(error) => error,
                }
            }
            /// The variant for an error of an operation.
            #[allow(dead_code, reason = "each operation is a feature, and all may be off")]
            #[inline]
            pub(crate) fn from_inner(error: &dyn rt::ServiceError) -> Self {
                #(#casts)*
                Self::Unhandled(rt::Unhandled::from_service_error(error))
            }
        }
    }
}

/// What becomes an error of the service.
fn conversions() -> TokenStream {
    quote! {
        /// The error enum of an operation.
        pub(crate) trait Operation: rt::OperationError {}

        impl<E: Operation> From<E> for Error {
            fn from(error: E) -> Self { Self::from_inner(error.inner()) }
        }

        impl From<BuildError> for Error {
            #[inline]
            fn from(error: BuildError) -> Self { Self::Unhandled(rt::Unhandled::from_error(error)) }
        }

        #[cfg(feature = "client")]
        impl<E, R> From<SdkError<E, R>> for Error
        where
            E: rt::OperationError + Into<Error>,
            R: Send + Sync + rt::fmt::Debug + 'static,
        {
            fn from(error: SdkError<E, R>) -> Self {
                match error {
                    SdkError::ServiceError(context) => context.into_err().into(),
                    other => Self::Unhandled(rt::Unhandled::from_error(other)),
                }
            }
        }
    }
}
