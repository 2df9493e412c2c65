//! Whom a connection trusts.

use std::error::Error;
use std::fmt;
use std::sync::{Arc, LazyLock};

use hyper_rustls::ConfigBuilderExt;
use rustls::crypto::ring;
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};

/// The configuration that trusts the platform's root certificates, which are read once in the life of the process:
/// reading them can take a third of a second.
pub(super) fn native_roots() -> Result<Arc<ClientConfig>, TrustError> {
    static CONFIG: LazyLock<Result<Arc<ClientConfig>, TrustError>> = LazyLock::new(|| {
        let trusting = builder().with_native_roots();
        let trusting = trusting.map_err(|error| TrustError(error.to_string()))?;
        Ok(Arc::new(trusting.with_no_client_auth()))
    });
    CONFIG.clone()
}

/// The configuration that trusts nobody, for connections that are not going to be encrypted.
pub(super) fn no_roots() -> Arc<ClientConfig> {
    static CONFIG: LazyLock<Arc<ClientConfig>> = LazyLock::new(|| {
        let trusting = builder().with_root_certificates(RootCertStore::empty());
        Arc::new(trusting.with_no_client_auth())
    });
    CONFIG.clone()
}

fn builder() -> ConfigBuilder<ClientConfig, WantsVerifier> {
    // The provider is named because rustls panics rather than choose where a program has compiled in two.
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring has cipher suites for every version of TLS that rustls speaks")
}

/// The platform has no root certificates to trust. Another attempt would find none either.
#[derive(Clone, Debug)]
pub(super) struct TrustError(String);

impl fmt::Display for TrustError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot verify https servers: {}", self.0)
    }
}

impl Error for TrustError {}
