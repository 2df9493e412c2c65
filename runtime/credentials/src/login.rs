//! Credentials of those who signed on with `aws login`, which left them in a file: `~/.aws/login/cache`.

use crate::file;
use crate::json::Members;
use crate::provide::provide_by_load;
use crate::surroundings::Surroundings;
use aws_credential_types::Credentials;
use aws_credential_types::provider;
use aws_credential_types::provider::error::CredentialsError;
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// A session, by the ARN of who signed on.
#[derive(Debug)]
pub(crate) struct Login {
    pub(crate) surroundings: Surroundings,
    pub(crate) session: String,
}

impl Login {
    fn path(&self) -> Result<PathBuf, String> {
        let env = &self.surroundings.env;
        let folder = match env.get("AWS_LOGIN_CACHE_DIRECTORY").ok().filter(|folder| !folder.is_empty()) {
            Some(folder) => PathBuf::from(folder),
            None => file::cache(env, "login")?,
        };
        Ok(folder.join(file::cached_name(&Sha256::digest(self.session.trim()))))
    }

    /// What is in the file now: whoever renews a session puts it there.
    async fn credentials(&self) -> Result<Credentials, String> {
        let credentials = file::members(&self.path()?, |members| credentials(&members)).await?;
        match credentials.expiry() {
            Some(end) if end > self.surroundings.now() => Ok(credentials),
            _ => Err("they have ended, and are not renewed here".to_owned()),
        }
    }

    async fn load(&self) -> provider::Result {
        self.credentials().await.map_err(|why| {
            let session = &self.session;
            let text =
                format!("there are no credentials of `aws login` for {session}: {why}; sign on with `aws login`");
            CredentialsError::provider_error(text)
        })
    }
}

fn credentials(members: &Members) -> Result<Credentials, String> {
    let token = members.object("accessToken")?.ok_or("its `accessToken` is missing")?;
    let mut builder = Credentials::builder()
        .access_key_id(token.required("accessKeyId")?)
        .secret_access_key(token.required("secretAccessKey")?)
        .session_token(token.required("sessionToken")?)
        .expiry(token.time("expiresAt")?.ok_or("its `expiresAt` is missing")?)
        .provider_name("Login");
    builder.set_account_id(token.text("accountId")?.map(|id| id.to_owned().into()));
    Ok(builder.build())
}

provide_by_load!(Login);
