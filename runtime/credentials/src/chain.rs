//! The sources of credentials, in the order in which they are asked.

use crate::causes::causes;
use crate::container::Container;
use crate::environment::Environment;
use crate::instance::Instance;
use crate::instance::client::Metadata;
use crate::profile::Profile;
use crate::provide::provide_by_load;
use crate::surroundings::Surroundings;
use crate::web_identity::WebIdentity;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials};
use aws_types::SdkConfig;
use std::error::Error as _;
use std::fmt::Write as _;
use std::sync::Arc;

/// Asks one source after the other. One that has none is passed over; one that fails ends it, since the credentials of
/// the next would be somebody else's.
#[derive(Debug)]
pub(crate) struct Chain([(&'static str, Box<dyn ProvideCredentials>); 5]);

impl Chain {
    /// `config` is what services are asked with.
    pub(crate) fn new(surroundings: &Surroundings, config: &SdkConfig, metadata: &Arc<Metadata>) -> Self {
        let web_identity = WebIdentity { surroundings: surroundings.clone(), config: config.clone(), of_profile: None };
        Self([
            ("environment", Box::new(Environment(surroundings.clone()))),
            ("profile", Box::new(Profile::new(surroundings, config, metadata))),
            ("web identity", Box::new(web_identity)),
            ("container", Box::new(Container(surroundings.clone()))),
            ("instance", Box::new(Instance::new(surroundings, metadata))),
        ])
    }

    async fn load(&self) -> provider::Result {
        let mut none = "no source has credentials".to_owned();
        for (name, source) in &self.0 {
            match source.provide_credentials().await {
                Ok(credentials) => {
                    tracing::debug!("credentials come from: {name}");
                    return Ok(credentials);
                }
                Err(error @ CredentialsError::CredentialsNotLoaded(_)) => {
                    let why = error.source().map(causes).unwrap_or_default();
                    tracing::debug!("no credentials come from: {name}: {why}");
                    // That a text cannot be written to a string does not happen.
                    let _ = write!(none, "; {name}: {why}");
                }
                Err(error) => {
                    tracing::warn!("credentials cannot be loaded from: {name}: {}", causes(&error));
                    return Err(error);
                }
            }
        }
        Err(CredentialsError::not_loaded(none))
    }
}

provide_by_load! {
    Chain,
    fn fallback_on_interrupt(&self) -> Option<Credentials> {
        self.0.iter().find_map(|(_, source)| source.fallback_on_interrupt())
    }
}
