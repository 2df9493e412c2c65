//! Sends one request over a pooled connection.

use std::sync::Arc;

use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture, HttpConnectorSettings};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use http::Request;
use http::header::PROXY_AUTHORIZATION;
use hyper_util::client::legacy::{Client, ResponseFuture};
use hyper_util::client::proxy::matcher::Intercept;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::error::{Target, classify};
#[cfg(feature = "http2")]
use super::http2_body;
use super::limit::{self, Limit};
use super::proxies::Proxies;
use super::report::Report;
use super::tls::{Tls, is_https};
use super::transport::{self, Transport};
use super::version::Version;

/// The largest window that HTTP/2 has.
#[cfg(feature = "http2")]
const WHOLE_WINDOW: u32 = (1 << 31) - 1;

/// Connections to all hosts, and the rules for proxies.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    http1: Client<Transport, SdkBody>,
    /// Those whose hosts could choose.
    #[cfg(feature = "http2")]
    http2: Client<Transport, SdkBody>,
    proxies: Arc<Proxies>,
}

impl Pool {
    /// A pool that trusts whom the platform trusts, unless it is told otherwise.
    pub(super) fn new(proxies: Arc<Proxies>, tls: Option<Tls>) -> Self {
        let connections = |version| {
            let mut connections = Client::builder(TokioExecutor::new());
            // Without a timer the pool would never drop an idle connection.
            connections.pool_timer(TokioTimer::new());
            // Streams share a connection: those that nobody reads must not take the room of others. Each has its own
            // limit.
            #[cfg(feature = "http2")]
            connections.http2_initial_connection_window_size(WHOLE_WINDOW);
            connections.build(Transport::new(proxies.clone(), tls.clone(), version))
        };
        Self {
            http1: connections(Version::Http1),
            #[cfg(feature = "http2")]
            http2: connections(Version::PreferHttp2),
            proxies,
        }
    }

    fn request(&self, request: Request<SdkBody>) -> ResponseFuture {
        let connections = match Version::of(&request) {
            Version::Http1 => &self.http1,
            #[cfg(feature = "http2")]
            Version::PreferHttp2 | Version::Http2 => &self.http2,
        };
        connections.request(request)
    }
}

/// A pool with the timeouts of one call.
#[derive(Debug)]
pub(super) struct PooledConnector {
    pool: Pool,
    connect_limit: Option<Limit>,
    read_limit: Option<Limit>,
}

impl PooledConnector {
    pub(super) fn new(pool: Pool, settings: &HttpConnectorSettings, sleep: Option<SharedAsyncSleep>) -> Self {
        let connect_limit = Limit::new("HTTP connect", settings.connect_timeout(), sleep.clone());
        let read_limit = Limit::new("HTTP read", settings.read_timeout(), sleep);
        Self { pool, connect_limit, read_limit }
    }
}

impl HttpConnector for PooledConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let mut request = match request.try_into_http1x() {
            Ok(request) => request,
            Err(error) => {
                return HttpConnectorFuture::ready(Err(ConnectorError::user(error.into())));
            }
        };
        let target = Target::of(&request);
        Version::of(&request).demand(&mut request);
        authorize_forwarding(&mut request, &self.pool.proxies);
        let report = Report::of(&mut request);
        let response = transport::connecting_within(self.connect_limit.clone(), self.pool.request(request));
        let response = limit::within(self.read_limit.clone(), response);
        HttpConnectorFuture::new(async move {
            let response = report.sending(response).await.map_err(|error| classify(target.describe(error)))?;
            #[cfg(feature = "http2")]
            let response = http2_body::whole(response);
            #[cfg(not(feature = "http2"))]
            let response = response.map(SdkBody::from_body_1_x);
            HttpResponse::try_from(response).map_err(|error| ConnectorError::other(error.into(), None))
        })
    }
}

/// Shows the proxy's credentials to a proxy that forwards the request itself; a tunnel got them when it was opened.
pub(super) fn authorize_forwarding(request: &mut Request<SdkBody>, proxies: &Proxies) {
    if is_https(request.uri()) {
        return;
    }
    // Where the setting is wrong, no connection is going to be opened.
    let proxy = proxies.intercept(request.uri()).ok().flatten();
    if let Some(credentials) = proxy.as_ref().and_then(Intercept::basic_auth) {
        let header = request.headers_mut().entry(PROXY_AUTHORIZATION);
        header.or_insert_with(|| credentials.clone());
    }
}
