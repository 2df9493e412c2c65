//! Sessions that are still good.

use crate::error::BoxError;
use crate::sync::lock;
use aws_credential_types::Credentials;
use aws_smithy_runtime::expiring_cache::ExpiringCache;
use aws_smithy_runtime_api::client::identity::Identity;
use hmac::{Hmac, KeyInit as _, Mac as _};
use lru::LruCache;
use sha2::Sha256;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

/// How many sessions are kept.
const CAPACITY: NonZeroUsize = NonZeroUsize::new(100).expect("not 0");

/// How long before its end a session counts as over.
const BUFFER: Duration = Duration::from_secs(10);

/// Whose session it is, from which nobody learns their credentials, and the bucket.
type Key = ([u8; 32], String);

/// The sessions of a client, the latest used.
pub(super) struct Cache {
    sessions: Mutex<LruCache<Key, ExpiringCache<Identity, BoxError>>>,
    secret: [u8; 64],
}

impl Cache {
    pub(super) fn new() -> Self {
        let mut secret = [0; 64];
        fastrand::fill(&mut secret);
        Self { sessions: Mutex::new(LruCache::new(CAPACITY)), secret }
    }

    /// The session with a bucket. If it has to be begun, whoever asks meanwhile waits for that.
    pub(super) async fn get<F>(
        &self,
        bucket: &str,
        credentials: &Credentials,
        now: SystemTime,
        begin: impl FnOnce() -> F,
    ) -> Result<Identity, BoxError>
    where
        F: Future<Output = Result<(Identity, SystemTime), BoxError>>,
    {
        let key = (self.digest(credentials), bucket.to_owned());
        let session = {
            let mut sessions = lock(&self.sessions);
            sessions.get_or_insert(key, || ExpiringCache::new(BUFFER)).clone()
        };
        match session.yield_or_clear_if_expired(now).await {
            Some(identity) => Ok(identity),
            None => session.get_or_load(begin).await,
        }
    }

    fn digest(&self, credentials: &Credentials) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret).expect("a key of any length will do");
        for part in [credentials.access_key_id(), credentials.secret_access_key()] {
            mac.update(part.as_bytes());
            // No text holds it, so that two parts are no other two.
            mac.update(&[0xff]);
        }
        mac.finalize().into_bytes().into()
    }
}

/// Without what is in it.
impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn someone(key: &str, secret: &str) -> Credentials {
        Credentials::new(key, secret, None, None, "tests")
    }

    #[tokio::test]
    async fn the_oldest_of_a_hundred_gives_way() {
        let (cache, begun) = (Cache::new(), AtomicUsize::new(0));
        let get = |bucket: usize| {
            let (cache, begun) = (&cache, &begun);
            async move {
                let begin = || async {
                    begun.fetch_add(1, Ordering::Relaxed);
                    let end = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000);
                    Ok((Identity::new(bucket, Some(end)), end))
                };
                let now = SystemTime::UNIX_EPOCH;
                let session = cache.get(&bucket.to_string(), &someone("a", "b"), now, begin).await.expect("begun");
                assert_eq!(session.data::<usize>(), Some(&bucket));
                begun.load(Ordering::Relaxed)
            }
        };
        for bucket in 0..100 {
            assert_eq!(get(bucket).await, bucket + 1);
        }
        // Used again, so that the next is the oldest.
        assert_eq!(get(0).await, 100);
        assert_eq!(get(100).await, 101);
        assert_eq!(get(0).await, 101);
        assert_eq!(get(1).await, 102);
    }

    #[test]
    fn credentials_are_told_apart() {
        let cache = Cache::new();
        let digests =
            [("a", "b"), ("ab", ""), ("", "ab"), ("a", "c")].map(|(key, secret)| cache.digest(&someone(key, secret)));
        for (at, digest) in digests.iter().enumerate() {
            assert_eq!(digests.iter().position(|other| other == digest), Some(at));
        }
        assert_eq!(cache.digest(&someone("a", "b")), digests[0]);
        assert_ne!(Cache::new().digest(&someone("a", "b")), digests[0]);
    }
}
