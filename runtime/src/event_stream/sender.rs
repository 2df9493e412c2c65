//! The streams that programs give.

#[cfg(feature = "test-util")]
use super::hidden::{HideMessage, hide};
use super::outgoing::{Messages, Typed};
#[cfg(feature = "test-util")]
use super::request::{Incoming, put};
use super::write::WriteMessage;
use crate::error::OperationError;
use crate::serde::Structure;
#[cfg(feature = "test-util")]
use crate::stream::{Check, Origin};
use aws_smithy_http::event_stream::EventStreamSender;
use std::fmt;

/// An input with a member that is a stream of events.
pub trait EventInput: Structure {
    /// What is sent: the union with `@streaming`.
    type Event: WriteMessage + Structure + Send + Sync + 'static;
    /// What the stream can end with.
    type Error: WriteMessage + OperationError;

    /// Where the stream is.
    fn sender_slot(&mut self) -> &mut Option<EventStreamSender<Self::Event, Self::Error>>;
}

/// The member of an input that is a stream of events.
pub struct InputEvents<I> {
    /// Takes the stream, if it is set.
    pub(crate) take: fn(&mut I) -> Option<Messages>,
    /// Sets the stream to one that a fake receives.
    #[cfg(feature = "test-util")]
    pub(crate) put: fn(&mut I, Incoming, Origin, Option<Check>),
    /// What is kept of its messages in a recording.
    #[cfg(feature = "test-util")]
    pub(crate) hide: HideMessage,
    /// The name of the member, if it has to be set.
    pub(crate) required: Option<&'static str>,
}

impl<I: EventInput> InputEvents<I> {
    /// That of an input, with the name of the member if it is `@required`.
    pub const fn new(required: Option<&'static str>) -> Self {
        Self {
            take: take::<I>,
            #[cfg(feature = "test-util")]
            put: |input, incoming, origin, check| *input.sender_slot() = Some(put(incoming, origin, check)),
            #[cfg(feature = "test-util")]
            hide: hide::<I::Event, I::Error>,
            required,
        }
    }
}

impl<I> fmt::Debug for InputEvents<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InputEvents").field("required", &self.required).finish_non_exhaustive()
    }
}

fn take<I: EventInput>(input: &mut I) -> Option<Messages> {
    let sender = input.sender_slot().take()?;
    Some(Box::new(Typed(sender.into_inner())))
}
