//! How the body of a request is signed, if not as it is.

use aws_runtime::auth::{PayloadSigningOverride, SigV4OperationSigningConfig};
use aws_smithy_types::config_bag::ConfigBag;

/// What signers go by.
#[derive(Clone, Debug)]
pub(super) struct Signing {
    config: Option<SigV4OperationSigningConfig>,
    payload: Option<PayloadSigningOverride>,
}

impl Signing {
    /// What they go by from now on.
    pub(super) fn set(&self, cfg: &mut ConfigBag) {
        cfg.interceptor_state().store_or_unset(self.config.clone()).store_or_unset(self.payload.clone());
    }
}

/// Has something else signed than the body, and tells what was signed before.
pub(super) fn sign_as(payload: PayloadSigningOverride, cfg: &mut ConfigBag) -> Signing {
    let (config, before) = (cfg.load::<SigV4OperationSigningConfig>(), cfg.load::<PayloadSigningOverride>());
    let before = Signing { config: config.cloned(), payload: before.cloned() };
    let mut config = before.config.clone().unwrap_or_default();
    // The service would take the hash of the body instead, and not all operations say what it is.
    config.signing_options.content_sha256_header = true;
    // SigV4a asks here alone, and SigV4 there first.
    config.signing_options.payload_override = Some(payload.clone().to_signable_body());
    Signing { config: Some(config), payload: Some(payload) }.set(cfg);
    before
}
