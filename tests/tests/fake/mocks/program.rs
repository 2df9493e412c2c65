use aws_sdk_s3::Client;
use aws_sdk_s3::error::SdkError;
use aws_sdk_s3::operation::get_object::{GetObjectError, GetObjectOutput};
use aws_sdk_s3::operation::put_object::PutObjectOutput;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::error::NoSuchKey;
use aws_smithy_runtime_api::http::{Response, StatusCode};
use aws_smithy_types::body::SdkBody;

/// The program under test.
async fn fetch(client: &Client, key: &str) -> Result<Vec<u8>, SdkError<GetObjectError>> {
    let object = client.get_object().bucket("test-bucket").key(key).send().await?;
    Ok(object.body.collect().await.expect("a body").to_vec())
}

fn object(content: &'static str) -> GetObjectOutput {
    GetObjectOutput::builder().body(ByteStream::from_static(content.as_bytes())).build()
}

#[tokio::test]
async fn an_output() {
    let rule = mock!(Client::get_object)
        .match_requests(|input| input.bucket() == Some("test-bucket") && input.key() == Some("test-key"))
        .then_output(|| object("12345-abcde"));
    let client = mock_client!(aws_sdk_s3, [&rule]);
    assert_eq!(fetch(&client, "test-key").await.expect("an object"), b"12345-abcde");
    assert_eq!(rule.num_calls(), 1);
}

#[tokio::test]
async fn an_error_of_the_model() {
    let missing = || GetObjectError::NoSuchKey(NoSuchKey::builder().message("look elsewhere").build());
    let rule = mock!(Client::get_object).then_error(missing);
    let client = mock_client!(aws_sdk_s3, [&rule]);
    let error = fetch(&client, "test-key").await.expect_err("no such key").into_service_error();
    assert!(error.is_no_such_key(), "{error:?}");
    assert_eq!(error.to_string(), "NoSuchKey: look elsewhere");
}

#[tokio::test]
async fn a_sequence_is_tried_again() {
    let rule =
        mock!(Client::get_object).sequence().http_status(503, None).times(2).output(|| object("at last")).build();
    let client = mock_client!(aws_sdk_s3, RuleMode::Sequential, [&rule]);
    assert_eq!(fetch(&client, "test-key").await.expect("an object"), b"at last");
    assert_eq!(rule.num_calls(), 3);
}

/// As by the official crates: what decides is the code of the error, whoever made it.
#[tokio::test]
async fn errors_of_a_sequence_are_tried_again() {
    let busy = || {
        let meta = aws_sdk_s3::error::ErrorMetadata::builder().code("SlowDown").message("busy").build();
        GetObjectError::generic(meta)
    };
    let rule = mock!(Client::get_object).sequence().error(busy).times(2).output(|| object("at last")).build();
    let client = mock_client!(aws_sdk_s3, RuleMode::Sequential, [&rule]);
    assert_eq!(fetch(&client, "test-key").await.expect("an object"), b"at last");
    assert_eq!(rule.num_calls(), 3);
    let missing = || GetObjectError::NoSuchKey(NoSuchKey::builder().build());
    let rule = mock!(Client::get_object).sequence().error(missing).output(|| object("never")).build();
    let client = mock_client!(aws_sdk_s3, RuleMode::Sequential, [&rule]);
    let error = fetch(&client, "test-key").await.expect_err("no such key");
    assert!(error.as_service_error().is_some_and(GetObjectError::is_no_such_key), "{error:?}");
    assert_eq!(rule.num_calls(), 1);
}

#[tokio::test]
async fn rules_in_any_order() {
    let one = mock!(Client::get_object)
        .match_requests(|input| input.key() == Some("one"))
        .sequence()
        .output(|| object("1"))
        .repeatedly()
        .build();
    let put = mock!(Client::put_object).then_output(|| PutObjectOutput::builder().build());
    let client = mock_client!(aws_sdk_s3, RuleMode::MatchAny, [&put, &one]);
    for _ in 0..3 {
        assert_eq!(fetch(&client, "one").await.expect("an object"), b"1");
    }
    client.put_object().bucket("b").key("k").body(ByteStream::from_static(b"x")).send().await.expect("put");
    assert_eq!((one.num_calls(), put.num_calls()), (3, 1));
}

#[tokio::test]
async fn a_response_and_a_computed_output() {
    let blocked = mock!(Client::get_object).then_http_response(|| {
        let status = StatusCode::try_from(403).expect("a status");
        Response::new(status, SdkBody::from("<Error><Code>AccessDenied</Code></Error>"))
    });
    let echo = mock!(Client::get_object).then_compute_output(|input| {
        let key = input.key().unwrap_or_default().to_owned().into_bytes();
        GetObjectOutput::builder().body(ByteStream::from(key)).build()
    });
    let client =
        mock_client!(aws_sdk_s3, RuleMode::Sequential, [&blocked, &echo], |config| config.force_path_style(true));
    let error = fetch(&client, "k").await.expect_err("blocked");
    assert_eq!(aws_sdk_s3::error::ProvideErrorMetadata::code(&error), Some("AccessDenied"));
    assert_eq!(fetch(&client, "k").await.expect("an object"), b"k");
}
