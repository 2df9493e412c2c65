//! Streams of events that were recorded, and their messages without what is sensitive in them.

use super::frames::Frames;
use super::message::{self, INITIAL_REQUEST, INITIAL_RESPONSE, MessageType};
use super::write::{self, Format, WriteMessage};
use crate::error::{BoxError, ErrorMetadata, OperationError};
use crate::serde::{REDACTED, Structure};
use crate::serde_impl::Censor;
use aws_smithy_types::event_stream::Message;
use bytes::Bytes;

/// What is kept of a message: nothing of an event that the model does not have.
pub(crate) type HideMessage = fn(&Message, Format, &Censor<'_>) -> Result<Option<Message>, BoxError>;

/// The message of an answer that holds these members, which are no stream.
pub(crate) fn initial_response(media_type: &str, members: &[u8]) -> Result<Bytes, BoxError> {
    write::encoded(&write::initial(INITIAL_RESPONSE, media_type, members))
}

/// All that is there of a stream, or that somebody wanted of it.
pub(crate) struct Recorded {
    /// The payload of the message that holds the members that are no stream, if the first is one.
    pub(crate) members: Bytes,
    events: Vec<Message>,
}

impl Recorded {
    /// Reads a body that may end in the middle of a message. Signatures are left out.
    pub(crate) fn read(body: &[u8]) -> Result<Self, BoxError> {
        let mut events = Frames::messages(body)?;
        let is_initial = |first: &Message| {
            message::is_initial(first, INITIAL_REQUEST) || message::is_initial(first, INITIAL_RESPONSE)
        };
        let members = match events.first() {
            Some(first) if is_initial(first) => events.remove(0).payload().clone(),
            _ => Bytes::new(),
        };
        Ok(Self { members, events })
    }

    /// A body of what is kept of the events, behind what is before them.
    pub(crate) fn hidden(
        &self,
        before: &[u8],
        hide: HideMessage,
        format: Format,
        censor: &Censor<'_>,
    ) -> Result<Vec<u8>, BoxError> {
        let mut body = before.to_vec();
        for event in &self.events {
            if let Some(event) = hide(event, format, censor)? {
                body.extend(write::encoded(&event)?);
            }
        }
        Ok(body)
    }
}

/// The same messages as they are before somebody signs them.
pub(crate) fn unsigned(body: &[u8]) -> Result<Vec<u8>, BoxError> {
    let messages = Frames::messages(body)?;
    messages.iter().try_fold(Vec::with_capacity(body.len()), |mut body, message| {
        body.extend(write::encoded(message)?);
        Ok(body)
    })
}

/// What is kept of a message whose types are known.
pub(super) fn hide<T, E>(message: &Message, format: Format, censor: &Censor<'_>) -> Result<Option<Message>, BoxError>
where
    T: WriteMessage + Structure,
    E: WriteMessage + OperationError,
{
    let codec = format.codec;
    match message::kind(message)? {
        MessageType::Event(name) => {
            let event: T = message::read_event(message, name, codec)?;
            Ok(write::known_event(&censor.hide(&event)?, format)?)
        }
        MessageType::Exception(name) => {
            let meta = message::exception_metadata(message, name, codec);
            let error: E = message::read_exception(message, meta.clone(), codec);
            let mut keeps = None;
            error.inner().with_structure(&mut |structure, _| keeps = Some(censor.keeps(structure)));
            if keeps == Some(true) {
                return Ok(write::exception(&error, format)?);
            }
            censor.say(name);
            let text = said(&meta, keeps.is_some(), censor);
            Ok(Some(write::message_alone(name, &text, format)?))
        }
        MessageType::Error(meta) => {
            let code = meta.code().unwrap_or_default();
            censor.say(code);
            let meta = ErrorMetadata::builder().code(code).message(said(&meta, false, censor)).build();
            Ok(Some(write::error(&meta)))
        }
    }
}

/// The message of an error, unless there may be a secret in it: an error of the model has its message for a member, and
/// that it is not kept has a reason.
fn said(meta: &ErrorMetadata, is_modelled: bool, censor: &Censor<'_>) -> String {
    let message = meta.message().filter(|message| !is_modelled && !censor.tells(message)).unwrap_or(REDACTED);
    censor.say(message);
    message.to_owned()
}
