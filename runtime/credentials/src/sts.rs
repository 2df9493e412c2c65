//! Roles that the Security Token Service gives credentials of.

use crate::feature::noted;
use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, SharedCredentialsProvider};
use aws_types::SdkConfig;
use farrier_sts::Client;
use farrier_sts::types;
use std::time::{Duration, SystemTime};

/// Which role, and what its use is called.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) arn: String,
    pub(crate) session_name: String,
    pub(crate) external_id: Option<String>,
    /// How long the credentials are valid, in whole seconds.
    pub(crate) duration: Option<Duration>,
}

/// The name of a session that nobody named.
pub(crate) fn session_name(now: SystemTime) -> String {
    format!("farrier-{}", now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_millis())
}

/// Takes a role on with other credentials.
pub(crate) async fn assume(config: &SdkConfig, with: Credentials, role: &Role) -> provider::Result {
    let config = config.to_builder().credentials_provider(SharedCredentialsProvider::new(with)).build();
    let request = Client::new(&config).assume_role().role_arn(&role.arn).role_session_name(&role.session_name);
    let request = request.set_external_id(role.external_id.clone());
    // What no 32 bits can hold is longer than any role allows, which STS says.
    let seconds = role.duration.map(|duration| i32::try_from(duration.as_secs()).unwrap_or(i32::MAX));
    let answer = request.set_duration_seconds(seconds).send().await;
    let answer = answer.map_err(CredentialsError::provider_error)?;
    let credentials = credentials(answer.credentials, answer.assumed_role_user, "AssumeRole")?;
    Ok(noted(credentials, AwsCredentialFeature::CredentialsStsAssumeRole))
}

/// Takes a role on with a token of somebody else.
pub(crate) async fn assume_with_token(config: &SdkConfig, token: &str, role: &Role) -> provider::Result {
    let request = Client::new(config).assume_role_with_web_identity().role_arn(&role.arn).web_identity_token(token);
    let answer = request.role_session_name(&role.session_name).send().await;
    let answer = answer.map_err(CredentialsError::provider_error)?;
    let credentials = credentials(answer.credentials, answer.assumed_role_user, "WebIdentity")?;
    Ok(noted(credentials, AwsCredentialFeature::CredentialsStsAssumeRoleWebId))
}

fn credentials(
    credentials: Option<types::Credentials>,
    user: Option<types::AssumedRoleUser>,
    provider: &'static str,
) -> provider::Result {
    let wrong = |why: &str| CredentialsError::unhandled(format!("the answer of AWS STS {why}"));
    let credentials = credentials.ok_or_else(|| wrong("has no credentials"))?;
    let expiry = SystemTime::try_from(credentials.expiration).map_err(|_| wrong("has an end that is no time"))?;
    let mut builder = Credentials::builder()
        .access_key_id(credentials.access_key_id)
        .secret_access_key(credentials.secret_access_key)
        .session_token(credentials.session_token)
        .expiry(expiry)
        .provider_name(provider);
    // arn:partition:sts::account:assumed-role/role/session
    let account = user.as_ref().and_then(|user| user.arn.split(':').nth(4)).filter(|account| !account.is_empty());
    builder.set_account_id(account.map(|account| account.to_owned().into()));
    Ok(builder.build())
}
