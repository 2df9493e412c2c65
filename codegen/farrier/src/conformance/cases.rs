//! The cases of a model, counted without the generator: what it loses must show.

use serde_json::Value;
use smithy_json_ast::{Model, ShapeId};

/// What a case tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CaseKind {
    Request,
    Response,
    Endpoint,
    /// An input of an operation that comes to an endpoint.
    Input,
    EventStream,
    /// A request that a fake reads.
    Read,
    /// A response that a fake writes.
    Written,
    /// Values of all types, to formats of serde and back.
    Serde,
}

impl CaseKind {
    pub(super) const ALL: [Self; 8] = [
        Self::Request,
        Self::Response,
        Self::Endpoint,
        Self::Input,
        Self::EventStream,
        Self::Read,
        Self::Written,
        Self::Serde,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Endpoint => "endpoint",
            Self::Input => "inputs",
            Self::EventStream => "events",
            Self::Read => "read",
            Self::Written => "written",
            Self::Serde => "serde",
        }
    }

    /// Whether fakes of servers are tested.
    pub(super) fn is_of_servers(self) -> bool {
        matches!(self, Self::Read | Self::Written)
    }

    /// The kind of a test of a generated crate.
    pub(super) fn of_test(path: &str) -> Option<Self> {
        match path.rsplit("::").nth(1)? {
            "request" => Some(Self::Request),
            "response" => Some(Self::Response),
            "endpoint" => Some(Self::Input),
            "events" => Some(Self::EventStream),
            "server_request" => Some(Self::Read),
            "server_response" => Some(Self::Written),
            "tests" if path.starts_with("endpoint::") => Some(Self::Endpoint),
            "tests" if path.starts_with("serde::") => Some(Self::Serde),
            _ => None,
        }
    }
}

/// A case for clients, or for fakes of their services.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) kind: CaseKind,
    /// The trait id of the protocol; empty for endpoint rules, which have none.
    pub(super) protocol: String,
    /// The id; empty for endpoint rules, whose cases have none.
    pub(super) id: String,
    /// The operation, error or service that has it.
    pub(super) shape: ShapeId,
    /// Whether the command asks for it.
    pub(super) is_wanted: bool,
}

/// All cases of a model.
pub(super) fn of(model: &Model, filter: &Filter) -> Vec<Case> {
    let mut cases = Vec::new();
    for shape in model.shapes.values() {
        for (kind, id, list) in [
            (CaseKind::Request, "smithy.test#httpRequestTests", None),
            (CaseKind::Response, "smithy.test#httpResponseTests", None),
            (CaseKind::Endpoint, "smithy.rules#endpointTests", Some("testCases")),
            (CaseKind::EventStream, "smithy.test#eventStreamTests", None),
            (CaseKind::Read, "smithy.test#httpRequestTests", None),
            (CaseKind::Written, "smithy.test#httpResponseTests", None),
        ] {
            let Some(value) = shape.traits.get(id).filter(|_| filter.server || !kind.is_of_servers()) else { continue };
            let list = list.map_or(value, |list| &value[list]).as_array();
            let side = if kind.is_of_servers() { "server" } else { "client" };
            let is_ours = |case: &&Value| {
                // What configures a client is for clients.
                let is_configured = side == "server" && case["vendorParams"].get("scopedConfig").is_some();
                case.get("appliesTo").is_none_or(|to| to == side) && !is_configured
            };
            let ours = list.into_iter().flatten().filter(is_ours);
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            if kind == CaseKind::Endpoint {
                cases.extend(ours.clone().flat_map(|case| inputs(&shape.id, case, filter)));
            }
            cases.extend(ours.map(|case| {
                let (protocol, id) = (text(&case["protocol"]), text(&case["id"]));
                Case { kind, is_wanted: filter.wants(&protocol, &id), protocol, id, shape: shape.id.clone() }
            }));
        }
    }
    cases
}

/// The inputs of an endpoint test, each of an operation in the namespace of its service.
fn inputs(service: &ShapeId, test: &Value, filter: &Filter) -> Vec<Case> {
    let (kind, is_wanted) = (CaseKind::Input, filter.wants("", ""));
    let inputs = test["operationInputs"].as_array().into_iter().flatten();
    let id = |input: &Value| format!("{}#{}", service.namespace(), input["operationName"].as_str().unwrap_or_default());
    let operations = inputs.filter_map(|input| ShapeId::parse(&id(input)).ok());
    operations.map(|shape| Case { kind, protocol: String::new(), id: String::new(), shape, is_wanted }).collect()
}

