//! Whom a connection trusts, and how it is encrypted.

use crate::sync::lock;
use std::io;
use std::sync::{Arc, Mutex};

use http::Uri;
use http::uri::Scheme;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use rustls_native_certs::{CertificateResult, load_native_certs};
use tokio_rustls::TlsConnector;

use super::provider::{TlsError, provider};
#[cfg(feature = "http2")]
use super::wire::HTTP_2;
use super::wire::Wire;
use crate::error::BoxError;

/// Whom to trust, for connections with and without HTTP/2.
#[derive(Clone, Debug)]
pub(super) struct Tls {
    /// Says nothing of versions of HTTP.
    pub(super) http1: Arc<ClientConfig>,
    /// Lets the host choose.
    #[cfg(feature = "http2")]
    pub(super) http2: Arc<ClientConfig>,
}

impl Tls {
    /// The one that trusts the platform's root certificates, which are read once in the life of the process: reading
    /// them can take a third of a second. That there are none may be over at the next attempt, as when no file could be
    /// opened.
    pub(super) fn native_roots() -> Result<Self, TlsError> {
        static TLS: Mutex<Option<Tls>> = Mutex::new(None);
        let mut tls = lock(&TLS);
        match &*tls {
            Some(tls) => Ok(tls.clone()),
            None => Ok(tls.insert(config(provider()?, roots()?)?.into()).clone()),
        }
    }
}

impl From<ClientConfig> for Tls {
    fn from(mut config: ClientConfig) -> Self {
        config.alpn_protocols.clear();
        Self {
            #[cfg(feature = "http2")]
            http2: {
                let mut config = config.clone();
                config.alpn_protocols = [HTTP_2, b"http/1.1"].map(Vec::from).into();
                Arc::new(config)
            },
            http1: Arc::new(config),
        }
    }
}

fn roots() -> Result<RootCertStore, TlsError> {
    let CertificateResult { certs, errors, .. } = load_native_certs();
    if certs.is_empty() {
        return Err(TlsError(format!("no native root CA certificates found (errors: {errors:?})")));
    }
    let mut roots = RootCertStore::empty();
    // Platforms keep certificates that rustls cannot read; the others count.
    let (_, invalid) = roots.add_parsable_certificates(certs);
    if roots.is_empty() {
        return Err(TlsError(format!("no valid native root CA certificates found ({invalid} invalid)")));
    }
    Ok(roots)
}

/// Trusts these roots, and shows no certificate.
pub(super) fn config(provider: Arc<CryptoProvider>, roots: RootCertStore) -> Result<ClientConfig, TlsError> {
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| TlsError(error.to_string()))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

pub(super) fn is_https(uri: &Uri) -> bool {
    uri.scheme() == Some(&Scheme::HTTPS)
}

/// The name that the certificate of the host of `target` must have.
pub(super) fn name(target: &Uri) -> Result<ServerName<'static>, BoxError> {
    let host = target.host().unwrap_or_default();
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    Ok(ServerName::try_from(address.unwrap_or(host).to_owned())?)
}

pub(super) async fn encrypted(
    wire: Wire,
    config: Arc<ClientConfig>,
    name: ServerName<'static>,
) -> Result<Wire, BoxError> {
    let stream = TlsConnector::from(config).connect(name, wire).await.map_err(io::Error::other)?;
    Ok(Box::new(stream))
}
