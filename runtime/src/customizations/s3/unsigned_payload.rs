use crate::client::CustomizableOperation;
use crate::operation::Operation;
use aws_runtime::auth::PayloadSigningOverrideRuntimePlugin;

/// An operation whose body need not be part of what is signed.
pub trait UnsignedPayload: Operation {}

impl<O: UnsignedPayload> CustomizableOperation<O> {
    /// Leaves the body out of what is signed, which saves reading it twice. That nobody changes it on its way is then
    /// for TLS and for a checksum to see.
    pub fn disable_payload_signing(self) -> Self {
        self.runtime_plugin(PayloadSigningOverrideRuntimePlugin::unsigned())
    }
}
