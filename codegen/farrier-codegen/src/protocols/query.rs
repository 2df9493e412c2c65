//! awsQuery and ec2Query: every operation is a POST of a form to the root, and is answered in XML.

use super::http_bindings::{INDEXES, NO_STREAMS, TIMESTAMP_FORMAT, UNBOUND};
use super::protocol::{Listed, Protocol};
use smithy_json_ast::traits::{
    Accessor, AwsQuery, AwsQueryError, Ec2Query, Ec2QueryName, XmlAttribute, XmlFlattened, XmlName, XmlNamespace,
};

const FEATURE: &str = "query";

pub(super) const AWS_QUERY: Protocol = Protocol {
    settings: Accessor::of::<AwsQuery>(),
    feature: FEATURE,
    runtime: |_| "rt::AWS_QUERY",
    has_documents: false,
    sends_maps: true,
    implemented: &[
        Accessor::of::<AwsQueryError<'_>>(),
        TIMESTAMP_FORMAT,
        XML_ATTRIBUTE,
        XML_FLATTENED,
        XML_NAME,
        XML_NAMESPACE,
    ],
    ignored: &[
        UNBOUND,
        INDEXES,
        NO_STREAMS,
        JSON,
        ("there is another protocol with these names", &["aws.protocols#ec2QueryName"]),
    ],
};

pub(super) const EC2_QUERY: Protocol = Protocol {
    settings: Accessor::of::<Ec2Query>(),
    feature: FEATURE,
    runtime: |_| "rt::EC2_QUERY",
    has_documents: false,
    sends_maps: false,
    implemented: &[
        Accessor::of::<Ec2QueryName>(),
        TIMESTAMP_FORMAT,
        XML_ATTRIBUTE,
        XML_FLATTENED,
        XML_NAME,
        XML_NAMESPACE,
    ],
    ignored: &[
        UNBOUND,
        INDEXES,
        NO_STREAMS,
        JSON,
        ("an error is told by the name of its shape", &["aws.protocols#awsQueryError"]),
    ],
};

const XML_ATTRIBUTE: Accessor = Accessor::of::<XmlAttribute>();
const XML_FLATTENED: Accessor = Accessor::of::<XmlFlattened>();
const XML_NAME: Accessor = Accessor::of::<XmlName>();
const XML_NAMESPACE: Accessor = Accessor::of::<XmlNamespace<'_>>();

const JSON: Listed = (
    "there is no JSON in a form and in XML, and no body of another media type",
    &[
        "aws.customizations#s3UnwrappedXmlOutput",
        "aws.protocols#awsQueryCompatible",
        "aws.protocols#httpChecksum",
        "smithy.api#jsonName",
        "smithy.api#mediaType",
    ],
);
