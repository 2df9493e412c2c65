//! restJson1: HTTP bindings, and JSON for the rest.

use super::http_bindings::*;
use super::protocol::{Listed, Protocol};
use smithy_json_ast::traits::{Accessor, JsonName, RestJson1};

pub(super) const REST_JSON_1: Protocol = Protocol {
    settings: Accessor::of::<RestJson1>(),
    feature: "rest-json",
    runtime: |_| "rt::REST_JSON_1",
    has_documents: true,
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
        Accessor::of::<JsonName>(),
    ],
    ignored: &IGNORED,
};

const IGNORED: [Listed; 3] = [ERRORS, INDEXES, NO_XML_AND_FORMS];
