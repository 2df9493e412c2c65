//! Configurations for tests.

use super::aws::{BehaviorVersion, Credentials, Region, SharedCredentialsProvider, SharedTokenProvider, Token};
use super::idempotency_token::IdempotencyTokenProvider;
use super::settings::Settings;
use aws_runtime::user_agent::AwsUserAgent;
use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use std::time::{Duration, UNIX_EPOCH};

/// The time of clocks in tests, in seconds since 1970.
const NOW: u64 = 1_234_567_890;

/// The idempotency token of tests.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

#[doc(hidden)]
impl Settings {
    pub fn apply_test_defaults(&mut self) {
        self.set_idempotency_token_provider(Some(IdempotencyTokenProvider::fixed(TOKEN)));
        let clock = StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(NOW));
        self.set_time_source(Some(SharedTimeSource::new(clock)));
        self.layer.store_put(AwsUserAgent::for_tests());
        self.set_credentials_provider(Some(SharedCredentialsProvider::new(Credentials::for_tests())));
        self.set_token_provider(Some(SharedTokenProvider::new(Token::for_tests())));
        self.set_behavior_version(Some(BehaviorVersion::latest()));
    }

    pub fn apply_test_defaults_v2(&mut self) {
        self.apply_test_defaults();
        if self.layer.load::<Region>().is_none() {
            self.set_region(Some(Region::from_static("us-east-1")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Builder;

    #[test]
    fn a_region_stays() {
        let config = Builder::new().with_test_defaults_v2().build();
        assert_eq!(config.region().map(Region::as_ref), Some("us-east-1"));
        let time = config.time_source().expect("a clock").now();
        assert_eq!(time, UNIX_EPOCH + Duration::from_secs(NOW));
        let token = config.settings().layer.load::<IdempotencyTokenProvider>().expect("one that is fixed");
        assert_eq!(token.make_idempotency_token(), TOKEN);
        let config = Builder::new().region(Region::from_static("eu-west-1")).with_test_defaults_v2().build();
        assert_eq!(config.region().map(Region::as_ref), Some("eu-west-1"));
    }
}
