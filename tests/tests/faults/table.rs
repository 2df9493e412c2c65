//! The faults: what a server does wrong, and how the client is configured.

use crate::certificates::Wrong;
use crate::server::Act;
use std::time::Duration;

/// What a server does wrong.
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    /// What it does about one request after the other; the last for all further ones.
    pub(crate) script: Vec<Vec<Act>>,
    pub(crate) tune: Tune,
}

impl Fault {
    /// A server that does nothing wrong.
    pub(crate) fn none() -> Self {
        fault("nothing", vec![vec![good()]])
    }
}

/// What is other than usual.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Tune {
    None,
    /// Nobody listens at the port.
    NoServer,
    /// A host that has no address: a name has labels of at most 63 letters, so that nobody needs to be asked.
    NoHost,
    /// `https`, from a server that answers connections.
    Tls,
    /// `https`, from a server with a certificate that is not to be believed.
    Certificate(Wrong),
    /// An operation timeout of two seconds and no read timeout.
    OperationTimeout,
    /// At most 100,000 bytes of an answer.
    MaxBody,
    /// Two calls with the same client, some time after each other; the last one counts.
    Twice,
}

const GOOD: &str = r#"{"Id":"1"}"#;

/// An answer of a status line, headers and a body with its length.
pub(crate) fn answer(status: &str, headers: &str, body: &[u8]) -> Act {
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n", body.len());
    Act::Send([head.as_bytes(), body].concat())
}

fn good() -> Act {
    answer("200 OK", "", GOOD.as_bytes())
}

fn send(text: &str) -> Act {
    Act::Send(text.as_bytes().to_vec())
}

