//! [awsJson 1.0](https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html) and
//! [1.1](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html), which differ in the media type.

mod client;
#[cfg(feature = "server")]
mod server;

pub use client::{AWS_JSON_1_0, AWS_JSON_1_1, AwsJson};
