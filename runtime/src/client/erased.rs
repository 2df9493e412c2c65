//! Outputs and errors of operations without their types.

use crate::error::{ErrorMetadata, OperationError, ProvideErrorMetadata};
use crate::operation::Operation;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};
use std::fmt;

/// What an operation gave, as the AWS runtime hands it on.
pub(super) fn erase<O: Operation>(result: Result<O::Output, O::Error>) -> OutputOrError {
    match result {
        Ok(output) => Ok(Output::erase(output)),
        Err(error) => Err(OrchestratorError::operation(Error::erase(AnyError(Box::new(error))))),
    }
}

/// An error of the operation that a rule of a mock gave, as one that was read; any other as it is.
#[cfg(feature = "mocks")]
pub(super) fn adopt<O: Operation>(error: Error) -> Error {
    match error.downcast::<O::Error>() {
        Ok(error) => Error::erase(AnyError(Box::new(error))),
        Err(error) => error,
    }
}

/// The error of an operation, whichever it is.
#[derive(Debug)]
pub(super) struct AnyError(pub(super) Box<dyn OperationError>);

impl fmt::Display for AnyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for AnyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

impl ProvideErrorMetadata for AnyError {
    fn meta(&self) -> &ErrorMetadata {
        self.0.meta()
    }
}

impl ProvideErrorKind for AnyError {
    fn retryable_error_kind(&self) -> Option<ErrorKind> {
        self.0.inner().retry_kind()
    }

    fn code(&self) -> Option<&str> {
        self.meta().code()
    }
}
