//! Errors: what a service answered, what could not be understood, and what was asked for wrongly.

mod context;
mod encode;
pub(crate) mod metadata;
mod operation;
pub(crate) mod response;
#[cfg(any(feature = "client", feature = "event-stream"))]
pub(crate) mod sdk_error;
mod service;
pub(crate) mod text;

pub use crate::serde::UnknownVariantError;
pub use aws_smithy_runtime_api::box_error::BoxError;
pub use aws_smithy_schema::serde::SerdeError;
pub use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
pub use aws_smithy_types::error::operation::BuildError;
pub use aws_smithy_types::retry::ErrorKind;
pub use context::DisplayErrorContext;
#[doc(hidden)]
pub use context::chain;
pub use encode::{EncodeError, MissingInput};
pub use metadata::{Described, RequestId, extra};
#[doc(hidden)]
pub use operation::{debug_error, display_error, error_meta, error_source, unhandled};
pub use response::{ErrorFields, ErrorResponse, ErrorShape, OperationError, ReadError, SNIPPET};
pub use service::{ServiceError, Unhandled, cast, display, display_shape};
#[cfg(feature = "server")]
pub use service::{WithError, hand_over};
#[doc(hidden)]
pub use text::message;
pub use text::{SHOWN_MESSAGE, SHOWN_NAME};
