//! Tokens for clusters of
//! [Amazon Aurora DSQL](https://docs.aws.amazon.com/aurora-dsql/latest/userguide/SECTION_authentication-token.html).

use super::{EXPIRES_IN, Login};
use crate::error::BoxError;
use aws_types::sdk_config::SdkConfig;

pub use super::AuthToken;

/// Makes tokens for a cluster.
pub type AuthTokenGenerator = super::AuthTokenGenerator<Cluster>;

/// Which cluster a token is for, and who asks for it.
pub type Config = super::Config<Cluster>;

/// Builds a [`Config`].
pub type ConfigBuilder = super::ConfigBuilder<Cluster>;

/// A cluster: its host is all there is of it.
#[derive(Clone, Debug, Default)]
pub struct Cluster(());

impl AuthTokenGenerator {
    /// A token for a role of the database.
    ///
    /// # Errors
    /// There are no credentials, there is no region, or the host makes no URL.
    pub async fn db_connect_auth_token(&self, config: &SdkConfig) -> Result<AuthToken, BoxError> {
        self.token("DbConnect", config).await
    }

    /// A token for the role `admin`.
    ///
    /// # Errors
    /// There are no credentials, there is no region, or the host makes no URL.
    pub async fn db_connect_admin_auth_token(&self, config: &SdkConfig) -> Result<AuthToken, BoxError> {
        self.token("DbConnectAdmin", config).await
    }

    async fn token(&self, action: &'static str, config: &SdkConfig) -> Result<AuthToken, BoxError> {
        let region = self.config.region().or(config.region());
        let login = Login {
            service: "dsql",
            region: region.ok_or("a token is for one region: set `region`")?,
            authority: self.config.hostname(),
            params: &[("Action", action)],
            expires_in: self.config.expires_in().unwrap_or(EXPIRES_IN),
        };
        self.sign(login, config).await
    }
}

impl Config {
    /// A builder of one.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }
}

impl ConfigBuilder {
    /// The configuration.
    ///
    /// # Errors
    /// The host is not set.
    pub fn build(self) -> Result<Config, BoxError> {
        self.complete(Cluster(()))
    }
}
