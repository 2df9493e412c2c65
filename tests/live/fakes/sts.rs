//! Credentials of nobody.

use aws_sdk_sts::fake::Fake;
use aws_sdk_sts::operation::assume_role::AssumeRoleOutput;
use aws_sdk_sts::operation::assume_role_with_web_identity::AssumeRoleWithWebIdentityOutput;
use aws_sdk_sts::operation::get_caller_identity::GetCallerIdentityOutput;
use aws_sdk_sts::operation::get_federation_token::GetFederationTokenOutput;
use aws_sdk_sts::operation::get_session_token::GetSessionTokenOutput;
use aws_sdk_sts::primitives::DateTime;
use aws_sdk_sts::types::{AssumedRoleUser, Credentials, FederatedUser};
use std::time::{Duration, SystemTime};

const ACCOUNT: &str = "123456789012";

pub fn fake() -> Fake {
    Fake::new()
        .on_get_caller_identity(|_| async {
            let output = GetCallerIdentityOutput::builder().account(ACCOUNT).user_id("AIDAEXAMPLEEXAMPLE");
            Ok(output.arn(format!("arn:aws:iam::{ACCOUNT}:user/ada")).build())
        })
        .on_assume_role(|input| async move {
            let output = AssumeRoleOutput::builder().credentials(credentials(input.duration_seconds()));
            Ok(output.assumed_role_user(user(input.role_arn(), input.role_session_name())).build())
        })
        .on_assume_role_with_web_identity(|input| async move {
            let output = AssumeRoleWithWebIdentityOutput::builder().credentials(credentials(input.duration_seconds()));
            Ok(output.assumed_role_user(user(input.role_arn(), input.role_session_name())).build())
        })
        .on_get_federation_token(|input| async move {
            let name = input.name().unwrap_or_default();
            let user = FederatedUser::builder().federated_user_id(format!("{ACCOUNT}:{name}"));
            let user = user.arn(format!("arn:aws:sts::{ACCOUNT}:federated-user/{name}")).build().expect("complete");
            let output = GetFederationTokenOutput::builder().credentials(credentials(input.duration_seconds()));
            Ok(output.federated_user(user).build())
        })
        .on_get_session_token(|input| async move {
            Ok(GetSessionTokenOutput::builder().credentials(credentials(input.duration_seconds())).build())
        })
}

fn credentials(seconds: Option<i32>) -> Credentials {
    let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok()).unwrap_or(3600);
    let end = SystemTime::now() + Duration::from_secs(seconds);
    let credentials =
        Credentials::builder().access_key_id("ASIAEXAMPLEEXAMPLE0").secret_access_key("a/secret+of=nobody");
    credentials.session_token("a-session-token").expiration(DateTime::from(end)).build().expect("complete")
}

fn user(role: Option<&str>, session: Option<&str>) -> AssumedRoleUser {
    let role = role.and_then(|arn| arn.rsplit('/').next()).unwrap_or_default();
    let session = session.unwrap_or_default();
    let arn = format!("arn:aws:sts::{ACCOUNT}:assumed-role/{role}/{session}");
    let user = AssumedRoleUser::builder().assumed_role_id(format!("AROAEXAMPLEEXAMPLE:{session}")).arn(arn);
    user.build().expect("complete")
}
