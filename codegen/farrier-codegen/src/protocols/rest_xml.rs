//! restXml: HTTP bindings, and XML for the rest.

use super::http_bindings::*;
use super::protocol::{Listed, Protocol};
use smithy_json_ast::traits::{
    Accessor, RestXml, S3UnwrappedXmlOutput, XmlAttribute, XmlFlattened, XmlName, XmlNamespace,
};

pub(super) const REST_XML: Protocol = Protocol {
    settings: Accessor::of::<RestXml>(),
    feature: "rest-xml",
    runtime: |service| match service.read::<RestXml>() {
        Some(RestXml { no_error_wrapping: true }) => "rt::REST_XML_UNWRAPPED_ERRORS",
        _ => "rt::REST_XML",
    },
    has_documents: false,
    sends_maps: true,
    implemented: &[
        AWS_CHUNKED,
        HTTP,
        HTTP_CHECKSUM,
        HTTP_HEADER,
        HTTP_LABEL,
        HTTP_PAYLOAD,
        HTTP_PREFIX_HEADERS,
        HTTP_QUERY,
        HTTP_QUERY_PARAMS,
        HTTP_RESPONSE_CODE,
        MEDIA_TYPE,
        REQUIRES_LENGTH,
        TIMESTAMP_FORMAT,
        Accessor::of::<S3UnwrappedXmlOutput>(),
        Accessor::of::<XmlAttribute>(),
        Accessor::of::<XmlFlattened>(),
        Accessor::of::<XmlName>(),
        Accessor::of::<XmlNamespace<'_>>(),
    ],
    ignored: &IGNORED,
};

const IGNORED: [Listed; 3] = [
    ERRORS,
    INDEXES,
    ("there is no JSON and no form in a body of XML", &["aws.protocols#ec2QueryName", "smithy.api#jsonName"]),
];
