//! A server that does what no server should, byte by byte.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

/// What the server does about a request, one after the other.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends these bytes one at a time, with a pause after each.
    Drip(Vec<u8>, Duration),
    /// Sends these bytes for as long as the client takes them.
    Flood(Vec<u8>),
    /// Does nothing for a long time, or until the client has gone.
    Stall,
    /// Closes the connection.
    Close,
    /// Closes the connection as a crash does, with a reset.
    Reset,
}

/// How many requests there were, and where.
pub(crate) struct Server {
    pub(crate) port: u16,
    requests: Arc<AtomicUsize>,
}

impl Server {
    /// Answers the first request by the first list, the next one by the next, and all further ones by the last. Of a
    /// server that does not listen to HTTP, connections are answered and not requests.
    pub(crate) async fn start(script: Vec<Vec<Act>>, listens: bool) -> Self {
        let requests = Arc::new(AtomicUsize::new(0));
        let count = requests.clone();
        let next = move |_: &[u8]| {
            let number = count.fetch_add(1, Ordering::SeqCst);
            script.get(number).or(script.last()).cloned().unwrap_or_else(|| vec![Act::Close])
        };
        let port = serve_all(next, listens).await;
        Self { port, requests }
    }

    /// A server that counts by itself.
    pub(crate) fn counted(port: u16, requests: Arc<AtomicUsize>) -> Self {
        Self { port, requests }
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

/// Answers each request as it is told, by the body of the request. Gives the port.
pub(crate) async fn serve_all(next: impl Fn(&[u8]) -> Vec<Act> + Send + Sync + 'static, listens: bool) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let next: Arc<Next> = Arc::new(next);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, next.clone(), listens));
        }
    });
    port
}

type Next = dyn Fn(&[u8]) -> Vec<Act> + Send + Sync;

/// Until a connection is closed, by whomever.
async fn serve(mut stream: TcpStream, next: Arc<Next>, listens: bool) -> Option<()> {
    loop {
        let body = if listens { request(&mut stream).await? } else { greeting(&mut stream).await? };
        for act in next(&body) {
            match act {
                Act::Send(bytes) => stream.write_all(&bytes).await.ok()?,
                Act::Drip(bytes, pause) => {
                    for byte in bytes {
                        stream.write_all(&[byte]).await.ok()?;
                        sleep(pause).await;
                    }
                }
                Act::Flood(bytes) => loop {
                    stream.write_all(&bytes).await.ok()?;
                },
                Act::Stall => drop(timeout(Duration::from_secs(60), stream.read_u8()).await),
                Act::Close => return None,
                Act::Reset => {
                    #[allow(deprecated, reason = "what replaces it is not in the oldest tokio that we take")]
                    stream.set_linger(Some(Duration::ZERO)).ok()?;
                    return None;
                }
            }
        }
        if !listens {
            return None;
        }
    }
}

/// Reads what a client says first, because what is closed before it was read is reset.
async fn greeting(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut chunk = [0; 4096];
    stream.read(&mut chunk).await.ok().map(|read| chunk[..read].to_vec())
}

/// Reads a request to its end and gives its body; `None` if there is none.
async fn request(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let read = stream.read(&mut chunk).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&chunk[..read]);
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
        if bytes.len() >= end + 4 + length.unwrap_or_default() {
            return Some(bytes.split_off(end + 4));
        }
    }
}
