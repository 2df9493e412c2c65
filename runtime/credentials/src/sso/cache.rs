//! The files in which tokens are kept, also by other programs: `~/.aws/sso/cache`.

use crate::file;
use crate::json::Members;
use crate::surroundings::Surroundings;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use sha1::{Digest, Sha1};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;
use zeroize::Zeroizing;

/// A token, with all that its file has.
#[derive(Clone)]
pub(super) struct Token {
    members: Arc<Members>,
    pub(super) end: SystemTime,
}

/// What a token is renewed with.
pub(super) struct Renewal<'a> {
    pub(super) client_id: &'a str,
    pub(super) client_secret: &'a str,
    pub(super) refresh_token: &'a str,
}

impl Token {
    fn new(members: Members) -> Result<Self, String> {
        members.required("accessToken")?;
        let end = members.time("expiresAt")?.ok_or("its `expiresAt` is missing")?;
        Ok(Self { members: Arc::new(members), end })
    }

    pub(super) fn access_token(&self) -> Result<&str, String> {
        self.members.required("accessToken")
    }

    /// What it can be renewed with, as long as the program that asked for it is registered.
    pub(super) fn renewal(&self, now: SystemTime) -> Result<Option<Renewal<'_>>, String> {
        let text = |name| self.members.text(name);
        let (until, id) = (self.members.time("registrationExpiresAt")?, text("clientId")?);
        let (Some(until), Some(client_id), Some(client_secret), Some(refresh_token)) =
            (until, id, text("clientSecret")?, text("refreshToken")?)
        else {
            return Ok(None);
        };
        Ok((until > now).then_some(Renewal { client_id, client_secret, refresh_token }))
    }

    /// The same with another token in place of the old one. Whatever else other programs have put there stays.
    pub(super) fn renewed(&self, access: String, refresh: Option<String>, end: SystemTime) -> Result<Self, String> {
        let mut members = Members::read(self.members.write().as_bytes())?;
        members.set("accessToken", access);
        if let Some(refresh) = refresh {
            members.set("refreshToken", refresh);
        }
        let text = DateTime::from(end).fmt(Format::DateTime).map_err(|error| error.to_string())?;
        members.set("expiresAt", text);
        Self::new(members)
    }
}

/// Where the token of a session or of a portal is.
fn path(surroundings: &Surroundings, identifier: &str) -> Result<PathBuf, String> {
    Ok(file::cache(&surroundings.env, "sso")?.join(file::cached_name(&Sha1::digest(identifier))))
}

/// The token of a session or of a portal.
pub(super) async fn load(surroundings: &Surroundings, identifier: &str) -> Result<Token, String> {
    file::members(&path(surroundings, identifier)?, Token::new).await
}

/// Keeps a token, for other programs as well. That it cannot be kept is no reason not to use it.
pub(super) async fn save(surroundings: &Surroundings, identifier: &str, token: &Token) {
    let written = match path(surroundings, identifier) {
        Ok(path) => {
            let json = Zeroizing::new(token.members.write());
            surroundings.fs.write(&path, json.as_bytes()).await.map_err(|error| error.to_string())
        }
        Err(problem) => Err(problem),
    };
    if let Err(problem) = written {
        tracing::warn!("a renewed token of AWS SSO is not kept: {problem}");
    }
}

/// Without what it is.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("end", &self.end).finish_non_exhaustive()
    }
}
