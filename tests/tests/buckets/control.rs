//! What Amazon S3 Control needs of a client beyond its model, by a client of `customized_s3_control.json`: the endpoint
//! rules put the account before the host, and an outpost into a header.

use crate::settings::{Found, shared};
use crate::signing::assert_signed;
use aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint;
use farrier_tests::client::{UriCapture, credentials};
use farrier_tests::server::{Answer, Server, headers};
use farrier_tests::signature::Authorization;
use warden::Client;
use warden::config::interceptors::BeforeTransmitInterceptorContextMut;
use warden::config::{BehaviorVersion, Builder, Config, ConfigBag, Intercept, Region, RuntimeComponents};
use warden::error::{BoxError, DisplayErrorContext};

const ACCOUNT: &str = "123456789012";

const POINT: &str = "arn:aws:s3-outposts:us-west-2:210987654321:outpost/op-1/accesspoint/pool";

fn config() -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(credentials())
}

#[tokio::test]
async fn the_account_is_before_the_host() {
    let capture = UriCapture::default();
    for config in [config(), config().endpoint_url("http://vault.example.com:99")] {
        let client = Client::from_conf(config.http_client(capture.clone()).build());
        // The answer is no XML.
        client.get_block().account_id(ACCOUNT).send().await.expect_err("asked");
        client.put_policy().account_id(ACCOUNT).name("pool").policy("{}").send().await.expect("asked");
    }
    assert_eq!(
        capture.uris(),
        [
            "https://123456789012.control.us-east-1.example.com/v20180820/block",
            "https://123456789012.control.us-east-1.example.com/v20180820/accesspoint/pool/policy",
            "http://123456789012.vault.example.com:99/v20180820/block",
            "http://123456789012.vault.example.com:99/v20180820/accesspoint/pool/policy",
        ]
    );
}

#[tokio::test]
async fn nothing_is_sent_without_an_account_that_a_host_can_have() {
    let capture = UriCapture::default();
    let client = Client::from_conf(config().http_client(capture.clone()).build());
    for (account, reason) in [(None, "AccountId"), (Some(""), "host"), (Some("a.b"), "host"), (Some("a/b"), "host")] {
        let call = client.get_block().set_account_id(account.map(str::to_owned));
        let error = call.send().await.expect_err("nothing to send");
        let error = DisplayErrorContext(&error).to_string();
        assert!(error.contains(reason), "{account:?}: {error}");
    }
    assert_eq!(capture.uris(), [""; 0]);
}

/// The rules know better than the input which account it is.
#[tokio::test]
async fn an_outpost_is_in_a_header_and_in_the_signature() {
    let server =
        Server::start([Answer::ok("<GetPointResult><Bucket>pail</Bucket></GetPointResult>"), Answer::ok("")]).await;
    let client = Client::from_conf(config().endpoint_url(&server.url).build());
    let output = client.get_point().account_id(ACCOUNT).name(POINT).send().await.expect("a point");
    assert_eq!(output.bucket(), Some("pail"));
    client.put_policy().account_id(ACCOUNT).name(POINT).policy("{}").send().await.expect("put");
    let requests = server.requests();
    let path = "/v20180820/accesspoint/arn%3Aaws%3As3-outposts%3Aus-west-2%3A210987654321%3Aoutpost%2Fop-1%2Faccesspoint%2Fpool";
    assert_eq!([requests[0].uri().path(), requests[1].uri().path()], [path, &format!("{path}/policy")]);
    for request in &requests {
        assert_eq!(headers(request, "x-amz-account-id"), ["210987654321"]);
        assert_eq!(headers(request, "x-amz-outpost-id"), ["op-1"]);
        assert_signed(request, "s3-outposts");
        let authorization = Authorization::of(request);
        assert_eq!(authorization.region, "us-west-2");
        for name in ["x-amz-account-id", "x-amz-outpost-id"] {
            assert!(authorization.headers.iter().any(|signed| signed == name), "{authorization:?}");
        }
    }
    assert_eq!(
        requests[1].body(),
        "<PutPolicyRequest xmlns=\"http://warden.example/\"><Policy>{}</Policy></PutPolicyRequest>"
    );
    // By `openssl md5 -binary | base64`.
    assert_eq!(headers(&requests[1], "content-md5"), ["GRF8VMwxKK1wNvVqX2YKxQ=="]);
}

/// Writes another policy into a request, which is as long.
#[derive(Debug)]
struct Other;

#[dyn_dispatch_hint]
impl Intercept for Other {
    fn name(&self) -> &'static str {
        "Other"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.request_mut().body_mut();
        let text = String::from_utf8_lossy(body.bytes().unwrap_or_default()).replace("{}", "[]");
        *body = text.into();
        Ok(())
    }
}

#[tokio::test]
async fn a_checksum_is_of_what_interceptors_made_of_the_body() {
    let server = Server::start([Answer::new(503, ""), Answer::ok("")]).await;
    let client = Client::from_conf(config().endpoint_url(&server.url).interceptor(Other).build());
    client.put_policy().account_id(ACCOUNT).name(POINT).policy("{}").send().await.expect("put");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in &requests {
        assert_eq!(
            request.body(),
            "<PutPolicyRequest xmlns=\"http://warden.example/\"><Policy>[]</Policy></PutPolicyRequest>"
        );
        // By `openssl md5 -binary | base64`.
        assert_eq!(headers(request, "content-md5"), ["uRO0588L+Gff1ObmgAGDJQ=="]);
    }
}

#[tokio::test]
async fn a_region_of_an_arn_may_be_refused() {
    let capture = UriCapture::default();
    let config = config().http_client(capture.clone());
    let own = Client::from_conf(config.clone().use_arn_region(false).build());
    let error = own.get_point().account_id(ACCOUNT).name(POINT).send().await.expect_err("another region");
    assert!(DisplayErrorContext(&error).to_string().contains("The region of the ARN is another one."), "{error}");
    let any = Client::from_conf(config.use_arn_region(true).build());
    any.put_policy().account_id(ACCOUNT).name(POINT).policy("{}").send().await.expect("put");
    let [uri] = capture.uris().try_into().expect("one request");
    assert!(uri.starts_with("https://outposts.us-west-2.example.com/v20180820/"), "{uri}");
}

/// As for Amazon S3. What the program says counts more.
#[tokio::test]
async fn the_environment_may_refuse_it() {
    let server = Server::start(Answer::ok("").times(2)).await;
    for (value, of_program, is_sent) in [("false", None, false), ("true", None, true), ("false", Some(true), true)] {
        let found = Found("AWS_S3_USE_ARN_REGION", "s3_use_arn_region", value);
        let mut config = Builder::from(&shared(&server, found));
        config.set_use_arn_region(of_program);
        let call = Client::from_conf(config.build()).put_policy().account_id(ACCOUNT).name(POINT).policy("{}");
        assert_eq!(call.send().await.is_ok(), is_sent, "{value}, {of_program:?}");
    }
    assert_eq!(server.requests().len(), 2);
}
