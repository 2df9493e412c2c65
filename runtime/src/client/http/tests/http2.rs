//! What HTTP/2 adds: a host that may know it, and streams that end in ways of their own.

use super::super::version::Version;
use super::*;
use bytes::Bytes;
use h2::server::SendResponse;
use h2::{Reason, RecvStream};
use http::{Request, Response};
use http_body::{Body, Frame};
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, DuplexStream, ReadBuf};
use tokio::task::JoinHandle;

type Respond = SendResponse<Bytes>;

/// A host that knows HTTP/2, does `answer` to each request, and counts its connections.
async fn host<F>(answer: impl Fn(Request<RecvStream>, Respond) -> F + Clone + Send + 'static) -> (Host, Arc<Mutex<u32>>)
where
    F: Future<Output = Result<(), h2::Error>> + Send + 'static,
{
    let (acceptor, tls) = localhost(&[b"h2", b"http/1.1"]);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let connections = Arc::new(Mutex::new(0));
    let count = connections.clone();
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            *count.lock().unwrap() += 1;
            let (acceptor, answer) = (acceptor.clone(), answer.clone());
            tokio::spawn(async move {
                let mut connection = acceptor.accept(connection).await.unwrap();
                if connection.get_ref().1.alpn_protocol() != Some(b"h2") {
                    return connection.write_all(OK.as_bytes()).await.unwrap();
                }
                let mut connection = h2::server::handshake(connection).await.unwrap();
                while let Some(Ok((request, respond))) = connection.accept().await {
                    tokio::spawn(answer(request, respond));
                }
            });
        }
    });
    (Host::new(port, tls, proxies(&[])), connections)
}

struct Host {
    port: u16,
    tls: Tls,
    client: PooledClient,
}

impl Host {
    fn new(port: u16, tls: Tls, proxies: Proxies) -> Self {
        Self { port, tls: tls.clone(), client: PooledClient::new(proxies, Some(tls)) }
    }

    async fn send(&self, version: Version, body: &'static str) -> Result<HttpResponse, ConnectorError> {
        send(&self.client, asking(version, format!("https://localhost:{}/path", self.port), body)).await
    }
}

fn asking(version: Version, uri: String, body: &'static str) -> HttpRequest {
    let mut request = request(uri, body);
    request.add_extension(version);
    request
}

async fn echo(mut request: Request<RecvStream>, mut respond: Respond) -> Result<(), h2::Error> {
    let mut response = Response::builder().header("seen", format!("{:?} {:?}", request.version(), request.uri()));
    for name in request.headers().keys() {
        response = response.header("seen-header", name.as_str());
    }
    let mut answer = respond.send_response(response.body(()).unwrap(), false)?;
    while let Some(data) = request.body_mut().data().await {
        let data = data?;
        let _ = request.body_mut().flow_control().release_capacity(data.len());
        answer.send_data(data, false)?;
    }
    answer.send_data("ok".into(), true)
}

async fn reset(mut respond: Respond, reason: Reason) -> Result<(), h2::Error> {
    respond.send_reset(reason);
    Ok(())
}

async fn silence(_: Request<RecvStream>, mut respond: Respond) -> Result<(), h2::Error> {
    poll_fn(|context| respond.poll_reset(context)).await.map(drop)
}

#[tokio::test]
async fn it_is_spoken_where_it_is_asked_for_and_known() {
    let (host, connections) = host(echo).await;
    let calls = [Version::PreferHttp2, Version::Http2, Version::Http2].map(|version| host.send(version, "hello, "));
    let [first, second, third] = calls;
    let (first, second, third) = tokio::join!(first, second, third);
    for response in [first, second, third] {
        let response = response.unwrap();
        let seen = format!("HTTP/2.0 https://localhost:{}/path", host.port);
        assert_eq!(response.headers().get("seen"), Some(&*seen));
        // None of those that belong to a connection, and no host besides that of the URI.
        assert_eq!(response.headers().get_all("seen-header").collect::<Vec<_>>(), ["content-length"]);
        assert_eq!(text(response).await.unwrap(), "hello, ok");
    }
    assert!(host.send(Version::Http2, "").await.is_ok());
    assert!(*connections.lock().unwrap() <= 3, "later requests use a connection that is there");
    let before = *connections.lock().unwrap();
    assert_eq!(text(host.send(Version::Http1, "").await.unwrap()).await.unwrap(), "ok");
    assert_eq!(*connections.lock().unwrap(), before + 1, "a request that does not ask is sent as ever");
}

