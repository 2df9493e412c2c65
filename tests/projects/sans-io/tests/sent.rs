//! Both programs, against a server on this machine.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::thread;

type Result<T = ()> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// What a server got.
struct Received {
    /// The lines of the head, in lower case but for the first.
    head: Vec<String>,
    body: String,
}

/// What the example prints, and what a server got that answers it so.
fn run(example: &str, args: &[&str], status: u16, answer: &'static str) -> Result<(String, Received)> {
    let server = TcpListener::bind("127.0.0.1:0")?;
    let address = server.local_addr()?;
    let url = format!("http://{address}");
    let serve = thread::spawn(move || -> Result<Received> {
        let (connection, _) = server.accept()?;
        let mut reader = BufReader::new(connection);
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            match line.trim_end() {
                "" => break,
                line if head.is_empty() => head.push(line.to_owned()),
                line => head.push(line.to_lowercase()),
            }
        }
        let length = head.iter().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0").parse()?;
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let head_of_answer =
            format!("HTTP/1.1 {status} -\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", answer.len());
        reader.into_inner().write_all((head_of_answer + answer).as_bytes())?;
        Ok(Received { head, body: String::from_utf8(body)? })
    });
    let cargo = ["run", "--quiet", "--example", example, "--"];
    let output = Command::new(env!("CARGO")).args(cargo).args(args).arg(url).output()?;
    // Where the program sent nothing, the server waits for this.
    drop(TcpStream::connect(address));
    let received = serve.join().map_err(|_| "the server panicked")??;
    let text = String::from_utf8([output.stdout, output.stderr].concat())?;
    if received.head.is_empty() { Err(text.into()) } else { Ok((text, received)) }
}

fn assert_signed(received: &Received) {
    let line = received.head.iter().find(|line| line.starts_with("authorization: ")).expect("a signature");
    assert!(line.contains("aws4-hmac-sha256 credential=akidexample/"), "{line}");
    assert!(line.contains("/eu-west-1/parcels/aws4_request, signedheaders="), "{line}");
}

#[test]
fn by_reqwest() -> Result {
    let (text, received) = run("by_reqwest", &["a 1"], 200, r#"{"Place":"Dover"}"#)?;
    assert_eq!((text.as_str(), received.head[0].as_str()), ("Dover\n", "GET /parcels/a%201 HTTP/1.1"));
    assert_signed(&received);
    let (text, _) = run("by_reqwest", &["a"], 404, r#"{"__type":"ParcelNotFound","message":"Never seen it."}"#)?;
    assert!(text.contains("ParcelNotFound") && text.contains("Never seen it."), "{text}");
    Ok(())
}

#[test]
fn by_ureq() -> Result {
    let (text, received) = run("by_ureq", &["Dover", "250"], 201, r#"{"Id":"p-1"}"#)?;
    assert_eq!((text.as_str(), received.head[0].as_str()), ("p-1\n", "POST /parcels HTTP/1.1"));
    assert_eq!(received.body, r#"{"To":"Dover","Grams":250}"#);
    assert_signed(&received);
    let (text, _) = run("by_ureq", &["Dover", "250"], 500, "not JSON")?;
    assert!(text.contains("SendParcel") && text.contains("500"), "{text}");
    Ok(())
}
