//! Credentials that another program prints.

use crate::feature::noted;
use crate::json::Members;
use crate::provide::provide_by_load;
use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_credential_types::provider;
use aws_credential_types::provider::error::CredentialsError;
use farrier_runtime::error::message;
use futures_util::future::try_join;
use std::fmt;
use std::process::Stdio;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::Command;
use zeroize::Zeroizing;

/// The most bytes that a program may print. Credentials have some 2,000.
const LONGEST: u64 = 64 * 1024;

/// A command line, for the shell, and the profile that it is of.
pub(crate) struct Process {
    pub(crate) profile: String,
    pub(crate) command: String,
    pub(crate) account_id: Option<String>,
}

impl Process {
    async fn load(&self) -> provider::Result {
        // Whoever no longer waits for the credentials does not want the program either.
        let mut command = shell(&self.command);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().map_err(|error| self.failed(&format!("cannot be started: {error}")))?;
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        // At the same time: a program waits until what it writes is read.
        let (printed, complaint) =
            try_join(all_of(stdout), beginning_of(stderr)).await.map_err(|why| self.failed(&why))?;
        let status = child.wait().await.map_err(|error| self.failed(&format!("cannot be waited for: {error}")))?;
        if !status.success() {
            let complaint = message(&String::from_utf8_lossy(&complaint));
            let mark = if complaint.is_empty() { "" } else { ": " };
            return Err(self.failed(&format!("failed with {status}{mark}{complaint}")));
        }
        let credentials = self.read(&printed).map_err(|why| self.failed(&format!("prints no credentials: {why}")))?;
        Ok(noted(credentials, AwsCredentialFeature::CredentialsProcess))
    }

    fn read(&self, printed: &[u8]) -> Result<Credentials, String> {
        let members = Members::read(printed)?;
        match members.number("Version")? {
            Some(1) => {}
            Some(_) => return Err("its `Version` is not 1".to_owned()),
            None => return Err("its `Version` is missing".to_owned()),
        }
        let mut builder = Credentials::builder()
            .access_key_id(members.required("AccessKeyId")?)
            .secret_access_key(members.required("SecretAccessKey")?)
            .provider_name("Process");
        builder.set_session_token(members.text("SessionToken")?.map(str::to_owned));
        builder.set_expiry(members.time("Expiration")?);
        let account_id = members.text("AccountId")?.or(self.account_id.as_deref());
        builder.set_account_id(account_id.map(|id| id.to_owned().into()));
        Ok(builder.build())
    }

    /// The command is not shown: all of it may be secret, also the first word, which may set a variable.
    fn failed(&self, why: &str) -> CredentialsError {
        CredentialsError::provider_error(format!("the credential process of the profile `{}` {why}", self.profile))
    }
}

/// What a program prints.
async fn all_of(pipe: Option<impl AsyncRead + Unpin>) -> Result<Zeroizing<Vec<u8>>, String> {
    let mut printed = Zeroizing::new(Vec::new());
    if let Some(pipe) = pipe {
        let read = pipe.take(LONGEST + 1).read_to_end(&mut printed).await;
        read.map_err(|error| format!("cannot be listened to: {error}"))?;
    }
    if printed.len() as u64 > LONGEST {
        return Err(format!("prints more than {LONGEST} bytes"));
    }
    Ok(printed)
}

/// The beginning of what a program writes to its standard error. The rest is passed over: there is no end to progress.
async fn beginning_of(pipe: Option<impl AsyncRead + Unpin>) -> Result<Vec<u8>, String> {
    let mut beginning = Vec::new();
    if let Some(mut pipe) = pipe {
        let read = async {
            (&mut pipe).take(LONGEST).read_to_end(&mut beginning).await?;
            tokio::io::copy(&mut pipe, &mut tokio::io::sink()).await
        };
        read.await.map_err(|error| format!("cannot be listened to: {error}"))?;
    }
    Ok(beginning)
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

/// Without the command, which may be secret.
impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Process").finish_non_exhaustive()
    }
}

provide_by_load!(Process);
