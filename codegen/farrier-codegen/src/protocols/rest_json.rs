//! restJson1: HTTP bindings, and JSON for the rest.

use super::formats::{INDEXES, NO_XML_AND_FORMS};
use super::http_bindings::{BINDINGS, ERRORS};
use super::protocol::{Listed, Protocol};
use smithy_json_ast::traits::{Accessor, JsonName, RestJson1};

pub(super) const REST_JSON_1: Protocol = Protocol {
    settings: Accessor::of::<RestJson1>(),
    feature: "rest-json",
    runtime: |_| "rt::REST_JSON_1",
    is_json: true,
    ignores_byte_streams: false,
    sends_maps: true,
    sends_defaults: true,
    implemented: &[&BINDINGS, &[Accessor::of::<JsonName>()]],
    ignored: &IGNORED,
};

const IGNORED: [Listed; 3] = [ERRORS, INDEXES, NO_XML_AND_FORMS];
