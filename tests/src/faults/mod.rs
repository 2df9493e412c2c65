//! A server that does what a request asks for: it cuts bodies, stalls, answers too early, and keeps account of it all.
//!
//! It speaks HTTP/1.1 by hand, because a library would keep it from doing these things.

mod body;

use body::Body;
use std::collections::HashMap;
use std::fmt;
use std::io;
use std::str::FromStr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// What goes wrong, and after how many bytes of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    Nothing,
    /// Nothing; what is sent comes in chunks.
    Chunked,
    /// The connection ends before there is an answer, once so much was read.
    Unanswered,
    /// The connection ends in the head of the answer.
    HeadCut,
    /// The connection ends within the body, which was to have a length.
    Cut,
    /// The connection ends within the body, which comes in chunks.
    ChunkCut,
    /// A whole answer to nobody follows the body at once.
    Long,
    /// The rest of the body does not come, or is not read; nor is there an answer.
    Stall,
    /// 413, then the connection ends once the client has had the answer.
    Early,
    /// 413, then the connection is gone.
    EarlyGone,
    /// 413, and what is left of the body is read after a while.
    EarlyDeaf,
    /// The body comes or is read slowly, which is no fault, and takes [`SLOWNESS`].
    Slow,
}

/// How long a slow body takes, and in how many steps.
pub const SLOWNESS: Duration = Duration::from_secs(3);
const STEPS: usize = 30;

impl Fault {
    const ALL: [Self; 12] = [
        Self::Nothing,
        Self::Chunked,
        Self::Unanswered,
        Self::HeadCut,
        Self::Cut,
        Self::ChunkCut,
        Self::Long,
        Self::Stall,
        Self::Early,
        Self::EarlyGone,
        Self::EarlyDeaf,
        Self::Slow,
    ];
}

/// What a request asks for: as a text it is the last segment of the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Tells requests apart.
    pub serial: u32,
    /// What goes wrong.
    pub fault: Fault,
    /// After how many bytes of the body.
    pub at: usize,
    /// How long the body is.
    pub length: usize,
    /// How often it goes wrong; then all is well.
    pub times: u32,
}

impl Plan {
    /// A fault that lasts.
    pub fn new(serial: u32, fault: Fault, at: usize, length: usize) -> Self {
        Self { serial, fault, at, length, times: u32::MAX }
    }

    /// The body, which differs from that of other requests.
    pub fn body(&self) -> Vec<u8> {
        self.bytes(0, self.length)
    }

    fn bytes(&self, from: usize, count: usize) -> Vec<u8> {
        // No power of two, so that no chunk is like another.
        let period: Vec<u8> = (0..251).map(|byte| byte ^ self.serial as u8).collect();
        let mut bytes = period.repeat(count / period.len() + 2);
        bytes.drain(..from % period.len());
        bytes.truncate(count);
        bytes
    }

    /// Whether these are the bytes of the body from some place on.
    pub fn is_part(&self, from: usize, bytes: &[u8]) -> bool {
        bytes == self.bytes(from, bytes.len())
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fault = Fault::ALL.iter().position(|fault| *fault == self.fault).unwrap_or_default();
        write!(f, "{}-{fault}-{}-{}-{}", self.serial, self.at, self.length, self.times)
    }
}

impl FromStr for Plan {
    type Err = io::Error;

    fn from_str(text: &str) -> io::Result<Self> {
        let invalid = || io::Error::other(format!("no plan: {text}"));
        let numbers: Result<Vec<u32>, _> = text.split('-').map(str::parse).collect();
        let [serial, fault, at, length, times] = numbers.ok().and_then(|it| it.try_into().ok()).ok_or_else(invalid)?;
        let fault = *Fault::ALL.get(fault as usize).ok_or_else(invalid)?;
        Ok(Self { serial, fault, at: at as usize, length: length as usize, times })
    }
}

/// What became of the requests of one serial number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// How many came.
    pub began: u32,
    /// How many there is nothing left to do for.
    pub ended: u32,
    /// How many were answered with all there was to send, or had a whole body.
    pub whole: u32,
}

/// A server that does what requests ask for; it stops with the runtime it was started in.
#[derive(Debug)]
pub struct FaultServer {
    /// Where it listens.
    pub url: String,
    accounts: Accounts,
}

type Accounts = Arc<Mutex<HashMap<u32, Account>>>;

impl FaultServer {
    /// Starts a server, which reads nothing for so long where a fault is that it does not.
    ///
    /// # Panics
    /// There is no free port.
    pub async fn start(deafness: Duration) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        // A client must notice that nothing is read.
        socket.set_recv_buffer_size(64 * 1024).expect("a size");
        socket.bind(([127, 0, 0, 1], 0).into()).expect("a free port");
        let listener = socket.listen(1024).expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let accounts = Accounts::default();
        tokio::spawn(accept(listener, accounts.clone(), deafness));
        Self { url, accounts }
    }

    /// What became of requests, by their serial numbers.
    ///
    /// # Panics
    /// A test panicked while holding it.
    pub fn accounts(&self) -> HashMap<u32, Account> {
        self.accounts.lock().expect("not poisoned").clone()
    }
}

async fn accept(listener: TcpListener, accounts: Accounts, deafness: Duration) {
    while let Ok((stream, _)) = listener.accept().await {
        let accounts = accounts.clone();
        tokio::spawn(async move {
            let mut client = Client { stream: BufReader::new(stream), accounts, deafness };
            // A client that is gone is no error of the server.
            while let Ok(true) = client.serve().await {}
        });
    }
}

const TOO_LARGE_AND_CLOSED: &str = "HTTP/1.1 413 Content Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// The head of a request, as far as it matters.
struct Head {
    plan: Plan,
    is_upload: bool,
    /// The length of the body, unless it is chunked, be it by HTTP or by `aws-chunked`.
    length: Option<usize>,
}

