//! The metadata service of instances, version 2: a token first, which each request carries.

use crate::address;
use crate::causes::causes;
use crate::exchange::{Exchange, operation};
use crate::surroundings::Surroundings;
use aws_smithy_runtime::client::orchestrator::operation::OperationBuilder;
use aws_smithy_runtime::expiring_cache::ExpiringCache;
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, RetryAction};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use http::HeaderValue;
use std::fmt;
use std::time::{Duration, SystemTime};
use zeroize::Zeroizing;

/// How long tokens are asked for: six hours, which is the longest.
const LIFETIME: Duration = Duration::from_secs(21_600);
/// How long before its end a token is renewed.
const MARGIN: Duration = Duration::from_secs(120);
const TTL: &str = "x-aws-ec2-metadata-token-ttl-seconds";

/// A text that must not be seen.
#[derive(Clone)]
pub(crate) struct Hidden(Zeroizing<String>);

impl Hidden {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("**hidden**")
    }
}

/// Why the service gave nothing.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    /// `AWS_EC2_METADATA_DISABLED` is `true`.
    Disabled,
    /// Its address makes no sense.
    Address(String),
    /// It cannot be connected to, as everywhere else than on an instance.
    Unreachable(String),
    /// It refuses.
    Status(u16),
    /// It answers with what is not expected.
    Unreadable,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disabled => f.write_str("AWS_EC2_METADATA_DISABLED is `true`"),
            Self::Address(why) => f.write_str(why),
            Self::Unreachable(why) => write!(f, "the metadata service of instances cannot be reached: {why}"),
            Self::Status(status) => write!(f, "the metadata service of instances answers with status {status}"),
            Self::Unreadable => f.write_str("the metadata service of instances answers with what cannot be read"),
        }
    }
}

impl std::error::Error for Failure {}

/// A client of the metadata service. The token is shared, and asked for once at a time.
pub(crate) struct Metadata {
    surroundings: Surroundings,
    address: Result<String, String>,
    token: ExpiringCache<HeaderValue, Failure>,
}

impl Metadata {
    pub(crate) fn new(surroundings: &Surroundings) -> Self {
        let (surroundings, address) = (surroundings.clone(), address_of(surroundings));
        Self { surroundings, address, token: ExpiringCache::new(MARGIN) }
    }

    /// What is at a path.
    pub(crate) async fn get(&self, path: String) -> Result<Hidden, Failure> {
        if self.surroundings.text("AWS_EC2_METADATA_DISABLED").is_some_and(|it| it.eq_ignore_ascii_case("true")) {
            return Err(Failure::Disabled);
        }
        let address = self.address.as_deref().map_err(|why| Failure::Address(why.to_owned()))?;
        let answer = self.get_with(address, path.clone(), self.surroundings.now()).await;
        match answer {
            // The token is no longer good, as after a restart of the service.
            Err(Failure::Status(401)) => {
                self.get_with(address, path, self.surroundings.now() + LIFETIME + LIFETIME).await
            }
            answer => answer,
        }
    }

    /// What is at a path, with a token that is good at a point in time, or a new one.
    async fn get_with(&self, address: &str, path: String, time: SystemTime) -> Result<Hidden, Failure> {
        let token = match self.token.yield_or_clear_if_expired(time).await {
            Some(token) => token,
            None => self.token.get_or_load(|| self.new_token(address)).await?,
        };
        let get = self
            .operation(address, "Get", Some(("x-aws-ec2-metadata-token", token)))
            .serializer(|path: String| {
                let request = http::Request::builder().uri(path);
                Ok(request.body(SdkBody::empty())?.try_into()?)
            })
            .deserializer(|response| {
                let body = std::str::from_utf8(successful(response)?).map_err(|_| failure(Failure::Unreadable))?;
                Ok(Hidden(Zeroizing::new(body.to_owned())))
            });
        get.build().invoke(path).await.map_err(why)
    }