pub(crate) fn json(status: &str, code: &str) -> Act {
    answer(status, "", format!(r#"{{"__type":"{code}","message":"as the server says"}}"#).as_bytes())
}

/// The head of an answer with more of a body than comes.
const LONG: &str = "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{\"Id\":";
const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

/// All of them, in the order of the table.
pub(crate) fn faults() -> Vec<Fault> {
    [connections(), heads(), bodies(), statuses(), clocks(), tls()].into_iter().flatten().collect()
}

fn fault(name: &'static str, script: Vec<Vec<Act>>) -> Fault {
    Fault { name, script, tune: Tune::None }
}

fn tuned(tune: Tune, name: &'static str, script: Vec<Vec<Act>>) -> Fault {
    Fault { name, script, tune }
}

fn connections() -> Vec<Fault> {
    use Act::{Close, Reset, Stall};
    let drip = |pause| Act::Drip(format!("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{GOOD}").into_bytes(), pause);
    vec![
        tuned(Tune::NoHost, "the host has no address", vec![]),
        tuned(Tune::NoServer, "nobody listens at the port", vec![]),
        fault("the connection is closed instead of an answer", vec![vec![Close]]),
        fault("it is closed once", vec![vec![Close], vec![good()]]),
        fault("the connection is reset instead of an answer", vec![vec![Reset]]),
        fault("it is reset once", vec![vec![Reset], vec![good()]]),
        fault("no answer comes", vec![vec![Stall]]),
        fault("no answer comes once", vec![vec![Stall], vec![good()]]),
        tuned(Tune::OperationTimeout, "no answer comes, without a read timeout", vec![vec![Stall]]),
        fault("an answer comes byte by byte", vec![vec![drip(Duration::from_millis(1))]]),
        tuned(Tune::OperationTimeout, "it takes too long for that", vec![vec![drip(Duration::from_millis(100))]]),
        tuned(Tune::Twice, "an idle connection was closed", vec![vec![good(), Close], vec![good()]]),
        tuned(Tune::Twice, "an idle connection was reset", vec![vec![good(), Reset], vec![good()]]),
        tuned(
            Tune::Twice,
            "more than the answer came before",
            vec![vec![good(), send("HTTP/1.1 500 Late\r\n\r\n")], vec![good()]],
        ),
    ]
}

fn heads() -> Vec<Fault> {
    use Act::{Close, Flood};
    let header = format!("HTTP/1.1 200 OK\r\nx: {}\r\ncontent-length: 10\r\n\r\n{GOOD}", "y".repeat(1 << 20));
    let headers = format!("HTTP/1.1 200 OK\r\n{}content-length: 10\r\n\r\n{GOOD}", "x: y\r\n".repeat(1000));
    vec![
        fault("the status line is cut off", vec![vec![send("HTTP/1.1 20"), Close]]),
        fault("the headers are cut off", vec![vec![send("HTTP/1.1 200 OK\r\ncontent-le"), Close]]),
        fault("what comes is no HTTP", vec![vec![send("SSH-2.0-OpenSSH_9.9\r\n"), Close]]),
        fault("what comes is HTTP/2", vec![vec![send("\0\0\0\u{4}\0\0\0\0\0\0\0\0\0\0"), Close]]),
        fault("the status is no number", vec![vec![send("HTTP/1.1 abc OK\r\n\r\n"), Close]]),
        fault("the length is no number", vec![vec![send("HTTP/1.1 200 OK\r\ncontent-length: ten\r\n\r\n"), Close]]),
        fault(
            "there are two lengths",
            vec![vec![send("HTTP/1.1 200 OK\r\ncontent-length: 10\r\ncontent-length: 11\r\n\r\n"), send(GOOD), Close]],
        ),
        fault(
            "a header goes on in the next line",
            vec![vec![send("HTTP/1.1 200 OK\r\nx: a\r\n  b\r\ncontent-length: 10\r\n\r\n"), send(GOOD), Close]],
        ),
        fault("a header has a megabyte", vec![vec![send(&header), Close]]),
        fault("there are 1,001 headers", vec![vec![send(&headers), Close]]),
        fault(
            "a header has bytes that are no text",
            vec![vec![Act::Send(
                b"HTTP/1.1 200 OK\r\nx: \xff\xfe\r\ncontent-length: 10\r\n\r\n{\"Id\":\"1\"}".to_vec(),
            )]],
        ),
        fault(
            "answers with 100 come before the right one",
            vec![vec![send(&"HTTP/1.1 100 Continue\r\n\r\n".repeat(100)), good()]],
        ),
        fault("answers with 100 come without end", vec![vec![Flood(b"HTTP/1.1 100 Continue\r\n\r\n".repeat(100))]]),
    ]
}

fn bodies() -> Vec<Fault> {
    use Act::{Close, Flood, Stall};
    let utf_16: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let html = b"<html><body>Not found</body></html>";
    vec![
        fault("the body is shorter than its length", vec![vec![send(LONG), Close]]),
        fault("it is shorter once", vec![vec![send(LONG), Close], vec![good()]]),
        fault("the body is longer than its length", vec![vec![good(), send("more"), Close]]),
        tuned(Tune::OperationTimeout, "the body stops half-way", vec![vec![send(LONG), Stall]]),
        fault("the chunks are cut off", vec![vec![send(CHUNKED), send("5\r\n{\"Id\"\r\n"), Close]]),
        fault("the length of a chunk is no number", vec![vec![send(CHUNKED), send("xyz\r\n{\"Id\"\r\n"), Close]]),
        fault(
            "a chunk has a name of 100 KB",
            vec![vec![send(CHUNKED), send(&format!("a;{}\r\n{GOOD}\r\n0\r\n\r\n", "x".repeat(100_000))), Close]],
        ),
        fault(
            "10,000 headers come behind the chunks",
            vec![vec![send(CHUNKED), send(&format!("a\r\n{GOOD}\r\n0\r\n{}\r\n", "x: y\r\n".repeat(10_000))), Close]],
        ),
        fault("the body has no length and ends", vec![vec![send("HTTP/1.1 200 OK\r\n\r\n"), send(GOOD), Close]]),
        fault("it ends too early", vec![vec![send("HTTP/1.1 200 OK\r\n\r\n{\"Id\":"), Close]]),
        tuned(
            Tune::MaxBody,
            "the body has no end",
            vec![vec![send("HTTP/1.1 200 OK\r\n\r\n"), Flood(vec![b' '; 1024])]],
        ),
        tuned(Tune::MaxBody, "the body is larger than allowed", vec![vec![answer("200 OK", "", &[b' '; 100_001])]]),
        fault("the body is empty", vec![vec![answer("200 OK", "", b"")]]),
        fault("the body is HTML", vec![vec![answer("200 OK", "content-type: text/html\r\n", html)]]),
        fault("the body is UTF-16", vec![vec![answer("200 OK", "", &utf_16)]]),
        fault("the body is not UTF-8", vec![vec![answer("200 OK", "", b"{\"Id\":\"\xff\"}")]]),
        fault(
            "the body is compressed, which nobody asked for",
            vec![vec![answer("200 OK", "content-encoding: gzip\r\n", b"\x1f\x8b\x08\0\0\0\0\0")]],
        ),
    ]
}

fn statuses() -> Vec<Fault> {
    let moved = |status: &str| answer(status, "location: https://elsewhere.example/\r\n", b"");
    let html = |status: &str| answer(status, "content-type: text/html\r\n", b"<html><body>Bad gateway</body></html>");
    vec![
        fault("301 to elsewhere", vec![vec![moved("301 Moved Permanently")]]),
        fault("302 to elsewhere", vec![vec![moved("302 Found")]]),
        fault("307 to elsewhere", vec![vec![moved("307 Temporary Redirect")]]),
        fault("204 without a body", vec![vec![send("HTTP/1.1 204 No Content\r\n\r\n")]]),
        fault("400 that the model does not know", vec![vec![json("400 Bad Request", "Unheard")]]),
        fault("413 of a proxy", vec![vec![html("413 Payload Too Large")]]),
        fault("429 without end", vec![vec![json("429 Too Many Requests", "ThrottlingException")]]),
        fault(
            "429 twice",
            vec![
                vec![json("429 Too Many Requests", "ThrottlingException")],
                vec![json("429 Too Many Requests", "ThrottlingException")],
                vec![good()],
            ],
        ),
        fault("500 without end", vec![vec![json("500 Internal Server Error", "InternalServerException")]]),
        fault("502 of a proxy, without end", vec![vec![html("502 Bad Gateway")]]),
        fault("503 without end", vec![vec![json("503 Service Unavailable", "Unheard")]]),
        fault("503 once", vec![vec![json("503 Service Unavailable", "Unheard")], vec![good()]]),
        fault("999", vec![vec![json("999 Nine", "Unheard")]]),
    ]
}

fn clocks() -> Vec<Fault> {
    let skewed = |date: &str| {
        let body = br#"{"__type":"RequestTimeTooSkewed","message":"as the server says"}"#;
        answer("403 Forbidden", &format!("date: {date}\r\n"), body)
    };
    vec![
        fault("the clock of the machine is wrong", vec![vec![skewed("Thu, 01 Jan 2015 00:00:00 GMT")], vec![good()]]),
        fault("the server says so without end", vec![vec![skewed("Thu, 01 Jan 2015 00:00:00 GMT")]]),
        fault("it says so with a date that is none", vec![vec![skewed("yesterday")]]),
    ]
}

fn tls() -> Vec<Fault> {
    let tls = |name, acts| tuned(Tune::Tls, name, vec![acts]);
    let certificate = |name, wrong| tuned(Tune::Certificate(wrong), name, vec![]);
    vec![
        tls("TLS: the server speaks HTTP", vec![send("HTTP/1.1 400 Bad Request\r\n\r\n"), Act::Close]),
        tls("TLS: the server closes the connection", vec![Act::Close]),
        tls(
            "TLS: the server refuses the handshake",
            vec![Act::Send(b"\x15\x03\x03\x00\x02\x02\x28".to_vec()), Act::Close],
        ),
        tls(
            "TLS: the server wants an older version",
            vec![Act::Send(b"\x15\x03\x01\x00\x02\x02\x46".to_vec()), Act::Close],
        ),
        certificate("TLS: the certificate is of an unknown issuer", Wrong::Issuer),
        certificate("TLS: the certificate is of another host", Wrong::Host),
        certificate("TLS: the certificate has expired", Wrong::Expired),
    ]
}
