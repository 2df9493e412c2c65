//! Credentials of the role of an instance, from its metadata service.

pub(crate) mod client;

use crate::causes::causes;
use crate::feature::noted;
use crate::json::Members;
use crate::provide::provide_by_load;
use crate::surroundings::Surroundings;
use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_credential_types::provider;
use aws_credential_types::provider::error::CredentialsError;
use client::{Failure, Metadata};
use farrier_runtime::error::message;
use farrier_runtime::sync::lock;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

/// Asks the metadata service, version 2 of it alone.
#[derive(Debug)]
pub(crate) struct Instance {
    surroundings: Surroundings,
    metadata: Arc<Metadata>,
    last: Mutex<Option<Credentials>>,
}

impl Instance {
    pub(crate) fn new(surroundings: &Surroundings, metadata: &Arc<Metadata>) -> Self {
        Self { surroundings: surroundings.clone(), metadata: metadata.clone(), last: Mutex::default() }
    }

    /// What there was last, good for a while.
    fn last(&self) -> Option<Credentials> {
        let last = lock(&self.last).clone();
        last.map(|credentials| self.extended(credentials))
    }

    /// What there is, even if it is old: the service may be out of order for a while, and others may accept them still.
    async fn load(&self) -> provider::Result {
        match self.ask().await {
            Ok(credentials) => {
                *lock(&self.last) = Some(credentials.clone());
                Ok(credentials)
            }
            Err(error) => {
                let Some(last) = self.last() else { return Err(error) };
                tracing::warn!(
                    "there are no new credentials of the instance, and the old ones are used: {}",
                    causes(&error)
                );
                Ok(last)
            }
        }
    }

    async fn ask(&self) -> provider::Result {
        let roles = self.metadata.get(ROLES.to_owned()).await.map_err(|failure| match failure {
            Failure::Status(404) => CredentialsError::not_loaded("the instance has no role"),
            Failure::Disabled | Failure::Unreachable(_) => CredentialsError::not_loaded(failure.to_string()),
            Failure::Address(_) => CredentialsError::invalid_configuration(failure.to_string()),
            Failure::Status(_) | Failure::Unreadable => CredentialsError::provider_error(failure.to_string()),
        })?;
        let Some(role) = roles.as_str().lines().next().map(str::trim).filter(|role| !role.is_empty()) else {
            return Err(CredentialsError::not_loaded("the instance has no role"));
        };
        let answer = self.metadata.get(format!("{ROLES}{role}")).await;
        let answer = answer.map_err(|failure| CredentialsError::provider_error(failure.to_string()))?;
        let credentials = Members::read(answer.as_str().as_bytes()).and_then(|members| members.credentials("Instance"));
        let credentials = credentials.map_err(|why| {
            CredentialsError::provider_error(format!(
                "the metadata service gives no credentials of the role {}: {why}",
                message(role)
            ))
        })?;
        Ok(noted(self.extended(credentials), AwsCredentialFeature::CredentialsImds))
    }

    /// Credentials that have ended are used for another 10 to 15 minutes, after which new ones are asked for: the
    /// service hands them out when it cannot renew them, or is out of order, and those who accept them know.
    fn extended(&self, mut credentials: Credentials) -> Credentials {
        let now = self.surroundings.now();
        if credentials.expiry().is_some_and(|end| end <= now) {
            let longer = Duration::from_secs(600 + fastrand::u64(0..=300));
            tracing::warn!("credentials of the instance have ended, and are used for another {} s", longer.as_secs());
            *credentials.expiry_mut() = now.checked_add(longer);
        }
        credentials
    }
}

provide_by_load! {
    Instance,
    fn fallback_on_interrupt(&self) -> Option<Credentials> {
        self.last()
    }
}
