//! Identities that are said to end at a time that is none to reckon with.

use super::aws::{ConfigBag, Credentials, RuntimeComponents, Token};
use aws_smithy_runtime_api::client::identity::{
    Identity, IdentityCacheLocation, IdentityCachePartition, IdentityFuture, ResolveIdentity, SharedIdentityResolver,
};
use std::time::{Duration, SystemTime};

/// Some seven thousand years after 1970, which is as good as never.
const LAST: Duration = Duration::from_secs(7_000 * 366 * 86_400);

/// Identities as the AWS runtime can keep them: it adds a little to the time when they end, takes a little from it, and
/// panics if there is no such time.
#[derive(Debug)]
pub(super) struct Lasting(SharedIdentityResolver);

impl Lasting {
    pub(super) fn new(resolver: impl ResolveIdentity + 'static) -> Self {
        Self(SharedIdentityResolver::new(resolver))
    }
}

impl ResolveIdentity for Lasting {
    fn resolve_identity<'a>(&'a self, components: &'a RuntimeComponents, config: &'a ConfigBag) -> IdentityFuture<'a> {
        IdentityFuture::new(async move { Ok(ending(self.0.resolve_identity(components, config).await?)) })
    }

    fn fallback_on_interrupt(&self) -> Option<Identity> {
        self.0.fallback_on_interrupt().map(ending)
    }

    fn cache_location(&self) -> IdentityCacheLocation {
        self.0.cache_location()
    }

    fn cache_partition(&self) -> Option<IdentityCachePartition> {
        Some(self.0.cache_partition())
    }
}

/// The identity with an end between 1970, which is as good as any time that is over, and [`LAST`].
fn ending(identity: Identity) -> Identity {
    let Some(end) = identity.expiration() else { return identity };
    let bounded = end.clamp(SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + LAST);
    if bounded == end {
        identity
    } else if let Some(credentials) = identity.data::<Credentials>() {
        let mut credentials = credentials.clone();
        *credentials.expiry_mut() = Some(bounded);
        credentials.into()
    } else if let Some(token) = identity.data::<Token>() {
        Identity::new(token.clone(), Some(bounded))
    } else {
        // What it holds cannot be had, and is nothing that our schemes sign with: they refuse this as well.
        Identity::new(identity, Some(bounded))
    }
}
