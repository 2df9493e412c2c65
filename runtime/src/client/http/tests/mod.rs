//! Against servers on the loopback interface that say exactly what a case needs, byte by byte.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep, Sleep};
use aws_smithy_runtime_api::client::connection::CaptureSmithyConnection;
use aws_smithy_runtime_api::client::http::telemetry::{CaptureHttpAttemptTelemetry, ConnectionUsage};
use aws_smithy_runtime_api::client::http::{HttpClient, HttpConnector, HttpConnectorSettings};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::retry::ErrorKind;
use hyper_util::client::legacy::connect::HttpInfo;
use rustls::crypto::ring;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tower_service::Service;

use super::proxies::Proxies;
use super::tls::{self, Tls};
use super::transport::{self, Direct};
use super::{PooledClient, default_client};

#[cfg(feature = "http2")]
mod http2;
mod provider;
mod proxies;

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

#[derive(Clone, Copy, PartialEq)]
enum Then {
    Keep,
    Close,
}

/// What reached a server: one list of requests a connection.
type Seen = Arc<Mutex<Vec<Vec<String>>>>;

/// Answers every request with `answer`.
async fn server(answer: &'static str, then: Then) -> (SocketAddr, Seen) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let seen = Seen::default();
    let log = seen.clone();
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            log.lock().unwrap().push(Vec::new());
            let number = log.lock().unwrap().len() - 1;
            tokio::spawn(serve(connection, answer, then, log.clone(), number));
        }
    });
    (address, seen)
}

async fn serve(mut connection: TcpStream, answer: &str, then: Then, log: Seen, number: usize) {
    let mut buffer = [0; 4096];
    // The requests below are small enough to arrive in one piece.
    while let Ok(length @ 1..) = connection.read(&mut buffer).await {
        log.lock().unwrap()[number].push(String::from_utf8_lossy(&buffer[..length]).into_owned());
        connection.write_all(answer.as_bytes()).await.unwrap();
        if then == Then::Close {
            return;
        }
    }
}

/// Those of an environment.
fn proxies(variables: &[(&str, &str)]) -> Proxies {
    Proxies::read(&|name| variables.iter().find(|(it, _)| *it == name).map(|(_, value)| value.into()))
}

fn client() -> PooledClient {
    PooledClient::new(proxies(&[]), None)
}

fn request(uri: impl Into<String>, body: &'static str) -> HttpRequest {
    let method = if body.is_empty() { "GET" } else { "POST" };
    let request = http::Request::builder().method(method).uri(uri.into());
    HttpRequest::try_from(request.body(SdkBody::from(body)).unwrap()).unwrap()
}

async fn send(client: &PooledClient, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
    // A machine may be busy, and cryptography is slow before it is optimised.
    send_within(60, client, request).await
}

async fn send_within(
    seconds: u64,
    client: &PooledClient,
    request: HttpRequest,
) -> Result<HttpResponse, ConnectorError> {
    let settings = HttpConnectorSettings::builder().read_timeout(Duration::from_secs(seconds));
    client.connector(&settings.build(), None).call(request).await
}

async fn text(response: HttpResponse) -> Result<String, Box<dyn Error>> {
    let bytes = ByteStream::new(response.into_body()).collect().await?;
    Ok(String::from_utf8(bytes.to_vec())?)
}

#[tokio::test]
async fn requests_share_a_connection() {
    let (address, seen) = server(OK, Then::Keep).await;
    let client = client();
    for (path, body) in [("a?b=c", ""), ("d", "hello")] {
        let response = send(&client, request(format!("http://{address}/{path}"), body)).await.unwrap();
        assert_eq!(response.status().as_u16(), 200);
        assert_eq!(text(response).await.unwrap(), "ok");
    }
    let seen = seen.lock().unwrap();
    let [get, post] = &seen[0][..] else { panic!("{seen:?}") };
    assert!(get.starts_with("GET /a?b=c HTTP/1.1\r\n"), "{get}");
    assert!(post.starts_with("POST /d HTTP/1.1\r\n") && post.ends_with("\r\n\r\nhello"), "{post}");
    assert!(post.contains("content-length: 5\r\n"), "{post}");
}

