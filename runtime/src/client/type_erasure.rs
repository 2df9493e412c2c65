//! Outputs and errors of operations without their types, which those who look for them know: as in the official crates,
//! what interceptors and classifiers are given are the operation's own.

use crate::error::OperationError;
use crate::operation::Operation;
use aws_runtime::service_clock_skew::ServiceClockSkewClassifier;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_runtime_api::client::retries::classifiers::SharedRetryClassifier;

/// What an operation gave, as the AWS runtime hands it on.
pub(super) fn erase<O: Operation>(result: Result<O::Output, O::Error>) -> OutputOrError {
    match result {
        Ok(output) => Ok(Output::erase(output)),
        Err(error) => Err(OrchestratorError::operation(Error::erase(error))),
    }
}

/// The error of an operation, which an interceptor may have replaced by another one.
pub(super) fn typed<E: OperationError>(error: Error) -> E {
    error.downcast().unwrap_or_else(|foreign| E::create_unhandled_error(foreign.into(), None))
}

/// What decides on retries by a clock that is off. It reads what the AWS runtime has measured and shows to no other.
pub(super) fn clock_skew<O: Operation>() -> SharedRetryClassifier {
    SharedRetryClassifier::new(ServiceClockSkewClassifier::<O::Error>::new())
}
