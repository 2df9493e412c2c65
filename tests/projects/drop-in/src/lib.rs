//! Reads and writes items as types of its own, by a crate that knows the official client alone.

use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodb::{Client, Config};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A record of the archive.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Record {
    /// Its number.
    pub id: u32,
    /// What it is called.
    pub title: String,
    /// Where it is mentioned.
    pub mentions: Vec<String>,
}

/// The request that stores a record.
///
/// # Errors
/// Records that are no items.
pub fn store(client: &Client, record: &Record) -> Result<PutItemFluentBuilder, serde_dynamo::Error> {
    let item: HashMap<String, AttributeValue> = serde_dynamo::to_item(record)?;
    Ok(client.put_item().table_name("archive").set_item(Some(item)))
}

/// A client that takes what it is not told from the defaults of its configuration.
pub fn client(url: &str) -> Client {
    Client::from_conf(Config::builder().endpoint_url(url).build())
}

#[cfg(test)]
mod tests {
    use super::{Record, client, store};

    #[test]
    fn there_and_back() -> Result<(), Box<dyn std::error::Error>> {
        let record = Record { id: 7, title: "Rime".to_owned(), mentions: vec!["albatross".to_owned()] };
        let request = store(&client("http://127.0.0.1:8080"), &record)?;
        let item = request.get_item().clone().ok_or("no item")?;
        assert_eq!(item["id"].as_n().map(String::as_str), Ok("7"));
        assert_eq!(serde_dynamo::from_item::<_, Record>(item)?, record);
        Ok(())
    }
}
