//! Credentials for those who signed on with AWS IAM Identity Center: `aws sso login` left a token, which a role is had
//! for.

mod cache;
mod portal;
mod token;

use crate::feature::noted;
use crate::provide::provide_by_load;
use crate::surroundings::Surroundings;
use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_credential_types::provider;
use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_types::DateTime;
use aws_types::SdkConfig;
use aws_types::region::Region;
use farrier_sso::Client;
pub(crate) use portal::Portal;
use std::time::SystemTime;
use token::Tokens;

/// Asks the portal for a role.
#[derive(Debug)]
pub(crate) struct Sso {
    config: SdkConfig,
    portal: Portal,
    tokens: Tokens,
}

impl Sso {
    pub(crate) fn new(surroundings: &Surroundings, config: &SdkConfig, portal: Portal) -> Self {
        let config = config.to_builder().region(Region::new(portal.region.clone())).build();
        Self { tokens: Tokens::new(surroundings.clone(), config.clone(), &portal), config, portal }
    }

    async fn load(&self) -> provider::Result {
        let token = self.tokens.token().await.map_err(|error| CredentialsError::provider_error(error.to_string()))?;
        let request = Client::new(&self.config)
            .get_role_credentials()
            .access_token(token.access_token().map_err(CredentialsError::unhandled)?);
        let request = request.account_id(&self.portal.account_id).role_name(&self.portal.role_name);
        let answer = request.send().await.map_err(CredentialsError::provider_error)?;
        let wrong = |why: &str| CredentialsError::unhandled(format!("the answer of AWS SSO {why}"));
        let role = answer.role_credentials.ok_or_else(|| wrong("has no credentials"))?;
        let expiry = SystemTime::try_from(DateTime::from_millis(role.expiration));
        let mut builder = Credentials::builder()
            .access_key_id(role.access_key_id.ok_or_else(|| wrong("has no access key id"))?)
            .secret_access_key(role.secret_access_key.ok_or_else(|| wrong("has no secret access key"))?)
            .expiry(expiry.map_err(|_| wrong("has an end that is no time"))?)
            .account_id(self.portal.account_id.clone())
            .provider_name("SSO");
        builder.set_session_token(role.session_token);
        Ok(noted(builder.build(), AwsCredentialFeature::CredentialsSso))
    }
}

provide_by_load!(Sso);
