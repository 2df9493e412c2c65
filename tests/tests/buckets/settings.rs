//! Settings of the service: of a program, or of environment and profile.

use crate::config;
use aws_types::SdkConfig;
use aws_types::region::Region;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use buckets::config::{Builder, Config};
use buckets::error::SdkError;
use buckets::operation::get_object::{GetObjectError, GetObjectOutput};
use buckets::types::{BucketLocationConstraint, CreateBucketConfiguration};
use farrier_tests::client;
use farrier_tests::server::{Answer, Server};

/// An environment or profile that has one value.
#[derive(Debug)]
pub(crate) struct Found(pub(crate) &'static str, pub(crate) &'static str, pub(crate) &'static str);

impl LoadServiceConfig for Found {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let is_ours = matches!(key.service_id(), "S3" | "Warden");
        let known = is_ours && (key.env(), key.profile()) == (self.0, self.1);
        known.then(|| self.2.to_owned())
    }
}

/// What is shared by the clients of a program whose environment has this.
pub(crate) fn shared(server: &Server, found: Found) -> SdkConfig {
    client::shared().service_config(found).endpoint_url(&server.url).build()
}

/// A configuration of such a program.
pub(crate) fn found(server: &Server, found: Found) -> Builder {
    Builder::from(&shared(server, found))
}

async fn get(config: Builder, bucket: &str) -> Result<GetObjectOutput, SdkError<GetObjectError>> {
    buckets::Client::from_conf(config.build()).get_object().bucket(bucket).key("k").send().await
}

#[tokio::test]
async fn what_the_environment_says_gives_way_to_the_program() {
    let arn = "arn:aws:s3:eu-west-1:123456789012:accesspoint/name";
    let everywhere = "arn:aws:s3::123456789012:accesspoint/name.mrap";
    let region = |value| Found("AWS_S3_USE_ARN_REGION", "s3_use_arn_region", value);
    let no_mrap =
        |value| Found("AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS", "s3_disable_multiregion_access_points", value);
    let server = Server::start(Answer::ok("").times(5)).await;
    get(found(&server, region("false")), arn).await.expect_err("another region");
    get(found(&server, region("TRUE")), arn).await.expect("it may be another region");
    get(found(&server, region("no")), arn).await.expect("what is no answer does not count");
    get(found(&server, region("false")).use_arn_region(true), arn).await.expect("the program says so");
    let mut taken_back = found(&server, region("false")).use_arn_region(true);
    taken_back.set_use_arn_region(None);
    get(taken_back, arn).await.expect_err("another region");
    get(found(&server, no_mrap("True")), everywhere).await.expect_err("switched off");
    get(found(&server, no_mrap("false")), everywhere).await.expect("not switched off");
    get(found(&server, no_mrap("true")).disable_multi_region_access_points(false), everywhere).await.expect("on");
    assert_eq!(server.requests().len(), 5);
}

/// One call may have settings of its own.
#[tokio::test]
async fn settings_of_a_call_go_before_those_of_the_client() {
    let server = Server::start(Answer::ok("").times(2)).await;
    let url = server.url.replace("127.0.0.1", "localhost");
    let client = buckets::Client::from_conf(config(&server).build());
    let call = || client.get_object().bucket("pail").key("k").customize();
    let by_path = Config::builder().endpoint_url(url).force_path_style(true);
    call().config_override(by_path).send().await.expect("an object");
    call().send().await.expect("an object");
    let paths: Vec<_> = server.requests().iter().map(|it| it.uri().path().to_owned()).collect();
    assert_eq!(paths, ["/pail/k", "/pail/k"]);
}

/// Where a bucket is to be is for the caller to say, whatever the region is.
#[tokio::test]
async fn a_bucket_is_made_where_the_caller_says() {
    let server = Server::start(Answer::ok("").times(3)).await;
    let client = buckets::Client::from_conf(config(&server).region(Region::new("eu-west-1")).build());
    let call = || client.create_bucket().bucket("pail");
    call().send().await.expect("made");
    let nowhere = CreateBucketConfiguration::builder().build();
    call().create_bucket_configuration(nowhere).send().await.expect("made");
    let there = CreateBucketConfiguration::builder().location_constraint(BucketLocationConstraint::EuWest1).build();
    call().create_bucket_configuration(there).send().await.expect("made");
    let bodies: Vec<_> = server.requests().iter().map(|it| String::from_utf8_lossy(it.body()).into_owned()).collect();
    let empty = "<CreateBucketConfiguration xmlns=\"urn:buckets\"></CreateBucketConfiguration>";
    let named = empty.replace("><", "><LocationConstraint>eu-west-1</LocationConstraint><");
    assert_eq!(bodies, ["", empty, &named]);
}