#[tokio::test]
async fn a_poisoned_connection_is_not_used_again() {
    let (address, seen) = server(OK, Then::Keep).await;
    let client = client();
    for _ in 0..2 {
        let mut request = request(format!("http://{address}/"), "");
        let capture = CaptureSmithyConnection::new();
        request.add_extension(capture.clone());
        text(send(&client, request).await.unwrap()).await.unwrap();
        let connection = capture.get().unwrap();
        assert_eq!(connection.remote_addr(), Some(address));
        connection.poison();
    }
    assert_eq!(seen.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn whoever_asks_is_told_how_long_a_connection_took() {
    let (address, _) = server(OK, Then::Keep).await;
    let client = client();
    let mut asked = Vec::new();
    for _ in 0..2 {
        let mut request = request(format!("http://{address}/"), "");
        let capture = CaptureHttpAttemptTelemetry::new();
        request.add_extension(capture.clone());
        text(send(&client, request).await.unwrap()).await.unwrap();
        let told = capture.get();
        assert_eq!(told.connection().unwrap().remote_addr(), Some(address));
        assert!(told.acquisition().unwrap().duration() <= told.connector_call_duration());
        asked.push(told.acquisition().unwrap().usage());
    }
    assert_eq!(asked, [ConnectionUsage::Fresh, ConnectionUsage::Reused]);
}

#[tokio::test]
async fn a_connection_is_not_fresh_after_a_request_that_nobody_asked_about() {
    let (address, _) = server(OK, Then::Keep).await;
    let (client, capture) = (client(), CaptureHttpAttemptTelemetry::new());
    let (first, mut second) = (request(format!("http://{address}/"), ""), request(format!("http://{address}/"), ""));
    second.add_extension(capture.clone());
    for request in [first, second] {
        text(send(&client, request).await.unwrap()).await.unwrap();
    }
    assert_eq!(capture.get().acquisition().unwrap().usage(), ConnectionUsage::Reused);
}

#[tokio::test]
async fn of_a_connection_whose_answer_does_not_come_it_is_told_too() {
    let (address, _) = server("", Then::Keep).await;
    let mut request = request(format!("http://{address}/"), "");
    let capture = CaptureHttpAttemptTelemetry::new();
    request.add_extension(capture.clone());
    send_within(1, &client(), request).await.unwrap_err();
    let (took, call) =
        (capture.get().acquisition().unwrap().duration().unwrap(), capture.get().connector_call_duration());
    assert!(took < Duration::from_secs(1) && call >= Some(Duration::from_secs(1)), "{took:?} {call:?}");
}

#[tokio::test]
async fn a_silent_server_is_a_read_timeout() {
    let (address, _) = server("", Then::Keep).await;
    let error = send_within(1, &client(), request(format!("http://{address}/"), "")).await.unwrap_err();
    assert!(error.is_timeout());
    let message = DisplayErrorContext(&error).to_string();
    assert!(message.contains("HTTP read timeout occurred after 1s"), "{message}");
}

/// A clock on which every timeout is over at once.
#[derive(Debug)]
struct Impatient;

impl AsyncSleep for Impatient {
    fn sleep(&self, _: Duration) -> Sleep {
        Sleep::new(async {})
    }
}

#[tokio::test]
async fn connecting_too_slowly_is_a_connect_timeout() {
    let (address, _) = server(OK, Then::Keep).await;
    let settings = HttpConnectorSettings::builder().connect_timeout(Duration::from_secs(3)).build();
    let connector = client().connector(&settings, Some(SharedAsyncSleep::new(Impatient)));
    let error = connector.call(request(format!("http://{address}/"), "")).await.unwrap_err();
    assert!(error.is_timeout());
    let message = DisplayErrorContext(&error).to_string();
    assert!(message.contains("HTTP connect timeout occurred after 3s"), "{message}");
}

#[tokio::test]
async fn nobody_listening_is_an_io_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = send(&client(), request(format!("http://{address}/"), "")).await.unwrap_err();
    assert!(error.is_io());
}

#[tokio::test]
async fn a_connection_lost_before_the_answer_is_transient() {
    let (address, _) = server("HTTP/1.1 200", Then::Close).await;
    let error = send(&client(), request(format!("http://{address}/"), "")).await.unwrap_err();
    assert_eq!(error.as_other(), Some(ErrorKind::TransientError), "{error:?}");
}

#[tokio::test]
async fn a_connection_lost_in_the_body_fails_the_body() {
    let (address, _) = server("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nok", Then::Close).await;
    let response = send(&client(), request(format!("http://{address}/"), "")).await.unwrap();
    assert!(text(response).await.is_err());
}

#[tokio::test]
async fn no_host_is_not_worth_another_attempt() {
    let error = send(&client(), request("/path", "")).await.unwrap_err();
    assert!(!error.is_io() && !error.is_timeout() && error.as_other().is_none());
}

#[tokio::test]
async fn http_is_forwarded_by_the_proxy() {
    let (address, seen) = server(OK, Then::Keep).await;
    let proxies = proxies(&[("HTTP_PROXY", &format!("http://me:secret@{address}"))]);
    let mut request = request("http://service.test/a", "");
    let capture = CaptureSmithyConnection::new();
    request.add_extension(capture.clone());
    send(&PooledClient::new(proxies, None), request).await.unwrap();
    assert!(format!("{:?}", capture.get()).contains("is_proxied: true"));
    let seen = &seen.lock().unwrap()[0][0];
    assert!(seen.starts_with("GET http://service.test/a HTTP/1.1\r\n"), "{seen}");
    assert!(seen.contains("proxy-authorization: Basic bWU6c2VjcmV0\r\n"), "{seen}");
}

#[tokio::test]
async fn https_asks_the_proxy_for_a_tunnel() {
    if Tls::native_roots().is_err() {
        return;
    }
    let (address, seen) = server("HTTP/1.1 403 Forbidden\r\n\r\n", Then::Keep).await;
    let proxies = proxies(&[("ALL_PROXY", &format!("http://me:secret@{address}"))]);
    let error = send(&PooledClient::new(proxies, None), request("https://service.test/a", "")).await.unwrap_err();
    assert!(error.is_io(), "{error:?}");
    let seen = &seen.lock().unwrap()[0][0];
    assert!(seen.starts_with("CONNECT service.test:443 HTTP/1.1\r\n"), "{seen}");
    assert!(seen.contains("Proxy-Authorization: Basic bWU6c2VjcmV0\r\n"), "{seen}");
}

#[tokio::test]
async fn a_proxy_that_makes_no_sense_is_no_way_around_it() {
    let (address, seen) = server(OK, Then::Keep).await;
    let client = PooledClient::new(proxies(&[("http_proxy", "socks5://me:secret@proxy.test")]), None);
    let error = send(&client, request(format!("http://{address}/"), "")).await.unwrap_err();
    let message = DisplayErrorContext(&error).to_string();
    assert!(message.contains("the proxy `socks5://proxy.test` that `http_proxy` names has the scheme"), "{message}");
    assert!(error.is_user() && !message.contains("secret") && seen.lock().unwrap().is_empty());
}

/// What a host that is called `localhost` shows, and who trusts it.
fn localhost(versions: &[&[u8]]) -> (TlsAcceptor, Tls) {
    let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(own.cert.der().clone()).unwrap();
    let key = PrivatePkcs8KeyDer::from(own.signing_key.serialize_der()).into();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let mut config = config.with_single_cert(vec![own.cert.into()], key).unwrap();
    config.alpn_protocols = versions.iter().map(|id| id.to_vec()).collect();
    // Where no feature brings one, as a `ClientConfig` of one's own.
    let provider = super::provider().unwrap_or_else(|_| Arc::new(ring::default_provider()));
    (TlsAcceptor::from(Arc::new(config)), tls::config(provider, roots).unwrap().into())
}

/// Answers connections that are encrypted for `localhost`; what trusts it.
async fn tls_server() -> (SocketAddr, Tls) {
    let (acceptor, tls) = localhost(&[]);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            // A client that does not like the certificate hangs up.
            if let Ok(mut connection) = acceptor.accept(connection).await {
                connection.write_all(OK.as_bytes()).await.unwrap();
            }
        }
    });
    (address, tls)
}

