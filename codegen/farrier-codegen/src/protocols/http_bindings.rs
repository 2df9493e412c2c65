//! What restJson1 and restXml have in common: members are bound to parts of a message, and the rest of them is the
//! body.

use super::protocol::Listed;
use smithy_json_ast::traits::{
    Accessor, AwsChunked, Http, HttpChecksum, HttpHeader, HttpLabel, HttpPayload, HttpPrefixHeaders, HttpQuery,
    HttpQueryParams, HttpResponseCode, MediaType, RequiresLength, TimestampFormat,
};

pub(super) const BINDINGS: [Accessor; 13] = [
    Accessor::of::<AwsChunked>(),
    Accessor::of::<Http<'_>>(),
    Accessor::of::<HttpChecksum<'_>>(),
    Accessor::of::<HttpHeader>(),
    Accessor::of::<HttpLabel>(),
    Accessor::of::<HttpPayload>(),
    Accessor::of::<HttpPrefixHeaders>(),
    Accessor::of::<HttpQuery>(),
    Accessor::of::<HttpQueryParams>(),
    Accessor::of::<HttpResponseCode>(),
    Accessor::of::<MediaType>(),
    Accessor::of::<RequiresLength>(),
    Accessor::of::<TimestampFormat>(),
];

pub(super) const ERRORS: Listed = (
    "an error is told by its code, which is the name of its shape, and not by its status",
    &["aws.protocols#awsQueryCompatible", "aws.protocols#awsQueryError"],
);
