//! The default HTTP client: HTTP/1.1 and, for requests that ask for it, HTTP/2 over hyper; TLS by rustls.
//!
//! A thin layer: pooling is hyper-util's, TLS rustls', proxy rules hyper-util's. What is decided here is which
//! of them a request goes through (`transport`), how long it may take (`limit`) and what its failure means to the
//! retry strategy (`error`). Any other [`HttpClient`] can be set on the configuration instead.

mod connector;
mod error;
#[cfg(feature = "http2")]
mod http2_body;
mod limit;
mod provider;
mod proxies;
mod report;
mod tls;
mod transport;
mod version;
mod wire;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use aws_smithy_async::rt::sleep::{SharedAsyncSleep, default_async_sleep};
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{HttpClient, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
#[doc(no_inline)]
pub use rustls;
use rustls::ClientConfig;

use connector::{Pool, PooledConnector};
pub use provider::{TlsError, provider};
use proxies::Proxies;
#[cfg(feature = "http2")]
pub(super) use version::Version;

/// The HTTP client of a configuration that names no other.
///
/// It speaks HTTP/1.1 over `http` and `https`, and HTTP/2 over `https` for operations that ask for it. It keeps
/// connections in a pool of its own (idle ones for 90 seconds), trusts the certificates the platform trusts, and goes
/// through the proxies that `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` (or their lower-case forms) name at
/// the time of this call; a proxy that makes no sense is an error of the requests for it. Connect and read timeouts are
/// those of the operation's timeout configuration; calls with different ones share the connections.
///
/// TLS is that of the [`provider`] that Cargo features choose. Without one, `http` works and `https` is an error.
///
/// Calling this opens no connection and reads no certificate: the first request does. Requests must be sent from
/// within a Tokio runtime.
pub fn default_client() -> SharedHttpClient {
    SharedHttpClient::new(PooledClient::new(Proxies::from_env(), None))
}

/// [`default_client`] that goes through no proxy: for `farrier-credentials`, which asks the machine that it runs on.
#[doc(hidden)]
pub fn direct_client() -> SharedHttpClient {
    SharedHttpClient::new(PooledClient::new(Proxies::read(&|_| None), None))
}

/// [`default_client`] with TLS as `tls` has it: other roots to trust, a client certificate, another provider of
/// cryptography than those that are features, or a log of keys.
///
/// What `tls` says of ALPN is not used: it is settled here, by the versions of HTTP that an operation can speak.
///
/// ```
/// use farrier_runtime::client::http::{client_with_tls, provider, rustls};
/// use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
/// use rustls::{ClientConfig, RootCertStore};
///
/// # fn client() -> Result<(), Box<dyn std::error::Error>> {
/// let mut roots = RootCertStore::empty();
/// for certificate in CertificateDer::pem_file_iter("roots.pem")? {
///     roots.add(certificate?)?;
/// }
/// // Who the client is, for hosts that want to know.
/// let certificates = CertificateDer::pem_file_iter("client.pem")?.collect::<Result<Vec<_>, _>>()?;
/// let key = PrivateKeyDer::from_pem_file("client.key")?;
/// let tls = ClientConfig::builder_with_provider(provider()?)
///     .with_safe_default_protocol_versions()?
///     .with_root_certificates(roots)
///     .with_client_auth_cert(certificates, key)?;
/// let http = client_with_tls(tls);
/// # Ok(())
/// # }
/// ```
pub fn client_with_tls(tls: ClientConfig) -> SharedHttpClient {
    SharedHttpClient::new(PooledClient::new(Proxies::from_env(), Some(tls.into())))
}

/// One pool of connections for all calls, whatever their timeouts are.
#[derive(Debug)]
struct PooledClient {
    pool: Pool,
}

impl PooledClient {
    fn new(proxies: Proxies, tls: Option<tls::Tls>) -> Self {
        Self { pool: Pool::new(Arc::new(proxies), tls) }
    }

    fn connector(&self, settings: &HttpConnectorSettings, sleep: Option<SharedAsyncSleep>) -> SharedHttpConnector {
        let sleep = sleep.or_else(default_async_sleep);
        SharedHttpConnector::new(PooledConnector::new(self.pool.clone(), settings, sleep))
    }
}

impl HttpClient for PooledClient {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        self.connector(settings, components.sleep_impl())
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        Some(ConnectorMetadata::new("hyper", Some("1.x".into())))
    }
}
