//! The envelope of an error: `Error` by itself, in an `ErrorResponse`, or in the `Errors` of a `Response`, which is the form
//! of ec2Query. Services of the others are known to send either form, whatever their model says. And the request id, which
//! answers that are a success may have, too.
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

/// Code, message and request id, as far as they can be found: the body may be none of the service but, say, the page of a
/// proxy.
pub(super) fn metadata(body: &[u8]) -> Builder {
    let mut meta = ErrorMetadata::builder();
    if let Ok(mut xml) = Reader::new(body) {
        // What was read before the body turned out to be damaged is told all the same.
        let _ = read(&mut xml, &mut meta);
    }
    meta
}

fn read(xml: &mut Reader<'_>, meta: &mut Builder) -> SerdeResult {
    if xml.is_at(ERROR) {
        return read_error(xml, meta);
    }
    xml.children(|name, xml| match name {
        ERROR => read_error(xml, meta),
        ERRORS => read_first(xml, meta),
        _ => read_field(name, xml, meta),
    })
}

/// Reads the first of several errors.
fn read_first(xml: &mut Reader<'_>, meta: &mut Builder) -> SerdeResult {
    let mut is_first = true;
    xml.children(|name, xml| {
        let is_read = name == ERROR && std::mem::take(&mut is_first);
        if is_read { read_error(xml, meta) } else { Ok(()) }
    })
}

fn read_error(xml: &mut Reader<'_>, meta: &mut Builder) -> SerdeResult {
    xml.children(|name, xml| read_field(name, xml, meta))
}

fn read_field(name: &str, xml: &mut Reader<'_>, meta: &mut Builder) -> SerdeResult {
    let say: fn(Builder, &str) -> Builder = match name {
        "Code" => |meta, code| meta.code(code),
        "Message" => |meta, message| meta.message(message),
        "RequestId" | "RequestID" => |meta, id| meta.custom(REQUEST_ID, id),
        _ => return Ok(()),
    };
    let text = xml.read_str()?;
    *meta = say(std::mem::take(meta), &text);
    Ok(())
}

/// The request id of a success: in `ResponseMetadata`, or, of ec2Query, by itself. It is told even if the rest is damaged.
#[cfg(feature = "query")]
pub(super) fn request_id(body: &[u8]) -> Option<String> {
    let mut meta = ErrorMetadata::builder();
    let _ = Reader::new(body).ok()?.children(|name, xml| match name {
        "ResponseMetadata" => read_error(xml, &mut meta),
        "requestId" => read_field("RequestId", xml, &mut meta),
        _ => Ok(()),
    });
    meta.build().extra(REQUEST_ID).map(str::to_owned)
}
