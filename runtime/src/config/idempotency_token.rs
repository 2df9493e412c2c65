use crate::sync::lock;
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use std::fmt;
use std::sync::{Arc, Mutex};

/// Makes the tokens for members with `@idempotencyToken` that the caller left out.
///
/// The default makes random UUIDs. Tests may want [`fixed`](Self::fixed) or [`with_seed`](Self::with_seed).
#[derive(Clone, Debug)]
pub struct IdempotencyTokenProvider {
    source: Source,
}

/// Clones go on with the series of their original: a configuration is cloned more than once on its way to a client.
#[derive(Clone, Debug)]
enum Source {
    Fixed(&'static str),
    Random(Arc<Mutex<fastrand::Rng>>),
}

impl IdempotencyTokenProvider {
    /// A random UUID for each call.
    pub fn random() -> Self {
        Self { source: fastrand::Rng::new().into() }
    }

    /// A reproducible series of UUIDs.
    pub fn with_seed(seed: u64) -> Self {
        Self { source: fastrand::Rng::with_seed(seed).into() }
    }

    /// The same token for every call.
    pub fn fixed(token: &'static str) -> Self {
        Self { source: Source::Fixed(token) }
    }

    /// The next token.
    pub fn make_idempotency_token(&self) -> String {
        match &self.source {
            Source::Fixed(token) => (*token).to_owned(),
            Source::Random(rng) => {
                let bits = lock(rng).u128(..);
                Uuid::v4(bits).to_string()
            }
        }
    }
}

impl From<fastrand::Rng> for Source {
    fn from(rng: fastrand::Rng) -> Self {
        Self::Random(Arc::new(Mutex::new(rng)))
    }
}

impl From<&'static str> for IdempotencyTokenProvider {
    fn from(token: &'static str) -> Self {
        Self::fixed(token)
    }
}

impl Storable for IdempotencyTokenProvider {
    type Storer = StoreReplace<Self>;
}

struct Uuid(u128);

impl Uuid {
    /// [RFC 4122](https://www.rfc-editor.org/rfc/rfc4122#section-4.4): the version is 4, the two highest bits of the
    /// variant octet are 10, all others are random.
    fn v4(random: u128) -> Self {
        Self(random & !(0xf000 << 64) & !(0b11 << 62) | (0x4000 << 64) | (0b10 << 62))
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |from: u32, bits: u32| (self.0 >> from) & ((1 << bits) - 1);
        let parts = (part(96, 32), part(80, 16), part(64, 16), part(48, 16), part(0, 48));
        write!(f, "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", parts.0, parts.1, parts.2, parts.3, parts.4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_and_variant_are_right_whatever_the_random_bits() {
        assert_eq!(Uuid::v4(0).to_string(), "00000000-0000-4000-8000-000000000000");
        assert_eq!(Uuid::v4(u128::MAX).to_string(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    #[test]
    fn a_seed_gives_a_series_and_a_fixed_token_stays() {
        let (one, two) = (IdempotencyTokenProvider::with_seed(7), IdempotencyTokenProvider::with_seed(7));
        let first = one.make_idempotency_token();
        assert_eq!(first, two.make_idempotency_token());
        assert_ne!(first, one.make_idempotency_token());
        two.make_idempotency_token();
        assert_eq!(one.clone().make_idempotency_token(), two.make_idempotency_token());
        assert_eq!(IdempotencyTokenProvider::from("t").clone().make_idempotency_token(), "t");
    }
}
