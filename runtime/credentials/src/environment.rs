//! Credentials of the environment.

use crate::feature::noted;
use crate::surroundings::Surroundings;
use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, future};

const ID: &str = "AWS_ACCESS_KEY_ID";
const KEY: &str = "AWS_SECRET_ACCESS_KEY";

/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, `AWS_ACCOUNT_ID`.
#[derive(Debug)]
pub(crate) struct Environment(pub(crate) Surroundings);

impl Environment {
    fn load(&self) -> provider::Result {
        let (id, mut key) = (self.0.checked(ID)?, self.0.checked(KEY)?);
        // Without the id, whatever has this old name may be the key to something else.
        if id.is_some() && key.is_none() {
            key = self.0.checked("SECRET_ACCESS_KEY")?;
        }
        let (id, key) = match (id, key) {
            (Some(id), Some(key)) => (id, key),
            (None, None) => return Err(CredentialsError::not_loaded(format!("neither {ID} nor {KEY} is set"))),
            (Some(_), None) => return Err(half(ID, KEY)),
            (None, Some(_)) => return Err(half(KEY, ID)),
        };
        let mut builder = Credentials::builder().access_key_id(id).secret_access_key(key).provider_name("Environment");
        // Neither has white space, but the files that environments are read from end lines.
        let trimmed =
            |variable| Ok::<_, CredentialsError>(self.0.checked(variable)?.map(|text| text.trim().to_owned()));
        builder.set_session_token(trimmed("AWS_SESSION_TOKEN")?);
        builder.set_account_id(trimmed("AWS_ACCOUNT_ID")?.map(Into::into));
        Ok(noted(builder.build(), AwsCredentialFeature::CredentialsEnvVars))
    }
}

/// Half of a pair is a mistake: what another source has would be somebody else's.
fn half(set: &str, missing: &str) -> CredentialsError {
    CredentialsError::invalid_configuration(format!("{set} is set, but {missing} is not: set both, or neither"))
}

impl ProvideCredentials for Environment {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(self.load())
    }
}
