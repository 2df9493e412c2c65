//! Configurations for tests.

use super::{BehaviorVersion, Builder, Credentials, Region, SharedCredentialsProvider};
use aws_runtime::user_agent::AwsUserAgent;
use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use std::time::{Duration, UNIX_EPOCH};

/// The time of clocks in tests, in seconds since 1970.
const NOW: u64 = 1_234_567_890;

impl Builder {
    /// What makes requests the same wherever and whenever a test runs: a clock that stands still, credentials and a user
    /// agent of tests, the newest behavior version.
    pub fn apply_test_defaults(&mut self) -> &mut Self {
        let clock = StaticTimeSource::new(UNIX_EPOCH + Duration::from_secs(NOW));
        self.set_time_source(Some(SharedTimeSource::new(clock)));
        self.layer.store_put(AwsUserAgent::for_tests());
        self.set_credentials_provider(Some(SharedCredentialsProvider::new(Credentials::for_tests())));
        self.set_behavior_version(Some(BehaviorVersion::latest()))
    }

    /// As [`apply_test_defaults`](Self::apply_test_defaults), in a chain.
    pub fn with_test_defaults(mut self) -> Self {
        self.apply_test_defaults();
        self
    }

    /// As [`apply_test_defaults`](Self::apply_test_defaults), and the region `us-east-1` unless one is set.
    pub fn apply_test_defaults_v2(&mut self) -> &mut Self {
        self.apply_test_defaults();
        if self.layer.load::<Region>().is_none() {
            self.set_region(Some(Region::from_static("us-east-1")));
        }
        self
    }

    /// As [`apply_test_defaults_v2`](Self::apply_test_defaults_v2), in a chain.
    pub fn with_test_defaults_v2(mut self) -> Self {
        self.apply_test_defaults_v2();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_stays() {
        let config = Builder::new().with_test_defaults_v2().build();
        assert_eq!(config.region().map(Region::as_ref), Some("us-east-1"));
        let time = config.time_source().expect("a clock").now();
        assert_eq!(time, UNIX_EPOCH + Duration::from_secs(NOW));
        let config = Builder::new().region(Region::from_static("eu-west-1")).with_test_defaults_v2().build();
        assert_eq!(config.region().map(Region::as_ref), Some("eu-west-1"));
    }
}
