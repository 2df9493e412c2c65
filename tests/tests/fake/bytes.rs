//! Streams of bytes, both ways: read into memory by a fake, in this process and over a connection.

use buckets::Client;
use buckets::fake::Fake;
use buckets::operation::get_object::GetObjectOutput;
use buckets::operation::put_object::PutObjectOutput;
use buckets::primitives::ByteStream;
use std::sync::{Arc, Mutex};

/// A fake that holds one object.
fn shelf() -> Fake {
    let object = Arc::new(Mutex::new(Vec::new()));
    let put = object.clone();
    Fake::new()
        .on_put_object(move |input| {
            let put = put.clone();
            async move {
                let content = input.body.expect("a fake has read it").collect().await.expect("bytes").to_vec();
                *put.lock().expect("nothing panics") = content;
                Ok(PutObjectOutput::builder().build())
            }
        })
        .on_get_object(move |_| {
            let content = object.lock().expect("nothing panics").clone();
            async move { Ok(GetObjectOutput::builder().body(ByteStream::from(content)).build()) }
        })
}

async fn store_and_fetch(client: &Client) {
    let content: Vec<u8> = (0..300_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    let put = client.put_object().bucket("shelf").key("a/b c").body(ByteStream::from(content.clone()));
    // That is no stream of events: it is an object.
    let put = put.customize().mutate_request(|request| {
        request.headers_mut().insert("content-type", "application/vnd.amazon.eventstream");
    });
    put.send().await.expect("stored");
    let object = client.get_object().bucket("shelf").key("a/b c").send().await.expect("fetched");
    assert_eq!(object.body.collect().await.expect("bytes").to_vec(), content);
}

#[tokio::test]
async fn bytes_go_both_ways_in_this_process() {
    let fake = shelf();
    store_and_fetch(&fake.client()).await;
    fake.assert_calls(&["PutObject", "GetObject"]);
}

#[tokio::test]
async fn bytes_go_both_ways_over_a_connection() {
    let fake = shelf();
    let server = fake.serve().await.expect("a port");
    let client = farrier_runtime::client::http::default_client();
    let config = buckets::Config::builder().with_test_defaults_v2().http_client(client).endpoint_url(server.url());
    store_and_fetch(&Client::from_conf(config.build())).await;
    fake.assert_calls(&["PutObject", "GetObject"]);
}

/// An error that begins so is none of the service's: it is what somebody stored.
#[tokio::test]
async fn an_object_may_look_like_an_error() {
    let content = "<Error><Code>NoSuchKey</Code></Error>";
    let fake = Fake::new().on_get_object(move |_| async move {
        Ok(GetObjectOutput::builder().body(ByteStream::from_static(content.as_bytes())).build())
    });
    let object = fake.client().get_object().bucket("shelf").key("a/b").send().await.expect("an object");
    assert_eq!(object.body.collect().await.expect("bytes").to_vec(), content.as_bytes());
}
