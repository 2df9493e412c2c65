//! What depends on the formats of bodies, whether members are bound to other parts of a message or not.

use super::protocol::Listed;
use smithy_json_ast::traits::{Accessor, XmlAttribute, XmlFlattened, XmlName, XmlNamespace};

/// What XML looks like.
pub(super) const XML: [Accessor; 4] = [
    Accessor::of::<XmlAttribute>(),
    Accessor::of::<XmlFlattened>(),
    Accessor::of::<XmlName>(),
    Accessor::of::<XmlNamespace<'_>>(),
];

pub(super) const INDEXES: Listed =
    ("members are found by their names, in any order", &["smithy.api#idx", "smithy.api#indexed"]);

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
