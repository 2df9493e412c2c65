//! What a program sets of a configuration, and how the rest is loaded.

use crate::chain::Chain;
use crate::instance::client::Metadata;
use crate::surroundings::{Clients, Surroundings};
use crate::{region, settings};
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep, TokioSleep};
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use aws_smithy_runtime::client::identity::IdentityCache;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::origin::Origin;
use aws_types::region::Region;
use farrier_runtime::client::http::{default_client, direct_client};
use farrier_runtime::config::without_user;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A configuration, some of which is set by the program.
pub struct ConfigLoader {
    version: BehaviorVersion,
    region: Option<Region>,
    profile: Option<String>,
    credentials: Option<SharedCredentialsProvider>,
    endpoint_url: Option<String>,
    http: Option<SharedHttpClient>,
    time: SharedTimeSource,
    sleep: SharedAsyncSleep,
}

impl ConfigLoader {
    pub(crate) fn new(version: BehaviorVersion) -> Self {
        Self {
            version,
            region: None,
            profile: None,
            credentials: None,
            endpoint_url: None,
            http: None,
            time: SharedTimeSource::default(),
            sleep: SharedAsyncSleep::new(TokioSleep::new()),
        }
    }

    /// The region; none is looked for.
    pub fn region(mut self, region: impl Into<Option<Region>>) -> Self {
        self.region = region.into();
        self
    }

    /// The profile to use in place of that which `AWS_PROFILE` names, or of `default`.
    pub fn profile_name(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Credentials; none are looked for.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.credentials = Some(SharedCredentialsProvider::new(provider));
        self
    }

    /// Where requests of clients go, of whatever service. Those for credentials do not: a program's own server is not
    /// to get its tokens. A stand-in for AWS that is to answer them is set by `AWS_ENDPOINT_URL`,
    /// `AWS_ENDPOINT_URL_STS` and the like.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// The HTTP client, of clients and of sources of credentials; that of the runtime unless it is set.
    pub fn http_client(mut self, client: impl HttpClient + 'static) -> Self {
        self.http = Some(SharedHttpClient::new(client));
        self
    }

    /// The clock.
    pub fn time_source(mut self, time: impl TimeSource + 'static) -> Self {
        self.time = SharedTimeSource::new(time);
        self
    }

    /// How is waited.
    pub fn sleep_impl(mut self, sleep: impl AsyncSleep + 'static) -> Self {
        self.sleep = SharedAsyncSleep::new(sleep);
        self
    }

    /// Loads what was not set: reads environment and profile files, and asks the metadata service of instances if
    /// neither has a region. No credentials are asked for yet.
    ///
    /// What makes no sense is warned of by `tracing`, and is as if it were not there; what is wrong with credentials is
    /// an error of the first call that needs them.
    pub async fn load(self) -> SdkConfig {
        let near = self.http.clone().unwrap_or_else(direct_client);
        let http = self.http.unwrap_or_else(default_client);
        let clients = Clients { near, far: http.clone() };
        let surroundings = Surroundings::new(clients, self.time.clone(), self.sleep.clone(), self.profile).await;
        let metadata = Arc::new(Metadata::new(&surroundings));
        let region = match self.region {
            Some(region) => Some(region),
            None => region::region(&surroundings, &metadata).await,
        };
        let mut config = SdkConfig::builder()
            .behavior_version(self.version)
            .region(region)
            .http_client(http)
            .time_source(self.time)
            .sleep_impl(self.sleep)
            .timeout_config(TimeoutConfig::builder().connect_timeout(Duration::from_millis(3100)).build());
        settings::load(&surroundings, &mut config);
        // Sources are asked with the credentials at hand, which nobody else is to get.
        let asking = config.identity_cache(IdentityCache::no_cache()).build();
        let credentials = self
            .credentials
            .unwrap_or_else(|| SharedCredentialsProvider::new(Chain::new(&surroundings, &asking, &metadata)));
        // Shared by all clients of this configuration: credentials are asked for once, not once per client.
        let mut config = asking.into_builder().identity_cache(IdentityCache::lazy().build());
        if let Some(url) = self.endpoint_url {
            config.set_endpoint_url(Some(without_user(url)));
            config.insert_origin("endpoint_url", Origin::shared_config());
        }
        config.credentials_provider(credentials).build()
    }
}

/// Without what is set: a URL may have a password.
impl fmt::Debug for ConfigLoader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfigLoader").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_password() {
        let loader = ConfigLoader::new(BehaviorVersion::latest()).endpoint_url("http://user:canary@localhost");
        assert_eq!(format!("{loader:?}"), "ConfigLoader { .. }");
    }
}
