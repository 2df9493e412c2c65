//! HTTP without any client of AWS, as whoever was given a presigned request sends it.

use super::Result;
use std::io::{Read, Write};
use std::net::TcpStream;

pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

/// Sends a request by HTTP/1.0, after whose answer the connection ends.
pub fn http<'h>(
    method: &str,
    url: &str,
    headers: impl IntoIterator<Item = (&'h str, &'h str)>,
    body: &[u8],
) -> Result<Answer> {
    let (host, target) = url.strip_prefix("http://").and_then(|rest| rest.split_once('/')).ok_or("no URL by http")?;
    let mut head = format!("{method} /{target} HTTP/1.0\r\nhost: {host}\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    let mut connection = TcpStream::connect(host)?;
    connection.write_all(&[head.as_bytes(), b"\r\n", body].concat())?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer)?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").ok_or("no end of the headers")?;
    let status = str::from_utf8(&answer[..end])?.split(' ').nth(1).ok_or("no status")?.parse()?;
    Ok(Answer { status, body: answer.split_off(end + 4) })
}
