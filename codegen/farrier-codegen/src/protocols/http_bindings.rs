//! What restJson1 and restXml have in common: members are bound to parts of a message, and the rest of them is the body.

use super::protocol::Listed;
use smithy_json_ast::traits::{
    Accessor, AwsChunked, Http, HttpChecksum, HttpHeader, HttpLabel, HttpPayload, HttpPrefixHeaders, HttpQuery,
    HttpQueryParams, HttpResponseCode, MediaType, RequiresLength, TimestampFormat,
};

pub(super) const AWS_CHUNKED: Accessor = Accessor::of::<AwsChunked>();
pub(super) const HTTP: Accessor = Accessor::of::<Http<'_>>();
pub(super) const HTTP_CHECKSUM: Accessor = Accessor::of::<HttpChecksum<'_>>();
pub(super) const HTTP_HEADER: Accessor = Accessor::of::<HttpHeader>();
pub(super) const HTTP_LABEL: Accessor = Accessor::of::<HttpLabel>();
pub(super) const HTTP_PAYLOAD: Accessor = Accessor::of::<HttpPayload>();
pub(super) const HTTP_PREFIX_HEADERS: Accessor = Accessor::of::<HttpPrefixHeaders>();
pub(super) const HTTP_QUERY: Accessor = Accessor::of::<HttpQuery>();
pub(super) const HTTP_QUERY_PARAMS: Accessor = Accessor::of::<HttpQueryParams>();
pub(super) const HTTP_RESPONSE_CODE: Accessor = Accessor::of::<HttpResponseCode>();
pub(super) const MEDIA_TYPE: Accessor = Accessor::of::<MediaType>();
pub(super) const TIMESTAMP_FORMAT: Accessor = Accessor::of::<TimestampFormat>();

pub(super) const ERRORS: Listed = (
    "an error is told by its code, which is the name of its shape, and not by its status",
    &["aws.protocols#awsQueryCompatible", "aws.protocols#awsQueryError"],
);

pub(super) const INDEXES: Listed =
    ("members are found by their names, in any order", &["smithy.api#idx", "smithy.api#indexed"]);

pub(super) const REQUIRES_LENGTH: Accessor = Accessor::of::<RequiresLength>();

/// What the protocols have in common whose bodies have neither.
pub(super) const NO_XML_AND_FORMS: Listed = (
    "there is no XML and no form in a body",
    &[
        "aws.customizations#s3UnwrappedXmlOutput",
        "aws.protocols#ec2QueryName",
        "smithy.api#xmlAttribute",
        "smithy.api#xmlFlattened",
        "smithy.api#xmlName",
        "smithy.api#xmlNamespace",
    ],
);

/// What the protocols have in common whose members go by their own names.
pub(super) const OWN_NAMES: Listed = (
    "members are written by their own names, and found by them in any order",
    &["smithy.api#idx", "smithy.api#indexed", "smithy.api#jsonName"],
);

/// What the protocols have in common whose bodies are of one format.
pub(super) const ONE_FORMAT: Listed =
    ("a body is of one format, whatever its strings and blobs hold", &["smithy.api#mediaType"]);

/// What the protocols have in common that compute no checksums of bodies but MD5.
pub(super) const NO_CHECKSUMS: Listed =
    ("a request has a checksum only where `httpChecksumRequired` wants it", &["aws.protocols#httpChecksum"]);

/// What the protocols have in common that bind nothing.
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

/// What they have in common that stream nothing.
pub(super) const NO_STREAMS: Listed = (
    "no body is streamed: it is sent with its length and in one piece",
    &["aws.api#awsChunked", "smithy.api#requiresLength"],
);
