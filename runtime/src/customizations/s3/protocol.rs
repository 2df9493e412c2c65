use super::bucket;
use crate::codec::xml::Reader;
use crate::error::ErrorMetadata;
use crate::protocol::rest_xml::RestXml;
use crate::protocol::{OperationSchema, PayloadCodec, Protocol, Request, Response, body};
use crate::schema::SerdeResult;
#[cfg(feature = "server")]
use crate::schema::ShapeSchema;
use crate::serde::{DynBuilder, DynStructure};
use aws_smithy_runtime_api::http::NonUtf8HeaderHandling;
use aws_smithy_types::DateTime;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::error::metadata;

/// `aws.protocols#restXml` as Amazon S3 speaks it.
pub static S3: AmazonS3 = AmazonS3;

/// What it is most of the time.
static REST_XML: RestXml = RestXml::in_endpoint(bucket::split);

/// The protocol: restXml, but for some answers.
#[derive(Debug)]
pub struct AmazonS3;

/// A date, or any other text.
const EXPIRES: &str = "expires";

/// Where [`EXPIRES`] is put as it came, for the member that holds it. No service sends a header of this name.
const EXPIRES_STRING: &str = "expiresstring";

impl Protocol for AmazonS3 {
    fn id(&self) -> &str {
        REST_XML.id()
    }

    fn request(&self, operation: &OperationSchema, input: &DynStructure<'_>) -> SerdeResult<Request> {
        REST_XML.request(operation, input)
    }

    /// The service may begin to answer before it knows how an operation ends.
    fn is_error(&self, response: &Response) -> bool {
        Reader::new(body(response)).is_ok_and(|xml| xml.is_at("Error"))
    }

    fn output(&self, operation: &OperationSchema, response: &Response, output: &mut DynBuilder<'_>) -> SerdeResult {
        match with_text_of_expires(response) {
            Some(response) => REST_XML.output(operation, &response, output),
            None => REST_XML.output(operation, response, output),
        }
    }

    /// The answer to `HEAD` has no body that could name an error.
    fn error_metadata(&self, operation: &OperationSchema, response: &Response) -> metadata::Builder {
        match response.status().as_u16() {
            404 if body(response).is_empty() => ErrorMetadata::builder().code("NotFound"),
            _ => REST_XML.error_metadata(operation, response),
        }
    }

    fn error(&self, operation: &OperationSchema, response: &Response, error: &mut DynBuilder<'_>) -> SerdeResult {
        REST_XML.error(operation, response, error)
    }

    fn event_codec(&self) -> &dyn PayloadCodec {
        REST_XML.event_codec()
    }

    #[cfg(feature = "test-util")]
    fn tells_empty(&self) -> bool {
        REST_XML.tells_empty()
    }

    #[cfg(feature = "test-util")]
    fn sent_to(&self, request: &Request, member: &dyn Fn(&str) -> Option<String>) -> Option<String> {
        Some(bucket::url(&member("Bucket")?, request.uri()))
    }

    #[cfg(feature = "server")]
    fn match_score(
        &self,
        operation: &OperationSchema,
        input: &'static ShapeSchema,
        request: &Request,
    ) -> Option<usize> {
        REST_XML.match_score(operation, input, request)
    }

    #[cfg(feature = "server")]
    fn input(&self, operation: &OperationSchema, request: &Request, input: &mut DynBuilder<'_>) -> SerdeResult {
        REST_XML.input(operation, request, input)
    }

    #[cfg(feature = "server")]
    fn response(&self, operation: &OperationSchema, output: &DynStructure<'_>) -> SerdeResult<Response> {
        let mut response = REST_XML.response(operation, output)?;
        if let Some(text) = response.headers_mut().remove(EXPIRES_STRING) {
            response.headers_mut().insert(EXPIRES, text);
        }
        Ok(response)
    }

    #[cfg(feature = "server")]
    fn error_response(
        &self,
        operation: &OperationSchema,
        error: &DynStructure<'_>,
        status: u16,
    ) -> SerdeResult<Response> {
        REST_XML.error_response(operation, error, status)
    }
}

/// A response that says when something expires, with the text of that once more if it is one, and without it where it
/// is no date.
fn with_text_of_expires(response: &Response) -> Option<Response> {
    let text = response.headers().try_get(EXPIRES)?.ok();
    let clone = response.body().try_clone().unwrap_or_else(SdkBody::taken);
    let mut copy = Response::new(response.status(), clone);
    *copy.headers_mut() = response.headers().clone();
    if let Some(handling) = response.extension::<NonUtf8HeaderHandling>() {
        copy.add_extension(handling.clone());
    }
    if text.is_none_or(|text| DateTime::from_str(text, Format::HttpDate).is_err()) {
        tracing::warn!("the header `Expires` is no date: only the member with its text has it");
        copy.headers_mut().remove(EXPIRES);
    }
    if let Some(text) = text {
        copy.headers_mut().insert(EXPIRES_STRING, text.to_owned());
    }
    Some(copy)
}