/// What is tested of a client of a protocol without a case of the model: that values of all types come back from
/// formats of serde, and that their JSON is that of the messages of JSON protocols.
pub(super) fn of_serde(service: &ShapeId, protocol: &str, filter: &Filter) -> Vec<Case> {
    let kind = CaseKind::Serde;
    let ids = ["types", "messages"].into_iter().filter(|id| *id == "types" || protocol_name(protocol).contains("Json"));
    let cases = ids.filter(|_| filter.serde).map(|id| {
        let (is_wanted, shape) = (filter.wants(protocol, id), service.clone());
        Case { kind, protocol: protocol.to_owned(), id: id.to_owned(), shape, is_wanted }
    });
    cases.collect()
}

/// Which cases are wanted.
pub(super) struct Filter {
    /// The name of a protocol, with or without its namespace.
    pub(super) protocol: Option<String>,
    pub(super) case: Option<String>,
    /// Whether tests for servers are wanted.
    pub(super) server: bool,
    /// Whether formats of serde are wanted.
    pub(super) serde: bool,
}

impl Filter {
    fn wants(&self, protocol: &str, id: &str) -> bool {
        self.wants_protocol(protocol) && self.case.as_ref().is_none_or(|wanted| wanted == id)
    }

    pub(super) fn wants_protocol(&self, protocol: &str) -> bool {
        self.protocol.as_ref().is_none_or(|name| name == protocol || name == protocol_name(protocol))
    }

    pub(super) fn is_everything(&self) -> bool {
        self.protocol.is_none() && self.case.is_none()
    }

    /// Whether this is the test of a case that is wanted: names of tests are ids in snake case.
    pub(super) fn wants_test(&self, path: &str) -> bool {
        let name = path.rsplit("::").next().unwrap_or_default();
        self.case.as_ref().is_none_or(|id| same(id, name))
    }
}

/// Cases by their ids, with the reason why they are listed.
pub(super) type Listed = (CaseKind, &'static str, &'static [&'static str]);

/// Why a case is in a list, if it is.
pub(super) fn reason(list: &[Listed], kind: CaseKind, id: &str) -> Option<&'static str> {
    let is_listed = |ids: &[&str]| ids.iter().any(|listed| same(listed, id));
    list.iter().find(|(of, _, ids)| *of == kind && is_listed(ids)).map(|(_, reason, _)| *reason)
}

/// Whether a name of a test is that of a case.
pub(super) fn same(id: &str, name: &str) -> bool {
    letters(id) == letters(name)
}

fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

/// A protocol without its namespace.
pub(super) fn protocol_name(id: &str) -> &str {
    id.rsplit('#').next().unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_told_apart_by_their_path() {
        for (path, kind) in [
            ("json_unions::request::aws_json10_serialize_unions", Some(CaseKind::Request)),
            ("foo_error::response::aws_json10_foo_error", Some(CaseKind::Response)),
            ("duplex_stream::events::duplex_boolean_header_input", Some(CaseKind::EventStream)),
            ("endpoint::tests::case_001_region", Some(CaseKind::Endpoint)),
            ("get_thing::endpoint::case_001_region", Some(CaseKind::Input)),
            ("serde::tests::types", Some(CaseKind::Serde)),
            ("waiters::tests::job_done", None),
            ("request", None),
        ] {
            assert_eq!(CaseKind::of_test(path), kind, "{path}");
        }
    }

    #[test]
    fn a_case_is_found_by_its_id() {
        let filter = |id: &str| Filter { protocol: None, case: Some(id.to_owned()), server: false, serde: false };
        let path = "put::request::sdk_applied_content_encoding_aws_json1_1";
        assert!(filter("SDKAppliedContentEncoding_awsJson1_1").wants_test(path));
        assert!(!filter("SDKAppliedContentEncoding_awsJson1_0").wants_test(path));
        assert!(Filter { protocol: None, case: None, server: false, serde: false }.wants_test(path));
    }
}
