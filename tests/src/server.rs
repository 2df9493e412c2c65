//! A server on this machine that keeps the requests and answers by a script.

use bytes::Bytes;
use flate2::read::GzDecoder;
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::collections::VecDeque;
use std::io::{self, Read as _};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What the server does about one request.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
    body: Bytes,
    delay: Duration,
    cut: Cut,
    live: Option<Arc<Mutex<Option<Source>>>>,
}

type Source = UnboundedReceiver<io::Result<Bytes>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    No,
    BeforeHead,
    InBody,
}

impl Answer {
    /// An answer with a status and a body.
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self { status, headers: Vec::new(), body: body.into(), delay: Duration::ZERO, cut: Cut::No, live: None }
    }

    /// A success whose body is what a test sends, while it sends it.
    pub fn live() -> (Live, Self) {
        let (sender, source) = unbounded_channel();
        (Live(sender), Self { live: Some(Arc::new(Mutex::new(Some(source)))), ..Self::ok("") })
    }

    /// A success.
    pub fn ok(body: impl Into<Bytes>) -> Self {
        Self::new(200, body)
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &(impl AsRef<[u8]> + ?Sized)) -> Self {
        self.headers.push((name.to_owned(), value.as_ref().to_vec()));
        self
    }

    /// Waits before answering.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Closes the connection instead of answering.
    pub fn closed() -> Self {
        Self { cut: Cut::BeforeHead, ..Self::ok("") }
    }

    /// Closes the connection half-way through the body.
    pub fn cut_short(mut self) -> Self {
        self.cut = Cut::InBody;
        self
    }

    /// The same answer several times.
    pub fn times(self, count: usize) -> Vec<Self> {
        vec![self; count]
    }
}

/// The other end of [`Answer::live`]; the body ends when it is dropped.
#[derive(Debug)]
pub struct Live(UnboundedSender<io::Result<Bytes>>);

impl Live {
    /// Sends a part of the body.
    pub fn send(&self, bytes: impl Into<Bytes>) {
        // Whoever has stopped listening does not want it.
        let _ = self.0.send(Ok(bytes.into()));
    }

    /// Closes the connection.
    pub fn cut(self) {
        let _ = self.0.send(Err(io::ErrorKind::ConnectionAborted.into()));
    }

    /// Waits until nobody listens any more.
    pub async fn closed(&self) {
        self.0.closed().await;
    }
}

/// A request as it arrived.
pub type Received = Request<Bytes>;

/// The value of a header; empty without it.
///
/// # Panics
/// It is no text.
pub fn header<'a>(request: &'a Received, name: &str) -> &'a str {
    request.headers().get(name).map_or("", |value| value.to_str().expect("text"))
}

/// The values of all headers of a name.
///
/// # Panics
/// One is no text.
pub fn headers<'a>(request: &'a Received, name: &str) -> Vec<&'a str> {
    request.headers().get_all(name).iter().map(|value| value.to_str().expect("text")).collect()
}

/// The ids of the features that the user agent of a request names.
///
/// # Panics
/// It names none.
pub fn features(request: &Received) -> Vec<String> {
    let agent = request.headers()["x-amz-user-agent"].to_str().expect("text");
    let features = agent.split(' ').find_map(|part| part.strip_prefix("m/")).expect("features");
    features.split(',').map(str::to_owned).collect()
}

/// A server that gives its answers one per request, in order; it stops with the runtime it was started in.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub url: String,
    script: Arc<Script>,
}

#[derive(Debug, Default)]
struct Script {
    answers: Mutex<VecDeque<Answer>>,
    requests: Mutex<Vec<Received>>,
    connections: AtomicUsize,
}

impl Server {
    /// Starts a server with a script.
    ///
    /// # Panics
    /// There is no free port.
    pub async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let answers = Mutex::new(answers.into_iter().collect());
        let script = Arc::new(Script { answers, ..Script::default() });
        tokio::spawn(accept(listener, script.clone()));
        Self { url, script }
    }

    /// The requests so far.
    ///
    /// # Panics
    /// A test panicked while holding them.
    pub fn requests(&self) -> Vec<Received> {
        self.script.requests.lock().expect("not poisoned").clone()
    }

    /// How many connections there were so far.
    pub fn connections(&self) -> usize {
        self.script.connections.load(Ordering::Relaxed)
    }

    /// The only request.
    ///
    /// # Panics
    /// There was none, or there were several.
    pub fn request(&self) -> Received {
        let [request] = self.requests().try_into().expect("one request");
        request
    }
}

async fn accept(listener: TcpListener, script: Arc<Script>) {
    while let Ok((stream, _)) = listener.accept().await {
        let script = script.clone();
        script.connections.fetch_add(1, Ordering::Relaxed);
        let service = service_fn(move |request| respond(request, script.clone()));
        // An answer cut short is an error of the connection, and meant to be.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn respond(request: Request<Incoming>, script: Arc<Script>) -> io::Result<Response<Scripted>> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    script.requests.lock().expect("not poisoned").push(Request::from_parts(head, body));
    let next = script.answers.lock().expect("not poisoned").pop_front();
    // Not worth a retry, and unlike anything a test expects.
    let answer = next.unwrap_or_else(|| Answer::new(418, r#"{"__type":"EndOfScript"}"#));
    tokio::time::sleep(answer.delay).await;
    if answer.cut == Cut::BeforeHead {
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    let mut response = Response::builder().status(answer.status);
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    let live = answer.live.and_then(|live| live.lock().expect("not poisoned").take());
    let length = answer.body.len();
    let cut = answer.cut == Cut::InBody;
    let body = if cut { answer.body.slice(..length / 2) } else { answer.body };
    response.body(Scripted { body: Some(body), length, cut, live }).map_err(io::Error::other)
}

/// A body that may promise more than it gives.
#[derive(Debug)]
struct Scripted {
    body: Option<Bytes>,
    length: usize,
    cut: bool,
    live: Option<Source>,
}

/// What was compressed to the body of a request that says so.
///
/// # Panics
/// It was not, or does not say so.
pub fn decompressed(request: &Received) -> Vec<u8> {
    assert_eq!(header(request, "content-encoding"), "gzip");
    assert_eq!(header(request, "content-length"), request.body().len().to_string());
    let mut body = Vec::new();
    GzDecoder::new(&request.body()[..]).read_to_end(&mut body).expect("gzip");
    assert!(body.len() > request.body().len());
    body
}

impl Body for Scripted {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if let Some(live) = &mut self.live {
            return live.poll_recv(context).map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)));
        }
        match self.body.take() {
            Some(body) => Poll::Ready(Some(Ok(Frame::data(body)))),
            None if self.cut => {
                // Once more round the loop, so that what there is gets written before the connection ends.
                if std::mem::take(&mut self.length) > 0 {
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())))
            }
            None => Poll::Ready(None),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self.live {
            Some(_) => SizeHint::default(),
            None => SizeHint::with_exact(self.length as u64),
        }
    }
}
