//! The account of the credentials, which endpoint rules take as a part of the host, as those of DynamoDB do. Here it is
//! the path.

use crate::server::Server;
use crate::service::{Invite, SERVICE, invite_types};
use crate::{OK, config, credentials, input};
use aws_types::SdkConfig;
use farrier_runtime::client::Handle;
use farrier_runtime::config::{AccountIdEndpointMode, BehaviorVersion, Builder, Credentials, Region};
use farrier_runtime::endpoint::{Endpoint, EndpointError, Param, Params};
use farrier_runtime::operation::{Operation, Service};

const PARAMS: [Param; 3] = [
    Param { name: "Endpoint", built_in: Some("SDK::Endpoint"), required: false, default: None },
    Param { name: "Account", built_in: Some("AWS::Auth::AccountId"), required: false, default: None },
    Param { name: "Mode", built_in: Some("AWS::Auth::AccountIdEndpointMode"), required: false, default: None },
];

const WITH_ACCOUNTS: Service = Service { endpoint_params: &PARAMS, resolve_endpoint: resolve, ..SERVICE };

fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let url = params.required_string("Endpoint")?;
    let url = match (params.string("Mode"), params.string("Account")) {
        (Some("required"), None) => return Err(EndpointError::new("The account is missing".to_owned())),
        (Some("preferred" | "required"), Some(account)) => format!("{url}/{account}"),
        _ => url.to_owned(),
    };
    Ok(Endpoint::builder().url(url).build())
}

/// [`Invite`] of that service.
struct InviteTo;

impl Operation for InviteTo {
    const NAME: &'static str = Invite::NAME;
    const SERVICE: &'static Service = &WITH_ACCOUNTS;
    invite_types! {}
}

fn known() -> Credentials {
    let credentials = Credentials::builder().access_key_id("AKID").secret_access_key("secret").provider_name("test");
    credentials.account_id("123456789012").build()
}

/// The path of a call and the mode in its user agent, or why there is none.
async fn place(server: Server, config: Builder) -> String {
    let client = Handle::new(&WITH_ACCOUNTS, config.build());
    match client.call().send::<InviteTo>(input()).await {
        Ok(_) => {
            let [request] = server.requests();
            let agent = request.header("x-amz-user-agent");
            let features = agent.split(' ').find_map(|part| part.strip_prefix("m/")).expect("features");
            let modes: String = features.split(',').filter(|id| ["P", "Q", "R"].contains(id)).collect();
            format!("{} {modes}", request.line.split(' ').nth(1).expect("a path"))
        }
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn the_mode_says_whether_an_endpoint_has_the_account() {
    use AccountIdEndpointMode::{Disabled, Preferred, Required};
    for (mode, with, without) in [
        (None, "/123456789012/ P", "/ P"),
        (Some(Preferred), "/123456789012/ P", "/ P"),
        (Some(Required), "/123456789012/ R", "The account is missing"),
        (Some(Disabled), "/ Q", "/ Q"),
    ] {
        for (credentials, expected) in [(known(), with), (credentials(), without)] {
            let server = Server::start([OK]).await;
            let mut config = config(&server.url).credentials_provider(credentials.clone());
            config.set_account_id_endpoint_mode(mode.clone());
            let place = place(server, config).await;
            assert!(place.contains(expected), "{mode:?}: {place}");
        }
    }
}

#[tokio::test]
async fn environment_and_profile_may_set_it() {
    let server = Server::start([OK]).await;
    let mut shared = SdkConfig::builder().region(Region::new("us-east-1")).endpoint_url(&server.url);
    shared.set_account_id_endpoint_mode(Some(AccountIdEndpointMode::Disabled));
    let config = Builder::from(&shared.build()).behavior_version(BehaviorVersion::latest());
    assert_eq!(place(server, config.credentials_provider(known())).await, "/ Q");
}

#[tokio::test]
async fn a_call_may_have_other_credentials() {
    let server = Server::start([OK, OK]).await;
    let client = Handle::new(&WITH_ACCOUNTS, config(&server.url).build());
    let call = client.call().customize::<InviteTo>(input());
    call.config_override(Builder::new().credentials_provider(known())).send().await.expect("answered");
    client.call().send::<InviteTo>(input()).await.expect("answered");
    let [of_call, of_client] = server.requests();
    assert!(of_call.line.contains(" /123456789012/ ") && of_client.line.contains(" / "), "{of_call:?} {of_client:?}");
}
