//! Credentials that another program prints.

use crate::feature::noted;
use crate::json::Members;
use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, future};
use std::fmt;
use std::process::Stdio;
use tokio::process::Command;
use zeroize::Zeroizing;

/// How much of what a program complains about is shown.
const COMPLAINT: usize = 500;

/// A command line, for the shell.
pub(crate) struct Process {
    pub(crate) command: String,
    pub(crate) account_id: Option<String>,
}

impl Process {
    async fn load(&self) -> provider::Result {
        // Whoever no longer waits for the credentials does not want the program either.
        let output = shell(&self.command).stdin(Stdio::null()).kill_on_drop(true).output().await;
        let output = output.map_err(|error| self.failed(&format!("cannot be started: {error}")))?;
        if !output.status.success() {
            let complaint = String::from_utf8_lossy(&output.stderr);
            let complaint: String = complaint.trim().chars().take(COMPLAINT).collect();
            return Err(self.failed(&format!("failed with {}: {complaint}", output.status)));
        }
        let printed = Zeroizing::new(output.stdout);
        let credentials = self.read(&printed).map_err(|why| self.failed(&format!("prints no credentials: {why}")))?;
        Ok(noted(credentials, AwsCredentialFeature::CredentialsProcess))
    }

    fn read(&self, printed: &[u8]) -> Result<Credentials, String> {
        let members = Members::read(printed)?;
        match members.number("Version") {
            Some(1) => {}
            Some(_) => return Err("its `Version` is not 1".to_owned()),
            None => return Err("its `Version` is missing".to_owned()),
        }
        let mut builder = Credentials::builder()
            .access_key_id(members.required("AccessKeyId")?)
            .secret_access_key(members.required("SecretAccessKey")?)
            .provider_name("Process");
        builder.set_session_token(members.text("SessionToken").map(str::to_owned));
        builder.set_expiry(members.time("Expiration")?);
        let account_id = members.text("AccountId").or(self.account_id.as_deref());
        builder.set_account_id(account_id.map(|id| id.to_owned().into()));
        Ok(builder.build())
    }

    /// The arguments are not shown: they may be secret.
    fn failed(&self, why: &str) -> CredentialsError {
        let program = self.command.split_whitespace().next().unwrap_or_default();
        CredentialsError::provider_error(format!("the credential process `{program}` {why}"))
    }
}

#[cfg(windows)]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("cmd.exe");
    // As it stands: the quotes are for cmd.exe, which takes the outermost away.
    shell.raw_arg(format!("/C \"{command}\""));
    shell
}

#[cfg(not(windows))]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", command]);
    shell
}

/// Without the command, whose arguments may be secret.
impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Process").finish_non_exhaustive()
    }
}

impl ProvideCredentials for Process {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.load())
    }
}
