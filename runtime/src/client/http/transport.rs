//! Opens connections: directly, to a proxy that forwards, or through a proxy's tunnel.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use aws_smithy_runtime_api::client::http::telemetry::ConnectionUsage;
use http::Uri;
use http::uri::Scheme;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::client::proxy::matcher::Intercept;
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use tower_service::Service;

use super::limit::{self, Limit};
use super::proxies::Proxies;
use super::tls::{self, Tls, is_https};
use super::version::Version;
use super::wire::Wire;
use crate::error::BoxError;

type Opening<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

tokio::task_local! {
    /// How long the request that is being sent may wait for a connection. A pool is for all requests and asks for
    /// connections by their URI alone, while it sends the request: in its task.
    static LIMIT: Option<Limit>;
}

/// Sends a request. If a connection is opened for it, that has to be done within the limit.
pub(super) fn connecting_within<F: Future>(limit: Option<Limit>, request: F) -> impl Future<Output = F::Output> {
    LIMIT.scope(limit, request)
}

/// Connects the pool to the host of a URI.
#[derive(Clone, Debug)]
pub(super) struct Transport {
    tcp: HttpConnector,
    proxies: Arc<Proxies>,
    /// Whom to trust, if not whom the platform trusts.
    tls: Option<Tls>,
    /// What hosts are asked for.
    version: Version,
}

impl Transport {
    pub(super) fn new(proxies: Arc<Proxies>, tls: Option<Tls>, version: Version) -> Self {
        Self { tcp: tcp(), proxies, tls, version }
    }

    async fn open(self, target: Uri) -> Result<Stream, BoxError> {
        let proxy = self.proxies.intercept(&target)?;
        let hops = [Some(&target), proxy.as_ref().map(Intercept::uri)];
        let tls = match self.tls {
            _ if !hops.into_iter().flatten().any(is_https) => None,
            Some(tls) => Some(tls),
            None => Some(Tls::native_roots()?),
        };
        // A proxy is spoken to by HTTP/1.1 whatever its host is.
        let of_proxy = tls.as_ref().map(|tls| tls.http1.clone());
        let of_target = tls.map(|tls| self.version.config(tls));
        let connect = |tls| Direct { tcp: self.tcp, tls };
        let (wire, route) = match (proxy, of_target) {
            (None, tls) => (connect(tls).call(target).await?, Route::Direct),
            (Some(proxy), Some(tls)) if is_https(&target) => {
                let name = tls::name(&target)?;
                let mut tunnel = Tunnel::new(proxy.uri().clone(), connect(of_proxy));
                if let Some(credentials) = proxy.basic_auth() {
                    tunnel = tunnel.with_auth(credentials.clone());
                }
                let tunneled = tunnel.call(target).await?.into_inner();
                (TokioIo::new(tls::encrypted(tunneled, tls, name).await?), Route::Tunnel)
            }
            (Some(proxy), _) => (connect(of_proxy).call(proxy.uri().clone()).await?, Route::Forward),
        };
        Ok(Stream { wire, route })
    }
}

pub(super) fn tcp() -> HttpConnector {
    let mut tcp = HttpConnector::new();
    // The layers above know what to do with `https`.
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp
}

/// Connects to the host of a URI itself, encrypted if the URI says so.
pub(super) struct Direct {
    pub(super) tcp: HttpConnector,
    /// There, if a URI is going to say so.
    pub(super) tls: Option<Arc<ClientConfig>>,
}

impl Service<Uri> for Direct {
    type Response = TokioIo<Wire>;
    type Error = BoxError;
    type Future = Opening<TokioIo<Wire>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, target: Uri) -> Self::Future {
        let (mut tcp, tls) = (self.tcp.clone(), self.tls.clone().filter(|_| is_https(&target)));
        Box::pin(async move {
            if tls.is_none() && target.scheme() != Some(&Scheme::HTTP) {
                let scheme = target.scheme_str().unwrap_or_default();
                return Err(io::Error::other(format!("unsupported scheme {scheme}")).into());
            }
            let tls = tls.map(|tls| Ok::<_, BoxError>((tls, tls::name(&target)?))).transpose()?;
            let wire: Wire = Box::new(tcp.call(target).await?.into_inner());
            Ok(TokioIo::new(match tls {
                None => wire,
                Some((tls, name)) => tls::encrypted(wire, tls, name).await?,
            }))
        })
    }
}

impl Service<Uri> for Transport {
    type Response = Stream;
    type Error = BoxError;
    type Future = Opening<Stream>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, target: Uri) -> Self::Future {
        let limit = LIMIT.try_with(Clone::clone).ok().flatten();
        Box::pin(limit::within(limit, self.clone().open(target)))
    }
}

/// How a connection reaches its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    Direct,
    /// A proxy reads the requests and sends them on.
    Forward,
    /// A proxy passes on the bytes and sees no request.
    Tunnel,
}

/// Whether a connection has had a request.
#[derive(Clone, Debug, Default)]
pub(super) struct Usage(Arc<AtomicBool>);

impl Usage {
    /// That of the next request.
    pub(super) fn next(&self) -> ConnectionUsage {
        if self.0.swap(true, Ordering::Relaxed) { ConnectionUsage::Reused } else { ConnectionUsage::Fresh }
    }
}

/// An open connection that knows its route, since a forwarding proxy wants whole URIs where a server wants paths.
pub(super) struct Stream {
    wire: TokioIo<Wire>,
    route: Route,
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        self.wire.inner().connected().proxy(self.route == Route::Forward).extra(self.route).extra(Usage::default())
    }
}

impl Read for Stream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.wire).poll_read(cx, buf)
    }
}

impl Write for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.wire).poll_write(cx, buf)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.wire).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.wire.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.wire).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.wire).poll_shutdown(cx)
    }
}
