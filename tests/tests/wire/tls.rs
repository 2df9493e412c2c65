//! A client that says itself how TLS is to be: whom it trusts, and whom it is.

use farrier_tests::client::{config, invite};
use farrier_tests::tls::trusting;
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 20\r\nconnection: close\r\n\r\n{\"Id\": \"connection\"}";

/// A host called `localhost` that answers nobody but who has the certificate `known`.
async fn start(own: CertifiedKey<KeyPair>, known: CertificateDer<'static>) -> String {
    let mut roots = RootCertStore::empty();
    roots.add(known).expect("a certificate");
    let provider = Arc::new(ring::default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone());
    let config = ServerConfig::builder_with_provider(provider);
    let config = config.with_safe_default_protocol_versions().expect("ring has them");
    let config = config.with_client_cert_verifier(verifier.build().expect("a root"));
    let config = config.with_single_cert(vec![own.cert.der().clone()], key(&own)).expect("its key");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("https://localhost:{}", listener.local_addr().expect("an address").port());
    tokio::spawn(accept(listener, TlsAcceptor::from(Arc::new(config))));
    url
}

async fn accept(listener: TcpListener, tls: TlsAcceptor) {
    while let Ok((connection, _)) = listener.accept().await {
        let Ok(mut connection) = tls.accept(connection).await else { continue };
        let mut buffer = [0; 8192];
        // The request is small enough to come at once.
        if let Ok(1..) = connection.read(&mut buffer).await {
            connection.write_all(ANSWER).await.expect("a client");
            // It may have hung up already.
            let _ = connection.shutdown().await;
        }
    }
}

fn certificate() -> CertifiedKey<KeyPair> {
    generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate")
}

fn key(own: &CertifiedKey<KeyPair>) -> PrivateKeyDer<'static> {
    PrivatePkcs8KeyDer::from(own.signing_key.serialize_der()).into()
}

#[tokio::test]
async fn client_certificate() {
    let (host, friend, stranger) = (certificate(), certificate(), certificate());
    let trusted = host.cert.der().clone();
    let url = start(host, friend.cert.der().clone()).await;
    let client = |own: Option<&CertifiedKey<KeyPair>>| {
        let tls = trusting(&trusted);
        let tls = match own {
            Some(own) => tls.with_client_auth_cert(vec![own.cert.der().clone()], key(own)).expect("its key"),
            None => tls.with_no_client_auth(),
        };
        let http = farrier_runtime::client::http::client_with_tls(tls);
        aws_sdk_partnercentralaccount::Client::from_conf(config().endpoint_url(&url).http_client(http).build())
    };
    assert_eq!(invite(&client(Some(&friend))).send().await.expect("an output").id(), "connection");
    for nobody in [Some(&stranger), None] {
        let error = invite(&client(nobody)).send().await.expect_err("not let in");
        assert!(error.as_service_error().is_none(), "{error:?}");
    }
}