    async fn new_token(&self, address: &str) -> Result<(HeaderValue, SystemTime), Failure> {
        let put = self
            .operation(address, "GetToken", None)
            .serializer(|(): ()| {
                let request =
                    http::Request::builder().method("PUT").uri("/latest/api/token").header(TTL, LIFETIME.as_secs());
                Ok(request.body(SdkBody::empty())?.try_into()?)
            })
            .deserializer(token);
        let (token, lifetime) = put.build().invoke(()).await.map_err(why)?;
        let end = self.surroundings.now().checked_add(lifetime).ok_or(Failure::Unreadable)?;
        Ok((token, end))
    }

    fn operation(
        &self,
        address: &str,
        name: &'static str,
        secret: Option<(&'static str, HeaderValue)>,
    ) -> OperationBuilder {
        let second = Duration::from_secs(1);
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(second)
            .read_timeout(second)
            .operation_attempt_timeout(10 * second)
            .operation_timeout(30 * second);
        let exchange = Exchange { with: self.surroundings.http.near.clone(), secret };
        operation(&self.surroundings, exchange, ("imds", name))
            .endpoint_url(address)
            .timeout_config(timeouts.build())
            .standard_retry(&RetryConfig::standard().with_max_attempts(4))
            .retry_classifier(ServerErrors)
    }
}

/// Without the token.
impl fmt::Debug for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metadata").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Where the service is: an address that somebody set, or that of a version of IP.
fn address_of(surroundings: &Surroundings) -> Result<String, String> {
    let profile = |key| {
        let value = surroundings.profiles()?.get(key)?;
        (!value.trim().is_empty()).then(|| value.to_owned())
    };
    let set = |variable: &'static str, key: &'static str| match surroundings.text(variable) {
        Some(value) => Some((variable, value)),
        None => profile(key).map(|value| (key, value)),
    };
    if let Some((name, url)) = set("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint") {
        let uri = address::read(&url).map_err(|why| format!("{name} {why}"))?;
        return match uri.query() {
            Some(_) => Err(format!("{name} has a query, which no address of a service has")),
            None => Ok(uri.to_string()),
        };
    }
    match set("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode") {
        Some((_, mode)) if mode.eq_ignore_ascii_case("ipv6") => Ok("http://[fd00:ec2::254]".to_owned()),
        Some((name, mode)) if !mode.eq_ignore_ascii_case("ipv4") => Err(format!("{name} is neither `IPv4` nor `IPv6`")),
        _ => Ok("http://169.254.169.254".to_owned()),
    }
}

fn failure(failure: Failure) -> OrchestratorError<Failure> {
    OrchestratorError::operation(failure)
}

/// The body of a success.
fn successful(response: &HttpResponse) -> Result<&[u8], OrchestratorError<Failure>> {
    match response.status() {
        status if status.is_success() => Ok(response.body().bytes().unwrap_or_default()),
        status => Err(failure(Failure::Status(status.as_u16()))),
    }
}

/// A token, and how long it is good.
fn token(response: &HttpResponse) -> Result<(HeaderValue, Duration), OrchestratorError<Failure>> {
    let token = HeaderValue::from_bytes(successful(response)?.trim_ascii_end());
    let lifetime = response.headers().get(TTL).and_then(|seconds| seconds.parse().ok());
    let (Ok(mut token), Some(seconds)) = (token, lifetime) else { return Err(failure(Failure::Unreadable)) };
    token.set_sensitive(true);
    // No longer than it was asked for: one that is refused is told from a new one by its end.
    Ok((token, Duration::from_secs(seconds).min(LIFETIME)))
}

/// Why a call failed. What the service said is not shown: it may be what it should give.
fn why(error: SdkError<Failure, HttpResponse>) -> Failure {
    match error {
        SdkError::ServiceError(error) => error.into_err(),
        SdkError::DispatchFailure(_) | SdkError::TimeoutError(_) => Failure::Unreachable(causes(&error)),
        _ => Failure::Unreadable,
    }
}

/// Tries again what the service failed at. That nobody answers is not tried again: it is so wherever there is no
/// instance.
#[derive(Debug)]
struct ServerErrors;

impl ClassifyRetry for ServerErrors {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        match context.response() {
            Some(response) if response.status().is_server_error() => RetryAction::server_error(),
            _ => RetryAction::NoActionIndicated,
        }
    }

    fn name(&self) -> &'static str {
        "errors of the metadata service"
    }
}
