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
    let _ = client.buy_paper().title(title).coins(2).send().await?;
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
    use super::{buy_first, kiosk};
    use kiosk::fake::{Fake, Fault, fixture};
    use kiosk::operation::buy_paper::{BuyPaperError, BuyPaperInput, BuyPaperOutput};
    use kiosk::operation::list_papers::ListPapersOutput;
    use kiosk::validate::Validate;
    use std::error::Error;

    fn fake() -> Fake {
        Fake::new().on_list_papers(|_| async { Ok(ListPapersOutput::builder().titles("The Times").build()) })
    }

    #[tokio::test]
    async fn the_first_is_bought() -> Result<(), Box<dyn Error>> {
        let fake = fake().on_buy_paper(|input| async move {
            assert_eq!((input.title(), input.coins()), (Some("The Times"), Some(2)));
            Ok(BuyPaperOutput::builder().build())
        });
        fake.inject(Fault::throttling());
        assert_eq!(buy_first(&fake.client()).await?.as_deref(), Some("The Times"));
        fake.assert_calls(&["ListPapers", "ListPapers", "BuyPaper"]);
        assert_eq!(fake.calls()[2].path(), "/papers/The%20Times");
        Ok(())
    }

    #[tokio::test]
    async fn none_are_left() {
        let fake = fake().on_buy_paper(|_| async { Err(BuyPaperError::SoldOut(fixture(1))) });
        let error = buy_first(&fake.client()).await.expect_err("there are none left");
        assert!(matches!(error, kiosk::Error::SoldOut(_)), "{error}");
    }

    #[test]
    fn what_the_builder_was_asked_for() -> Result<(), Box<dyn Error>> {
        let input: BuyPaperInput = serde_json::from_str(r#"{"Title": "no", "Coins": 1}"#)?;
        assert_eq!(input.coins(), Some(1));
        assert!(input.validate().is_err());
        Ok(())
    }
}
