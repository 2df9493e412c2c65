//! Requests that are made without a client go where a client sends them.

use aws_sdk_partnercentralaccount as account;
use aws_smithy_types::body::SdkBody;
use farrier_tests::client::{UriCapture, credentials};
use std::error::Error;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The URI that a client of this crate asks for, with a call; and that of a request which is made of the same input.
macro_rules! uris {
    ($crate_name:ident, $operation:path, $url:expr, |$client:ident| $call:expr, $input:expr) => {{
        use $crate_name::config::{BehaviorVersion, Config, Region};
        use $crate_name::protocol::{Params, encode_to, endpoint};
        let http = UriCapture::default();
        let mut config = Config::builder().http_client(http.clone()).credentials_provider(credentials());
        config = config.behavior_version(BehaviorVersion::latest()).region(Region::new("eu-west-1"));
        config.set_endpoint_url($url.map(str::to_owned));
        let $client = $crate_name::Client::from_conf(config.build());
        // What the answer is to this does not matter.
        drop($call.send().await);
        let params = Params::builder().region("eu-west-1").set_endpoint($url.map(str::to_owned)).build()?;
        let made = endpoint::<$operation>(&$input, &params)
            .map_err(Box::<dyn Error>::from)
            .and_then(|endpoint| Ok(encode_to::<$operation>(&$input, &endpoint)?))
            .map(|request: http::Request<SdkBody>| request.uri().to_string());
        (http.uris(), made)
    }};
}

#[tokio::test]
async fn the_rules_choose_the_host() -> Result {
    use account::operation::get_partner::{GetPartner, GetPartnerInput};
    let input = GetPartnerInput::builder().catalog("AWS").identifier("p-1").build()?;
    for (url, expected) in [
        (None, "https://partnercentral-account.eu-west-1.api.aws/"),
        (Some("http://127.0.0.1:8080/base"), "http://127.0.0.1:8080/base/"),
    ] {
        let (sent, made) =
            uris!(account, GetPartner, url, |client| client.get_partner().catalog("AWS").identifier("p-1"), input);
        assert_eq!((sent, made?), (vec![expected.to_owned()], expected.to_owned()));
    }
    Ok(())
}

#[tokio::test]
async fn members_are_parameters_of_the_rules() -> Result {
    use buckets::operation::get_object::{GetObject, GetObjectInput};
    let input = GetObjectInput::builder().bucket("depot").key("a b").build()?;
    let (sent, made) =
        uris!(buckets, GetObject, None::<&str>, |client| client.get_object().bucket("depot").key("a b"), input);
    assert_eq!(sent, [made?]);
    assert!(sent[0].starts_with("https://depot."), "{sent:?}");
    Ok(())
}

/// A bucket is in the path of the endpoint, and the URI of this operation has nothing but a query.
#[tokio::test]
async fn no_slash_is_behind_the_path_of_an_endpoint() -> Result {
    use buckets::operation::get_bucket_location::{GetBucketLocation, GetBucketLocationInput};
    for (url, expected) in [
        (Some("http://127.0.0.1:8080"), "http://127.0.0.1:8080/pail?location"),
        (None, "https://pail.store.eu-west-1.example.com/?location"),
    ] {
        let input = GetBucketLocationInput::builder().bucket("pail").build()?;
        let (sent, made) =
            uris!(buckets, GetBucketLocation, url, |client| client.get_bucket_location().bucket("pail"), input);
        assert_eq!((sent, made?), (vec![expected.to_owned()], expected.to_owned()));
    }
    Ok(())
}

#[tokio::test]
async fn members_are_part_of_the_host() -> Result {
    use harbour::operation::signal::{Signal, SignalInput};
    let url = Some("http://harbour.example:81");
    let input = |channel: &str| SignalInput::builder().channel(channel).build();
    let (sent, made) = uris!(harbour, Signal, url, |client| client.signal().channel("c1"), input("c1")?);
    assert_eq!(sent, [made?]);
    assert!(sent[0].starts_with("http://c1.signal-harbour.example:81/"), "{sent:?}");

    let (sent, made) = uris!(harbour, Signal, url, |client| client.signal().channel("c/1"), input("c/1")?);
    assert!(sent.is_empty(), "{sent:?}");
    assert_eq!(
        made.err().map(|error| error.to_string()).as_deref(),
        Some("channel is not set or cannot be part of a host name")
    );
    Ok(())
}

#[test]
fn endpoints_that_are_none() -> Result {
    use account::operation::get_partner::{GetPartner, GetPartnerInput};
    use account::protocol::{Endpoint, Params, encode_to, endpoint};
    let input = GetPartnerInput::builder().catalog("AWS").identifier("p-1").build()?;
    let error = endpoint::<GetPartner>(&input, &Params::default()).expect_err("no region");
    assert_eq!(error.to_string(), "Invalid Configuration: Missing Region");
    for url in ["harbour.example", "http://", "http://a b/"] {
        let endpoint = Endpoint::builder().url(url).build();
        assert!(encode_to::<GetPartner>(&input, &endpoint).is_err(), "{url}");
    }
    let endpoint = Endpoint::builder().url("http://host").header("x-a", "1\n2").build();
    assert!(encode_to::<GetPartner>(&input, &endpoint).is_err());
    let endpoint = Endpoint::builder().url("http://host").header("content-type", "text/plain").build();
    assert_eq!(encode_to::<GetPartner>(&input, &endpoint)?.headers()["content-type"], "text/plain");
    Ok(())
}
