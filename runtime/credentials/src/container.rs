//! Credentials of the role of a container, as ECS, EKS and Greengrass give them, or any other HTTP server.

use crate::address;
use crate::causes::causes;
use crate::exchange::{Exchange, operation};
use crate::feature::noted;
use crate::file;
use crate::json::Members;
use crate::provide::provide_by_load;
use crate::surroundings::Surroundings;
use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_credential_types::provider;
use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime::client::orchestrator::operation::Operation;
use aws_smithy_runtime::client::retries::classifiers::{HttpStatusCodeClassifier, TransientErrorClassifier};
use aws_smithy_runtime_api::client::interceptors::context::{Error, InterceptorContext};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, RetryAction};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use http::{HeaderValue, Uri};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;
use zeroize::Zeroizing;

const RELATIVE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// Who may be asked without TLS, beside this machine: ECS, and EKS by either version of IP.
const HOSTS: [IpAddr; 3] = [
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 2)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 23)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x23)),
];

/// Asks the server that the environment names.
#[derive(Debug)]
pub(crate) struct Container(pub(crate) Surroundings);

impl Container {
    async fn load(&self) -> provider::Result {
        let Some(uri) = self.uri().await? else {
            return Err(CredentialsError::not_loaded(format!("neither {RELATIVE} nor {FULL} is set")));
        };
        let token = self.token().await?;
        match request(&self.0, uri, token).invoke(()).await {
            Ok(credentials) => Ok(noted(credentials, AwsCredentialFeature::CredentialsHttp)),
            Err(SdkError::ServiceError(error)) => Err(error.into_err()),
            Err(error) => Err(CredentialsError::provider_error(format!(
                "asking the server of the container's credentials failed: {}",
                causes(&error)
            ))),
        }
    }

    /// Whom to ask, if anyone.
    async fn uri(&self) -> Result<Option<Uri>, CredentialsError> {
        let (variable, uri) = match (self.0.text(RELATIVE), self.0.text(FULL)) {
            (Some(path), _) => (RELATIVE, format!("http://{}{path}", HOSTS[0])),
            (None, Some(uri)) => (FULL, uri),
            (None, None) => return Ok(None),
        };
        let wrong = |why: &str| Err(CredentialsError::invalid_configuration(format!("{variable} {why}")));
        let uri = match address::read(&uri) {
            Ok(uri) => uri,
            Err(why) => return wrong(why),
        };
        if variable == RELATIVE && uri.host() != Some(&HOSTS[0].to_string()) {
            return wrong("is no path: it begins with no `/`");
        }
        if uri.scheme_str() == Some("https") || is_near(uri.host().unwrap_or_default()).await {
            Ok(Some(uri))
        } else {
            wrong("names a host that may only be asked over https: it is neither this machine nor ECS or EKS")
        }
    }

    /// What the request proves itself with. A file wins, and is read each time: what is in it changes.
    async fn token(&self) -> Result<Option<HeaderValue>, CredentialsError> {
        let (source, token) = if let Some(path) = self.0.text(TOKEN_FILE) {
            let bytes = file::read(&path).await;
            let bytes = bytes.map_err(|error| {
                CredentialsError::invalid_configuration(format!(
                    "{TOKEN_FILE} names {path}, which cannot be read: {error}"
                ))
            })?;
            (TOKEN_FILE, bytes)
        } else if let Some(token) = self.0.text(TOKEN) {
            (TOKEN, Zeroizing::new(token.into_bytes()))
        } else {
            return Ok(None);
        };
        let mut value = HeaderValue::from_bytes(token.trim_ascii_end()).map_err(|_| {
            CredentialsError::invalid_configuration(format!("the token of {source} cannot be sent as a header"))
        })?;
        value.set_sensitive(true);
        Ok(Some(value))
    }
}

/// Whether a host is this machine, ECS or EKS, by all of its addresses.
async fn is_near(host: &str) -> bool {
    let is_allowed = |address: IpAddr| address.is_loopback() || HOSTS.contains(&address);
    if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse() {
        return is_allowed(address);
    }
    match tokio::net::lookup_host((host, 0)).await.map(Vec::from_iter) {
        Ok(addresses) => !addresses.is_empty() && addresses.iter().all(|address| is_allowed(address.ip())),
        Err(_) => false,
    }
}

fn request(
    surroundings: &Surroundings,
    uri: Uri,
    token: Option<HeaderValue>,
) -> Operation<(), Credentials, CredentialsError> {
    // Only who is near is asked without TLS.
    let http = if uri.scheme_str() == Some("http") { &surroundings.http.near } else { &surroundings.http.far };
    let exchange = Exchange { with: http.clone(), secret: token.map(|token| ("authorization", token)) };
    let timeouts =
        TimeoutConfig::builder().connect_timeout(Duration::from_secs(2)).read_timeout(Duration::from_secs(5));
    operation(surroundings, exchange, ("container", "GetCredentials"))
        .endpoint_url(&address::base(&uri))
        .timeout_config(timeouts.build())
        .standard_retry(&RetryConfig::standard())
        .retry_classifier(TransientErrorClassifier::<Error>::new())
        .retry_classifier(HttpStatusCodeClassifier::default())
        .retry_classifier(Unreadable)
        .serializer(move |(): ()| {
            let path = uri.path_and_query().map_or("/", |path| path.as_str());
            let request = http::Request::builder().uri(path).header("accept", "application/json");
            Ok(request.body(SdkBody::empty())?.try_into()?)
        })
        .deserializer(|response| read(response).map_err(|why| OrchestratorError::operation(refused(&why))))
        .build()
}

/// Tries again what is no credentials though it should be: the server may not be ready.
#[derive(Debug)]
struct Unreadable;

impl ClassifyRetry for Unreadable {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        match (context.output_or_error(), context.response()) {
            (Some(Err(_)), Some(response)) if response.status().is_success() => RetryAction::server_error(),
            _ => RetryAction::NoActionIndicated,
        }
    }

    fn name(&self) -> &'static str {
        "credentials that cannot be read"
    }
}

fn read(response: &HttpResponse) -> Result<Credentials, String> {
    let body = response.body().bytes().unwrap_or_default();
    let members = Members::read(body);
    let status = response.status();
    match members {
        Ok(members) if status.is_success() => members.credentials("EcsContainer"),
        Err(problem) if status.is_success() => Err(problem),
        // Only what says why is taken from an answer that refuses.
        members => {
            let why = members.and_then(|members| members.refusal()).ok().flatten();
            let why = why.map(|why| format!(", {why}")).unwrap_or_default();
            Err(format!("status {}{why}", status.as_u16()))
        }
    }
}

fn refused(why: &str) -> CredentialsError {
    CredentialsError::provider_error(format!("the server of the container's credentials does not give any: {why}"))
}

provide_by_load!(Container);
