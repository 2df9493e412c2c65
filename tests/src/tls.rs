//! HTTP clients that trust a test's certificate.

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use farrier_runtime::client::http::{client_with_tls, provider};
use tokio_rustls::rustls::client::WantsClientCert;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::{ClientConfig, ConfigBuilder, RootCertStore};

/// A client that trusts one certificate and nobody else.
///
/// # Panics
/// This is no certificate.
pub fn client_trusting(certificate: &CertificateDer<'_>) -> SharedHttpClient {
    client_with_tls(trusting(certificate).with_no_client_auth())
}

/// What is left to say is whom the client is.
///
/// # Panics
/// This is no certificate.
pub fn trusting(certificate: &CertificateDer<'_>) -> ConfigBuilder<ClientConfig, WantsClientCert> {
    let mut roots = RootCertStore::empty();
    roots.add(certificate.clone().into_owned()).expect("a certificate");
    let config = ClientConfig::builder_with_provider(provider().expect("`ring` is on by default"));
    config.with_safe_default_protocol_versions().expect("each provider has them").with_root_certificates(roots)
}
