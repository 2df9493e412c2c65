//! The program as it runs in a container, against a server of this machine that is both the container and the service.

use std::error::Error;
use std::io::{self, Read as _, Write as _};
use std::net::TcpListener;
use std::process::Command;
use std::thread;

const CREDENTIALS: &str =
    r#"{"AccessKeyId":"AKIDCONTAINER","SecretAccessKey":"secret","Token":"token","Expiration":"2099-01-01T00:00:00Z"}"#;

/// Answers one request, which it has, in lower case.
fn answer(server: &TcpListener, end: &str, body: &str) -> io::Result<String> {
    let (mut connection, _) = server.accept()?;
    let (mut request, mut some) = (String::new(), [0; 1024]);
    while !request.ends_with(end) {
        let count = connection.read(&mut some)?;
        if count == 0 {
            return Err(io::Error::other(format!("only a part of a request came: {request}")));
        }
        request += &String::from_utf8_lossy(&some[..count]);
    }
    let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", body.len());
    connection.write_all((head + body).as_bytes())?;
    Ok(request.to_lowercase())
}

#[test]
fn a_lamp_is_on() -> Result<(), Box<dyn Error>> {
    let server = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", server.local_addr()?);
    let served = thread::spawn(move || {
        let asked = answer(&server, "\r\n\r\n", CREDENTIALS)?;
        let called = answer(&server, r#"{"Name":"north"}"#, r#"{"Lamp":{"Name":"north","On":true}}"#)?;
        Ok::<_, io::Error>((asked, called))
    });
    let output = Command::new(env!("CARGO_BIN_EXE_keeper"))
        .env_clear()
        .env("AWS_CONTAINER_CREDENTIALS_FULL_URI", format!("{url}/credentials"))
        .env("AWS_ENDPOINT_URL", &url)
        .env("AWS_REGION", "us-east-1")
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(text.trim(), "true", "{}", String::from_utf8_lossy(&output.stderr));
    let (asked, called) = served.join().map_err(|_| "the server panicked")??;
    assert!(asked.starts_with("get /credentials "), "{asked}");
    assert!(
        called.contains("x-amz-target: lighthouse.getlamp") && called.contains("credential=akidcontainer/"),
        "{called}"
    );
    Ok(())
}
