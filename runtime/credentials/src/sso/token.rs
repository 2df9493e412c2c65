//! Tokens of those who signed on: one at a time is loaded, and renewed before it ends.

use super::cache::{self, Token};
use super::portal::Portal;
use crate::causes::causes;
use crate::surroundings::Surroundings;
use aws_smithy_runtime::expiring_cache::ExpiringCache;
use aws_types::SdkConfig;
use farrier_runtime::sync::lock;
use farrier_sso_oidc::Client;
use std::fmt;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

/// How long before its end a token is renewed.
const MARGIN: Duration = Duration::from_secs(300);
/// How long is waited after a renewal, be it successful or not.
const PAUSE: Duration = Duration::from_secs(30);

/// Why there is no token.
#[derive(Clone, Debug)]
pub(super) struct NoToken {
    portal: String,
    why: String,
}

impl fmt::Display for NoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no token of AWS SSO for {}: {}; sign on with `aws sso login`", self.portal, self.why)
    }
}

impl std::error::Error for NoToken {}

#[derive(Debug)]
pub(super) struct Tokens {
    surroundings: Surroundings,
    config: SdkConfig,
    identifier: String,
    can_renew: bool,
    cache: ExpiringCache<Token, NoToken>,
    renewed: Mutex<Option<SystemTime>>,
}

impl Tokens {
    pub(super) fn new(surroundings: Surroundings, config: SdkConfig, portal: &Portal) -> Self {
        let identifier = portal.session.as_ref().unwrap_or(&portal.start_url).clone();
        let (cache, can_renew) = (ExpiringCache::new(MARGIN), portal.session.is_some());
        Self { surroundings, config, identifier, can_renew, cache, renewed: Mutex::default() }
    }

    pub(super) async fn token(&self) -> Result<Token, NoToken> {
        match self.cache.yield_or_clear_if_expired(self.surroundings.now()).await {
            Some(token) => Ok(token),
            None => self.cache.get_or_load(|| self.load()).await,
        }
    }

    /// The token in the file, or a new one if that ends soon.
    async fn load(&self) -> Result<(Token, SystemTime), NoToken> {
        let no_token = |why| NoToken { portal: self.identifier.clone(), why };
        let mut token = cache::load(&self.surroundings, &self.identifier).await.map_err(no_token)?;
        let now = self.surroundings.now();
        let left = token.end.duration_since(now).unwrap_or_default();
        let mut problem = "it has ended".to_owned();
        if left <= MARGIN && self.may_renew(now) {
            match self.renew(&token, now).await {
                Ok(Some(renewed)) => token = renewed,
                Ok(None) => {}
                Err(why) => problem = format!("it has ended, and cannot be renewed: {why}"),
            }
        }
        if token.end <= now {
            return Err(no_token(problem));
        }
        let end = token.end;
        Ok((token, end))
    }

    fn may_renew(&self, now: SystemTime) -> bool {
        let last = *lock(&self.renewed);
        let is_early = last.and_then(|last| now.duration_since(last).ok()).is_some_and(|since| since < PAUSE);
        self.can_renew && !is_early
    }

    /// A new token, if the old one can be renewed.
    async fn renew(&self, token: &Token, now: SystemTime) -> Result<Option<Token>, String> {
        let Some(renewal) = token.renewal(now)? else { return Ok(None) };
        *lock(&self.renewed) = Some(now);
        let request = Client::new(&self.config).create_token().grant_type("refresh_token");
        let request = request.client_id(renewal.client_id).client_secret(renewal.client_secret);
        let answer = request.refresh_token(renewal.refresh_token).send().await;
        let answer = answer.map_err(|error| causes(&error))?;
        let access = answer.access_token.ok_or("the answer has no token")?;
        let lifetime = u64::try_from(answer.expires_in).map(Duration::from_secs);
        let end = lifetime.ok().and_then(|lifetime| now.checked_add(lifetime)).ok_or("its end is no time")?;
        let renewed = token.renewed(access, answer.refresh_token, end)?;
        cache::save(&self.surroundings, &self.identifier, &renewed).await;
        Ok(Some(renewed))
    }
}
