//! What decides whether a call of an operation is made again.

use super::vtable::OperationVtable;
use aws_runtime::retries::classifiers::{THROTTLING_ERRORS, TRANSIENT_ERRORS};
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority, SharedRetryClassifier,
};
use aws_smithy_types::retry::ErrorKind;

/// What decides on retries by the error of an operation: what the model says of it, or else its code.
///
/// Those of the AWS runtime are one for each type of errors, and to compile them for each operation took a fifth of the code of
/// a program.
#[derive(Debug)]
struct ByError(&'static OperationVtable);

impl ByError {
    fn by_code(&self, code: &str) -> Option<ErrorKind> {
        let mut transient = TRANSIENT_ERRORS.iter().chain(self.0.service.customizations.transient_errors);
        match () {
            () if THROTTLING_ERRORS.contains(&code) => Some(ErrorKind::ThrottlingError),
            () if transient.any(|transient| *transient == code) => Some(ErrorKind::TransientError),
            () => None,
        }
    }
}

impl ClassifyRetry for ByError {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let Some(Err(error)) = context.output_or_error() else { return RetryAction::NoActionIndicated };
        let Some(error) = error.as_operation_error().and_then(self.0.error) else {
            return RetryAction::NoActionIndicated;
        };
        let kind = error.inner().retry_kind().or_else(|| self.by_code(error.meta().code()?));
        kind.map(RetryAction::retryable_error).unwrap_or_default()
    }

    fn name(&self) -> &'static str {
        "Error"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::modeled_as_retryable_classifier()
    }
}

/// What decides on retries of an operation.
pub(super) type Classifiers = [SharedRetryClassifier; 2];

pub(super) fn classifiers(operation: &'static OperationVtable) -> Classifiers {
    [SharedRetryClassifier::new(ByError(operation)), (operation.clock_skew)()]
}
