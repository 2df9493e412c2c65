//! Tokens to log in to a database with: presigned URLs, which stand where a password would.
//!
//! What databases have in common is here, what one kind has of its own is in the module of its service.

pub mod dsql;
pub mod rds;

use crate::codec::percent;
use crate::error::BoxError;
use crate::serde::REDACTED;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_sigv4::http_request::{SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_types::region::Region;
use aws_types::sdk_config::SdkConfig;
use std::fmt;
use std::time::Duration;

/// How long a token is good for unless told otherwise, in seconds.
const EXPIRES_IN: u64 = 900;

/// A URL is signed, and what a database takes has no scheme.
const SCHEME: &str = "https://";

/// Makes tokens for a database.
#[derive(Debug)]
pub struct AuthTokenGenerator<D> {
    config: Config<D>,
}

/// A token: it goes where the password goes, until it expires.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthToken {
    token: String,
}

impl AuthToken {
    /// The token.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.token
    }
}

impl fmt::Display for AuthToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.token)
    }
}

/// Without the token, which is as good as a password.
impl fmt::Debug for AuthToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AuthToken").field(&REDACTED).finish()
    }
}

/// Which database a token is for, and who asks for it. `D` is what a kind of database has besides.
#[derive(Clone, Debug)]
pub struct Config<D> {
    credentials: Option<SharedCredentialsProvider>,
    hostname: String,
    region: Option<Region>,
    expires_in: Option<u64>,
    database: D,
}

impl<D> Config<D> {
    /// Where credentials come from, if not from the configuration that a token is made with.
    pub fn credentials(&self) -> Option<SharedCredentialsProvider> {
        self.credentials.clone()
    }

    /// The host of the database.
    pub fn hostname(&self) -> &str {
        &self.hostname
    }

    /// The region of the database, if not that of the configuration that a token is made with.
    pub fn region(&self) -> Option<&Region> {
        self.region.as_ref()
    }

    /// How long a token is good for, in seconds.
    pub fn expires_in(&self) -> Option<u64> {
        self.expires_in
    }
}

/// Builds a [`Config`]. `D` is what a kind of database has besides, as far as it is known.
#[derive(Debug, Default)]
pub struct ConfigBuilder<D> {
    credentials: Option<SharedCredentialsProvider>,
    hostname: Option<String>,
    region: Option<Region>,
    expires_in: Option<u64>,
    database: D,
}

impl<D> ConfigBuilder<D> {
    /// Where credentials come from; unset, from the configuration that a token is made with.
    pub fn credentials(mut self, credentials: impl ProvideCredentials + 'static) -> Self {
        self.credentials = Some(SharedCredentialsProvider::new(credentials));
        self
    }

    /// The host of the database. Required.
    pub fn hostname(mut self, hostname: impl Into<String>) -> Self {
        self.hostname = Some(hostname.into());
        self
    }

    /// The region of the database; unset, that of the configuration that a token is made with.
    pub fn region(mut self, region: Region) -> Self {
        self.region = Some(region);
        self
    }

    /// How long a token is good for, in seconds; 900 unless told otherwise.
    pub fn expires_in(mut self, expires_in: u64) -> Self {
        self.expires_in = Some(expires_in);
        self
    }

    /// The configuration, given what the kind of database has besides.
    fn complete<C>(self, database: C) -> Result<Config<C>, BoxError> {
        let Self { credentials, hostname, region, expires_in, .. } = self;
        let hostname = hostname.ok_or("the host of the database is required: set `hostname`")?;
        Ok(Config { credentials, hostname, region, expires_in, database })
    }
}

/// What is signed for.
struct Login<'a> {
    /// The signing name.
    service: &'static str,
    region: &'a Region,
    /// Host, and port if there is one.
    authority: &'a str,
    params: &'a [(&'static str, &'a str)],
    expires_in: u64,
}

impl<D> AuthTokenGenerator<D> {
    /// Makes tokens by this configuration.
    pub fn new(config: Config<D>) -> Self {
        Self { config }
    }

    async fn sign(&self, login: Login<'_>, shared: &SdkConfig) -> Result<AuthToken, BoxError> {
        let provider = self.config.credentials().or_else(|| shared.credentials_provider());
        let provider = provider.ok_or("a token is signed: set `credentials_provider` on the configuration")?;
        let identity: Identity = provider.provide_credentials().await?.into();
        let clock = shared.time_source().ok_or("a token has a date: set `time_source` on the configuration")?;
        let mut settings = SigningSettings::default();
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(Duration::from_secs(login.expires_in));
        let signing = SigningParams::builder()
            .identity(&identity)
            .region(login.region.as_ref())
            .name(login.service)
            .time(clock.now())
            .settings(settings)
            .build()?;
        let mut query = String::new();
        login.params.iter().for_each(|(name, value)| percent::push_param(&mut query, name, value));
        let url = format!("{SCHEME}{}/?{query}", login.authority);
        let request = http::Request::get(&url).body(());
        let mut request = request.map_err(|error| format!("`{}` is no host of a URL: {error}", login.authority))?;
        let signable = SignableRequest::new("GET", &url, std::iter::empty(), SignableBody::empty())?;
        let (instructions, _) = sign(signable, &signing.into())?.into_parts();
        instructions.apply_to_request_http1x(&mut request);
        let url = request.uri().to_string();
        Ok(AuthToken { token: url.trim_start_matches(SCHEME).to_owned() })
    }
}
