//! SigV4a, checked as the service does: by the public key that follows from the credentials.

use crate::{client, kind, server, settings};
use farrier_tests::client::credentials;
use farrier_tests::server::{Answer, Server, header};
use farrier_tests::sigv4a::{ALGORITHM, is_signed_for, part};
use relay::config::Region;

#[tokio::test]
async fn the_endpoint_rules_choose_it() {
    let server = server().await;
    client(&server, settings()).send().signal("hello: 😀").endpoint_id("global").send().await.expect("sent");
    let request = server.request();
    assert_eq!(kind(&request), ALGORITHM);
    assert_eq!(header(&request, "x-amz-region-set"), "*");
    let scope =
        format!("{}/{}/relay-global/aws4_request", credentials().access_key_id(), &header(&request, "x-amz-date")[..8]);
    assert_eq!(part(&request, "Credential"), scope);
    for name in ["host", "x-amz-date", "x-amz-region-set", "x-amz-security-token", "x-amz-target"] {
        assert!(part(&request, "SignedHeaders").split(';').any(|signed| signed == name), "{name} is not signed");
    }
    assert!(is_signed_for(&request, "relay-global"));
}

#[tokio::test]
async fn a_changed_request_does_not_verify() {
    let server = server().await;
    client(&server, settings()).send().endpoint_id("global").send().await.expect("sent");
    let mut request = server.request();
    assert!(!is_signed_for(&request, "relay"));
    request.headers_mut().insert("x-amz-region-set", http::HeaderValue::from_static("us-east-1"));
    assert!(!is_signed_for(&request, "relay-global"));
}

#[tokio::test]
async fn the_model_chooses_it_for_the_region_of_the_client() {
    let server = server().await;
    client(&server, settings().region(Region::new("eu-west-1"))).seal().send().await.expect("sent");
    let request = server.request();
    assert_eq!(header(&request, "x-amz-region-set"), "eu-west-1");
    assert!(is_signed_for(&request, "relay"));
}

#[tokio::test]
async fn the_region_set_of_the_configuration_wins_over_the_endpoint() {
    let server = Server::start(Answer::ok("{}").times(2)).await;
    let client = client(&server, settings().sigv4a_signing_region_set("us-east-1,us-west-2"));
    client.send().endpoint_id("global").send().await.expect("sent");
    let changes = relay::config::Builder::new().sigv4a_signing_region_set("eu-west-1");
    client.seal().customize().config_override(changes).send().await.expect("sent");
    let [first, second] = server.requests().try_into().expect("two requests");
    assert_eq!(header(&first, "x-amz-region-set"), "us-east-1,us-west-2");
    assert_eq!(header(&second, "x-amz-region-set"), "eu-west-1");
    assert!(is_signed_for(&first, "relay-global") && is_signed_for(&second, "relay"));
}
