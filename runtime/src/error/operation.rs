//! What the error enum of an operation says of what its variants hold.

use super::{BoxError, ErrorMetadata, OperationError, Unhandled, display};
use std::error::Error;
use std::fmt;

/// `Debug`: that of what the variant holds.
///
/// # Errors
/// Those of the formatter.
pub fn debug_error<E: OperationError>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(error.inner(), f)
}

/// `Display`.
///
/// # Errors
/// Those of the formatter.
pub fn display_error<E: OperationError>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    display(error.inner(), f)
}

/// What the variant for everything else holds.
pub fn unhandled(source: BoxError, meta: Option<ErrorMetadata>) -> Unhandled {
    Unhandled::new(source, meta.unwrap_or_default())
}

/// What it is about: the error of the model, else the cause of what is unhandled.
pub fn error_source<E: OperationError>(error: &E) -> Option<&(dyn Error + 'static)> {
    let inner = error.inner();
    match inner.as_any().downcast_ref::<Unhandled>() {
        Some(unhandled) => unhandled.source(),
        None => Some(inner),
    }
}

/// What is known besides the members of the error.
pub fn error_meta<E: OperationError>(error: &E) -> &ErrorMetadata {
    error.inner().meta()
}
