//! Cases of requests and responses: what they expect, and how the client is configured.

use super::value::Types;
use crate::docs;
use crate::ir::suite::{Expectation, RequestTest, ResponseTest};
use crate::ir::{Docs, Operation};
use serde_json::{Map, Value};
use smithy_json_ast::traits::{HttpRequestTest, HttpResponseTest, HttpTest};

/// Who has a test.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Client,
    /// A fake of the service.
    Server,
}

/// Both.
pub(super) const SIDES: [Side; 2] = [Side::Client, Side::Server];

impl Side {
    /// Whether a case is for it.
    pub(super) fn has(self, case: &HttpTest<'_>) -> bool {
        match self {
            Self::Client => case.for_clients,
            // A case that says how the client is configured is for clients.
            Self::Server => case.for_servers && case.vendor_params.is_none_or(|params| !params.contains_key(CONFIG)),
        }
    }
}

/// What of `vendorParams` configures a client.
const CONFIG: &str = "scopedConfig";

/// A request test.
pub(super) fn request(
    types: &Types<'_>,
    op: &Operation,
    case: &HttpRequestTest<'_>,
    name: String,
) -> Result<RequestTest, String> {
    let body = case.common.body.map(|body| {
        let media_type = case.common.body_media_type.unwrap_or_default();
        Expectation::Texts("body", vec![media_type.to_owned(), body.to_owned()])
    });
    let text = |method, value: Option<&str>| Some(Expectation::Texts(method, vec![value?.to_owned()]));
    let setup = case.common.vendor_params.map(setup).transpose()?.unwrap_or_default();
    let expected = [
        text("host", case.host),
        text("resolved_host", case.resolved_host),
        strings("query", &case.query_params),
        strings("forbid_query", &case.forbid_query_params),
        strings("require_query", &case.require_query_params),
        headers(&case.common),
        strings("forbid_headers", &case.common.forbid_headers),
        strings("require_headers", &case.common.require_headers),
        body,
    ];
    Ok(RequestTest {
        name,
        docs: documentation(&case.common),
        method: case.method.to_owned(),
        path: case.uri.to_owned(),
        expected: setup.into_iter().chain(expected.into_iter().flatten()).collect(),
        input: types.builder(&op.input, &op.input.ident, case.common.params)?,
        streams: op.input.bytes().is_some(),
    })
}

/// How the client is configured: [`CONFIG`], the settings of the call before those of the client.
fn setup(vendor_params: &Map<String, Value>) -> Result<Vec<Expectation>, String> {
    let unknown = |key: &str| Err(format!("nobody knows what `{key}` in its `vendorParams` is"));
    let object = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let (mut region, mut settings, mut setup) = (None, Map::new(), Vec::new());
    for (key, value) in vendor_params {
        let scopes = match key.as_str() {
            CONFIG => object(value),
            _ => return unknown(key),
        };
        for (key, value) in
            ["client", "operation"].into_iter().flat_map(|scope| scopes.get(scope).map(object)).flatten()
        {
            match key.as_str() {
                "region" => region = value.as_str().map(str::to_owned),
                "s3" => settings.extend(object(&value)),
                "request_min_compression_size_bytes" if value == 0 => {
                    setup.push(Expectation::Texts("compress_all", Vec::new()));
                }
                _ => return unknown(&key),
            }
        }
    }
    match region {
        Some(region) => setup.push(Expectation::Texts("region", vec![region])),
        // What says nothing of the endpoint needs none.
        None if settings.is_empty() && !setup.is_empty() => {}
        None => return Err("its `vendorParams` have no region".to_owned()),
    }
    let mut switched_on = Vec::new();
    for (key, value) in &settings {
        match (key.as_str(), value) {
            ("addressing_style", Value::String(style)) if style == "path" => {
                switched_on.push("ForcePathStyle".to_owned())
            }
            ("addressing_style", Value::String(style)) if style == "virtual" || style == "auto" => {}
            ("use_accelerate_endpoint", Value::Bool(true)) => switched_on.push("Accelerate".to_owned()),
            ("use_dualstack_endpoint", Value::Bool(true)) => {
                setup.push(Expectation::Texts("use_dual_stack", Vec::new()))
            }
            ("use_accelerate_endpoint" | "use_dualstack_endpoint", Value::Bool(false)) => {}
            _ => return unknown(key),
        }
    }
    if !switched_on.is_empty() {
        setup.push(Expectation::Strings("switched_on", switched_on));
    }
    Ok(setup)
}

/// A response test without what is expected.
pub(super) fn response(case: &HttpResponseTest<'_>, side: Side, name: String) -> ResponseTest {
    // It says how a body that was written is to be compared, and of one that is no text how it is given.
    let media_type = case.common.body_media_type.filter(|it| side == Side::Server || *it == "application/cbor");
    let media_type = media_type.map(|media_type| Expectation::Texts("media_type", vec![media_type.to_owned()]));
    let body = case.common.body.map(|body| Expectation::Texts("body", vec![body.to_owned()]));
    // Which a response that was written is asked for.
    let names = |method, names| (side == Side::Server).then(|| strings(method, names)).flatten();
    let forbidden = names("forbid_headers", &case.common.forbid_headers);
    let required = names("require_headers", &case.common.require_headers);
    ResponseTest {
        name,
        docs: documentation(&case.common),
        status: case.code,
        given: [headers(&case.common), forbidden, required, media_type, body].into_iter().flatten().collect(),
        is_error: false,
        streams: false,
        code: None,
        expected: Default::default(),
    }
}

/// A list of a case, if it has one.
fn strings(method: &'static str, values: &Option<Vec<&str>>) -> Option<Expectation> {
    let values = values.as_ref()?.iter().map(|value| (*value).to_owned());
    Some(Expectation::Strings(method, values.collect()))
}

/// The headers of a case.
pub(super) fn headers(case: &HttpTest<'_>) -> Option<Expectation> {
    let pairs = case.headers.as_ref()?.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Some(Expectation::Pairs("headers", pairs.collect()))
}

/// The documentation of a case.
pub(super) fn documentation(case: &HttpTest<'_>) -> Docs {
    case.documentation.map(docs::lines).unwrap_or_default()
}
