//! The other end: keeps nothing of what it gets, and sends as many zeros as the key of an object says.

use crate::Result;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// What is read and written at a time.
const PIECE: usize = 256 * 1024;

/// Prints its address and serves until it is killed.
pub(crate) fn run() -> Result {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let mut stream = BufReader::with_capacity(PIECE, stream?);
        // A client that is gone is no error.
        thread::spawn(move || while let Ok(true) = serve(&mut stream) {});
    }
    Ok(())
}

/// Serves one request; whether there may be another.
fn serve(stream: &mut BufReader<TcpStream>) -> io::Result<bool> {
    let mut request = String::new();
    if stream.read_line(&mut request)? == 0 {
        return Ok(false);
    }
    let mut length = 0;
    loop {
        let mut header = String::new();
        stream.read_line(&mut header)?;
        match header.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().map_err(io::Error::other)?;
            }
            Some(_) => {}
            None => break,
        }
    }
    io::copy(&mut stream.by_ref().take(length), &mut io::sink())?;
    let wanted = if request.starts_with("GET ") { wanted(&request)? } else { 0 };
    let checksum = if wanted > 0 { format!("x-amz-checksum-crc32: {}\r\n", checksum(wanted)) } else { String::new() };
    let to = stream.get_mut();
    to.write_all(format!("HTTP/1.1 200 OK\r\n{checksum}content-length: {wanted}\r\n\r\n").as_bytes())?;
    let zeros = vec![0; PIECE];
    let mut rest = wanted;
    while rest > 0 {
        let some = zeros.len().min(usize::try_from(rest).unwrap_or(usize::MAX));
        to.write_all(&zeros[..some])?;
        rest -= some as u64;
    }
    Ok(true)
}

/// The number that is the key: `GET /bucket/100?x-id=GetObject HTTP/1.1`
fn wanted(request: &str) -> io::Result<u64> {
    let path = request.split([' ', '?']).nth(1).unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().parse().map_err(io::Error::other)
}

/// That of so many zeros, as S3 has it in a header: by parts that are put together, since a client waits for it.
fn checksum(zeros: u64) -> String {
    let mut all = crc32fast::Hasher::new();
    let mut power = crc32fast::Hasher::new();
    power.update(&[0]);
    let mut rest = zeros;
    while rest > 0 {
        if rest % 2 == 1 {
            all.combine(&power);
        }
        power.combine(&power.clone());
        rest /= 2;
    }
    base64(all.finalize().to_be_bytes())
}

fn base64(bytes: [u8; 4]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let number = u64::from(u32::from_be_bytes(bytes)) << 4;
    let digits = (0..6).rev().map(|at| DIGITS[(number >> (6 * at)) as usize % 64] as char);
    digits.chain("==".chars()).collect()
}
