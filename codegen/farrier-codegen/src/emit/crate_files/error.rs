//! The error enum of the whole service.

use super::waiter;
use crate::emit::tokens::{cfg, doc, ident, large_variants};
use crate::emit::types;
use crate::ir::Crate;
use proc_macro2::TokenStream;
use quote::quote;

/// `Error`: every error of the service in one enum.
pub(in crate::emit) fn service_error(ir: &Crate) -> TokenStream {
    let (definition, conversions) = (service_enum(ir), conversions());
    let waiter = waiter::service_error(ir);
    let waiter_error = waiter.is_some().then(|| quote!(, WaiterError));
    // `BoxError` is an alias: on a page of its own rustdoc would load all that a box can do.
    quote! {
        use farrier_runtime::rt;

        pub use farrier_runtime::error::{
            BuildError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata, UnknownVariantError,
        };

        #[doc(no_inline)]
        pub use farrier_runtime::error::BoxError;

        #[cfg(feature = "client")]
        pub use farrier_runtime::client::{ConnectorError, SdkError #waiter_error};

        #definition

        impl rt::fmt::Display for Error {
            #[inline]
            fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result { rt::display(self.inner(), f) }
        }

        impl std::error::Error for Error {
            #[inline]
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> { self.inner().source() }
        }

        impl rt::ProvideErrorMetadata for Error {
            #[inline]
            fn meta(&self) -> &rt::ErrorMetadata { self.inner().meta() }
        }

        impl rt::Described for Error {}

        #conversions
        #waiter
    }
}

/// The enum, and the way from and to the error that a variant holds.
fn service_enum(ir: &Crate) -> TokenStream {
    let docs = doc(&format!("Every error {} can answer with. All operation errors convert into it.", ir.service.title));
    let variants = ir.errors.iter().map(|error| types::error::variant(&error.structure.ident, &cfg(&error.usage)));
    let inner = ir.errors.iter().map(|error| {
        let (name, cfg) = (ident(&error.structure.ident), cfg(&error.usage));
        quote!(#cfg Self::#name(error) => error,)
    });
    let casts = ir.errors.iter().map(|error| {
        let (name, cfg) = (ident(&error.structure.ident), cfg(&error.usage));
        quote!(#cfg if let Some(error) = rt::cast(error, Self::#name) { return error; })
    });
    let large = ir.errors.iter().any(|error| error.large).then(large_variants);
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
            fn from(error: SdkError<E, R>) -> Self { error.into_service_error().into() }
        }
    }
}
