//! Answers that are almost HTTP: what a plain HTTP client makes of the same bytes, ours does, and its error is one
//! line. Seeded, so that each run is the same; `FARRIER_RUNS=1000` makes more of each.

use crate::server::{Act, serve_all};
use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::config::retry::RetryConfig;
use aws_sdk_partnercentralaccount::error::SdkError;
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::{
    CreateConnectionInvitationError, CreateConnectionInvitationOutput,
};
use bytes::Bytes;
use farrier_runtime::client::http::default_client;
use farrier_tests::client::{config, invite};
use fastrand::Rng;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::io::AsyncWriteExt;

/// How many each answer becomes.
fn runs() -> usize {
    std::env::var("FARRIER_RUNS").map_or(60, |runs| runs.parse().expect("FARRIER_RUNS is a number"))
}

const SEEDS: [&str; 6] = [
    "HTTP/1.1 200 OK\r\ncontent-length: 10\r\nx-amzn-requestid: r\r\n\r\n{\"Id\":\"1\"}",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"Id\"\r\n5\r\n:\"1\"}\r\n0\r\nx: y\r\n\r\n",
    "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"Id\":\"1\"}",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"Id\":\"1\"}",
    "HTTP/1.1 400 Bad Request\r\ncontent-length: 29\r\n\r\n{\"__type\":\"ConflictException\"}",
    "HTTP/1.0 503 Slow Down\r\nretry-after: 1\r\ncontent-type: text/html\r\n\r\n<html>",
];

const PIECES: [&str; 18] = [
    "\r\n",
    "\n",
    "\r",
    " ",
    ":",
    "0",
    "-1",
    "99999999999999999999",
    "\0",
    "\u{1b}[31m",
    "HTTP/1.1 200 OK\r\n\r\n",
    "content-length: 3\r\n",
    "transfer-encoding: gzip\r\n",
    "transfer-encoding: chunked\r\n",
    "connection: upgrade\r\n",
    "é",
    "\t",
    ";ext=1",
];

fn mutant(seed: &str, random: &mut Rng) -> Vec<u8> {
    let mut bytes = seed.as_bytes().to_vec();
    for _ in 0..random.usize(1..3) {
        let at = random.usize(..=bytes.len());
        let end = (at + random.usize(..6)).min(bytes.len());
        match random.u8(..5) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.truncate(at),
            2 => drop(bytes.splice(at..at, [random.u8(..)])),
            3 => drop(bytes.splice(at..at, bytes[at..end].repeat(20))),
            _ => drop(bytes.splice(at..end, PIECES[random.usize(..PIECES.len())].bytes())),
        }
    }
    bytes
}

/// Status and body, as a plain client reads them; `None` for a body that cannot be read.
async fn plain(answer: &[u8]) -> Option<(u16, Option<Bytes>)> {
    let (near, mut far) = tokio::io::duplex(1 << 20);
    let (mut sender, connection) = http1::handshake(TokioIo::new(near)).await.expect("nothing is read yet");
    tokio::spawn(connection);
    let answer = answer.to_vec();
    let request = http::Request::post("/").body(Full::new(Bytes::from_static(b"{}"))).expect("a request");
    let response = sender.send_request(request);
    tokio::spawn(async move {
        // What comes before a request is asked for is none.
        let mut request = [0; 256];
        let _ = tokio::io::AsyncReadExt::read(&mut far, &mut request).await;
        let _ = far.write_all(&answer).await;
    });
    let response = response.await.ok()?;
    let status = response.status().as_u16();
    Some((status, response.into_body().collect().await.ok().map(|body| body.to_bytes())))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_are_what_a_plain_client_reads() {
    let queue: Arc<Mutex<VecDeque<Vec<u8>>>> = Arc::default();
    let next = queue.clone();
    let port = serve_all(
        move |_| {
            let answer = next.lock().expect("not poisoned").pop_front().expect("one request an answer");
            vec![Act::Send(answer), Act::Close]
        },
        true,
    );
    let config = config().endpoint_url(format!("http://127.0.0.1:{}", port.await)).http_client(default_client());
    let client = Client::from_conf(config.retry_config(RetryConfig::disabled()).build());
    let mut random = Rng::with_seed(1616);
    let (mut read, mut refused) = (0, 0);
    for seed in SEEDS {
        for _ in 0..runs() {
            let answer = mutant(seed, &mut random);
            let expected = plain(&answer).await;
            queue.lock().expect("not poisoned").push_back(answer.clone());
            let ours = invite(&client).send().await;
            let shown = String::from_utf8_lossy(&answer);
            check(expected.as_ref(), &ours)
                .unwrap_or_else(|why| panic!("{why}: {ours:?} and not {expected:?}: {shown:?}"));
            *(if matches!(expected, Some((_, Some(_)))) { &mut read } else { &mut refused }) += 1;
        }
    }
    assert!(read > runs() && refused > runs() / 2, "{read} {refused}");
}

type Ours = Result<CreateConnectionInvitationOutput, SdkError<CreateConnectionInvitationError>>;

fn check(expected: Option<&(u16, Option<Bytes>)>, ours: &Ours) -> Result<(), &'static str> {
    let text = ours.as_ref().err().map(ToString::to_string).unwrap_or_default();
    if text.contains(char::is_control) || text.len() > 5_000 {
        return Err("more than a line");
    }
    let fits = match (expected, ours) {
        (None, Err(SdkError::DispatchFailure(_))) => true,
        (Some((_, None)), Err(SdkError::ResponseError(_))) => true,
        (Some((status, Some(_))), Err(SdkError::ServiceError(error))) => error.raw().status().as_u16() == *status,
        (Some((200..300, Some(body))), Ok(output)) => {
            // Control characters within strings are read, as the codec of AWS does; the other parser takes none.
            let spaced = |text: &str| text.replace(char::is_control, " ");
            let body: serde_json::Value =
                serde_json::from_str(&spaced(&String::from_utf8_lossy(body))).unwrap_or_default();
            body["Id"].as_str().unwrap_or_default() == spaced(output.id())
        }
        _ => false,
    };
    if fits { Ok(()) } else { Err("another outcome") }
}
