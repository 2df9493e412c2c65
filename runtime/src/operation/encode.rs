use super::definition::{Operation, Service, schema};
use crate::error::{EncodeError, MissingInput};
#[cfg(feature = "event-sender")]
use crate::event_stream::{self, Events, Format};
use crate::protocol::{OperationSchema, Request};
use crate::serde::{self, DynStructure, Structure as _};
use aws_smithy_types::body::SdkBody;

/// The request for an input: method, path, headers and body; the host is for the endpoint rules.
///
/// The input is taken as it is: what a client makes up, such as an idempotency token, is not there. A stream of bytes
/// has to be in memory, and is copied; one that is not set has no bytes. Of a stream of events there is what goes
/// before the first of them.
///
/// # Errors
/// Required members are not set, or a value cannot be written.
pub fn encode<O: Operation>(input: &O::Input) -> Result<http::Request<SdkBody>, EncodeError> {
    encode_request::<O>(input)?.try_into_http1x().map_err(EncodeError::unwritable)
}

/// [`encode`] for the request type of the AWS runtime.
///
/// # Errors
/// Those of [`encode`].
pub fn encode_request<O: Operation>(input: &O::Input) -> Result<Request, EncodeError> {
    let write = |to: &mut serde::Writer<'_>| input.write(to);
    #[cfg_attr(not(feature = "byte-stream"), expect(unused_mut, reason = "a stream is added"))]
    let mut request = encode_structure(O::SERVICE, &schema::<O>(), DynStructure::new(O::Input::shape(), &write))?;
    #[cfg(feature = "byte-stream")]
    if let Some(stream) = &O::STREAM {
        let body = (stream.get)(input).map_or_else(|| Ok(SdkBody::empty()), super::stream::in_memory)?;
        super::stream::put(&mut request, body, stream.form)?;
    }
    Ok(request)
}

/// The request for an input with a stream of events: [`encode`], and a body of the events. They are not signed, for the
/// request is not.
///
/// # Errors
/// Those of [`encode`]. An event that cannot be written is an error of the body.
#[cfg(feature = "event-sender")]
pub fn encode_events<O: Operation>(mut input: O::Input) -> Result<http::Request<SdkBody>, EncodeError> {
    let messages = O::EVENTS.as_ref().and_then(|events| (events.take)(&mut input));
    let mut request = encode_request::<O>(&input)?;
    if O::EVENTS.is_some() {
        let events = Events::new(Format::of(O::SERVICE.protocol, &O::SERVICE.schema));
        events.set(messages);
        let initial = Events::initial(request.body()).map_err(EncodeError::unwritable)?;
        *request.body_mut() = SdkBody::from_body_1_x(events.body(initial, None));
    }
    request.try_into_http1x().map_err(EncodeError::unwritable)
}

/// What of [`encode`] is compiled once.
pub(crate) fn encode_structure(
    service: &Service,
    operation: &OperationSchema,
    input: DynStructure<'_>,
) -> Result<Request, EncodeError> {
    let request = service.protocol.request(operation, &input);
    #[cfg(feature = "event-sender")]
    let has_members = input.schema().members().len() > 0;
    let missing = input.into_missing();
    if !missing.is_empty() {
        // Protocols that need a member, say for the path, fail for the same reason.
        return Err(EncodeError::MissingInput(MissingInput::new(operation.name, missing)));
    }
    let mut request = request.map_err(EncodeError::unwritable)?;
    #[cfg(feature = "event-sender")]
    if operation.sends_events {
        event_stream::begin(&mut request, operation, has_members, service.protocol.event_codec())?;
    }
    if operation.service.query_compatible {
        // Asks for the error codes of awsQuery, whatever the protocol.
        request.headers_mut().insert("x-amzn-query-mode", "true");
    }
    for (name, value) in service.customizations.headers {
        if !request.headers().contains_key(name) {
            request.headers_mut().insert(*name, *value);
        }
    }
    Ok(request)
}
