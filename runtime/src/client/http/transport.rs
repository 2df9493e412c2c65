//! Opens connections: directly, to a proxy that forwards, or through a proxy's tunnel.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use aws_smithy_runtime_api::box_error::BoxError;
use http::Uri;
use http::uri::Scheme;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use tower_service::Service;

use super::limit::{self, Limit};
use super::tls;

/// Connects the pool to the host of a URI, within the connect timeout.
#[derive(Clone, Debug)]
pub(super) struct Transport {
    tcp: HttpConnector,
    proxies: Arc<Matcher>,
    limit: Option<Limit>,
}

impl Transport {
    pub(super) fn new(proxies: Arc<Matcher>, limit: Option<Limit>) -> Self {
        let mut tcp = HttpConnector::new();
        // The layers above know what to do with `https`.
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        Self { tcp, proxies, limit }
    }

    async fn open(self, target: Uri) -> Result<Stream, BoxError> {
        let proxy = self.proxies.intercept(&target);
        let hops = [Some(&target), proxy.as_ref().map(Intercept::uri)];
        let tls = if hops.into_iter().flatten().any(is_https) { tls::native_roots()? } else { tls::no_roots() };
        let mut direct = HttpsConnector::from((self.tcp, tls.clone()));
        let (io, route): (Box<dyn Io>, Route) = match proxy {
            None => (Box::new(direct.call(target).await?), Route::Direct),
            Some(proxy) if is_https(&target) => {
                let mut tunnel = Tunnel::new(proxy.uri().clone(), direct);
                if let Some(credentials) = proxy.basic_auth() {
                    tunnel = tunnel.with_auth(credentials.clone());
                }
                let mut tunneled = HttpsConnector::from((tunnel, tls));
                (Box::new(tunneled.call(target).await?), Route::Tunnel)
            }
            Some(proxy) => {
                let stream = direct.call(proxy.uri().clone()).await?;
                (Box::new(stream), Route::Forward)
            }
        };
        Ok(Stream { io, route })
    }
}

pub(super) fn is_https(uri: &Uri) -> bool {
    uri.scheme() == Some(&Scheme::HTTPS)
}

impl Service<Uri> for Transport {
    type Response = Stream;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Stream, BoxError>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, target: Uri) -> Self::Future {
        Box::pin(limit::within(self.limit.clone(), self.clone().open(target)))
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

trait Io: Read + Write + Connection + Send + Unpin {}

impl<T: Read + Write + Connection + Send + Unpin> Io for T {}

/// An open connection that knows its route, since a forwarding proxy wants whole URIs where a server wants paths.
pub(super) struct Stream {
    io: Box<dyn Io>,
    route: Route,
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        self.io.connected().proxy(self.route == Route::Forward).extra(self.route)
    }
}

impl Read for Stream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(cx, buf)
    }
}

impl Write for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(cx, buf)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}
