//! A host on this machine that speaks HTTP/2 over TLS, and says exactly what a test wants when it wants it.

use crate::chain::Chain;
use crate::goaway;
use crate::server::Received;
use crate::tls::client_trusting;
use aws_smithy_eventstream::frame::read_message_from;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::event_stream::Message;
use bytes::{Bytes, BytesMut};
use h2::server::{Builder, SendResponse};
use h2::{Reason, RecvStream, SendStream};
use http::{Request, Response};
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// A host; it stops with the runtime it was started in.
#[derive(Debug)]
pub struct Host {
    /// Where it listens.
    pub url: String,
    certificate: Vec<u8>,
    calls: UnboundedReceiver<Call>,
    connections: Arc<AtomicUsize>,
}

impl Host {
    /// Starts a host that speaks HTTP/2.
    ///
    /// # Panics
    /// There is no free port.
    pub async fn start() -> Self {
        Self::speaking(Builder::new()).await
    }

    /// Starts a host whose connections have no more calls than so many at a time.
    ///
    /// # Panics
    /// There is no free port.
    pub async fn limited(calls: u32) -> Self {
        let mut http2 = Builder::new();
        http2.max_concurrent_streams(calls);
        Self::speaking(http2).await
    }

    /// Starts a host whose first connection ends with `GOAWAY` when a request has come, or also some of its body: of none
    /// was anything done.
    ///
    /// # Panics
    /// There is no free port.
    pub async fn refusing(with_body: bool) -> Self {
        Self::beginning(Builder::new(), Some(with_body)).await
    }

    async fn speaking(http2: Builder) -> Self {
        Self::beginning(http2, None).await
    }

    async fn beginning(http2: Builder, refuses_first: Option<bool>) -> Self {
        let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        let certificate = own.cert.der().to_vec();
        let key = PrivatePkcs8KeyDer::from(own.signing_key.serialize_der()).into();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let config = config.with_safe_default_protocol_versions().expect("ring has them").with_no_client_auth();
        let mut config = config.with_single_cert(vec![own.cert.into()], key).expect("its key");
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("https://localhost:{}", listener.local_addr().expect("an address").port());
        let (sender, calls) = unbounded_channel();
        let connections = Arc::new(AtomicUsize::new(0));
        let protocols = (TlsAcceptor::from(Arc::new(config)), http2);
        let mut refuses = refuses_first;
        let accepted = connections.clone();
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                accepted.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(serve(connection, protocols.clone(), sender.clone(), refuses.take()));
            }
        });
        Self { url, certificate, calls, connections }
    }

    /// An HTTP client that trusts this host.
    pub fn client(&self) -> SharedHttpClient {
        client_trusting(&self.certificate.clone().into())
    }

    /// The next request.
    ///
    /// # Panics
    /// The host has stopped.
    pub async fn call(&mut self) -> Call {
        self.calls.recv().await.expect("a request")
    }

    /// How many connections there were so far.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }

    /// How many sockets are open at the port of this host: of both ends of each connection, and the one that listens.
    /// `None` where there is no list of them.
    ///
    /// # Panics
    /// The list is in another format.
    pub fn sockets(&self) -> Option<usize> {
        let port: u16 = self.url.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        let list = std::fs::read_to_string("/proc/self/net/tcp").ok()?;
        let is_open = |line: &&str| {
            let fields: Vec<_> = line.split_whitespace().collect();
            let at_port = |field: usize| fields[field].ends_with(&format!(":{port:04X}"));
            // What the system keeps of those that were closed is of no process.
            (at_port(1) || at_port(2)) && fields[9] != "0"
        };
        Some(list.lines().skip(1).filter(is_open).count())
    }
}

/// TLS, and HTTP/2 above it.
type Protocols = (TlsAcceptor, Builder);

/// Hands over the requests of a connection, until that ends, if it does not refuse the first.
async fn serve(
    connection: TcpStream,
    (tls, http2): Protocols,
    calls: UnboundedSender<Call>,
    refuses: Option<bool>,
) -> Option<()> {
    let connection = tls.accept(connection).await.ok()?;
    if let Some(with_body) = refuses {
        return goaway::refuse(connection, with_body).await.ok();
    }
    let mut connection = http2.handshake(connection).await.ok()?;
    let ends = Arc::new(Ends::default());
    loop {
        let request = tokio::select! {
            request = connection.accept() => request,
            () = ends.cut.notified() => None,
            () = ends.goaway.notified() => {
                connection.graceful_shutdown();
                continue;
            }
        };
        let (request, respond) = request?.ok()?;
        let (head, body) = request.into_parts();
        let authority = head.uri.authority().expect("of HTTP/2").to_string();
        let mut received = Request::from_parts(head, Bytes::new());
        received.headers_mut().insert("host", authority.parse().expect("a header"));
        *received.uri_mut() = received.uri().path_and_query().expect("of HTTP/2").as_str().parse().expect("a path");
        let call = Call { request: received, body, buffer: BytesMut::new(), respond, answer: None, ends: ends.clone() };
        calls.send(call).ok()?;
    }
}