struct Client {
    stream: BufReader<TcpStream>,
    accounts: Accounts,
    deafness: Duration,
}

impl Client {
    /// Serves one request; whether there may be another.
    async fn serve(&mut self) -> io::Result<bool> {
        let Some(head) = self.head().await? else { return Ok(false) };
        let began = self.note(&head.plan, |account| &mut account.began);
        let fault = if began > head.plan.times { Fault::Nothing } else { head.plan.fault };
        let served = match head.is_upload {
            true => self.receive(&head, fault).await,
            false => self.send(&head.plan, fault).await,
        };
        self.note(&head.plan, |account| &mut account.ended);
        served
    }

    fn note(&self, plan: &Plan, count: fn(&mut Account) -> &mut u32) -> u32 {
        let mut accounts = self.accounts.lock().expect("not poisoned");
        let count = count(accounts.entry(plan.serial).or_default());
        *count += 1;
        *count
    }

    async fn head(&mut self) -> io::Result<Option<Head>> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        let mut words = line.split(' ');
        let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let plan = path.split('?').next().and_then(|path| path.rsplit('/').next()).unwrap_or_default().parse()?;
        let (mut length, mut is_chunked) = (None, false);
        loop {
            let mut header = String::new();
            self.stream.read_line(&mut header).await?;
            match header.trim_end().split_once(": ") {
                Some(("content-length", text)) => length = text.parse().ok(),
                Some(("content-encoding", "aws-chunked")) => is_chunked = true,
                Some(_) => {}
                None => break,
            }
        }
        Ok(Some(Head { plan, is_upload: method == "PUT", length: length.filter(|_| !is_chunked) }))
    }

    async fn write(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        self.stream.write_all(bytes.as_ref()).await
    }

    /// Waits until the client ends the connection.
    async fn until_gone(&mut self) -> io::Result<bool> {
        tokio::io::copy(&mut self.stream, &mut tokio::io::sink()).await?;
        Ok(false)
    }

    /// The body of a download.
    async fn send(&mut self, plan: &Plan, fault: Fault) -> io::Result<bool> {
        let (body, at) = (plan.body(), plan.at.min(plan.length));
        let length = format!("content-length: {}\r\n\r\n", body.len());
        let head = match fault {
            Fault::Unanswered => return Ok(false),
            Fault::HeadCut => {
                self.write("HTTP/1.1 200 OK\r\ncontent-le").await?;
                return Ok(false);
            }
            Fault::Chunked | Fault::ChunkCut => "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_owned(),
            _ => format!("HTTP/1.1 200 OK\r\n{length}"),
        };
        self.write(head).await?;
        match fault {
            Fault::Chunked | Fault::ChunkCut => {
                self.write(format!("{:x}\r\n", body.len().max(1))).await?;
                if fault == Fault::ChunkCut {
                    self.write(&body[..at]).await?;
                    return Ok(false);
                }
                let body = if body.is_empty() { plan.bytes(0, 1) } else { body };
                self.write([&body[..], b"\r\n0\r\n\r\n"].concat()).await?;
            }
            Fault::Cut => {
                self.write(&body[..at]).await?;
                return Ok(false);
            }
            Fault::Stall => {
                self.write(&body[..at]).await?;
                return self.until_gone().await;
            }
            Fault::Long => {
                let forged = format!("HTTP/1.1 200 OK\r\n{length}{}", "!".repeat(body.len()));
                self.write([&body[..], forged.as_bytes()].concat()).await?;
            }
            Fault::Slow => {
                for part in body.chunks(body.len().div_ceil(STEPS).max(1)) {
                    tokio::time::sleep(SLOWNESS / STEPS as u32).await;
                    self.write(part).await?;
                }
            }
            _ => self.write(&body).await?,
        }
        self.note(plan, |account| &mut account.whole);
        Ok(true)
    }

    /// The body of an upload, and its answer.
    async fn receive(&mut self, head: &Head, fault: Fault) -> io::Result<bool> {
        let mut body = Body::of(head);
        if fault == Fault::Slow {
            for step in 1..=STEPS {
                tokio::time::sleep(SLOWNESS / STEPS as u32).await;
                body.read_to(head.plan.length * step / STEPS, &mut self.stream).await?;
            }
        }
        let is_fault = !matches!(fault, Fault::Nothing | Fault::Chunked | Fault::Long | Fault::Slow);
        body.read_to(if is_fault { head.plan.at } else { usize::MAX }, &mut self.stream).await?;
        match fault {
            Fault::Unanswered | Fault::HeadCut | Fault::Cut | Fault::ChunkCut => Ok(false),
            Fault::Stall => {
                tokio::time::sleep(self.deafness).await;
                // What a client that is gone has sent is read, or its end would not be seen.
                self.until_gone().await
            }
            Fault::Early => {
                self.write(TOO_LARGE_AND_CLOSED).await?;
                self.stream.shutdown().await?;
                self.until_gone().await
            }
            Fault::EarlyGone => {
                self.write(TOO_LARGE_AND_CLOSED).await?;
                Ok(false)
            }
            Fault::EarlyDeaf => {
                self.write("HTTP/1.1 413 Content Too Large\r\ncontent-length: 0\r\n\r\n").await?;
                tokio::time::sleep(self.deafness).await;
                body.read_to(usize::MAX, &mut self.stream).await?;
                Ok(true)
            }
            Fault::Nothing | Fault::Chunked | Fault::Long | Fault::Slow => {
                if body.read == head.plan.length {
                    self.note(&head.plan, |account| &mut account.whole);
                }
                self.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await?;
                Ok(true)
            }
        }
    }
}
