//! awsQuery and ec2Query: every operation is a POST of a form to the root, and is answered in XML.

use super::formats::{INDEXES, XML};
use super::protocol::{Listed, Protocol};
use super::unbound::{NO_STREAMS, UNBOUND};
use smithy_json_ast::traits::{Accessor, AwsQuery, AwsQueryError, Ec2Query, Ec2QueryName, TimestampFormat};

const FEATURE: &str = "query";

pub(super) const AWS_QUERY: Protocol = Protocol {
    settings: Accessor::of::<AwsQuery>(),
    feature: FEATURE,
    runtime: |_| "rt::AWS_QUERY",
    is_json: false,
    ignores_byte_streams: true,
    sends_maps: true,
    sends_defaults: false,
    implemented: &[&XML, &[Accessor::of::<AwsQueryError<'_>>(), Accessor::of::<TimestampFormat>()]],
    ignored: &[
        UNBOUND,
        INDEXES,
        NO_STREAMS,
        NO_JSON,
        ("there is another protocol with these names", &["aws.protocols#ec2QueryName"]),
    ],
};

pub(super) const EC2_QUERY: Protocol = Protocol {
    settings: Accessor::of::<Ec2Query>(),
    feature: FEATURE,
    runtime: |_| "rt::EC2_QUERY",
    is_json: false,
    ignores_byte_streams: true,
    sends_maps: false,
    sends_defaults: false,
    implemented: &[&XML, &[Accessor::of::<Ec2QueryName>(), Accessor::of::<TimestampFormat>()]],
    ignored: &[
        UNBOUND,
        INDEXES,
        NO_STREAMS,
        NO_JSON,
        ("an error is told by the name of its shape", &["aws.protocols#awsQueryError"]),
    ],
};

const NO_JSON: Listed = (
    "there is no JSON in a form and in XML, and no body of another media type",
    &[
        "aws.customizations#s3UnwrappedXmlOutput",
        "aws.protocols#awsQueryCompatible",
        "aws.protocols#httpChecksum",
        "smithy.api#jsonName",
        "smithy.api#mediaType",
    ],
);
