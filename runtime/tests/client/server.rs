//! A server that answers one request a connection.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Answers each request with the next of its answers and remembers the request.
pub(crate) struct Server {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

#[derive(Debug, Default)]
pub(crate) struct Request {
    pub(crate) line: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

impl Server {
    /// `answers` are a status line, headers, an empty line and a body.
    pub(crate) async fn start<const N: usize>(answers: [impl Into<String>; N]) -> Self {
        let (listener, url) = listen().await;
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (answers, seen) = (answers.map(Into::into), requests.clone());
        tokio::spawn(async move {
            for answer in answers {
                let (stream, _) = listener.accept().await.expect("a connection");
                let mut stream = BufReader::new(stream);
                let request = read(&mut stream).await;
                seen.lock().expect("not poisoned").push(request);
                write(&mut stream, &answer).await;
            }
        });
        Self { url, requests }
    }

    /// A server that accepts connections and never answers.
    pub(crate) async fn silent() -> String {
        let (listener, url) = listen().await;
        tokio::spawn(async move {
            let mut open = Vec::new();
            loop {
                open.push(listener.accept().await);
            }
        });
        url
    }

    /// The address of no server.
    pub(crate) async fn closed() -> String {
        listen().await.1
    }

    pub(crate) fn requests<const N: usize>(self) -> [Request; N] {
        let requests = std::mem::take(&mut *self.requests.lock().expect("not poisoned"));
        requests.try_into().expect("as many requests as expected")
    }
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    (listener, url)
}

async fn read(stream: &mut BufReader<TcpStream>) -> Request {
    let mut request = Request::default();
    stream.read_line(&mut request.line).await.expect("a request line");
    request.line = request.line.trim_end().to_owned();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.expect("a header");
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        request.headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    let mut body = vec![0; request.header("content-length").parse().expect("a length")];
    stream.read_exact(&mut body).await.expect("a body");
    request.body = String::from_utf8(body).expect("text");
    request
}

async fn write(stream: &mut BufReader<TcpStream>, answer: &str) {
    let (head, body) = answer.split_once("\r\n\r\n").expect("head and body");
    let answer = format!("{head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
    stream.write_all(answer.as_bytes()).await.expect("answered");
}
