//! Why waiting ended without the answer that was waited for.

use crate::error::sdk_error::SdkError;
use crate::error::text;
use crate::error::{BoxError, Described, ErrorMetadata, OperationError, ProvideErrorMetadata};
use aws_smithy_runtime_api::client::waiters::error as aws;
use aws_smithy_types::error::metadata::EMPTY_ERROR_METADATA;
use std::error::Error;
use std::fmt;
use std::time::Duration;

use aws_smithy_runtime_api::client::waiters::FinalPoll;

/// Why waiting ended without the answer that was waited for.
///
/// Its one line of text says so, with every cause there is. `Debug` shows no body of an answer.
#[non_exhaustive]
#[derive(Debug)]
pub enum WaiterError<O, E> {
    /// It could not begin, or what the model says of answers cannot be found out.
    ConstructionFailure(BoxError),
    /// The time was over.
    ExceededMaxWait(ExceededMaxWait),
    /// The last answer means that what is waited for will never be.
    FailureState(FailureState<O, E>),
    /// A call failed, for a reason that the waiter says nothing about.
    OperationFailed(OperationFailed<E>),
}

impl<O, E> WaiterError<O, E> {
    /// It could not begin.
    pub fn construction_failure(source: impl Into<BoxError>) -> Self {
        Self::ConstructionFailure(source.into())
    }

    /// The error of the last call, if that had an error of the service.
    fn final_error(&self) -> Option<&E> {
        match self {
            Self::FailureState(state) => state.final_poll().as_result().err(),
            _ => None,
        }
    }
}

/// The time that was given to wait is over.
#[derive(Debug)]
pub struct ExceededMaxWait {
    wait: aws::ExceededMaxWait,
    /// Empty if nobody knows.
    operation: &'static str,
}

impl ExceededMaxWait {
    /// So much time was given, so much went by, and so many calls were made in it.
    pub fn new(max_wait: Duration, elapsed: Duration, poll_count: u32) -> Self {
        Self::of(aws::ExceededMaxWait::new(max_wait, elapsed, poll_count), "")
    }

    pub(super) fn of(wait: aws::ExceededMaxWait, operation: &'static str) -> Self {
        Self { wait, operation }
    }

    /// The time that was given.
    pub fn max_wait(&self) -> Duration {
        self.wait.max_wait()
    }

    /// The time that went by.
    pub fn elapsed(&self) -> Duration {
        self.wait.elapsed()
    }

    /// How many calls were made.
    pub fn poll_count(&self) -> u32 {
        self.wait.poll_count()
    }
}

/// An answer which means that what is waited for will never be.
#[derive(Debug)]
pub struct FailureState<O, E> {
    state: aws::FailureState<O, E>,
    /// Empty if nobody knows.
    operation: &'static str,
}

impl<O, E> FailureState<O, E> {
    /// The answer.
    pub fn new(final_poll: FinalPoll<O, E>) -> Self {
        Self::of(final_poll, "")
    }

    pub(super) fn of(final_poll: FinalPoll<O, E>, operation: &'static str) -> Self {
        Self { state: aws::FailureState::new(final_poll), operation }
    }

    /// The answer.
    pub fn final_poll(&self) -> &FinalPoll<O, E> {
        self.state.final_poll()
    }

    /// The answer.
    pub fn into_final_poll(self) -> FinalPoll<O, E> {
        self.state.into_final_poll()
    }
}

/// A call that failed while its answer was waited for.
#[derive(Debug)]
pub struct OperationFailed<E> {
    source: SdkError<E>,
}

impl<E> OperationFailed<E> {
    #[cfg(feature = "jmespath")]
    pub(super) fn new(source: SdkError<E>) -> Self {
        Self { source }
    }

    /// Why it failed.
    pub fn error(&self) -> &SdkError<E> {
        &self.source
    }

    /// Why it failed.
    pub fn into_error(self) -> SdkError<E> {
        self.source
    }
}

/// The operation, before what happened to it.
struct Of(&'static str);

impl fmt::Display for Of {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "{}: ", self.0) }
    }
}

impl<O, E: fmt::Display> fmt::Display for WaiterError<O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ConstructionFailure(source) => {
                write!(f, "failed to construct waiter: {}", text::message(&source.to_string()))
            }
            Self::ExceededMaxWait(wait) => {
                let (time, calls) = (wait.max_wait(), wait.poll_count());
                write!(f, "{}exceeded max wait time ({time:?}) after {calls} calls", Of(wait.operation))
            }
            Self::FailureState(state) => match self.final_error() {
                Some(error) => write!(f, "waiting failed: {error}"),
                None => {
                    let what = "waiting failed: the answer means that what is waited for will never be";
                    write!(f, "{}{what}", Of(state.operation))
                }
            },
            Self::OperationFailed(failed) => write!(f, "operation failed while waiting: {}", failed.source),
        }
    }
}

impl<O: fmt::Debug, E: Error + 'static> Error for WaiterError<O, E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::ConstructionFailure(source) => Some(&**source),
            Self::ExceededMaxWait(_) => None,
            Self::FailureState(_) => self.final_error().map(|error| error as _),
            Self::OperationFailed(failed) => Some(&failed.source),
        }
    }
}

impl<O, E: ProvideErrorMetadata> ProvideErrorMetadata for WaiterError<O, E> {
    fn meta(&self) -> &ErrorMetadata {
        match self {
            Self::OperationFailed(failed) => failed.source.meta(),
            other => other.final_error().map_or(&EMPTY_ERROR_METADATA, ProvideErrorMetadata::meta),
        }
    }
}

impl<O, E> Described for WaiterError<O, E> {}

impl<O, E> Described for aws::WaiterError<O, E> {}

/// The AWS runtime's own type of the same error, to hand to code that knows only that.
impl<O, E: OperationError> From<WaiterError<O, E>> for aws::WaiterError<O, E> {
    fn from(error: WaiterError<O, E>) -> Self {
        match error {
            WaiterError::ConstructionFailure(source) => Self::construction_failure(source),
            WaiterError::ExceededMaxWait(wait) => Self::ExceededMaxWait(wait.wait),
            WaiterError::FailureState(state) => Self::FailureState(state.state),
            WaiterError::OperationFailed(failed) => {
                Self::OperationFailed(aws::OperationFailed::new(failed.source.into()))
            }
        }
    }
}
