//! Credentials of those who signed on with `aws login`, which left them in a file: `~/.aws/login/cache`.

use crate::file;
use crate::json::Members;
use crate::surroundings::Surroundings;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, future};
use aws_runtime::fs_util::{Os, home_dir};
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
            None => {
                let home = home_dir(env, Os::real()).ok_or("there is no home directory: HOME is not set")?;
                [&home, ".aws", "login", "cache"].iter().collect()
            }
        };
        let hash = Sha256::digest(self.session.trim().as_bytes());
        let name: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(folder.join(name + ".json"))
    }

    /// What is in the file now: whoever renews a session puts it there.
    async fn credentials(&self) -> Result<Credentials, String> {
        let path = self.path()?;
        let read = file::read(path.clone()).await;
        let json = read.map_err(|error| format!("its file {} cannot be read: {error}", path.display()))?;
        let credentials = Members::read(&json).and_then(|members| credentials(&members));
        let credentials = credentials.map_err(|why| format!("its file {} makes no sense: {why}", path.display()))?;
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

impl ProvideCredentials for Login {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.load())
    }
}
