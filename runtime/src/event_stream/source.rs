//! [`Events`]: the stream of a program, from which one attempt after the other takes messages.

use super::outgoing::{Messages, Outgoing};
use super::write::Format;
use crate::error::BoxError;
use crate::stream::Upload;
use crate::sync::lock;
use std::fmt;
use std::mem;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// The events of a call, whichever of its attempts sends them.
#[derive(Clone)]
pub(crate) struct Events(Arc<Mutex<State>>);

struct State {
    format: Format,
    source: Source,
    /// A message that was taken for an attempt which ended meanwhile.
    ahead: Option<Result<Outgoing, BoxError>>,
    /// The attempt that is sending.
    attempt: u32,
    /// Whether its body is there.
    has_body: bool,
    /// Whether there is no attempt to come.
    answered: bool,
    /// What waits for messages for it.
    waiting: Option<Waker>,
    /// Whether a message was taken. It cannot be sent a second time.
    began: bool,
    failure: Option<BoxError>,
}

/// Where messages come from.
enum Source {
    /// Nowhere, or not any more.
    Ended,
    Stream(Messages),
    /// A stream that an attempt is asking at this moment.
    Asked,
}

impl Events {
    pub(crate) fn new(format: Format) -> Self {
        let state = State {
            format,
            source: Source::Ended,
            ahead: None,
            attempt: 0,
            has_body: false,
            answered: false,
            waiting: None,
            began: false,
            failure: None,
        };
        Self(Arc::new(Mutex::new(state)))
    }

    /// Keeps the stream of an input. Without one there are no events.
    pub(crate) fn set(&self, messages: Option<Messages>) {
        let source = messages.map_or(Source::Ended, Source::Stream);
        drop(self.with(|state| mem::replace(&mut state.source, source)));
    }

    /// Whether a message was taken out of the stream.
    #[cfg(feature = "client")]
    pub(crate) fn began(&self) -> bool {
        self.with(|state| state.began)
    }

    /// Gives up the stream, and the body that is waiting for it: nobody wants more.
    pub(crate) fn give_up(&self) {
        let (source, ahead, waiting) =
            self.with(|state| (mem::replace(&mut state.source, Source::Ended), state.ahead.take(), state.supersede()));
        drop((source, ahead));
        wake(waiting);
    }

    /// What is sent while the answer is received: there is no other attempt, so that the stream goes with the body. The
    /// program may have given it what it receives, which would keep it for ever.
    pub(crate) fn answered(&self) -> Box<dyn Upload> {
        drop(self.with(|state| {
            state.answered = true;
            state.unneeded()
        }));
        Box::new(self.clone())
    }

    /// The body of an attempt is gone.
    pub(super) fn bodiless(&self, attempt: u32) {
        drop(self.with(|state| {
            if state.attempt == attempt {
                state.has_body = false;
            }
            state.unneeded()
        }));
    }

    /// Why the stream was given up, once.
    pub(crate) fn failure(&self) -> Option<BoxError> {
        self.with(|state| state.failure.take())
    }

    /// The attempt has failed, though its body may still be there: why, if it was because of the stream. What the program
    /// gives from now on is for the next one, if there is one.
    #[cfg(feature = "client")]
    pub(crate) fn attempt_failed(&self) -> Option<BoxError> {
        let (failure, waiting) = self.with(|state| (state.failure.take(), state.supersede()));
        wake(waiting);
        failure
    }

    /// Begins one more attempt. The one before gets no more events.
    pub(super) fn begin(&self) -> u32 {
        let (attempt, waiting) = self.with(|state| {
            let waiting = state.supersede();
            state.has_body = true;
            (state.attempt, waiting)
        });
        wake(waiting);
        attempt
    }

    /// Keeps what an attempt failed with, which HTTP clients do not say. What they are told says the same.
    pub(super) fn fail(&self, attempt: u32, error: BoxError) -> BoxError {
        let why = error.to_string();
        match self.with(|state| if state.attempt == attempt { Ok(state.failure.replace(error)) } else { Err(error) }) {
            Ok(_) => why.into(),
            Err(error) => error,
        }
    }

    /// What is done here must not call the program: its streams, and what is woken, may hold the other half of the
    /// call, which comes here when it is dropped.
    fn with<T>(&self, with: impl FnOnce(&mut State) -> T) -> T {
        with(&mut lock(&self.0))
    }

