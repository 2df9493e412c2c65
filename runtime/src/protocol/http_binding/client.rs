//! What a client does: requests from inputs, and what is in responses.

use super::bindings::Bindings;
use super::body::{self, BodyFormat, Content, ReadBody};
use super::members::Message;
use super::uri;
use crate::protocol::definition::{OperationSchema, Presigned, Request, Response};
use crate::protocol::message::{body as bytes_of, unwritable};
use crate::schema::{Part, SerdeResult};
use crate::serde::{DynBuilder, DynStructure, Source};
use aws_smithy_runtime_api::http::{Headers, NonUtf8HeaderHandling};
use aws_smithy_schema::serde::SerdeError;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};

/// The request for an input.
pub(in crate::protocol) fn request(
    operation: &OperationSchema,
    input: &DynStructure<'_>,
    format: &BodyFormat<'_>,
) -> SerdeResult<Request> {
    let http = operation.http.ok_or_else(|| SerdeError::unsupported("an operation without `@http`"))?;
    let mut bindings = Bindings::new(input.schema(), http.uri);
    bindings.write(input)?;
    let (method, body) = match operation.presigned {
        Some(Presigned::Query) => {
            bindings.write_document(input)?;
            ("GET", None)
        }
        _ => (http.method, body::write(format, input, &mut bindings, format.absent_structure)?),
    };
    bindings.empty.iter().for_each(|name| input.miss(name));
    let uri = uri::write(http.uri, &bindings.labels, [&bindings.params, &bindings.query])?;
    let mut headers = bindings.into_headers()?;
    if let Some(body) = body.as_ref().filter(|_| operation.presigned.is_none()) {
        let is_absent = |headers: &Headers, name| headers.get_all_bytes_by_name(name).next().is_none();
        if is_absent(&headers, &CONTENT_TYPE) {
            headers.insert(CONTENT_TYPE, body.media_type);
        }
        if is_absent(&headers, &CONTENT_LENGTH) {
            headers.try_insert(CONTENT_LENGTH, body.bytes.len().to_string()).map_err(unwritable)?;
        }
    }
    let mut request = Request::new(body.map(|body| body.bytes).unwrap_or_default().into());
    request.set_method(method).map_err(unwritable)?;
    request.set_uri(uri).map_err(unwritable)?;
    *request.headers_mut() = headers;
    Ok(request)
}

/// Reads an output or an error from a response.
pub(in crate::protocol) fn read(response: &Response, to: &mut DynBuilder<'_>, read: &ReadBody<'_>) -> SerdeResult {
    read_message(
        Message {
            shape: to.schema(),
            read,
            headers: response.headers(),
            skips_non_utf8: response.extension() == Some(&NonUtf8HeaderHandling::Skip),
            // A body that streams is no part of what is read here.
            body: bytes_of(response),
            status: Some(response.status().as_u16()),
            labels: Vec::new(),
            query: Vec::new(),
        },
        to,
    )
}

/// Reads all members from a message.
pub(super) fn read_message(mut message: Message<'_>, to: &mut DynBuilder<'_>) -> SerdeResult {
    let members = &message.shape.built().members;
    if members.iter().any(|built| built.location.part() != Part::Document) {
        to.read(&mut Source::new(&mut message))?;
    }
    match Content::of(message.shape) {
        Content::Document if !message.body.is_empty() => {
            (message.read)(message.body, &mut |from| to.read_part(Part::Document, from))
        }
        _ => Ok(()),
    }
}
