//! Tokens to log in to databases with.
#![cfg(feature = "auth-token")]

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use aws_smithy_async::time::StaticTimeSource;
use aws_types::region::Region;
use aws_types::sdk_config::{SdkConfig, SharedCredentialsProvider};
use farrier_runtime::client::auth_token::{dsql, rds};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const SECRET: &str = "wJalrXUtnFEMI";

/// 2024-08-26T22:00:00Z
fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_724_709_600)
}

fn credentials() -> Credentials {
    Credentials::new("akid", SECRET, Some("a+b/c=".to_owned()), None, "test")
}

fn shared() -> aws_types::sdk_config::Builder {
    SdkConfig::builder()
        .credentials_provider(SharedCredentialsProvider::new(credentials()))
        .time_source(StaticTimeSource::new(now()))
}

/// The token that a URL without scheme becomes in a region, for a service, for so long.
fn expected(url: &str, [region, service]: [&str; 2], seconds: u64) -> String {
    let mut settings = SigningSettings::default();
    settings.signature_location = SignatureLocation::QueryParams;
    settings.expires_in = Some(Duration::from_secs(seconds));
    let identity = credentials().into();
    let params = SigningParams::builder().identity(&identity).region(region).name(service);
    let params = params.time(now()).settings(settings).build().expect("complete").into();
    let request = SignableRequest::new("GET", format!("https://{url}"), std::iter::empty(), SignableBody::empty());
    let signature = sign(request.expect("a URL"), &params).expect("signed").signature().to_owned();
    format!(
        "{url}&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=akid%2F20240826%2F{region}%2F{service}%2Faws4_request\
         &X-Amz-Date=20240826T220000Z&X-Amz-Expires={seconds}&X-Amz-SignedHeaders=host&X-Amz-Signature={signature}\
         &X-Amz-Security-Token=a%2Bb%2Fc%3D"
    )
}

fn database() -> rds::ConfigBuilder {
    rds::Config::builder().hostname("db.example.com").port(3306).username("ada")
}

fn cluster() -> dsql::ConfigBuilder {
    dsql::Config::builder().hostname("c.dsql.example.com")
}

/// Its parameters in the order of `expected`.
fn sorted(token: &str) -> Vec<&str> {
    let mut params: Vec<_> = token.split('&').collect();
    params.sort_unstable();
    params
}

#[tokio::test]
async fn a_database() {
    let url = "db.example.com:3306/?Action=connect&DBUser=ada";
    let eu = || Region::new("eu-west-1");
    for (config, shared, region, seconds) in [
        (database(), shared(), "us-east-1", 900),
        (database(), shared().region(eu()), "eu-west-1", 900),
        (database().region(eu()), shared().region(Region::new("us-west-2")), "eu-west-1", 900),
        (database().expires_in(60), shared(), "us-east-1", 60),
        (database().expires_in(901), shared(), "us-east-1", 900),
    ] {
        let generator = rds::AuthTokenGenerator::new(config.build().expect("complete"));
        let token = generator.auth_token(&shared.build()).await.expect("a token");
        assert_eq!(sorted(token.as_str()), sorted(&expected(url, [region, "rds-db"], seconds)));
        assert_eq!(token.to_string(), token.as_str());
    }
}

#[tokio::test]
async fn a_user_of_any_name() {
    let config = database().username("ä da&X-Amz-Expires=9").build().expect("complete");
    assert_eq!((config.hostname(), config.port(), config.username()), ("db.example.com", 3306, "ä da&X-Amz-Expires=9"));
    let token = rds::AuthTokenGenerator::new(config).auth_token(&shared().build()).await.expect("a token");
    let url = "db.example.com:3306/?Action=connect&DBUser=%C3%A4%20da%26X-Amz-Expires%3D9";
    assert_eq!(sorted(token.as_str()), sorted(&expected(url, ["us-east-1", "rds-db"], 900)));
}

#[tokio::test]
async fn a_cluster() {
    let shared = shared().region(Region::new("us-east-1")).build();
    let generator = dsql::AuthTokenGenerator::new(cluster().expires_in(86_400).build().expect("complete"));
    for (token, action) in [
        (generator.db_connect_auth_token(&shared).await, "DbConnect"),
        (generator.db_connect_admin_auth_token(&shared).await, "DbConnectAdmin"),
    ] {
        let url = format!("c.dsql.example.com/?Action={action}");
        let token = token.expect("a token");
        assert_eq!(sorted(token.as_str()), sorted(&expected(&url, ["us-east-1", "dsql"], 86_400)));
    }
}

#[tokio::test]
async fn credentials_of_its_own() {
    let own = cluster().credentials(Credentials::new("own", "secret", None, None, "test"));
    let generator = dsql::AuthTokenGenerator::new(own.region(Region::new("r")).build().expect("complete"));
    let token = generator.db_connect_auth_token(&shared().build()).await.expect("a token");
    assert!(token.as_str().contains("X-Amz-Credential=own%2F20240826%2Fr%2Fdsql%2F"));
    assert!(token.as_str().contains("X-Amz-Expires=900&") && !token.as_str().contains("Security-Token"));
}

#[tokio::test]
async fn what_is_missing_is_an_error() {
    for (config, missing) in [
        (rds::Config::builder().port(1).username("ada"), "hostname"),
        (rds::Config::builder().hostname("h").username("ada"), "port"),
        (rds::Config::builder().hostname("h").port(1), "username"),
    ] {
        assert!(config.build().expect_err("incomplete").to_string().contains(missing));
    }
    assert!(dsql::Config::builder().build().expect_err("incomplete").to_string().contains("hostname"));
    let database = |config: rds::ConfigBuilder| rds::AuthTokenGenerator::new(config.build().expect("complete"));
    let cluster = dsql::AuthTokenGenerator::new(cluster().build().expect("complete"));
    let nothing = SdkConfig::builder().build();
    let no_clock = SdkConfig::builder().credentials_provider(SharedCredentialsProvider::new(credentials())).build();
    for (token, missing) in [
        (database(self::database()).auth_token(&nothing).await, "credentials_provider"),
        (database(self::database()).auth_token(&no_clock).await, "time_source"),
        (
            database(self::database().hostname("no host")).auth_token(&shared().build()).await,
            "`no host:3306` is no host",
        ),
        (cluster.db_connect_auth_token(&shared().build()).await, "region"),
    ] {
        let error = token.expect_err("no token");
        assert!(error.to_string().contains(missing), "{error}");
    }
}

#[tokio::test]
async fn a_token_is_not_shown() {
    let generator = rds::AuthTokenGenerator::new(database().credentials(credentials()).build().expect("complete"));
    let token = generator.auth_token(&shared().build()).await.expect("a token");
    for shown in [format!("{token:?}"), format!("{generator:?}")] {
        assert!(!shown.contains("Signature") && !shown.contains(SECRET), "{shown}");
    }
}
