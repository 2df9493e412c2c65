//! Protocol tests.

use serde_json::{Map, Value};

use super::{Reader, Trait};

/// `smithy.test#httpRequestTests`: which requests inputs become.
#[derive(Clone, Copy, Debug)]
pub enum HttpRequestTests {}

/// `smithy.test#httpResponseTests`: which outputs or errors responses become.
#[derive(Clone, Copy, Debug)]
pub enum HttpResponseTests {}

/// What both kinds of tests have.
#[derive(Clone, Debug, PartialEq)]
pub struct HttpTest<'a> {
    /// The id, unique in a protocol.
    pub id: &'a str,
    /// The trait id of the protocol.
    pub protocol: &'a str,
    /// Whether it is for clients.
    pub for_clients: bool,
    /// Whether it is for servers.
    pub for_servers: bool,
    /// Text in CommonMark.
    pub documentation: Option<&'a str>,
    /// Headers, with their values.
    pub headers: Option<Vec<(&'a str, &'a str)>>,
    /// Names of headers that must not be there.
    pub forbid_headers: Option<Vec<&'a str>>,
    /// Names of headers that have to be there.
    pub require_headers: Option<Vec<&'a str>>,
    /// The body.
    pub body: Option<&'a str>,
    /// The media type of the body.
    pub body_media_type: Option<&'a str>,
    /// The input, output or error: an object, or null if there is none.
    pub params: &'a Value,
    /// What the implementation needs besides.
    pub vendor_params: Option<&'a Map<String, Value>>,
}

/// A case of [`HttpRequestTests`].
#[derive(Clone, Debug, PartialEq)]
pub struct HttpRequestTest<'a> {
    /// What responses have, too.
    pub common: HttpTest<'a>,
    /// The method.
    pub method: &'a str,
    /// The path, without a query.
    pub uri: &'a str,
    /// The host of the client.
    pub host: Option<&'a str>,
    /// The host of the request.
    pub resolved_host: Option<&'a str>,
    /// Parameters of the query that have to be there.
    pub query_params: Option<Vec<&'a str>>,
    /// Names of parameters that must not be there.
    pub forbid_query_params: Option<Vec<&'a str>>,
    /// Names of parameters that have to be there.
    pub require_query_params: Option<Vec<&'a str>>,
}

/// A case of [`HttpResponseTests`].
#[derive(Clone, Debug, PartialEq)]
pub struct HttpResponseTest<'a> {
    /// What requests have, too.
    pub common: HttpTest<'a>,
    /// The status.
    pub code: u16,
}

/// The keys that both kinds of tests have.
pub(super) const COMMON: [&str; 14] = [
    "id",
    "protocol",
    "appliesTo",
    "documentation",
    "headers",
    "body",
    "bodyMediaType",
    "params",
    "vendorParams",
    "vendorParamsShape",
    "authScheme",
    "tags",
    "forbidHeaders",
    "requireHeaders",
];

impl Trait for HttpRequestTests {
    const ID: &'static str = "smithy.test#httpRequestTests";
    const EXAMPLE: &'static str =
        r#"[{"id": "Empty", "protocol": "aws.protocols#awsJson1_0", "method": "POST", "uri": "/"}]"#;
    type Value<'a> = Vec<HttpRequestTest<'a>>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self::Value<'a>> {
        reader.list(value, request)
    }
}

impl Trait for HttpResponseTests {
    const ID: &'static str = "smithy.test#httpResponseTests";
    const EXAMPLE: &'static str = r#"[{"id": "Empty", "protocol": "aws.protocols#awsJson1_0", "code": 200}]"#;
    type Value<'a> = Vec<HttpResponseTest<'a>>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self::Value<'a>> {
        reader.list(value, response)
    }
}

fn request<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<HttpRequestTest<'a>> {
    const OWN: [&str; 7] =
        ["method", "uri", "host", "resolvedHost", "queryParams", "forbidQueryParams", "requireQueryParams"];
    let entries = reader.structure(value, &[COMMON.as_slice(), &OWN].concat())?;
    let common = common(reader, entries);
    target(reader, entries, common)
}