#[tokio::test]
async fn https_is_encrypted_for_the_host_of_the_uri() {
    let (address, tls) = tls_server().await;
    let mut direct = Direct { tcp: transport::tcp(), tls: Some(tls.http1) };
    let uri = |scheme, host| format!("{scheme}://{host}:{}/", address.port()).parse().unwrap();
    let mut connection = direct.call(uri("https", "localhost")).await.unwrap().into_inner();
    let mut answer = vec![0; OK.len()];
    connection.read_exact(&mut answer).await.unwrap();
    assert_eq!(answer, OK.as_bytes());
    let mut extras = http::Extensions::new();
    connection.connected().get_extras(&mut extras);
    assert_eq!(extras.get::<HttpInfo>().map(HttpInfo::remote_addr), Some(address));
    let refused = |uri| direct.call(uri);
    let errors = [uri("https", "127.0.0.1"), uri("ftp", "localhost")].map(refused);
    for (error, expected) in errors.into_iter().zip(["NotValidForName", "unsupported scheme ftp"]) {
        let error = error.await.err().map(|error| format!("{error:?}")).unwrap();
        assert!(error.contains(expected), "{error}");
    }
}

#[tokio::test]
async fn no_proxy_goes_around_the_proxy() {
    let (proxy, through_proxy) = server(OK, Then::Keep).await;
    let (address, seen) = server(OK, Then::Keep).await;
    let proxies = proxies(&[("ALL_PROXY", &format!("http://me:secret@{proxy}")), ("NO_PROXY", "127.0.0.1")]);
    send(&PooledClient::new(proxies, None), request(format!("http://{address}/a"), "")).await.unwrap();
    assert!(through_proxy.lock().unwrap().is_empty());
    let seen = &seen.lock().unwrap()[0][0];
    assert!(seen.starts_with("GET /a HTTP/1.1\r\n") && !seen.contains("authorization"), "{seen}");
}

#[tokio::test]
async fn calls_with_different_timeouts_share_a_connection() {
    let (address, seen) = server(OK, Then::Keep).await;
    let client = client();
    for seconds in 1..=20 {
        let timeout = Duration::from_secs(seconds);
        let settings = HttpConnectorSettings::builder().connect_timeout(timeout).read_timeout(timeout).build();
        let connector = client.connector(&settings, None);
        let response = connector.call(request(format!("http://{address}/"), "")).await.unwrap();
        assert_eq!(text(response).await.unwrap(), "ok");
    }
    assert_eq!(seen.lock().unwrap().iter().map(Vec::len).collect::<Vec<_>>(), [20]);
}

#[test]
fn the_user_agent_names_the_library() {
    assert_eq!(default_client().connector_metadata().unwrap().to_string(), "http#hyper-1.x");
}
