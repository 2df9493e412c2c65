//! Requests and answers without what is sensitive in them: read, and written again.

use super::refusal::Refusal;
use crate::error::response::{EXTENDED_REQUEST_ID, REQUEST_IDS};
use crate::error::{BoxError, OperationError as _};
use crate::event_stream::{Format, HideMessage, Recorded, initial_response};
use crate::operation::definition::schema;
use crate::operation::{Operation, decode_response, encode_request, has_stream, read_input, write_error, write_output};
use crate::protocol::{Request, Response};
use crate::serde::REDACTED;
use crate::serde_impl::Censor;

/// A request and its answer, or why they are not to be kept.
pub(super) type Redacted = Result<(Request, Response), BoxError>;

/// A request and its answer, all in memory, as they would be with nothing in place of what is sensitive. `events` is
/// what is kept of the events of the answer, if it has some.
///
/// # Errors
/// One of them cannot be read or written, or says what is sensitive where nothing is to be.
pub(super) fn redacted<O: Operation>(
    request: Request,
    response: Response,
    events: Option<HideMessage>,
    censor: &Censor<'_>,
) -> Redacted {
    if O::TRAITS.sensitive_stream {
        return Err("the bytes of its stream are sensitive".into());
    }
    let request = sent::<O>(request, censor)?;
    let response = answered::<O>(response, events, censor)?;
    match censor.is_told() {
        true => Err("what is sensitive is said where the model has nothing sensitive, too".into()),
        false => Ok((request, response)),
    }
}

fn format<O: Operation>() -> Format {
    Format::of(O::SERVICE.protocol, &O::SERVICE.schema)
}

fn sent<O: Operation>(mut request: Request, censor: &Censor<'_>) -> Result<Request, BoxError> {
    let body = request.body().bytes().unwrap_or_default().to_vec();
    if let Some(events) = &O::EVENTS {
        let recorded = Recorded::read(&body)?;
        *request.body_mut() = recorded.members.clone().into();
        let mut request = encode_request::<O>(&censor.hide(&read_input::<O>(request)?)?)?;
        let before = request.body().bytes().unwrap_or_default();
        *request.body_mut() = recorded.hidden(before, events.hide, format::<O>(), censor)?.into();
        return Ok(request);
    }
    #[cfg_attr(not(feature = "byte-stream"), expect(unused_mut, reason = "a stream is put back"))]
    let mut input = censor.hide(&read_input::<O>(request)?)?;
    #[cfg(feature = "byte-stream")]
    if let Some(stream) = &O::STREAM {
        censor.say(&String::from_utf8_lossy(&body));
        *(stream.slot)(&mut input) = Some(body.into());
    }
    Ok(encode_request::<O>(&input)?)
}

fn answered<O: Operation>(
    mut response: Response,
    events: Option<HideMessage>,
    censor: &Censor<'_>,
) -> Result<Response, BoxError> {
    let mut stream = Stream::None;
    if has_stream::<O>(&response) {
        let body = response.take_body().bytes().unwrap_or_default().to_vec();
        stream = match events {
            Some(hide) => Stream::Events(Recorded::read(&body)?, hide),
            None => Stream::Bytes(body),
        };
        *response.body_mut() = stream.members().into();
    }
    let mut written = match decode_response::<O>(&response, None) {
        Ok(output) => write_output::<O>(&censor.hide(&output)?)?,
        Err(error) => refused::<O>(&error, response.status().as_u16(), censor)?,
    };
    stream.put::<O>(&mut written, censor)?;
    for name in REQUEST_IDS.into_iter().chain([EXTENDED_REQUEST_ID]) {
        if let Some(id) = response.headers().get(name) {
            censor.say(id);
            written.headers_mut().try_insert(name, id.to_owned())?;
        }
    }
    Ok(written)
}

/// The body of an answer that is no document.
enum Stream {
    None,
    Bytes(Vec<u8>),
    Events(Recorded, HideMessage),
}

impl Stream {
    /// What is to be read as a body is.
    fn members(&self) -> bytes::Bytes {
        if let Self::Events(recorded, _) = self { recorded.members.clone() } else { bytes::Bytes::new() }
    }

    /// Makes what is kept of it the body of an answer, behind the members that it has.
    fn put<O: Operation>(self, response: &mut Response, censor: &Censor<'_>) -> Result<(), BoxError> {
        *response.body_mut() = match self {
            Self::None => return Ok(()),
            Self::Bytes(body) => {
                censor.say(&String::from_utf8_lossy(&body));
                body.into()
            }
            Self::Events(recorded, hide) => {
                let members = response.body().bytes().filter(|_| O::HTTP.is_none());
                let media_type = O::SERVICE.protocol.event_codec().media_type();
                let before = members.map(|members| initial_response(media_type, members));
                let before = before.transpose()?.unwrap_or_default();
                response.headers_mut().insert("content-type", "application/vnd.amazon.eventstream");
                recorded.hidden(&before, hide, format::<O>(), censor)?.into()
            }
        };
        Ok(())
    }
}

/// The answer for an error: all of it, or its code if anything in it is sensitive or says what is.
fn refused<O: Operation>(error: &O::Error, status: u16, censor: &Censor<'_>) -> Result<Response, BoxError> {
    let (inner, schema) = (error.inner(), schema::<O>());
    let (mut is_modelled, mut written) = (false, None);
    inner.with_structure(&mut |structure, status| {
        is_modelled = true;
        if censor.keeps(structure) {
            written = write_error(O::SERVICE, &schema, structure, status).ok();
        }
    });
    if let Some(written) = written {
        return Ok(written);
    }
    let meta = inner.meta();
    let code = meta.code().unwrap_or("UnknownError");
    let message = meta.message().filter(|message| !is_modelled && !censor.tells(message)).unwrap_or(REDACTED);
    censor.say(code);
    censor.say(message);
    let refusal = Refusal::new(status, code, message);
    refusal.response(O::SERVICE, &schema).map_err(|refusal| refusal.message.into())
}
