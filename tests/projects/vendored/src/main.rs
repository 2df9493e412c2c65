//! Says whether a lamp is on.

use lighthouse::Client;
use lighthouse::config::{BehaviorVersion, Config, Credentials, Region};

async fn is_on(client: &Client, name: &str) -> Result<bool, lighthouse::Error> {
    let answer = client.get_lamp().name(name).send().await?;
    Ok(answer.lamp().and_then(|lamp| lamp.on()).unwrap_or_default())
}

fn client(url: &str) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "example"))
        .endpoint_url(url);
    Client::from_conf(config.build())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lighthouse::Error> {
    println!("{}", is_on(&client("http://127.0.0.1:8080"), "north").await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{client, is_on};
    use std::error::Error;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    #[tokio::test]
    async fn a_lamp_is_on() -> Result<(), Box<dyn Error>> {
        let server = TcpListener::bind("127.0.0.1:0").await?;
        let client = client(&format!("http://{}", server.local_addr()?));
        let serve = async {
            let (mut connection, _) = server.accept().await?;
            let (mut request, mut some) = (String::new(), [0; 1024]);
            while !request.ends_with(r#"{"Name":"north"}"#) {
                let count = connection.read(&mut some).await?;
                request += &String::from_utf8_lossy(&some[..count]);
            }
            let answer = r#"{"Lamp":{"Name":"north","On":true}}"#;
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", answer.len());
            connection.write_all((head + answer).as_bytes()).await?;
            Ok::<_, std::io::Error>(request)
        };
        let (is_on, request) = tokio::join!(is_on(&client, "north"), serve);
        assert!(is_on?);
        assert!(request?.to_lowercase().contains("x-amz-target: lighthouse.getlamp"));
        Ok(())
    }
}
