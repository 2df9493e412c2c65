//! Requests and answers without what is sensitive in them: read, and written again.

use super::refusal::Refusal;
use crate::error::{BoxError, OperationError as _};
#[cfg(feature = "byte-stream")]
use crate::operation::Output as _;
use crate::operation::definition::schema;
use crate::operation::{Operation, decode_response, encode_request, read_input, write_error, write_output};
use crate::protocol::{Request, Response};
use crate::serde::REDACTED;
use crate::serde_impl::{has_sensitive, hide};

/// A request and its answer, or why they are not to be kept.
pub(super) type Redacted = Result<(Request, Response), BoxError>;

/// Headers that say which answer it is.
const IDS: [&str; 3] = ["x-amzn-requestid", "x-amz-request-id", "x-amz-id-2"];

/// A request and its answer as they would be with nothing in place of what is sensitive.
///
/// # Errors
/// One of them cannot be read or written, or says what is sensitive where nothing is to be.
pub(super) fn redacted<O: Operation>(request: Request, response: &Response) -> Redacted {
    #[cfg(feature = "byte-stream")]
    if O::STREAM.is_some() || O::Output::STREAM.is_some() {
        return Err("a body that is a stream of bytes may be secret as well".into());
    }
    let (input, mut secrets) = hide(&read_input::<O>(request)?)?;
    let mut written = match decode_response::<O>(response, None) {
        Ok(output) => {
            let (output, more) = hide(&output)?;
            secrets.extend(more);
            write_output::<O>(&output)?
        }
        Err(error) => refused::<O>(&error, response.status().as_u16(), &secrets)?,
    };
    let ids = IDS.iter().filter_map(|name| Some((*name, response.headers().get(*name)?.to_owned())));
    for (name, id) in ids {
        written.headers_mut().try_insert(name, id)?;
    }
    let request = encode_request::<O>(&input)?;
    let texts = [request.uri(), &text(request.body().bytes()), &text(written.body().bytes())].concat();
    match are_told(&secrets, &texts) {
        true => Err("what is sensitive is said where the model has nothing sensitive, too".into()),
        false => Ok((request, written)),
    }
}

fn text(body: Option<&[u8]>) -> String {
    String::from_utf8_lossy(body.unwrap_or_default()).into_owned()
}

/// Whether a text has a secret in it. What is shorter than a word may be anything.
fn are_told(secrets: &[String], text: &str) -> bool {
    secrets.iter().any(|secret| secret.len() > 3 && text.contains(secret))
}

/// The answer for an error: all of it, or its code if anything in it is sensitive or says what is.
fn refused<O: Operation>(error: &O::Error, status: u16, secrets: &[String]) -> Result<Response, BoxError> {
    let (inner, schema) = (error.inner(), schema::<O>());
    let mut written = None;
    let is_modelled = inner.with_structure(&mut |structure, status| {
        if !has_sensitive(structure) {
            written = write_error(O::SERVICE, &schema, structure, status).ok();
        }
    });
    if let Some(written) = written.filter(|written| !are_told(secrets, &text(written.body().bytes()))) {
        return Ok(written);
    }
    let meta = inner.meta();
    let message = meta.message().filter(|message| !is_modelled && !are_told(secrets, message)).unwrap_or(REDACTED);
    let refusal = Refusal::new(status, meta.code().unwrap_or("UnknownError"), message);
    refusal.response(O::SERVICE, &schema).map_err(|refusal| refusal.message.into())
}
