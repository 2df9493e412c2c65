//! Credentials that are said to last longer than there is time.

use super::foreign::{ConfigBag, Credentials, ProvideCredentials, RuntimeComponents, SharedCredentialsProvider};
use aws_smithy_runtime_api::client::identity::{Identity, IdentityCachePartition, IdentityFuture, ResolveIdentity};
use std::time::{Duration, SystemTime};

/// Some seven thousand years after 1970, which is as good as never.
const LAST: Duration = Duration::from_secs(7_000 * 366 * 86_400);

/// Credentials as the AWS runtime can keep them: it adds a little to the time when they end, and panics if there is no such
/// time.
#[derive(Debug)]
pub(super) struct Lasting(pub(super) SharedCredentialsProvider);

impl ResolveIdentity for Lasting {
    fn resolve_identity<'a>(&'a self, _: &'a RuntimeComponents, _: &'a ConfigBag) -> IdentityFuture<'a> {
        IdentityFuture::new(async move { Ok(ending(self.0.provide_credentials().await?).into()) })
    }

    fn fallback_on_interrupt(&self) -> Option<Identity> {
        ProvideCredentials::fallback_on_interrupt(&self.0).map(|credentials| ending(credentials).into())
    }

    fn cache_partition(&self) -> Option<IdentityCachePartition> {
        self.0.cache_partition()
    }
}

fn ending(mut credentials: Credentials) -> Credentials {
    let last = SystemTime::UNIX_EPOCH + LAST;
    if let Some(end) = credentials.expiry_mut() {
        *end = (*end).min(last);
    }
    credentials
}
