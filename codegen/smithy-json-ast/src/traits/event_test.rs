//! Tests of streams of events.

use serde_json::{Map, Value};

use super::test::{COMMON, HttpRequestTest, HttpResponseTest, HttpTest, common, with_code, with_target};
use super::{Reader, Trait};

/// `smithy.test#eventStreamTests`: which messages events become, and which events messages.
#[derive(Clone, Copy, Debug)]
pub enum EventStreamTests {}

/// A case of [`EventStreamTests`].
#[derive(Clone, Debug, PartialEq)]
pub struct EventStreamTest<'a> {
    /// What tests of requests have, too. Headers and bodies are with the messages.
    pub common: HttpTest<'a>,
    /// The request before the first event, with the members of the input that are no stream.
    pub initial_request: Option<HttpRequestTest<'a>>,
    /// The response before the first event, with the members of the output that are no stream.
    pub initial_response: Option<HttpResponseTest<'a>>,
    /// The members of the input that are no stream.
    pub request_params: &'a Value,
    /// The events, in the order of the stream.
    pub events: Vec<EventTest<'a>>,
    /// What is expected besides.
    pub expectation: EventExpectation<'a>,
}

/// What becomes of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventExpectation<'a> {
    /// It is understood.
    Success,
    /// It ends with an error: this one, if there is an id.
    Failure(Option<&'a str>),
}

/// One event, and its message.
#[derive(Clone, Debug, PartialEq)]
pub struct EventTest<'a> {
    /// Whether a client sends it, and not a service.
    pub is_request: bool,
    /// The union with its member: an object, or null if the message is no event.
    pub params: &'a Value,
    /// Headers that have to be there: name, type and value.
    pub headers: Vec<(&'a str, (&'a str, &'a Value))>,
    /// The payload.
    pub body: Option<&'a str>,
    /// The media type of the payload.
    pub body_media_type: Option<&'a str>,
    /// The whole message, in base64.
    pub bytes: Option<&'a str>,
}

impl Trait for EventStreamTests {
    const ID: &'static str = "smithy.test#eventStreamTests";
    const EXAMPLE: &'static str = r#"[{"id": "Empty", "protocol": "aws.protocols#restJson1", "events": []}]"#;
    type Value<'a> = Vec<EventStreamTest<'a>>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self::Value<'a>> {
        reader.list(value, case)
    }
}

fn case<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<EventStreamTest<'a>> {
    const OWN: [&str; 8] = [
        "initialRequestParams",
        "initialRequest",
        "initialRequestShape",
        "initialResponseParams",
        "initialResponse",
        "initialResponseShape",
        "events",
        "expectation",
    ];
    let entries = reader.structure(value, &[COMMON.as_slice(), &OWN].concat())?;
    let common = common(reader, entries);
    let params = ["initialRequestParams", "initialResponseParams"].map(|key| entries.get(key).unwrap_or(&Value::Null));
    let [request_params, response_params] = params;
    let of_case = |head: HttpTest<'a>, params| HttpTest { params, ..head };
    let request =
        reader.optional(entries, "initialRequest", |reader, value| with_target(reader, value, common.as_ref()?));
    let response =
        reader.optional(entries, "initialResponse", |reader, value| with_code(reader, value, common.as_ref()?));
    let events = reader.optional(entries, "events", |reader, value| reader.list(value, event));
    let expectation = reader.optional(entries, "expectation", expectation);
    Some(EventStreamTest {
        initial_request: request?.map(|test| HttpRequestTest { common: of_case(test.common, request_params), ..test }),
        initial_response: response?
            .map(|test| HttpResponseTest { common: of_case(test.common, response_params), ..test }),
        request_params,
        events: events?.unwrap_or_default(),
        expectation: expectation?.unwrap_or(EventExpectation::Success),
        common: common?,
    })
}

fn event<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<EventTest<'a>> {
    const KEYS: [&str; 10] = [
        "type",
        "params",
        "headers",
        "forbidHeaders",
        "requireHeaders",
        "body",
        "bodyMediaType",
        "bytes",
        "vendorParams",
        "vendorParamsShape",
    ];
    let entries = reader.structure(value, &KEYS)?;
    let types = [("request", true), ("response", false)];
    let is_request = reader.required(entries, "type", |reader, value| reader.one_of(value, &types));
    let headers = reader.optional(entries, "headers", |reader, value| reader.map(value, header));
    let [body, body_media_type, bytes] =
        ["body", "bodyMediaType", "bytes"].map(|key| reader.optional(entries, key, Reader::string));
    Some(EventTest {
        is_request: is_request?,
        params: entries.get("params").unwrap_or(&Value::Null),
        headers: headers?.unwrap_or_default(),
        body: body?,
        body_media_type: body_media_type?,
        bytes: bytes?,
    })
}

/// A header: its type and value.
fn header<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<(&'a str, &'a Value)> {
    let entries: &Map<String, Value> = reader.object(value)?;
    let mut entries = entries.iter();
    match (entries.next(), entries.next()) {
        (Some((kind, value)), None) => Some((kind, value)),
        _ => reader.wrong("a value by its type", value),
    }
}

fn expectation<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<EventExpectation<'a>> {
    let entries = reader.structure(value, &["success", "failure"])?;
    let failure = reader.optional(entries, "failure", |reader, value| {
        let entries = reader.structure(value, &["errorId"])?;
        reader.optional(entries, "errorId", Reader::non_empty)
    })?;
    Some(failure.map_or(EventExpectation::Success, EventExpectation::Failure))
}
