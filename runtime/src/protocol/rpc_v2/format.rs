//! What is the same in both protocols but for the format of bodies, and that format.

use crate::protocol::definition::OperationSchema;
use crate::protocol::payload::PayloadCodec;
#[cfg(feature = "client")]
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use http::header::HeaderName;

/// The header that says which protocol a message is of.
pub(super) const SMITHY_PROTOCOL: HeaderName = HeaderName::from_static("smithy-protocol");

/// The format of bodies.
pub(super) trait Format: PayloadCodec {
    /// What the header says.
    fn name(&self) -> &'static str;

    /// What the user agent says of it, if it is one that is counted.
    #[cfg(feature = "client")]
    fn feature(&self) -> Option<SmithySdkFeature> {
        None
    }

    /// A structure that was written, with the id of its shape before its members.
    #[cfg(feature = "server")]
    fn typed(&self, id: &str, structure: &[u8]) -> Vec<u8>;
}

/// Where an operation is, below the path of the endpoint.
pub(super) fn path(operation: &OperationSchema) -> String {
    format!("/service/{}/operation/{}", operation.service.name, operation.name)
}
