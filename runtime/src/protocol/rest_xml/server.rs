//! The way back: what a service does.

use crate::codec::xml::{Of, Writer};
use crate::protocol::definition::{Response, fault};
use crate::protocol::http_binding::{self, BodyFormat};
use crate::schema::{Part, SerdeResult};
use crate::serde::{DynStructure, Sink};

/// The response for an error. It has a body even if all members are elsewhere: the body says which shape it is.
pub(super) fn error_response(
    error: &DynStructure<'_>,
    status: u16,
    format: &BodyFormat<'_>,
    wraps_errors: bool,
) -> SerdeResult<Response> {
    let mut response = http_binding::response(error, status, format)?;
    response.headers_mut().insert("content-type", format.media_type);
    *response.body_mut() = envelope(error, status, wraps_errors)?.into();
    Ok(response)
}

/// The members of an error that are in the body, in its envelope.
fn envelope(error: &DynStructure<'_>, status: u16, wraps_errors: bool) -> SerdeResult<String> {
    // The name of a shape has nothing to escape.
    let mut out = format!("<Code>{}</Code>", error.schema().name());
    error.write_part(Part::Document, &mut Sink::new(&mut Writer::inside(&mut out, Of::Error)))?;
    Ok(if wraps_errors {
        let from = fault(status);
        format!("<ErrorResponse><Error><Type>{from}</Type>{out}</Error></ErrorResponse>")
    } else {
        format!("<Error>{out}</Error>")
    })
}
