//! Events of a test, in the order in which they are sent.

use crate::error::OperationError;
use crate::event_stream::{Ending, EventReceiver, EventSource, Structure, WriteMessage, given};
use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::Sleep;

/// The events of an answer, with what happens between them and at the end: what a builder of an output takes by
/// `into()`.
///
/// ```text
/// let wire = Events::of([bulletin, photo]).after(Duration::from_secs(1)).error(WireError::CensoredException(censored));
/// Ok(ListenOutput::builder().topic("weather").wire(wire.into()).build()?)
/// ```
///
/// What comes as it is asked for is a stream of one's own: `EventReceiver::from(EventStreamSender::from(stream))`.
#[must_use = "nothing is sent before it is part of an output"]
pub struct Events<T, E> {
    steps: VecDeque<Step<T, E>>,
    pause: Option<Pin<Box<Sleep>>>,
}

enum Step<T, E> {
    Event(T),
    Pause(Duration),
    Error(E),
    Disconnect,
    /// What went before is on its way.
    Disconnected,
    Silence,
}

impl<T, E> Events<T, E> {
    /// These events, and then the end.
    pub fn of(events: impl IntoIterator<Item = T>) -> Self {
        Self { steps: events.into_iter().map(Step::Event).collect(), pause: None }
    }

    /// One more event.
    pub fn event(self, event: T) -> Self {
        self.then(Step::Event(event))
    }

    /// What follows comes this much later, by the clock of Tokio.
    pub fn after(self, pause: Duration) -> Self {
        self.then(Step::Pause(pause))
    }

    /// An exception, which ends the stream. One of no model, made by `generic`, is sent as an error with its code.
    pub fn error(self, error: E) -> Self {
        self.then(Step::Error(error))
    }

    /// The connection ends before the stream does.
    pub fn disconnect(self) -> Self {
        self.then(Step::Disconnect)
    }

    /// Nothing comes any more, and no end.
    pub fn silence(self) -> Self {
        self.then(Step::Silence)
    }

    fn then(mut self, step: Step<T, E>) -> Self {
        self.steps.push_back(step);
        self
    }
}

impl<T: Unpin + Send, E: Unpin + Send> EventSource for Events<T, E> {
    type Event = T;
    type Error = E;

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Ending<E>>>> {
        loop {
            if let Some(pause) = &mut self.pause {
                ready!(pause.as_mut().poll(cx));
                self.pause = None;
            }
            return Poll::Ready(match self.steps.pop_front() {
                Some(Step::Event(event)) => Some(Ok(event)),
                Some(Step::Pause(pause)) => {
                    self.pause = Some(Box::pin(tokio::time::sleep(pause)));
                    continue;
                }
                Some(Step::Error(error)) => Some(Err(Ending::Exception(error))),
                Some(Step::Disconnect) => {
                    // A server drops what it has not sent when a body fails. Asked again, it has.
                    self.steps.push_front(Step::Disconnected);
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Some(Step::Disconnected) => Some(Err(Ending::Broken("the fake closed the connection".into()))),
                Some(Step::Silence) => {
                    self.steps.push_front(Step::Silence);
                    return Poll::Pending;
                }
                None => None,
            });
        }
    }
}

impl<T, E> From<Events<T, E>> for EventReceiver<T, E>
where
    T: WriteMessage + Structure + Unpin + Send + Sync + 'static,
    E: WriteMessage + OperationError + Unpin,
{
    fn from(events: Events<T, E>) -> Self {
        given(events)
    }
}

/// Without the events, which may hold what must not be logged.
impl<T, E> fmt::Debug for Events<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("steps", &self.steps.len()).finish_non_exhaustive()
    }
}
