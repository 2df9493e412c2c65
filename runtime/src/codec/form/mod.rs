//! Forms as [awsQuery](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html) and
//! [ec2Query](https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html) have them: a parameter per value, whose
//! key is the way to the value.

mod names;
#[cfg(feature = "server")]
mod reader;
mod writer;

pub(crate) use names::Names;
#[cfg(feature = "server")]
pub(crate) use reader::Reader;
pub(crate) use writer::Writer;
