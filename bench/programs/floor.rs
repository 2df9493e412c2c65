//! The floor: what a program costs that sends one request over https by the same libraries as a client, with nothing of
//! AWS, no retries and no signature.

use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::{Request, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use std::error::Error;
use std::sync::Arc;
use tokio_rustls::TlsConnector;
use tower_service::Service;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let uri: Uri = std::env::args().nth(1).ok_or("name a URL")?.parse()?;
    let body = if uri.scheme_str() == Some("https") { encrypted(uri).await? } else { plain(uri).await? };
    println!("{} bytes", body.len());
    Ok(())
}

/// By the pool of hyper-util.
async fn plain(uri: Uri) -> Result<Bytes> {
    let client = Client::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build_http::<Empty<Bytes>>();
    Ok(client.get(uri).await?.into_body().collect().await?.to_bytes())
}

/// Over TLS, through the proxy that the environment names.
async fn encrypted(uri: Uri) -> Result<Bytes> {
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    let stream = match Matcher::from_env().intercept(&uri) {
        Some(proxy) => Tunnel::new(proxy.uri().clone(), tcp).call(uri.clone()).await?.into_inner(),
        None => tcp.call(uri.clone()).await?.into_inner(),
    };
    let host = uri.host().ok_or("the URL has no host")?.to_owned();
    let stream = TlsConnector::from(Arc::new(tls()?)).connect(ServerName::try_from(host.clone())?, stream).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let request = Request::get(path).header("host", host).body(Empty::<Bytes>::new())?;
    Ok(sender.send_request(request).await?.into_body().collect().await?.to_bytes())
}

fn tls() -> Result<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    Ok(config.with_safe_default_protocol_versions()?.with_root_certificates(roots).with_no_client_auth())
}
