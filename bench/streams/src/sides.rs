//! Both sides by one source: names and paths are the same, only the crates differ.

use crate::{Result, Work};
use std::pin::Pin;

/// Does some work with a client.
pub(crate) type Client = Box<dyn Fn(Work) -> Pin<Box<dyn Future<Output = Result>>>>;

/// A client with its defaults.
pub(crate) struct Side {
    pub(crate) name: &'static str,
    /// The client of a server.
    pub(crate) client: fn(url: &str) -> Client,
}

macro_rules! side {
    ($constant:ident, $module:ident, $sdk:ident) => {
        pub(crate) const $constant: Side = Side { name: stringify!($module), client: $module::client };

        mod $module {
            use crate::sides;
            use crate::{Result, Work};
            use $sdk::Client;
            use $sdk::config::{BehaviorVersion, Config, Credentials, Region};
            use $sdk::primitives::ByteStream;

            pub(super) fn client(url: &str) -> sides::Client {
                let config = Config::builder()
                    .behavior_version(BehaviorVersion::latest())
                    .region(Region::new("us-east-1"))
                    .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "streams"))
                    .force_path_style(true)
                    .endpoint_url(url);
                let client = Client::from_conf(config.build());
                Box::new(move |work| Box::pin(run(client.clone(), work)))
            }

            async fn run(client: Client, work: Work) -> Result {
                match work {
                    Work::Get(length) => get(&client, length).await,
                    Work::Put(bytes) => put(&client, bytes.into()).await,
                    Work::PutFile(path) => put(&client, ByteStream::from_path(path).await?).await,
                }
            }

            async fn get(client: &Client, length: u64) -> Result {
                let mut output = client.get_object().bucket("bench").key(length.to_string()).send().await?;
                let mut read = 0;
                while let Some(piece) = output.body.next().await {
                    read += piece?.len() as u64;
                }
                if read == length { Ok(()) } else { Err(format!("{read} bytes of {length} came").into()) }
            }

            async fn put(client: &Client, body: ByteStream) -> Result {
                client.put_object().bucket("bench").key("object").body(body).send().await?;
                Ok(())
            }
        }
    };
}

side!(OURS, ours, objects);
side!(OFFICIAL, official, aws_sdk_s3);
