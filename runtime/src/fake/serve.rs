//! A fake as a server on this machine, for programs that take no HTTP client.

use super::service::{FakeService, Lost};
use crate::error::BoxError;
use crate::protocol::Request;
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_types::body::SdkBody;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::io;
use std::net::Ipv4Addr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::{AbortHandle, JoinSet};

/// A fake that listens on 127.0.0.1 as long as this is there. It speaks HTTP/1.1 without TLS, and does not look at
/// signatures.
///
/// To the program a function that panics is a connection that ends. So that an assertion in it fails the test, whatever
/// the program makes of that, this panics when it is dropped then.
#[must_use = "the server ends when this is dropped: keep it in a variable"]
#[derive(Debug)]
pub struct Served {
    url: String,
    task: AbortHandle,
    panicked: Arc<AtomicBool>,
}

impl Served {
    /// Where it listens, as an endpoint URL: `http://127.0.0.1:` and the port.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.task.abort();
        let panicked = self.panicked.load(Ordering::Acquire);
        assert!(!panicked || thread::panicking(), "a function of the fake panicked: see the message before this one");
    }
}

/// Notes that a connection ended by a panic.
struct Watch(Arc<AtomicBool>);

impl Drop for Watch {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.store(true, Ordering::Release);
        }
    }
}

impl FakeService {
    /// Serves on 127.0.0.1, on a port that is free.
    ///
    /// # Errors
    /// No port can be listened on.
    ///
    /// # Panics
    /// It is called from outside of a Tokio runtime.
    pub async fn serve(&self) -> io::Result<Served> {
        self.serve_on(0).await
    }

    /// Serves on a port of 127.0.0.1.
    ///
    /// # Errors
    /// The port cannot be listened on.
    ///
    /// # Panics
    /// It is called from outside of a Tokio runtime.
    pub async fn serve_on(&self, port: u16) -> io::Result<Served> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let panicked = Arc::new(AtomicBool::new(false));
        let task = tokio::spawn(accept(self.clone(), listener, panicked.clone())).abort_handle();
        Ok(Served { url, task, panicked })
    }
}

/// Accepts connections, which end with this.
async fn accept(fake: FakeService, listener: TcpListener, panicked: Arc<AtomicBool>) {
    let mut connections = JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // One that was given up before it was accepted is none. Where there are no descriptors left, some may be
            // soon.
            tokio::time::sleep(Duration::from_millis(5)).await;
            continue;
        };
        let (fake, panicked) = (fake.clone(), panicked.clone());
        connections.spawn(async move {
            let answer = service_fn(|request| answer(fake.clone(), request));
            let connection = pin!(http1::Builder::new().serve_connection(TokioIo::new(stream), answer));
            // Dropped before the connection ends, which is all that the program sees.
            let _watch = Watch(panicked);
            // A client that goes away, and a fault that closes the connection.
            let _ = connection.await;
        });
        while connections.try_join_next().is_some() {}
    }
}

async fn answer(fake: FakeService, request: http::Request<Incoming>) -> Result<http::Response<SdkBody>, BoxError> {
    let is_head = request.method() == http::Method::HEAD;
    let request = Request::try_from(request.map(SdkBody::from_body_1_x))?;
    let sleep = SharedAsyncSleep::new(TokioSleep::new());
    match fake.respond(request, Some(&sleep)).await {
        Ok(mut response) => {
            if !is_head {
                // That of the body counts.
                response.headers_mut().remove("content-length");
            }
            Ok(response.try_into_http1x()?)
        }
        Err(Lost::Disconnect) => Err("a fault closes the connection".into()),
        Err(Lost::Silence) => std::future::pending().await,
    }
}
