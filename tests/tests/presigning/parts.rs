//! What is in a presigned request, and what is not.

use crate::service::{Arrived, UNSIGNED};
use crate::{client, headers, param, query, settings, ten_minutes};
use chest::Client;
use chest::config::{BehaviorVersion, Credentials, Region};
use chest::primitives::ByteStream;

#[tokio::test]
async fn the_signature_is_in_the_query() {
    let request = client().get_object().bucket("b").key("a/b c").presigned(ten_minutes()).await.expect("signed");
    assert_eq!(request.method(), "GET");
    let base = "https://b.s3.us-east-1.example.com/a/b%20c?x-id=GetObject&";
    assert!(request.uri().starts_with(base), "{}", request.uri());
    let expected = [
        ("x-id", "GetObject"),
        ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
        ("X-Amz-Credential", "AKIDEXAMPLE%2F20240826%2Fus-east-1%2Fs3%2Faws4_request"),
        ("X-Amz-Date", "20240826T220000Z"),
        ("X-Amz-Expires", "600"),
        ("X-Amz-SignedHeaders", "host"),
        ("X-Amz-Security-Token", "the-session-token"),
    ];
    let mut params = query(request.uri());
    params.retain(|(name, _)| *name != "X-Amz-Signature");
    params.sort_unstable();
    let mut sorted = expected;
    sorted.sort_unstable();
    assert_eq!(params, sorted);
    assert_eq!(headers(&request), []);
    let arrived = Arrived { method: "GET", uri: request.uri(), headers: Vec::new(), body: UNSIGNED };
    assert!(arrived.is_signed());
    assert!(!arrived.is_signed_with("another secret"));
}

/// As in the official crate: a bucket may be for everyone.
#[tokio::test]
async fn whoever_has_no_credentials_signs_nothing() {
    let nobody = chest::Config::builder().behavior_version(BehaviorVersion::latest()).region(Region::new("us-east-1"));
    let client = Client::from_conf(nobody.build());
    let request = client.get_object().bucket("b").key("k").presigned(ten_minutes()).await.expect("a request");
    assert_eq!(request.uri(), "https://b.s3.us-east-1.example.com/k?x-id=GetObject");
    assert_eq!(headers(&request), []);
}

#[tokio::test]
async fn the_other_operations_are_presigned_alike() {
    let client = client();
    let part = client.upload_part().bucket("b").key("k").part_number(2).upload_id("u");
    let head = client.head_object().bucket("b").key("k").presigned(ten_minutes()).await.expect("signed");
    let part = part.presigned(ten_minutes()).await.expect("signed");
    let list = client.list_object_versions().bucket("b").presigned(ten_minutes()).await.expect("signed");
    for (request, method, uri) in [
        (head, "HEAD", "/k?X-Amz-"),
        (part, "PUT", "/k?x-id=UploadPart&partNumber=2&uploadId=u&X-Amz-"),
        (list, "GET", "/?versions&X-Amz-"),
    ] {
        assert_eq!(request.method(), method);
        let uri = format!("https://b.s3.us-east-1.example.com{uri}");
        assert!(request.uri().starts_with(&uri), "{}", request.uri());
        assert_eq!(headers(&request), []);
        assert!(Arrived { method, uri: request.uri(), headers: Vec::new(), body: UNSIGNED }.is_signed());
    }
}

#[tokio::test]
async fn without_a_session_there_is_no_token() {
    let settings = settings().credentials_provider(Credentials::new("AKID", "secret", None, None, "tests"));
    let client = Client::from_conf(settings.build());
    let request = client.delete_object().bucket("b").key("k").presigned(ten_minutes()).await.expect("signed");
    assert_eq!(request.method(), "DELETE");
    assert!(!request.uri().contains("Security-Token"));
    let arrived = Arrived { method: "DELETE", uri: request.uri(), headers: Vec::new(), body: UNSIGNED };
    assert!(arrived.is_signed_with("secret"));
}

