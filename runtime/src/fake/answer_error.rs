//! What `?` makes of an error in a function that answers for a fake.

use super::refusal::Refusal;

use crate::error::sdk_error::SdkError;
use crate::error::{BuildError, ErrorMetadata, ProvideErrorMetadata};
use std::fmt;

/// Makes the error enum of an operation of what building an answer and receiving events may end in.
#[doc(hidden)]
#[macro_export]
macro_rules! answer_error {
    ($name:ident) => {
        impl ::std::convert::From<$crate::rt::BuildError> for $name {
            fn from(error: $crate::rt::BuildError) -> Self {
                Self::generic($crate::fake::unbuilt(&error))
            }
        }
        impl<E, R> ::std::convert::From<$crate::rt::SdkError<E, R>> for $name
        where
            E: $crate::rt::ProvideErrorMetadata + ::std::fmt::Display,
        {
            fn from(error: $crate::rt::SdkError<E, R>) -> Self {
                Self::generic($crate::fake::passed_on(&error))
            }
        }
    };
}

/// An answer that lacks something.
pub fn unbuilt(error: &BuildError) -> ErrorMetadata {
    Refusal::output(error.to_string()).meta()
}

/// The code and message of an error that a test got itself.
pub fn passed_on<E: ProvideErrorMetadata + fmt::Display, R>(error: &SdkError<E, R>) -> ErrorMetadata {
    let message = error.message().map_or_else(|| error.to_string(), str::to_owned);
    let mut meta = ErrorMetadata::builder().message(message);
    if let Some(code) = error.code() {
        meta = meta.code(code);
    }
    meta.build()
}
