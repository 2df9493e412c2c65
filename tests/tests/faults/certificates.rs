//! Certificates that a client must not believe.

use crate::server::Server;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use farrier_tests::tls::client_trusting;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// What is wrong with a certificate.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Wrong {
    /// Nobody knows who made it.
    Issuer,
    Host,
    Expired,
}

/// A server with such a certificate, and a client that trusts it where that is not what is wrong.
pub(crate) async fn start(wrong: Wrong, usual: SharedHttpClient) -> (Server, SharedHttpClient) {
    let host = if wrong == Wrong::Host { "other.example" } else { "127.0.0.1" };
    let mut params = CertificateParams::new([host.to_owned()]).expect("a name");
    if wrong == Wrong::Expired {
        params.not_after = date_time_ymd(2020, 1, 1);
    }
    let key = KeyPair::generate().expect("a key");
    let certificate = params.self_signed(&key).expect("a certificate");
    let http = if wrong == Wrong::Issuer { usual } else { client_trusting(certificate.der()) };
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().expect("ring has them").with_no_client_auth();
    let key = PrivatePkcs8KeyDer::from(key.serialize_der()).into();
    let config = config.with_single_cert(vec![certificate.into()], key).expect("its key");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let connections = Arc::new(AtomicUsize::new(0));
    tokio::spawn(accept(listener, TlsAcceptor::from(Arc::new(config)), connections.clone()));
    (Server::counted(port, connections), http)
}

async fn accept(listener: TcpListener, tls: TlsAcceptor, connections: Arc<AtomicUsize>) {
    while let Ok((stream, _)) = listener.accept().await {
        connections.fetch_add(1, Ordering::SeqCst);
        let tls = tls.clone();
        // The client ends it.
        tokio::spawn(async move { drop(tls.accept(stream).await) });
    }
}