/// How a connection may end.
#[derive(Debug, Default)]
struct Ends {
    cut: Notify,
    goaway: Notify,
}

/// A request, and the way to answer it.
#[derive(Debug)]
pub struct Call {
    /// Its head, with a header `host`.
    pub request: Received,
    body: RecvStream,
    buffer: BytesMut,
    respond: SendResponse<Bytes>,
    answer: Option<SendStream<Bytes>>,
    ends: Arc<Ends>,
}

impl Call {
    /// Begins to check signatures.
    ///
    /// # Panics
    /// The request is not signed as it should be.
    pub fn chain(&self) -> Chain {
        Chain::of(&self.request)
    }

    /// The next message; `None` at the end of the request.
    ///
    /// # Errors
    /// The client has given up.
    ///
    /// # Panics
    /// What came is no message.
    pub async fn message(&mut self) -> Result<Option<Message>, h2::Error> {
        loop {
            if let Some(length) = self.buffer.first_chunk::<4>().map(|length| u32::from_be_bytes(*length) as usize)
                && self.buffer.len() >= length
            {
                let message = self.buffer.split_to(length).freeze();
                return Ok(Some(read_message_from(message).expect("a message")));
            }
            let Some(data) = self.body.data().await else {
                assert!(self.buffer.is_empty(), "half a message");
                return Ok(None);
            };
            let data = data?;
            self.body.flow_control().release_capacity(data.len())?;
            self.buffer.extend_from_slice(&data);
        }
    }

    /// Reads some of the request, and lets no more come.
    ///
    /// # Errors
    /// The client has given up.
    ///
    /// # Panics
    /// The request has ended.
    pub async fn part(&mut self) -> Result<(), h2::Error> {
        self.body.data().await.expect("more").map(drop)
    }

    /// Answers with a head, and no body yet.
    ///
    /// # Panics
    /// The client is gone, or has a head already.
    pub fn answer(&mut self, head: http::response::Builder) {
        let head = head.header("x-amzn-requestid", "r-1").body(()).expect("a head");
        self.answer = Some(self.respond.send_response(head, false).expect("a client"));
    }

    /// Answers with a head and all of a body.
    ///
    /// # Panics
    /// The client is gone.
    pub fn fail(&mut self, status: u16, body: &'static str) {
        self.answer(Response::builder().status(status));
        self.send_last(body.into());
    }

    /// Sends a part of the body, once there is room for it.
    ///
    /// # Errors
    /// The client has given up.
    ///
    /// # Panics
    /// There is no head.
    pub async fn send(&mut self, bytes: impl Into<Bytes>) -> Result<(), h2::Error> {
        let (answer, mut bytes) = (self.answer.as_mut().expect("a head"), bytes.into());
        while !bytes.is_empty() {
            answer.reserve_capacity(bytes.len());
            let room = poll_fn(|context| answer.poll_capacity(context)).await.ok_or(Reason::CANCEL)??;
            answer.send_data(bytes.split_to(room.min(bytes.len())), false)?;
        }
        Ok(())
    }

    fn send_last(&mut self, bytes: Bytes) {
        self.answer.as_mut().expect("a head").send_data(bytes, true).expect("a client");
    }

    /// Ends the body.
    ///
    /// # Panics
    /// There is no head, or the client is gone.
    pub fn end(&mut self) {
        self.send_last(Bytes::new());
    }

    /// Ends the stream of both sides with a reason.
    pub fn reset(&mut self, reason: Reason) {
        match &mut self.answer {
            Some(answer) => answer.send_reset(reason),
            None => self.respond.send_reset(reason),
        }
    }

    /// Cuts the connection, with all calls on it.
    pub fn disconnect(&self) {
        self.ends.cut.notify_one();
    }

    /// Lets the connection have no more calls, while those that are there go on: sends `GOAWAY`.
    pub fn go_away(&self) {
        self.ends.goaway.notify_one();
    }

    /// Waits until the client has given up.
    ///
    /// # Panics
    /// There is no head.
    pub async fn given_up(&mut self) -> Option<Reason> {
        let answer = self.answer.as_mut().expect("a head");
        poll_fn(|context| answer.poll_reset(context)).await.ok()
    }
}
