//! How credentials were had, which user agents say.

use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;

/// Notes one more step on the way to these credentials.
pub(crate) fn noted(mut credentials: Credentials, feature: AwsCredentialFeature) -> Credentials {
    credentials.get_property_mut_or_default::<Vec<AwsCredentialFeature>>().push(feature);
    credentials
}
