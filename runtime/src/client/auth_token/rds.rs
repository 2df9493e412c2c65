//! Tokens for databases of [Amazon
//! RDS](https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html).

use super::{EXPIRES_IN, Login};
use crate::error::BoxError;
use aws_types::region::Region;
use aws_types::sdk_config::SdkConfig;

pub use super::AuthToken;

/// Makes tokens for a database.
pub type AuthTokenGenerator = super::AuthTokenGenerator<Database>;

/// Which database a token is for, and who asks for it.
pub type Config = super::Config<Database>;

/// Builds a [`Config`].
pub type ConfigBuilder = super::ConfigBuilder<Database<Option<u64>, Option<String>>>;

/// A port and a user.
#[derive(Clone, Debug, Default)]
pub struct Database<P = u64, U = String> {
    port: P,
    username: U,
}

impl AuthTokenGenerator {
    /// A token for the user of the configuration. It is good for fifteen minutes at most.
    ///
    /// # Errors
    /// There are no credentials, or host and port make no URL.
    pub async fn auth_token(&self, config: &SdkConfig) -> Result<AuthToken, BoxError> {
        let Database { port, username } = &self.config.database;
        let region = self.config.region().or(config.region()).cloned().unwrap_or_else(|| Region::new("us-east-1"));
        let login = Login {
            service: "rds-db",
            region: &region,
            authority: &format!("{}:{port}", self.config.hostname()),
            params: &[("Action", "connect"), ("DBUser", username)],
            expires_in: self.config.expires_in().unwrap_or(EXPIRES_IN).min(EXPIRES_IN),
        };
        self.sign(login, config).await
    }
}

impl Config {
    /// A builder of one.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }

    /// The port of the database.
    pub fn port(&self) -> u64 {
        self.database.port
    }

    /// Who logs in.
    pub fn username(&self) -> &str {
        &self.database.username
    }
}

impl ConfigBuilder {
    /// The port of the database. Required.
    pub fn port(mut self, port: u64) -> Self {
        self.database.port = Some(port);
        self
    }

    /// Who logs in. Required.
    pub fn username(mut self, username: impl Into<String>) -> Self {
        self.database.username = Some(username.into());
        self
    }

    /// The configuration.
    ///
    /// # Errors
    /// Host, port or user is not set.
    pub fn build(mut self) -> Result<Config, BoxError> {
        let port = self.database.port.ok_or("the port of the database is required: set `port`")?;
        let username = self.database.username.take().ok_or("the user is required: set `username`")?;
        self.complete(Database { port, username })
    }
}
