//! What the protocols have in common that bind nothing: everything is in the body.

use super::protocol::Listed;

pub(super) const UNBOUND: Listed = (
    "every request is a POST to one path, and everything is in the body",
    &[
        "smithy.api#http",
        "smithy.api#httpHeader",
        "smithy.api#httpLabel",
        "smithy.api#httpPayload",
        "smithy.api#httpPrefixHeaders",
        "smithy.api#httpQuery",
        "smithy.api#httpQueryParams",
        "smithy.api#httpResponseCode",
    ],
);

pub(super) const NO_STREAMS: Listed = (
    "no body is streamed: it is sent with its length and in one piece",
    &["aws.api#awsChunked", "smithy.api#requiresLength"],
);

/// Of those whose members go by their own names.
pub(super) const OWN_NAMES: Listed = (
    "members are written by their own names, and found by them in any order",
    &["smithy.api#idx", "smithy.api#indexed", "smithy.api#jsonName"],
);

/// Of those whose bodies are of one format both ways.
pub(super) const ONE_FORMAT: Listed =
    ("a body is of one format, whatever its strings and blobs hold", &["smithy.api#mediaType"]);

/// Of those that compute no checksums of bodies but MD5.
pub(super) const NO_CHECKSUMS: Listed =
    ("a request has a checksum only where `httpChecksumRequired` wants it", &["aws.protocols#httpChecksum"]);
