//! awsJson 1.0 and 1.1: every operation is a POST of a JSON object to the root, and every member goes by its own name.

use super::http_bindings::UNBOUND;
use super::protocol::{Listed, Protocol};
use smithy_json_ast::traits::{Accessor, AwsJson1_0, AwsJson1_1, AwsQueryCompatible, AwsQueryError};

const FEATURE: &str = "aws-json";

pub(super) const AWS_JSON_1_0: Protocol = Protocol {
    settings: Accessor::of::<AwsJson1_0>(),
    feature: FEATURE,
    runtime: |_| "rt::AWS_JSON_1_0",
    has_documents: true,
    implemented: &IMPLEMENTED,
    ignored: &IGNORED,
    refused: &[],
};

pub(super) const AWS_JSON_1_1: Protocol = Protocol {
    settings: Accessor::of::<AwsJson1_1>(),
    feature: FEATURE,
    runtime: |_| "rt::AWS_JSON_1_1",
    has_documents: true,
    implemented: &IMPLEMENTED,
    ignored: &IGNORED,
    refused: &[],
};

const IMPLEMENTED: [Accessor; 2] = [Accessor::of::<AwsQueryCompatible>(), Accessor::of::<AwsQueryError<'_>>()];

const IGNORED: [Listed; 5] = [
    UNBOUND,
    (
        "members are written by their own names, and found by them in any order",
        &["smithy.api#idx", "smithy.api#indexed", "smithy.api#jsonName"],
    ),
    (
        "there is no XML and no form in a body of JSON",
        &[
            "aws.customizations#s3UnwrappedXmlOutput",
            "aws.protocols#ec2QueryName",
            "smithy.api#xmlAttribute",
            "smithy.api#xmlFlattened",
            "smithy.api#xmlName",
            "smithy.api#xmlNamespace",
        ],
    ),
    ("a body is JSON whatever its strings and blobs hold", &["smithy.api#mediaType"]),
    (
        "no body is streamed: it is sent with its length and in one piece, and has a checksum only where \
         `httpChecksumRequired` wants it",
        &["aws.api#awsChunked", "aws.protocols#httpChecksum", "smithy.api#requiresLength"],
    ),
];
