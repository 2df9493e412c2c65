//! Both sides by one source: names and paths are the same, only the crates differ.

use aws_smithy_runtime_api::client::http::SharedHttpClient;

/// A client, by what is looked at.
pub(crate) struct Side {
    /// The name for the program itself.
    pub(crate) name: &'static str,
    /// Calls once; the call lacks `Email` and `Name` if it is not complete, and is tried again if it may be.
    pub(crate) call: fn(http: SharedHttpClient, is_complete: bool, attempts: u32) -> Seen,
    /// Calls with the default HTTP client.
    pub(crate) call_by_default_client: fn(endpoint: &str) -> Seen,
    /// Builds a structure without its required members `Key` and `Value`.
    pub(crate) build_tag: fn() -> String,
}

/// What a program sees of a call.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// The output or the error, as text for people.
    pub(crate) display: String,
    /// The error for developers.
    pub(crate) debug: String,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) status: Option<u16>,
    pub(crate) request_id: Option<String>,
}

macro_rules! side {
    ($constant:ident, $module:ident, $sdk:ident) => {
        pub(crate) const $constant: Side = Side {
            name: stringify!($module),
            call: $module::call,
            call_by_default_client: $module::call_by_default_client,
            build_tag: $module::build_tag,
        };

        mod $module {
            use super::Seen;
            use crate::block_on;
            use aws_smithy_runtime_api::client::http::SharedHttpClient;
            use std::time::Duration;
            use $sdk::Client;
            use $sdk::config::retry::RetryConfig;
            use $sdk::config::{BehaviorVersion, Builder, Config, Credentials, Region};
            use $sdk::error::{ProvideErrorMetadata, SdkError};
            use $sdk::operation::RequestId;
            use $sdk::operation::create_connection_invitation::{
                CreateConnectionInvitationError, CreateConnectionInvitationOutput,
            };
            use $sdk::types::{ConnectionType, Tag};

            fn config(attempts: u32) -> Builder {
                let retries = RetryConfig::standard().with_max_attempts(attempts);
                Config::builder()
                    .behavior_version(BehaviorVersion::latest())
                    .region(Region::new("us-east-1"))
                    .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "claims"))
                    .retry_config(retries.with_initial_backoff(Duration::from_millis(1)))
            }

            pub(super) fn call(http: SharedHttpClient, is_complete: bool, attempts: u32) -> Seen {
                send(config(attempts).http_client(http).build(), is_complete)
            }

            pub(super) fn call_by_default_client(endpoint: &str) -> Seen {
                send(config(1).endpoint_url(endpoint).build(), true)
            }

            fn send(config: Config, is_complete: bool) -> Seen {
                let call = Client::from_conf(config)
                    .create_connection_invitation()
                    .catalog("Sandbox")
                    .connection_type(ConnectionType::OpportunityCollaboration)
                    .receiver_identifier("123456789012")
                    .message("Shall we?");
                let call = if is_complete { call.email("ada@example.com").name("Ada Lovelace") } else { call };
                seen(block_on(call.send()))
            }

            type Called = Result<CreateConnectionInvitationOutput, SdkError<CreateConnectionInvitationError>>;

            fn seen(called: Called) -> Seen {
                let error = match called {
                    Ok(output) => return Seen { display: format!("{output:?}"), ..Seen::default() },
                    Err(error) => error,
                };
                Seen {
                    display: error.to_string(),
                    debug: format!("{error:?}"),
                    code: error.code().map(str::to_owned),
                    message: error.message().map(str::to_owned),
                    status: error.raw_response().map(|response| response.status().as_u16()),
                    request_id: error.request_id().map(str::to_owned),
                }
            }

            pub(super) fn build_tag() -> String {
                Tag::builder().build().map_or_else(|error| error.to_string(), |tag| format!("{tag:?}"))
            }
        }
    };
}

side!(OURS, ours, partnercentral_account);
side!(OFFICIAL, official, aws_sdk_partnercentralaccount);
