//! How long a presigned request is good for.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The longest that a signature in a query is good for: a week.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The end of the year 9999, in seconds: signatures have four digits for a year.
const LAST: Duration = Duration::from_secs(253_402_300_799);

/// When a presigned request begins to be good, and for how long it is.
///
/// Credentials that expire earlier end it earlier.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PresigningConfig {
    start_time: SystemTime,
    expires_in: Duration,
}

impl PresigningConfig {
    /// Good from now on, for this long.
    ///
    /// # Errors
    /// It is longer than a week.
    pub fn expires_in(expires_in: Duration) -> Result<Self, PresigningConfigError> {
        Self::builder().expires_in(expires_in).build()
    }

    /// A builder of one.
    pub fn builder() -> PresigningConfigBuilder {
        PresigningConfigBuilder::default()
    }

    /// How long the request is good for.
    pub fn expires(&self) -> Duration {
        self.expires_in
    }

    /// From when on the request is good.
    pub fn start_time(&self) -> SystemTime {
        self.start_time
    }
}

/// Builds a [`PresigningConfig`].
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct PresigningConfigBuilder {
    start_time: Option<SystemTime>,
    expires_in: Option<Duration>,
}

impl PresigningConfigBuilder {
    /// From when on the request is good; unset, from now on.
    pub fn start_time(mut self, start_time: SystemTime) -> Self {
        self.set_start_time(Some(start_time));
        self
    }

    /// From when on the request is good; unset, from now on.
    pub fn set_start_time(&mut self, start_time: Option<SystemTime>) {
        self.start_time = start_time;
    }

    /// How long the request is good for: a week at most. Required.
    pub fn expires_in(mut self, expires_in: Duration) -> Self {
        self.set_expires_in(Some(expires_in));
        self
    }

    /// How long the request is good for: a week at most. Required.
    pub fn set_expires_in(&mut self, expires_in: Option<Duration>) {
        self.expires_in = expires_in;
    }

    /// The configuration.
    ///
    /// # Errors
    /// `expires_in` is not set or longer than a week, or `start_time` is in no year from 1970 to 9999.
    pub fn build(self) -> Result<PresigningConfig, PresigningConfigError> {
        let expires_in = self.expires_in.ok_or(PresigningConfigError(Problem::NoDuration))?;
        if expires_in > LONGEST {
            return Err(PresigningConfigError(Problem::TooLong(expires_in)));
        }
        let start_time = self.start_time.unwrap_or_else(SystemTime::now);
        match start_time.duration_since(UNIX_EPOCH) {
            Ok(since) if since <= LAST => Ok(PresigningConfig { start_time, expires_in }),
            _ => Err(PresigningConfigError(Problem::NoDate)),
        }
    }
}

/// Why there is no [`PresigningConfig`].
#[derive(Debug)]
pub struct PresigningConfigError(Problem);

#[derive(Debug)]
enum Problem {
    NoDuration,
    TooLong(Duration),
    NoDate,
}

impl fmt::Display for PresigningConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Problem::NoDuration => f.write_str("`expires_in` is not set: say how long the request is to be good for"),
            Problem::TooLong(is) => {
                write!(
                    f,
                    "`expires_in` is {} seconds, and {} at most, which is a week",
                    is.as_secs_f64(),
                    LONGEST.as_secs()
                )
            }
            Problem::NoDate => f.write_str("`start_time` is in no year from 1970 to 9999"),
        }
    }
}

impl std::error::Error for PresigningConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(config: PresigningConfigBuilder) -> String {
        config.build().expect_err("refused").to_string()
    }

    #[test]
    fn a_week_at_most() {
        let longest = PresigningConfig::expires_in(LONGEST).expect("a week");
        assert_eq!(longest.expires(), Duration::from_secs(604_800));
        let longer = PresigningConfig::builder().expires_in(LONGEST + Duration::from_millis(1));
        assert_eq!(refused(longer), "`expires_in` is 604800.001 seconds, and 604800 at most, which is a week");
        assert!(refused(PresigningConfig::builder()).contains("not set"));
    }

    #[test]
    fn it_begins_now_unless_told_otherwise() {
        let before = SystemTime::now();
        let config = PresigningConfig::expires_in(Duration::from_secs(1)).expect("a configuration");
        assert!((before..=SystemTime::now()).contains(&config.start_time()));
        let week = || PresigningConfig::builder().expires_in(LONGEST);
        let last = UNIX_EPOCH + LAST;
        for start in [UNIX_EPOCH, last] {
            assert_eq!(week().start_time(start).build().expect("a date").start_time(), start);
        }
        for start in [UNIX_EPOCH - Duration::from_secs(1), last + Duration::from_secs(1)] {
            assert!(refused(week().start_time(start)).contains("from 1970 to 9999"));
        }
    }
}