    /// The next message of an attempt.
    pub(super) fn poll(&self, attempt: u32, cx: &mut Context<'_>) -> Next {
        let waker = cx.waker().clone();
        let (taken, waited) = self.with(|state| {
            if state.attempt != attempt {
                return (Taken::Next(canceled()), None);
            }
            (state.take(), state.waiting.replace(waker))
        });
        drop(waited);
        match taken {
            Taken::Next(next) => next,
            Taken::Stream(stream, format) => self.ask(attempt, stream, format, cx),
        }
    }

    fn ask(&self, attempt: u32, stream: Messages, format: Format, cx: &mut Context<'_>) -> Next {
        let mut asking = Asking { events: self, attempt, stream: Some(stream) };
        let next = asking.stream.as_mut().map_or(Poll::Ready(None), |stream| stream.poll_message(format, cx));
        let stream = asking.stream.take();
        let goes_on = match &next {
            Poll::Ready(Some(Ok(next))) => !next.is_last,
            // Whoever has ended is not asked again.
            Poll::Ready(_) => false,
            Poll::Pending => true,
        };
        let (source, ended) = if goes_on { (stream, None) } else { (None, stream) };
        let next = self.give_back(attempt, source, next);
        drop(ended);
        next
    }

    /// Takes note of what a stream gave when an attempt asked it, and has the stream back, unless it has ended.
    fn give_back(&self, attempt: u32, stream: Option<Messages>, next: Next) -> Next {
        let (next, given_up, waiting) = self.with(|state| {
            if !matches!(state.source, Source::Asked) {
                return (canceled(), Some((stream, next)), None);
            }
            state.source = stream.map_or(Source::Ended, Source::Stream);
            if state.attempt == attempt {
                state.began |= next.is_ready();
                return (next, None, None);
            }
            // It is for the attempt that took the place of this one, and may have come here meanwhile.
            if let Poll::Ready(Some(next)) = next {
                state.ahead = Some(next);
            }
            (canceled(), None, state.waiting.take())
        });
        drop(given_up);
        wake(waiting);
        next
    }
}

/// A message, the end, or that there is nothing yet.
pub(super) type Next = Poll<Option<Result<Outgoing, BoxError>>>;

/// What there is for an attempt: a message or none, or the stream to ask.
enum Taken {
    Next(Next),
    Stream(Messages, Format),
}

/// A stream that is being asked. If it panics, it is as if nothing had come.
struct Asking<'a> {
    events: &'a Events,
    attempt: u32,
    stream: Option<Messages>,
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        if let Some(stream) = self.stream.take() {
            drop(self.events.give_back(self.attempt, Some(stream), Poll::Pending));
        }
    }
}

/// By which the host learns that nobody waits for its answer.
fn canceled() -> Next {
    #[cfg(feature = "http2")]
    let error = h2::Error::from(h2::Reason::CANCEL);
    #[cfg(not(feature = "http2"))]
    let error = "the attempt has ended";
    Poll::Ready(Some(Err(error.into())))
}

impl State {
    fn take(&mut self) -> Taken {
        if let Some(next) = self.ahead.take() {
            self.began = true;
            return Taken::Next(Poll::Ready(Some(next)));
        }
        match mem::replace(&mut self.source, Source::Asked) {
            Source::Stream(stream) => Taken::Stream(stream, self.format),
            // Whoever asks it wakes what waits.
            Source::Asked => Taken::Next(Poll::Pending),
            Source::Ended => {
                self.source = Source::Ended;
                Taken::Next(Poll::Ready(None))
            }
        }
    }

    /// What nobody will ask.
    fn unneeded(&mut self) -> Option<Source> {
        (self.answered && !self.has_body).then(|| mem::replace(&mut self.source, Source::Ended))
    }

    /// The attempt so far gets no more events, which what waits for it is to be told.
    fn supersede(&mut self) -> Option<Waker> {
        self.attempt += 1;
        self.waiting.take()
    }
}

fn wake(waiting: Option<Waker>) {
    waiting.into_iter().for_each(Waker::wake);
}

/// Without the events, which may hold what must not be logged.
impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

impl Upload for Events {
    fn failure(&self) -> Option<BoxError> {
        Self::failure(self)
    }

    fn give_up(&self) {
        Self::give_up(self);
    }
}
