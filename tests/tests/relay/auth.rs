//! Which scheme signs a request.

use crate::{client, kind, server, settings};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::future::ProvideCredentials as ProvideCredentialsFuture;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeId, AuthSchemeOption, AuthSchemeOptionsFuture, AuthSchemePreference,
};
use farrier_tests::server::{Answer, Received, Server};
use relay::Client;
use relay::config::auth::{Params, ResolveAuthScheme};
use relay::config::{BehaviorVersion, Builder, Config, ConfigBag, ProvideCredentials, Region, RuntimeComponents};

const SIGV4: &str = "AWS4-HMAC-SHA256";
const SIGV4A: &str = "AWS4-ECDSA-P256-SHA256";

fn without_identities() -> Builder {
    Config::builder().behavior_version(BehaviorVersion::latest()).region(Region::new("us-east-1"))
}

fn preferring<const N: usize>(schemes: [&'static str; N]) -> AuthSchemePreference {
    schemes.map(AuthSchemeId::from).into()
}

/// The request that a call of `Send` makes.
async fn sent(config: Builder) -> Received {
    let server = server().await;
    client(&server, config).send().signal("hello").send().await.expect("sent");
    server.request()
}

#[tokio::test]
async fn the_first_scheme_of_the_service_is_used() {
    assert_eq!(kind(&sent(settings()).await), SIGV4);
}

#[tokio::test]
async fn a_scheme_without_an_identity_is_passed_over() {
    let config = without_identities().token_provider(aws_credential_types::Token::new("the-token", None));
    assert_eq!(sent(config).await.headers()["authorization"], "Bearer the-token");
}

#[tokio::test]
async fn no_identity_at_all_is_an_error() {
    let client = Client::from_conf(without_identities().endpoint_url("http://127.0.0.1:9").build());
    let text = client.send().send().await.expect_err("unsigned").to_string();
    let expected = "Send: dispatch failure: there are no credentials to sign the request with: set `credentials_provider`, \
                    or load the configuration with `farrier-credentials` or `aws-config`; attempts 1";
    assert_eq!(text, expected);
}

#[tokio::test]
async fn no_token_is_an_error() {
    let client = Client::from_conf(without_identities().endpoint_url("http://127.0.0.1:9").build());
    let text = client.whoami().send().await.expect_err("nobody").to_string();
    let expected = "Whoami: dispatch failure: there is no bearer token to send with the request: set `bearer_token` or \
                    `token_provider`; attempts 1";
    assert_eq!(text, expected);
}

#[tokio::test]
async fn no_identity_is_needed_where_no_auth_is_allowed() {
    assert_eq!(kind(&sent(without_identities().allow_no_auth()).await), "");
    assert_eq!(kind(&sent(settings().allow_no_auth()).await), SIGV4);
}

/// As aws-config's chain has it when nothing is found.
#[tokio::test]
async fn credentials_that_are_not_found_are_an_error() {
    #[derive(Debug)]
    struct NotFound;
    impl ProvideCredentials for NotFound {
        fn provide_credentials<'a>(&'a self) -> ProvideCredentialsFuture<'a>
        where
            Self: 'a,
        {
            ProvideCredentialsFuture::ready(Err(CredentialsError::not_loaded(
                "no providers in chain provided credentials",
            )))
        }
    }
    let config = without_identities().credentials_provider(NotFound).endpoint_url("http://127.0.0.1:9").build();
    let text = Client::from_conf(config).send().send().await.expect_err("unsigned").to_string();
    let expected = "Send: dispatch failure: the credential provider was not enabled: no providers in chain provided \
                    credentials; attempts 1";
    assert_eq!(text, expected);
}

#[tokio::test]
async fn an_empty_auth_trait_forbids_a_signature() {
    for config in [settings(), without_identities()] {
        let server = server().await;
        client(&server, config).ping().send().await.expect("sent");
        assert_eq!(kind(&server.request()), "");
    }
}

#[tokio::test]
async fn optional_auth_signs_if_it_can() {
    for (config, expected) in [(settings(), SIGV4), (without_identities(), "")] {
        let server = server().await;
        client(&server, config).peek().send().await.expect("sent");
        assert_eq!(kind(&server.request()), expected);
    }
}

#[tokio::test]
async fn an_operation_can_want_a_token() {
    let server = server().await;
    client(&server, settings()).whoami().send().await.expect("sent");
    assert_eq!(server.request().headers()["authorization"], "Bearer the-token");
}

#[tokio::test]
async fn an_operation_can_want_sigv4a() {
    let server = Server::start(Answer::ok("{}").times(2)).await;
    let client = client(&server, settings());
    client.seal().send().await.expect("sent");
    client.stamp().send().await.expect("sent");
    assert_eq!(server.requests().iter().map(kind).collect::<Vec<_>>(), [SIGV4A, SIGV4A]);
}

#[tokio::test]
async fn a_preference_decides_the_order() {
    let prefers = |schemes| settings().auth_scheme_preference(schemes);
    assert_eq!(kind(&sent(prefers(preferring(["httpBearerAuth"]))).await), "Bearer");
    assert_eq!(kind(&sent(prefers(preferring(["sigv4a", "sigv4"]))).await), SIGV4A);
    // What the service does not have is nothing to prefer.
    assert_eq!(kind(&sent(prefers(preferring(["other", "sigv4"]))).await), SIGV4);
}

#[tokio::test]
async fn a_preference_does_not_bring_what_the_endpoint_refuses() {
    let server = server().await;
    let client = client(&server, settings().auth_scheme_preference(preferring(["sigv4", "httpBearerAuth"])));
    client.send().endpoint_id("global").send().await.expect("sent");
    assert_eq!(kind(&server.request()), SIGV4A);
}

#[tokio::test]
async fn a_preference_is_taken_from_the_shared_configuration() {
    let shared = farrier_tests::client::shared()
        .auth_scheme_preference(preferring(["sigv4a"]))
        .sigv4a_signing_region_set("us-east-1,eu-west-1")
        .build();
    let config = Builder::from(&shared);
    let regions = config.clone().build().sigv4a_signing_region_set().map(|set| set.as_ref().to_owned());
    assert_eq!(regions.as_deref(), Some("us-east-1,eu-west-1"));
    assert_eq!(sent(config).await.headers()["x-amz-region-set"], "us-east-1,eu-west-1");
}

#[tokio::test]
async fn one_call_can_prefer_another_scheme() {
    let server = server().await;
    let changes = Config::builder().auth_scheme_preference(preferring(["httpBearerAuth"]));
    client(&server, settings()).send().customize().config_override(changes).send().await.expect("sent");
    assert_eq!(kind(&server.request()), "Bearer");
}

/// Wants a token, whatever the model says.
#[derive(Debug)]
struct AlwaysBearer;

impl ResolveAuthScheme for AlwaysBearer {
    fn resolve_auth_scheme<'a>(
        &'a self,
        _: &'a Params,
        _: &'a ConfigBag,
        _: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        AuthSchemeOptionsFuture::ready(Ok(vec![AuthSchemeOption::from(AuthSchemeId::from("httpBearerAuth"))]))
    }
}

#[tokio::test]
async fn a_resolver_of_the_user_wins_over_model_and_endpoint() {
    let server = server().await;
    let client = client(&server, settings().auth_scheme_resolver(AlwaysBearer));
    client.send().endpoint_id("one").send().await.expect_err("the endpoint takes SigV4a alone");
    client.send().send().await.expect("sent");
    assert_eq!(kind(&server.request()), "Bearer");
}