/// The example of the documentation of S3, which has all values.
#[tokio::test]
async fn the_signature_is_the_one_of_the_documentation() {
    let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", secret, None, None, "tests");
    let client = Client::from_conf(settings().credentials_provider(credentials).build());
    let call = client.get_object().bucket("examplebucket").key("test.txt").customize();
    let day = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_369_353_600);
    let config = chest::presigning::PresigningConfig::builder()
        .start_time(day)
        .expires_in(std::time::Duration::from_secs(86_400))
        .build()
        .expect("a day");
    let call = call.mutate_request(|request| {
        request.set_uri("https://examplebucket.s3.amazonaws.com/test.txt").expect("a URI");
    });
    let request = call.presigned(config).await.expect("signed");
    let signature = "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
    assert_eq!(param(&request, "X-Amz-Signature"), signature);
}

#[tokio::test]
async fn what_was_set_is_signed_and_told() {
    let call = client().put_object().bucket("b").key("k").content_type("text/plain").content_length(4);
    let call = call.metadata("who", "ada").checksum_crc32("AAAAAA==").body(ByteStream::from_static(b"deep"));
    let request = call.presigned(ten_minutes()).await.expect("signed");
    let told = [
        ("content-length", "4"),
        ("content-type", "text/plain"),
        ("x-amz-checksum-crc32", "AAAAAA=="),
        ("x-amz-meta-who", "ada"),
    ];
    assert_eq!(headers(&request), told);
    let names = "content-length%3Bcontent-type%3Bhost%3Bx-amz-checksum-crc32%3Bx-amz-meta-who";
    assert_eq!(param(&request, "X-Amz-SignedHeaders"), names);
    let arrived = |headers| Arrived { method: "PUT", uri: request.uri(), headers, body: UNSIGNED };
    assert!(arrived(told.to_vec()).is_signed());
    let mut changed = told;
    changed[3].1 = "eve";
    assert!(!arrived(changed.to_vec()).is_signed());
}

#[tokio::test]
async fn what_was_not_set_is_left_to_the_sender() {
    let call = client().put_object().bucket("b").key("k").body(ByteStream::from_static(b"deep"));
    let request = call.presigned(ten_minutes()).await.expect("signed");
    assert_eq!(headers(&request), []);
    assert_eq!(param(&request, "X-Amz-SignedHeaders"), "host");
    for absent in ["x-amz-content-sha256", "checksum", "user-agent", "invocation", "amz-sdk"] {
        assert!(!request.uri().to_ascii_lowercase().contains(absent), "{}", request.uri());
    }
    let bare = client().put_object().bucket("b").key("k").presigned(ten_minutes()).await.expect("signed");
    assert_eq!(bare.uri(), request.uri());
}

#[tokio::test]
async fn members_of_the_query_are_signed() {
    let call = client().get_object().bucket("b").key("k").version_id("v+1").range("bytes=0-3");
    let request = call.presigned(ten_minutes()).await.expect("signed");
    assert_eq!(param(&request, "versionId"), "v%2B1");
    let told = vec![("range", "bytes=0-3")];
    assert_eq!(headers(&request), told);
    assert!(Arrived { method: "GET", uri: request.uri(), headers: told, body: UNSIGNED }.is_signed());
}

#[tokio::test]
async fn an_http_request_is_made_of_it() {
    let call = client().put_object().bucket("b").key("k").content_type("text/plain");
    let request = call.presigned(ten_minutes()).await.expect("signed");
    let made = request.make_http_1x_request("deep");
    assert_eq!((made.method().as_str(), made.uri().to_string().as_str()), ("PUT", request.uri()));
    assert_eq!((made.headers().len(), *made.body()), (1, "deep"));
    assert_eq!(made.headers()["content-type"], "text/plain");
    let copy = request.clone().into_http_1x_request(());
    assert_eq!((copy.uri(), copy.headers()), (made.uri(), made.headers()));
}
