//! SigV4a, checked as the service does: by the public key that follows from the credentials.

use crate::{client, kind, server, settings};
use farrier_tests::client::{SECRET_KEY, credentials};
use farrier_tests::server::{Answer, Received, Server};
use hmac::{Hmac, KeyInit, Mac};
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use relay::config::Region;
use sha2::{Digest, Sha256};

const ALGORITHM: &str = "AWS4-ECDSA-P256-SHA256";

/// The order of the curve less two.
const LAST: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa, 0xad, 0xa7,
    0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x4f,
];

/// The key of an access key: the first candidate in range, plus one.
fn key(access_key: &str, secret: &str) -> VerifyingKey {
    let candidate = |counter: u8| -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(format!("AWS4A{secret}").as_bytes()).expect("any length");
        mac.update(&1_u32.to_be_bytes());
        mac.update(ALGORITHM.as_bytes());
        mac.update(&[0]);
        mac.update(access_key.as_bytes());
        mac.update(&[counter]);
        mac.update(&256_u32.to_be_bytes());
        mac.finalize().into_bytes().into()
    };
    let mut key = (1..=254).map(candidate).find(|candidate| *candidate <= LAST).expect("one is in range");
    for byte in key.iter_mut().rev() {
        *byte = byte.wrapping_add(1);
        if *byte != 0 {
            break;
        }
    }
    *SigningKey::from_slice(&key).expect("in range").verifying_key()
}

fn header<'a>(request: &'a Received, name: &str) -> &'a str {
    request.headers()[name].to_str().expect("text")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

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
    let body = hex(&Sha256::digest(request.body()));
    let canonical = format!("{}\n{}\n\n{headers}\n{signed}\n{body}", request.method(), request.uri().path());
    let date = header(request, "x-amz-date");
    let canonical = hex(&Sha256::digest(canonical));
    format!("{ALGORITHM}\n{date}\n{}/{service}/aws4_request\n{canonical}", &date[..8])
}

fn is_signed_for(request: &Received, service: &str) -> bool {
    let hex = part(request, "Signature");
    let bytes = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal"));
    let signature = Signature::from_der(&bytes.collect::<Vec<_>>()).expect("a signature");
    let key = key(credentials().access_key_id(), SECRET_KEY);
    key.verify(string_to_sign(request, service).as_bytes(), &signature).is_ok()
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
