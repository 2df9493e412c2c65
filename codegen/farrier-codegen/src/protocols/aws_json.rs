//! awsJson 1.0 and 1.1: every operation is a POST of a JSON object to the root, and every member goes by its own name.

use super::formats::NO_XML_AND_FORMS;
use super::protocol::{Listed, Protocol};
use super::unbound::{NO_CHECKSUMS, NO_STREAMS, ONE_FORMAT, OWN_NAMES, UNBOUND};
use smithy_json_ast::traits::{Accessor, AwsJson1_0, AwsJson1_1, AwsQueryCompatible, AwsQueryError, TimestampFormat};

const FEATURE: &str = "aws-json";

pub(super) const AWS_JSON_1_0: Protocol = Protocol {
    settings: Accessor::of::<AwsJson1_0>(),
    feature: FEATURE,
    runtime: |_| "rt::AWS_JSON_1_0",
    is_json: true,
    ignores_byte_streams: false,
    sends_maps: true,
    sends_defaults: true,
    implemented: &[&IMPLEMENTED],
    ignored: &IGNORED,
};

pub(super) const AWS_JSON_1_1: Protocol = Protocol {
    settings: Accessor::of::<AwsJson1_1>(),
    feature: FEATURE,
    runtime: |_| "rt::AWS_JSON_1_1",
    is_json: true,
    ignores_byte_streams: false,
    sends_maps: true,
    sends_defaults: true,
    implemented: &[&IMPLEMENTED],
    ignored: &IGNORED,
};

const IMPLEMENTED: [Accessor; 3] =
    [Accessor::of::<AwsQueryCompatible>(), Accessor::of::<AwsQueryError<'_>>(), Accessor::of::<TimestampFormat>()];

const IGNORED: [Listed; 6] = [UNBOUND, OWN_NAMES, NO_XML_AND_FORMS, ONE_FORMAT, NO_STREAMS, NO_CHECKSUMS];
