//! SigV4a where the endpoint rules choose it.

use crate::service::{Arrived, UNSIGNED};
use crate::{client, param, ten_minutes};
use farrier_tests::sigv4a::{ALGORITHM, is_signature};

#[tokio::test]
async fn the_regions_are_in_the_query() {
    let request = client().get_object().bucket("all").key("k").presigned(ten_minutes()).await.expect("signed");
    assert!(request.uri().starts_with("https://all.example.com/k?x-id=GetObject&"));
    assert_eq!(param(&request, "X-Amz-Algorithm"), ALGORITHM);
    assert_eq!(param(&request, "X-Amz-Region-Set"), "%2A");
    assert_eq!(param(&request, "X-Amz-Credential"), "AKIDEXAMPLE%2F20240826%2Fs3%2Faws4_request");
    let arrived = Arrived { method: "GET", uri: request.uri(), headers: Vec::new(), body: UNSIGNED };
    let signature = param(&request, "X-Amz-Signature");
    assert!(is_signature(signature, &arrived.string_to_sign()));
    assert!(!is_signature(signature, "something else"));
}