#[tokio::test]
async fn a_host_without_it_is_spoken_to_as_ever_unless_it_is_needed() {
    let (address, tls) = tls_server().await;
    let (plain, _) = server(OK, Then::Keep).await;
    let client = PooledClient::new(proxies(&[]), Some(tls));
    let hosts = [format!("https://localhost:{}", address.port()), format!("http://{plain}")];
    let why = ["", "; it is settled over `https` only"];
    for (host, why) in hosts.into_iter().zip(why) {
        let response = send(&client, asking(Version::PreferHttp2, host.clone(), "")).await.unwrap();
        assert_eq!(text(response).await.unwrap(), "ok");
        let error = send(&client, asking(Version::Http2, host.clone(), "")).await.unwrap_err();
        assert!(error.is_user(), "{error:?}");
        let message = DisplayErrorContext(&error).to_string();
        let authority = host.split_once("//").unwrap().1;
        let expected = format!(
            "{authority} does not speak HTTP/2, without which events cannot be sent and received at the same time{why}"
        );
        assert!(message.contains(&expected), "{message}");
    }
}

#[tokio::test]
async fn the_head_goes_out_before_the_body_is_there_and_an_answer_is_not_waited_for_longer() {
    let (host, _) = host(echo).await;
    let (mut sender, body) = tokio::io::duplex(64);
    let mut request = asking(Version::Http2, format!("https://localhost:{}/", host.port), "");
    *request.body_mut() = SdkBody::from_body_1_x(Piped(body));
    let response = send(&host.client, request).await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    sender.write_all(b"late, ").await.unwrap();
    drop(sender);
    assert_eq!(text(response).await.unwrap(), "late, ok");
}

#[tokio::test]
async fn a_silent_host_is_a_read_timeout() {
    let (host, _) = host(silence).await;
    let request = asking(Version::Http2, format!("https://localhost:{}/path", host.port), "");
    let error = send_within(1, &host.client, request).await.unwrap_err();
    assert!(error.is_timeout());
    let message = DisplayErrorContext(&error).to_string();
    assert!(message.contains("HTTP read timeout occurred after 1s"), "{message}");
}

/// A proxy that opens one tunnel to a port of this machine; what it was asked.
async fn tunnel(port: u16) -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let asked = tokio::spawn(async move {
        let mut inner = listener.accept().await.unwrap().0;
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(inner.read_u8().await.unwrap());
        }
        inner.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        let mut outer = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        tokio::spawn(async move { tokio::io::copy_bidirectional(&mut inner, &mut outer).await });
        String::from_utf8(head).unwrap()
    });
    (address, asked)
}

#[tokio::test]
async fn it_is_settled_within_the_tunnel_of_a_proxy() {
    let (host, connections) = host(echo).await;
    let (proxy, asked) = tunnel(host.port).await;
    let through = proxies(&[("ALL_PROXY", &format!("http://me:secret@{proxy}"))]);
    let through = Host::new(host.port, host.tls, through);
    for version in [Version::PreferHttp2, Version::Http2] {
        let response = through.send(version, "hello, ").await.unwrap();
        assert_eq!(response.headers().get("seen"), Some(&*format!("HTTP/2.0 https://localhost:{}/path", host.port)));
        assert_eq!(text(response).await.unwrap(), "hello, ok");
    }
    assert_eq!(*connections.lock().unwrap(), 1, "the second request shares the tunnel");
    let asked = asked.await.unwrap();
    assert!(asked.starts_with(&format!("CONNECT localhost:{} HTTP/1.1\r\n", host.port)), "{asked}");
    assert!(asked.contains("Proxy-Authorization: Basic bWU6c2VjcmV0\r\n"), "{asked}");
}

