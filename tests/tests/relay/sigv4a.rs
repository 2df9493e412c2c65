//! SigV4a, checked as the service does: by the public key that follows from the credentials.

use crate::{client, kind, server, settings};
use farrier_tests::client::credentials;
use farrier_tests::hash::sha256;
use farrier_tests::server::{Answer, Received, Server, header};
use farrier_tests::sigv4a::{self, ALGORITHM};
use relay::config::Region;

/// A part of the header `Authorization`.
fn part<'a>(request: &'a Received, name: &str) -> &'a str {
    let parts = header(request, "authorization").strip_prefix(ALGORITHM).expect("SigV4a").trim_start();
    let mut parts = parts.split(", ").filter_map(|part| part.split_once('='));
    parts.find(|part| part.0 == name).expect("all parts").1
}

/// What was signed, if the service signed for is `service`.
fn string_to_sign(request: &Received, service: &str) -> String {
    let signed = part(request, "SignedHeaders");
    let headers: String = signed.split(';').map(|name| format!("{name}:{}\n", header(request, name).trim())).collect();
    let body = sha256(request.body());
    let canonical = format!("{}\n{}\n\n{headers}\n{signed}\n{body}", request.method(), request.uri().path());
    let date = header(request, "x-amz-date");
    let canonical = sha256(canonical);
    format!("{ALGORITHM}\n{date}\n{}/{service}/aws4_request\n{canonical}", &date[..8])
}

fn is_signed_for(request: &Received, service: &str) -> bool {
    sigv4a::is_signature(part(request, "Signature"), &string_to_sign(request, service))
}

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
