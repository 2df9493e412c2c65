//! restXml: HTTP bindings, and XML for the rest.

use super::formats::{INDEXES, XML};
use super::http_bindings::{BINDINGS, ERRORS};
use super::protocol::{Listed, Protocol};
use smithy_json_ast::traits::{Accessor, RestXml, S3UnwrappedXmlOutput};

pub(super) const REST_XML: Protocol = Protocol {
    settings: Accessor::of::<RestXml>(),
    feature: "rest-xml",
    runtime: |service| match service.read::<RestXml>() {
        Some(RestXml { no_error_wrapping: true }) => "rt::REST_XML_UNWRAPPED_ERRORS",
        _ => "rt::REST_XML",
    },
    is_json: false,
    ignores_byte_streams: false,
    sends_maps: true,
    sends_defaults: false,
    implemented: &[&BINDINGS, &XML, &[Accessor::of::<S3UnwrappedXmlOutput>()]],
    ignored: &IGNORED,
};

const IGNORED: [Listed; 3] = [
    ERRORS,
    INDEXES,
    ("there is no JSON and no form in a body of XML", &["aws.protocols#ec2QueryName", "smithy.api#jsonName"]),
];