/// There is no connection before the version is settled, whoever says nothing: the host or a proxy on the way.
#[tokio::test]
async fn a_handshake_that_stalls_is_a_connect_timeout() {
    let (silent, seen) = server("", Then::Keep).await;
    let (_, tls) = localhost(&[b"h2"]);
    let settings = HttpConnectorSettings::builder().connect_timeout(Duration::from_millis(300)).build();
    let proxy = format!("http://{silent}");
    for (variables, first) in [(&[][..], "\u{16}\u{3}"), (&[("ALL_PROXY", &*proxy)], "CONNECT ")] {
        let host = Host::new(silent.port(), tls.clone(), proxies(variables));
        let request = asking(Version::Http2, format!("https://localhost:{}/", silent.port()), "");
        let error = host.client.connector(&settings, None).call(request).await.unwrap_err();
        assert!(error.is_timeout(), "{error:?}");
        let message = DisplayErrorContext(&error).to_string();
        assert!(message.contains("HTTP connect timeout occurred after 300ms"), "{message}");
        let seen = &seen.lock().unwrap().pop().unwrap()[0];
        assert!(seen.starts_with(first), "{seen}");
    }
}

/// What the host did nothing about may be sent again, whatever it is.
#[tokio::test]
async fn what_the_host_refuses_is_worth_another_attempt() {
    let (refusing, _) = host(|_, respond| reset(respond, Reason::REFUSED_STREAM)).await;
    let error = refusing.send(Version::Http2, "").await.unwrap_err();
    assert!(error.is_io(), "{error:?}");
    let (failing, _) = host(|_, respond| reset(respond, Reason::INTERNAL_ERROR)).await;
    let error = failing.send(Version::Http2, "").await.unwrap_err();
    assert!(!error.is_io() && !error.is_timeout() && error.as_other().is_none(), "{error:?}");
}

/// Half of an answer, which nobody would know for half of one.
#[tokio::test]
async fn a_host_that_stops_without_an_error_has_not_ended_its_answer() {
    let (host, _) = host(|_, mut respond: Respond| async move {
        let mut answer = respond.send_response(Response::new(()), false)?;
        answer.send_data("half".into(), false)?;
        // So that it is on its way before all is forgotten.
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        answer.send_reset(Reason::NO_ERROR);
        Ok(())
    })
    .await;
    let error = text(host.send(Version::Http2, "").await.unwrap()).await.unwrap_err();
    assert!(DisplayErrorContext(&*error).to_string().contains("stopped the stream before its end"), "{error}");
}

/// A connection that the host is about to close takes no further request.
#[tokio::test]
async fn a_host_that_goes_away_is_worth_another_attempt() {
    let (acceptor, tls) = localhost(&[b"h2"]);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        loop {
            let connection = listener.accept().await.unwrap().0;
            let connection = acceptor.accept(connection).await.unwrap();
            let mut connection = h2::server::handshake(connection).await.unwrap();
            let request = connection.accept().await;
            connection.abrupt_shutdown(Reason::NO_ERROR);
            let _ = poll_fn(|context| connection.poll_closed(context)).await;
            drop(request);
        }
    });
    let host = Host::new(port, tls, proxies(&[]));
    let error = host.send(Version::Http2, "").await.unwrap_err();
    assert!(error.is_io(), "{error:?}");
}

/// A body of what is written to the other end.
struct Piped(DuplexStream);

impl Body for Piped {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let mut bytes = [0; 16];
        let mut buffer = ReadBuf::new(&mut bytes);
        ready!(Pin::new(&mut self.0).poll_read(cx, &mut buffer))?;
        let read = buffer.filled();
        Poll::Ready((!read.is_empty()).then(|| Ok(Frame::data(Bytes::copy_from_slice(read)))))
    }
}
