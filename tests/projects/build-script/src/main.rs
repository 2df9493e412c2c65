//! Lists newspapers, and buys one.

#![deny(missing_docs)]

farrier_runtime::include_client!(
    /// The client.
    pub mod kiosk
);

use kiosk::config::{BehaviorVersion, Config};

async fn buy_first(client: &kiosk::Client) -> Result<Option<String>, kiosk::Error> {
    let papers = client.list_papers().send().await?;
    let Some(title) = papers.titles().first() else { return Ok(None) };
    client.buy_paper().title(title).coins(2).send().await?;
    Ok(Some(title.clone()))
}

fn client(url: &str) -> kiosk::Client {
    kiosk::Client::from_conf(Config::builder().behavior_version(BehaviorVersion::latest()).endpoint_url(url).build())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), kiosk::Error> {
    println!("{:?}", buy_first(&client("http://127.0.0.1:8080")).await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{buy_first, client, kiosk};
    use kiosk::operation::buy_paper::BuyPaperInput;
    use kiosk::validate::Validate;
    use std::error::Error;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    #[tokio::test]
    async fn the_first_is_bought() -> Result<(), Box<dyn Error>> {
        let server = TcpListener::bind("127.0.0.1:0").await?;
        let client = client(&format!("http://{}", server.local_addr()?));
        let serve = async {
            let mut requests = Vec::new();
            for (end, answer) in [("\r\n\r\n", r#"{"Titles":["The Times"]}"#), ("}", "{}")] {
                let (mut connection, _) = server.accept().await?;
                let (mut request, mut some) = (String::new(), [0; 1024]);
                while !request.ends_with(end) {
                    let count = connection.read(&mut some).await?;
                    request += &String::from_utf8_lossy(&some[..count]);
                }
                let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", answer.len());
                connection.write_all((head + answer).as_bytes()).await?;
                requests.push(request.lines().next().unwrap_or_default().to_owned());
            }
            Ok::<_, std::io::Error>(requests)
        };
        let (bought, requests) = tokio::join!(buy_first(&client), serve);
        assert_eq!(bought?.as_deref(), Some("The Times"));
        assert_eq!(requests?, ["GET /papers HTTP/1.1", "POST /papers/The%20Times HTTP/1.1"]);
        Ok(())
    }

    #[test]
    fn what_the_builder_was_asked_for() -> Result<(), Box<dyn Error>> {
        let input: BuyPaperInput = serde_json::from_str(r#"{"Title": "no", "Coins": 1}"#)?;
        assert_eq!(input.coins(), Some(1));
        assert!(input.validate().is_err());
        Ok(())
    }
}
