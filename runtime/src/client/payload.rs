//! How the body of a request is signed, if not as it is.

use aws_runtime::auth::{PayloadSigningOverride, SigV4OperationSigningConfig};
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

/// What signers go by where nothing else is signed than was asked for.
#[derive(Clone, Debug)]
struct Asked {
    config: Option<SigV4OperationSigningConfig>,
    payload: Option<PayloadSigningOverride>,
}

impl Storable for Asked {
    type Storer = StoreReplace<Self>;
}

/// Begins an attempt by what was asked for, whatever the one before it signed.
pub(super) fn begin(cfg: &mut ConfigBag) {
    if let Some(Asked { config, payload }) = cfg.load::<Asked>().cloned() {
        cfg.interceptor_state().unset::<Asked>().store_or_unset(config).store_or_unset(payload);
    }
}

/// Has something else signed than the body in this attempt.
pub(super) fn sign_as(payload: PayloadSigningOverride, cfg: &mut ConfigBag) {
    let config = cfg.load::<SigV4OperationSigningConfig>().cloned();
    if cfg.load::<Asked>().is_none() {
        let asked = Asked { config: config.clone(), payload: cfg.load::<PayloadSigningOverride>().cloned() };
        cfg.interceptor_state().store_put(asked);
    }
    let mut config = config.unwrap_or_default();
    // The service would take the hash of the body instead, and not all operations say what it is.
    config.signing_options.content_sha256_header = true;
    // SigV4a asks here alone, and SigV4 there first.
    config.signing_options.payload_override = Some(payload.clone().to_signable_body());
    cfg.interceptor_state().store_put(config).store_put(payload);
}
