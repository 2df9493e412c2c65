//! The envelope of an error: `Error` by itself, in an `ErrorResponse`, or in the `Errors` of a `Response`, which is the
//! form of ec2Query. Services of the others are known to send either form, whatever their model says. And the request
//! id, which answers that are a success may have, too.
//!
//! See [operation error serialization](https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html).

use crate::codec::xml::Reader;
use crate::protocol::definition::REQUEST_ID;
use crate::schema::SerdeResult;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::metadata::Builder;

/// The element with code, message and members.
const ERROR: &str = "Error";

/// What errors are in, the first of which counts.
const ERRORS: &str = "Errors";

/// Goes to the element with the members.
pub(super) fn position(xml: &mut Reader<'_>) -> SerdeResult {
    if xml.is_at(ERROR) {
        return Ok(());
    }
    if xml.is_at("Response") {
        xml.descend(ERRORS)?;
    }
    xml.descend(ERROR)
}

/// Code, message and request id, as far as they can be found: the body may be none of the service but, say, the page of
/// a proxy.
pub(super) fn metadata(body: &[u8]) -> Builder {
    let mut said = Said::default();
    if let Ok(mut xml) = Reader::new(body) {
        // What was read before the body turned out to be damaged is told all the same.
        let _ = said.read(&mut xml);
    }
    let Said { inside, around, request_id } = said;
    let Error { code, message } = if inside.is_empty() { around } else { inside };
    let mut meta = ErrorMetadata::builder();
    if let Some(code) = code {
        meta = meta.code(code);
    }
    if let Some(message) = message {
        meta = meta.message(message);
    }
    if let Some(id) = request_id {
        meta = meta.custom(REQUEST_ID, id);
    }
    meta
}

/// What a body says of an error.
#[derive(Default)]
struct Said {
    /// In an element `Error`.
    inside: Error,
    /// Elsewhere, which counts if there is nothing inside: an error may have no envelope, and its shape any name.
    around: Error,
    request_id: Option<String>,
}

#[derive(Default)]
struct Error {
    code: Option<String>,
    message: Option<String>,
}

impl Error {
    fn is_empty(&self) -> bool {
        self.code.is_none() && self.message.is_none()
    }
}

impl Said {
    fn read(&mut self, xml: &mut Reader<'_>) -> SerdeResult {
        if xml.is_at(ERROR) {
            return self.read_error(xml);
        }
        xml.children(|name, xml| match name {
            ERROR => self.read_error(xml),
            ERRORS => self.read_first(xml),
            _ => read_field(name, xml, &mut self.around, &mut self.request_id),
        })
    }

    /// Reads the first of several errors.
    fn read_first(&mut self, xml: &mut Reader<'_>) -> SerdeResult {
        let mut is_first = true;
        xml.children(|name, xml| {
            let is_read = name == ERROR && std::mem::take(&mut is_first);
            if is_read { self.read_error(xml) } else { Ok(()) }
        })
    }

    fn read_error(&mut self, xml: &mut Reader<'_>) -> SerdeResult {
        xml.children(|name, xml| read_field(name, xml, &mut self.inside, &mut self.request_id))
    }
}

fn read_field(name: &str, xml: &mut Reader<'_>, error: &mut Error, request_id: &mut Option<String>) -> SerdeResult {
    let field = match name {
        "Code" => &mut error.code,
        "Message" => &mut error.message,
        "RequestId" | "RequestID" => request_id,
        _ => return Ok(()),
    };
    *field = Some(xml.read_str()?.into_owned());
    Ok(())
}

/// The request id of a success: in `ResponseMetadata`, or, of ec2Query, by itself. It is told even if the rest is
/// damaged.
#[cfg(feature = "query")]
pub(super) fn request_id(body: &[u8]) -> Option<String> {
    let mut said = Said::default();
    let _ = Reader::new(body).ok()?.children(|name, xml| match name {
        "ResponseMetadata" => said.read_error(xml),
        "requestId" => {
            said.request_id = Some(xml.read_str()?.into_owned());
            Ok(())
        }
        _ => Ok(()),
    });
    said.request_id
}
