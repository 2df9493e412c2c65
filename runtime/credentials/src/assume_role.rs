//! Roles that a program takes on itself.

use crate::provide::provide_by_load;
use crate::sts::{self, Role};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials};
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_types::SdkConfig;
use farrier_runtime::config::without_user;
use std::time::{Duration, SystemTime};

/// Credentials of a role, which those of a configuration take on. Clients ask for them once, and again before they end.
///
/// ```no_run
/// use farrier_credentials::{AssumeRole, BehaviorVersion};
///
/// # async fn config() {
/// let config = farrier_credentials::load_defaults(BehaviorVersion::latest()).await;
/// let role = AssumeRole::new(&config, "arn:aws:iam::123456789012:role/reader").session_name("nightly");
/// let config = config.into_builder().credentials_provider(role.into_shared()).build();
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct AssumeRole {
    config: SdkConfig,
    role_arn: String,
    session_name: Option<String>,
    external_id: Option<String>,
    duration: Option<Duration>,
}

impl AssumeRole {
    /// The role of this ARN, with the credentials, the region and all else of a configuration. One without a version of
    /// behavior has the latest here.
    pub fn new(config: &SdkConfig, role_arn: impl Into<String>) -> Self {
        // The credentials that it is asked with are not those that are asked for.
        let builder = config.to_builder().identity_cache(IdentityCache::no_cache());
        // Without one, clients panic when they are made.
        let version = config.behavior_version().unwrap_or_else(BehaviorVersion::latest);
        let mut builder = builder.behavior_version(version);
        builder.set_endpoint_url(config.endpoint_url().map(|url| without_user(url.to_owned())));
        let config = builder.build();
        Self { config, role_arn: role_arn.into(), session_name: None, external_id: None, duration: None }
    }

    /// What this use of the role is called in logs; `farrier-` and the time unless it is set.
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.session_name = Some(name.into());
        self
    }

    /// What the owner of the role asks for beside the credentials.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// How long the credentials are valid, in whole seconds: 900 to what the role allows, an hour unless it is set.
    pub fn duration(mut self, duration: Duration) -> Self {
        self.duration = Some(duration);
        self
    }

    /// The provider, as configurations take it.
    pub fn into_shared(self) -> provider::SharedCredentialsProvider {
        provider::SharedCredentialsProvider::new(self)
    }

    async fn load(&self) -> provider::Result {
        let with = self.config.credentials_provider().ok_or_else(|| {
            let why = format!("the configuration has no credentials to take the role {} on with", self.role_arn);
            CredentialsError::invalid_configuration(why)
        })?;
        let now = self.config.time_source().map_or_else(SystemTime::now, |time| time.now());
        let role = Role {
            arn: self.role_arn.clone(),
            session_name: self.session_name.clone().unwrap_or_else(|| sts::session_name(now)),
            external_id: self.external_id.clone(),
            duration: self.duration,
        };
        sts::assume(&self.config, with.provide_credentials().await?, &role).await
    }
}

provide_by_load!(AssumeRole);
