//! Services that say themselves where requests go: the trait `aws.api#clientEndpointDiscovery`.

use crate::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use crate::config::endpoint_url;
use crate::config::{Config, SharedAsyncSleep};
use crate::error::BoxError;
use crate::sync::lock;
use aws_smithy_async::rt::sleep::{AsyncSleep, default_async_sleep};
use aws_smithy_async::time::SharedTimeSource;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, SystemTime};

/// How often [`ReloadEndpoint::reload_task`] looks at what is left of an endpoint.
const LOOK: Duration = Duration::from_secs(60);
/// An endpoint that lives no longer than this is asked for again.
const MARGIN: Duration = Duration::from_secs(120);

type Load = dyn Fn() -> Pin<Box<dyn Future<Output = Result<Discovered, BoxError>> + Send>> + Send + Sync;

/// What a service answers when it is asked for its endpoint.
#[derive(Debug)]
pub struct Discovered {
    /// Host, and port or path if there are some.
    pub address: Option<String>,
    /// How long the address may be used.
    pub minutes: Option<i64>,
}

impl Discovered {
    /// The endpoint, as of a point in time. What is no address is refused here, so that a client goes on with the one
    /// it has.
    fn known(self, now: SystemTime) -> Result<Known, BoxError> {
        const ASKED: &str = "the service was asked for its endpoint and named";
        let address = self.address.filter(|address| !address.is_empty()).ok_or_else(|| format!("{ASKED} none"))?;
        // With a scheme before it, that would be a host of the name `http`.
        if address.contains("://") {
            return Err(format!("{ASKED} `{}`: an address has no scheme", endpoint_url::shown(&address)).into());
        }
        let endpoint = Endpoint::builder().url(format!("https://{address}")).build();
        let endpoint = endpoint_url::checked(endpoint).map_err(|error| format!("{ASKED} none: {error}"))?;
        let minutes = self.minutes.and_then(|minutes| u64::try_from(minutes).ok()).unwrap_or(0);
        // One without a lifetime, or with one that no clock has, is asked for again at once.
        let expiry = now.checked_add(Duration::from_secs(minutes.saturating_mul(60))).unwrap_or(now);
        Ok(Known { endpoint, expiry })
    }
}

/// An endpoint that a service named.
#[derive(Debug)]
struct Known {
    endpoint: Endpoint,
    expiry: SystemTime,
}

/// The endpoint that a client and its [`ReloadEndpoint`] share.
type Cache = Mutex<Known>;

/// The endpoint that was discovered last, for every request.
#[derive(Debug)]
struct Discovery(Arc<Cache>);

impl ResolveEndpoint for Discovery {
    fn resolve_endpoint<'a>(&'a self, _params: &'a Params) -> EndpointFuture<'a> {
        EndpointFuture::ready(Ok(lock(&self.0).endpoint.clone()))
    }
}

/// Asks a service for its endpoint again before the last one expires. Spawn [`reload_task`](Self::reload_task), or
/// call [`reload_once`](Self::reload_once) from time to time.
#[must_use = "an endpoint expires: spawn `reload_task`"]
pub struct ReloadEndpoint {
    load: Box<Load>,
    /// Gone with the last client that uses it.
    cache: Weak<Cache>,
    sleep: SharedAsyncSleep,
    time: SharedTimeSource,
}

impl fmt::Debug for ReloadEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReloadEndpoint").finish_non_exhaustive()
    }
}

impl ReloadEndpoint {
    /// Asks for the endpoint now. If that fails, the client goes on with the one it has.
    pub async fn reload_once(&self) {
        match self.load().await {
            Ok(known) => {
                if let Some(cache) = self.cache.upgrade() {
                    *lock(&cache) = known;
                }
            }
            Err(error) => tracing::debug!(error = &*error as &dyn std::error::Error, "the endpoint stays as it is"),
        }
    }

    /// Asks for the endpoint whenever it has less than two minutes left, which it looks at each minute. Ends once the
    /// client, and all clones of it, are dropped.
    pub async fn reload_task(self) {
        while let Some(expiry) = self.cache.upgrade().map(|cache| lock(&cache).expiry) {
            let left = expiry.duration_since(self.time.now()).unwrap_or_default();
            if left < MARGIN {
                self.reload_once().await;
            }
            self.sleep.sleep(LOOK).await;
        }
    }

    async fn load(&self) -> Result<Known, BoxError> {
        (self.load)().await?.known(self.time.now())
    }
}

/// Asks a service for its endpoint: what a client then sends its requests by, and what keeps it up to date.
///
/// # Errors
/// If the first answer is an error or names no endpoint, or if there is no way to sleep.
pub async fn discover<F>(
    config: &Config,
    load: impl Fn() -> F + Send + Sync + 'static,
) -> Result<(impl ResolveEndpoint + 'static, ReloadEndpoint), BoxError>
where
    F: Future<Output = Result<Discovered, BoxError>> + Send + 'static,
{
    let sleep = config.sleep_impl().or_else(default_async_sleep);
    let mut reload = ReloadEndpoint {
        load: Box::new(move || Box::pin(load())),
        cache: Weak::new(),
        sleep: sleep.ok_or("an endpoint expires, and the configuration has no `sleep_impl` to wait for that")?,
        time: config.time_source().unwrap_or_default(),
    };
    let cache = Arc::new(Mutex::new(reload.load().await?));
    reload.cache = Arc::downgrade(&cache);
    Ok((Discovery(cache), reload))
}
