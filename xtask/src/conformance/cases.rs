//! The cases of a model, counted without the generator: what it loses must show.

use smithy_json_ast::{Model, ShapeId};

/// What a case tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CaseKind {
    Request,
    Response,
    Endpoint,
    EventStream,
}

impl CaseKind {
    pub(super) const ALL: [Self; 4] = [Self::Request, Self::Response, Self::Endpoint, Self::EventStream];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Endpoint => "endpoint",
            Self::EventStream => "events",
        }
    }

    /// The kind of a test of a generated crate.
    pub(super) fn of_test(path: &str) -> Option<Self> {
        match path.rsplit("::").nth(1)? {
            "request" => Some(Self::Request),
            "response" => Some(Self::Response),
            "tests" if path.starts_with("endpoint::") => Some(Self::Endpoint),
            _ => None,
        }
    }
}

/// A case for clients.
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
        ] {
            let Some(value) = shape.traits.get(id) else { continue };
            let list = list.map_or(value, |list| &value[list]).as_array();
            let ours = list.into_iter().flatten().filter(|case| case.get("appliesTo").is_none_or(|to| to == "client"));
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            cases.extend(ours.map(|case| {
                let (protocol, id) = (text(&case["protocol"]), text(&case["id"]));
                Case { kind, is_wanted: filter.wants(&protocol, &id), protocol, id, shape: shape.id.clone() }
            }));
        }
    }
    cases
}

/// Which cases are wanted.
pub(super) struct Filter {
    /// The name of a protocol, with or without its namespace.
    pub(super) protocol: Option<String>,
    pub(super) case: Option<String>,
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
        self.case.as_ref().is_none_or(|id| letters(id) == letters(name))
    }
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
            ("endpoint::tests::case_001_region", Some(CaseKind::Endpoint)),
            ("waiters::tests::job_done", None),
            ("request", None),
        ] {
            assert_eq!(CaseKind::of_test(path), kind, "{path}");
        }
    }

    #[test]
    fn a_case_is_found_by_its_id() {
        let filter = |id: &str| Filter { protocol: None, case: Some(id.to_owned()) };
        let path = "put::request::sdk_applied_content_encoding_aws_json1_1";
        assert!(filter("SDKAppliedContentEncoding_awsJson1_1").wants_test(path));
        assert!(!filter("SDKAppliedContentEncoding_awsJson1_0").wants_test(path));
        assert!(Filter { protocol: None, case: None }.wants_test(path));
    }
}
