//! A server that does what no server should, byte by byte.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// What the server does about a request, one after the other.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends these bytes one at a time, with a pause after each.
    Drip(Vec<u8>, Duration),
    /// Sends these bytes for as long as the client takes them.
    Flood(Vec<u8>),
    /// Does nothing for a long time.
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
    /// Answers the first request by the first list, the next one by the next, and all further ones by the last. Of a server
    /// that does not listen to HTTP, connections are answered and not requests.
    pub(crate) async fn start(script: Vec<Vec<Act>>, listens: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let requests = Arc::new(AtomicUsize::new(0));
        let count = requests.clone();
        let script: Arc<[Vec<Act>]> = script.into();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, script.clone(), count.clone(), listens));
            }
        });
        Self { port, requests }
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

/// Until a connection is closed, by whomever.
async fn serve(mut stream: TcpStream, script: Arc<[Vec<Act>]>, count: Arc<AtomicUsize>, listens: bool) -> Option<()> {
    loop {
        if listens {
            request(&mut stream).await?;
        }
        let number = count.fetch_add(1, Ordering::SeqCst);
        for act in script.get(number).or(script.last())? {
            match act {
                Act::Send(bytes) => stream.write_all(bytes).await.ok()?,
                Act::Drip(bytes, pause) => {
                    for byte in bytes {
                        stream.write_all(&[*byte]).await.ok()?;
                        sleep(*pause).await;
                    }
                }
                Act::Flood(bytes) => loop {
                    stream.write_all(bytes).await.ok()?;
                },
                Act::Stall => sleep(Duration::from_secs(60)).await,
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

/// Reads a request to its end; `None` if there is none.
async fn request(stream: &mut TcpStream) -> Option<()> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let read = stream.read(&mut chunk).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&chunk[..read]);
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
        if bytes.len() >= end + 4 + length.unwrap_or_default() {
            return Some(());
        }
    }
}