/// The head of a request, which has what it shares with others from a test that it is a part of.
pub(super) fn with_target<'a>(
    reader: &mut Reader<'a>,
    value: &'a Value,
    of: &HttpTest<'a>,
) -> Option<HttpRequestTest<'a>> {
    let entries = reader.object(value)?;
    let common = message(reader, entries, of.clone());
    target(reader, entries, common)
}

/// The head of a response, as [`with_target`].
pub(super) fn with_code<'a>(
    reader: &mut Reader<'a>,
    value: &'a Value,
    of: &HttpTest<'a>,
) -> Option<HttpResponseTest<'a>> {
    let entries = reader.object(value)?;
    let common = message(reader, entries, of.clone());
    let code = reader.required(entries, "code", Reader::status)?;
    Some(HttpResponseTest { common: common?, code })
}

fn target<'a>(
    reader: &mut Reader<'a>,
    entries: &'a Map<String, Value>,
    common: Option<HttpTest<'a>>,
) -> Option<HttpRequestTest<'a>> {
    let method = reader.required(entries, "method", Reader::non_empty);
    let uri = reader.required(entries, "uri", Reader::string);
    let [host, resolved_host] = ["host", "resolvedHost"].map(|key| reader.optional(entries, key, Reader::string));
    let lists = ["queryParams", "forbidQueryParams", "requireQueryParams"];
    let [query_params, forbid_query_params, require_query_params] =
        lists.map(|key| reader.optional(entries, key, strings));
    Some(HttpRequestTest {
        common: common?,
        method: method?,
        uri: uri?,
        host: host?,
        resolved_host: resolved_host?,
        query_params: query_params?,
        forbid_query_params: forbid_query_params?,
        require_query_params: require_query_params?,
    })
}

fn response<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<HttpResponseTest<'a>> {
    let entries = reader.structure(value, &[COMMON.as_slice(), &["code"]].concat())?;
    let common = common(reader, entries);
    let code = reader.required(entries, "code", Reader::status)?;
    Some(HttpResponseTest { common: common?, code })
}

/// What all tests have.
pub(super) fn common<'a>(reader: &mut Reader<'a>, entries: &'a Map<String, Value>) -> Option<HttpTest<'a>> {
    let [id, protocol] = ["id", "protocol"].map(|key| reader.required(entries, key, Reader::non_empty));
    let sides = [("client", (true, false)), ("server", (false, true))];
    let sides = reader.optional(entries, "appliesTo", |reader, value| reader.one_of(value, &sides));
    let documentation = reader.optional(entries, "documentation", Reader::string);
    let params = reader.optional(entries, "params", |reader, value| match value {
        Value::Null => Some(value),
        _ => reader.object(value).map(|_| value),
    });
    let vendor_params = reader.optional(entries, "vendorParams", Reader::object);
    let (for_clients, for_servers) = sides?.unwrap_or((true, true));
    let test = HttpTest {
        id: id?,
        protocol: protocol?,
        for_clients,
        for_servers,
        documentation: documentation?,
        headers: None,
        forbid_headers: None,
        require_headers: None,
        body: None,
        body_media_type: None,
        params: params?.unwrap_or(&Value::Null),
        vendor_params: vendor_params?,
    };
    message(reader, entries, test)
}

/// Headers and body of a test.
fn message<'a>(reader: &mut Reader<'a>, entries: &'a Map<String, Value>, test: HttpTest<'a>) -> Option<HttpTest<'a>> {
    let [body, body_media_type] = ["body", "bodyMediaType"].map(|key| reader.optional(entries, key, Reader::string));
    let headers = reader.optional(entries, "headers", |reader, value| reader.map(value, Reader::string));
    let [forbid_headers, require_headers] =
        ["forbidHeaders", "requireHeaders"].map(|key| reader.optional(entries, key, strings));
    Some(HttpTest {
        headers: headers?,
        forbid_headers: forbid_headers?,
        require_headers: require_headers?,
        body: body?,
        body_media_type: body_media_type?,
        ..test
    })
}

fn strings<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Vec<&'a str>> {
    reader.list(value, Reader::string)
}
