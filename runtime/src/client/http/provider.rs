//! Which cryptography TLS stands on.
//!
//! Cargo features say so, and nothing else. The provider that a process may have installed for rustls is never asked:
//! no other crate of a program changes what a client does, or makes rustls panic because it cannot choose.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use rustls::crypto::CryptoProvider;

type Make = fn() -> Result<CryptoProvider, TlsError>;

/// What is compiled in; the first one counts. What somebody has to ask for comes before the default, which other crates
/// of a program may have left on.
const COMPILED: &[Make] = &[
    #[cfg(feature = "fips")]
    fips,
    #[cfg(feature = "aws-lc-rs")]
    || Ok(rustls::crypto::aws_lc_rs::default_provider()),
    #[cfg(feature = "graviola")]
    graviola,
    #[cfg(feature = "ring")]
    || Ok(rustls::crypto::ring::default_provider()),
];

/// The provider of cryptography that [`default_client`](super::default_client) encrypts with: of the Cargo features
/// `fips`, `aws-lc-rs`, `graviola` and `ring` the first that is on, in this order.
///
/// It is for a [`ClientConfig`](rustls::ClientConfig) of one's own that leaves this choice to the features.
///
/// # Errors
/// No such feature is on, the processor lacks instructions that Graviola needs, or AWS-LC is not in its mode for FIPS.
pub fn provider() -> Result<Arc<CryptoProvider>, TlsError> {
    let make = COMPILED.first().ok_or_else(|| TlsError(NONE.to_owned()))?;
    make().map(Arc::new)
}

const NONE: &str = "no provider of cryptography is compiled in; turn on one of the features `ring`, `aws-lc-rs`, `fips` and \
                    `graviola` of the client or of `farrier-runtime`, or make the HTTP client by `client_with_tls`";

#[cfg(feature = "fips")]
fn fips() -> Result<CryptoProvider, TlsError> {
    let provider = rustls::crypto::default_fips_provider();
    if provider.fips() { Ok(provider) } else { Err(TlsError("AWS-LC is not in its mode for FIPS".to_owned())) }
}

#[cfg(feature = "graviola")]
fn graviola() -> Result<CryptoProvider, TlsError> {
    if graviola::util::is_cpu_supported() {
        return Ok(rustls_graviola::default_provider());
    }
    // Graviola itself would panic.
    let lacks =
        "this processor lacks instructions that Graviola needs; take another of the features `ring` and `aws-lc-rs`";
    Err(TlsError(lacks.to_owned()))
}

/// Why nothing can be encrypted here: no provider of cryptography, or no root certificates to trust. The
/// same call would find neither once more.
#[derive(Clone, Debug)]
pub struct TlsError(pub(super) String);

impl fmt::Display for TlsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "https cannot be used: {}", self.0)
    }
}

impl Error for TlsError {}
