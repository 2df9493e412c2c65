use super::acceptor::{self, Acceptor};
use super::call::{Call, Handle};
use super::waiter_clock::WaiterClock;
use super::waiter_error::{ExceededMaxWait, FailureState, OperationFailed, WaiterError};
use crate::error::sdk_error::{HttpResponse, SdkError};
use crate::error::{ErrorMetadata, OperationError, ProvideErrorMetadata};
use crate::operation::Operation;
use crate::serde::document;
use crate::sync::lock;
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, default_async_sleep};
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime::client::waiters::{AcceptorState, WaiterOrchestrator, attach_waiter_tracing_span};
use aws_smithy_runtime_api::client::result as aws;
use aws_smithy_runtime_api::client::waiters::error as aws_waiters;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

pub use aws_smithy_runtime_api::client::waiters::FinalPoll;

/// A waiter of the model, `smithy.waiters#waitable`: an operation that is called until its answer is one waited for.
pub trait Waiter: Send + Sync + 'static {
    /// The operation that is called.
    type Operation: Operation<Input: Clone>;
    /// The shortest time between two calls, in seconds.
    const MIN_DELAY: u64 = 2;
    /// The longest time between two calls, in seconds.
    const MAX_DELAY: u64 = 120;
    /// What answers mean; the first that matches says it.
    const ACCEPTORS: &'static [Acceptor];
}

type Input<W> = <<W as Waiter>::Operation as Operation>::Input;
type Output<W> = <<W as Waiter>::Operation as Operation>::Output;
type Error<W> = <<W as Waiter>::Operation as Operation>::Error;

/// The answer that was waited for, which can be an error: one waits for things to vanish, too.
pub type Waited<W> = FinalPoll<Output<W>, SdkError<Error<W>>>;

/// Why waiting ended without the answer.
pub type WaitError<W> = WaiterError<Output<W>, Error<W>>;

/// Calls to be made until the answer is one waited for.
pub struct Wait<W> {
    call: Call,
    waiter: PhantomData<fn() -> W>,
}

impl Handle {
    /// Starts to wait.
    pub fn wait<W: Waiter>(&self) -> Wait<W> {
        let mut call = self.call();
        call.feature = Some(SmithySdkFeature::Waiter);
        Wait { call, waiter: PhantomData }
    }
}

impl<W: Waiter> Wait<W> {
    /// Calls the operation until its answer is one waited for, for as long as `max_wait`.
    ///
    /// # Errors
    /// The answer means that it will never be, a call failed for another reason, or the time is over.
    pub async fn wait(self, input: Input<W>, max_wait: Duration) -> Result<Waited<W>, WaitError<W>> {
        let Self { call, .. } = self;
        let config = call.handle.config();
        let time_source = config.time_source().unwrap_or_default();
        let no_sleep = "a waiter needs a way to sleep";
        let sleep = config.sleep_impl().or_else(default_async_sleep);
        let sleep = sleep.ok_or_else(|| WaiterError::construction_failure(no_sleep))?;
        let clock = WaiterClock::start(time_source, sleep);
        let asked = input.clone();
        let last = Known::default();
        let known = last.clone();
        let problem = Arc::new(OnceLock::new());
        let found = problem.clone();
        let accept = move |answer: Result<&Output<W>, &Error<W>>| {
            let input = || document::input(&asked, &[]);
            let output = |output| move || document::output(output);
            let state = match answer {
                Ok(answer) => acceptor::accept(W::ACCEPTORS, &input, Ok(&output(answer))),
                Err(error) => acceptor::accept(W::ACCEPTORS, &input, Err(error.code())),
            };
            // It would be the same the next time.
            state.unwrap_or_else(|problem| {
                found.get_or_init(|| problem);
                AcceptorState::Failure
            })
        };
        let orchestrator = WaiterOrchestrator::builder()
            .min_delay(Duration::from_secs(W::MIN_DELAY))
            .max_delay(Duration::from_secs(W::MAX_DELAY))
            .max_wait(max_wait)
            .time_source(SharedTimeSource::new(clock.clone()))
            .sleep_impl(SharedAsyncSleep::new(clock))
            .acceptor(accept)
            .operation(move || poll::<W::Operation>(call.clone(), input.clone(), known.clone()))
            .build();
        let ended = attach_waiter_tracing_span(orchestrator.orchestrate()).await;
        if let Some(problem) = problem.get() {
            return Err(WaiterError::construction_failure(*problem));
        }
        match ended {
            Ok(poll) => Ok(poll.map_err(SdkError::from)),
            Err(error) => Err(unwrapped(error, W::Operation::NAME, &last)),
        }
    }
}

impl<W> Clone for Wait<W> {
    fn clone(&self) -> Self {
        Self { call: self.call.clone(), waiter: PhantomData }
    }
}

impl<W> fmt::Debug for Wait<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait").field("call", &self.call).finish_non_exhaustive()
    }
}

/// What is known about the last call that failed, which the error of the AWS runtime has no place for.
type Known = Arc<Mutex<ErrorMetadata>>;

async fn poll<O: Operation>(
    call: Call,
    input: O::Input,
    known: Known,
) -> Result<O::Output, aws::SdkError<O::Error, HttpResponse>> {
    call.send::<O>(input).await.map_err(|error| {
        *lock(&known) = error.meta().clone();
        error.into()
    })
}

fn unwrapped<O: fmt::Debug + Send + Sync + 'static, E: OperationError>(
    error: aws_waiters::WaiterError<O, E>,
    operation: &'static str,
    known: &Known,
) -> WaiterError<O, E> {
    match error {
        aws_waiters::WaiterError::ExceededMaxWait(wait) => {
            WaiterError::ExceededMaxWait(ExceededMaxWait::of(wait, operation))
        }
        aws_waiters::WaiterError::FailureState(state) => {
            WaiterError::FailureState(FailureState::of(state.into_final_poll(), operation))
        }
        aws_waiters::WaiterError::OperationFailed(failed) => {
            let known = lock(known).clone();
            let error = SdkError::from(failed.into_error());
            WaiterError::OperationFailed(OperationFailed::new(error.of_call(known)))
        }
        // The type may grow; what it grows by is at least passed on as a cause.
        other => WaiterError::construction_failure(other),
    }
}
