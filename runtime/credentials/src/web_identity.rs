//! Credentials for a token of an identity provider, as EKS puts it into a file.

use crate::feature::noted;
use crate::file;
use crate::provide::provide_by_load;
use crate::sts::{self, Role};
use crate::surroundings::Surroundings;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_credential_types::provider;
use aws_credential_types::provider::error::CredentialsError;
use aws_types::SdkConfig;

const FILE: &str = "AWS_WEB_IDENTITY_TOKEN_FILE";
const ROLE: &str = "AWS_ROLE_ARN";

/// A role and the file with the token for it, of the environment or of a profile.
#[derive(Debug)]
pub(crate) struct WebIdentity {
    pub(crate) surroundings: Surroundings,
    pub(crate) config: SdkConfig,
    pub(crate) of_profile: Option<(String, Role)>,
}

impl WebIdentity {
    async fn load(&self) -> provider::Result {
        let (path, role) = match &self.of_profile {
            Some(it) => it.clone(),
            None => self.of_environment()?,
        };
        // It is read each time: what is in it changes.
        let read = file::read(&path).await;
        let wrong = |why: String| CredentialsError::provider_error(format!("the web identity token in {path} {why}"));
        let token = read.map_err(|error| wrong(format!("cannot be read: {error}")))?;
        let token = std::str::from_utf8(&token).map_err(|_| wrong("is no text".to_owned()))?.trim();
        let credentials = sts::assume_with_token(&self.config, token, &role).await?;
        // What a profile adds is noted there.
        match self.of_profile {
            Some(_) => Ok(credentials),
            None => Ok(noted(credentials, AwsCredentialFeature::CredentialsEnvVarsStsWebIdToken)),
        }
    }

    fn of_environment(&self) -> Result<(String, Role), CredentialsError> {
        let variable = |name: &str| self.surroundings.checked(name);
        let (file, arn) = match (variable(FILE)?, variable(ROLE)?) {
            (Some(file), Some(arn)) => (file, arn),
            (None, _) => return Err(CredentialsError::not_loaded(format!("{FILE} is not set"))),
            (Some(_), None) => {
                return Err(CredentialsError::invalid_configuration(format!("{FILE} is set, but {ROLE} is not")));
            }
        };
        let session_name =
            variable("AWS_ROLE_SESSION_NAME")?.unwrap_or_else(|| sts::session_name(self.surroundings.now()));
        Ok((file, Role { arn, session_name, external_id: None, duration: None }))
    }
}

provide_by_load!(WebIdentity);
