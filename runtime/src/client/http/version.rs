//! Versions of HTTP.
//!
//! Requests go out by HTTP/1.1, unless they say otherwise. That they do so themselves, and not the client, leaves a
//! client that several services share as it is for each of them.

use std::sync::Arc;

use http::Request;
use rustls::ClientConfig;

use super::tls::Tls;

/// What a request says, in its extensions, of the version of HTTP it goes out by.
///
/// The host of an `https` URI chooses a version when the connection is opened, by ALPN. That of an `http` URI is spoken
/// to by HTTP/1.1: nothing tells whether it knows another version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Version {
    /// HTTP/1.1; no other is offered.
    #[default]
    Http1,
    /// HTTP/2 if the host has it.
    #[cfg(feature = "http2")]
    PreferHttp2,
    /// HTTP/2. Without it the request is not sent.
    #[cfg(feature = "http2")]
    Http2,
}

impl Version {
    /// What a request says.
    pub(super) fn of<B>(request: &Request<B>) -> Self {
        request.extensions().get().copied().unwrap_or_default()
    }

    /// Makes sure that a request goes out by no other version.
    pub(super) fn demand<B>(self, _request: &mut Request<B>) {
        #[cfg(feature = "http2")]
        if self == Self::Http2 {
            // A connection of HTTP/1.1 does not take it then.
            *_request.version_mut() = http::Version::HTTP_2;
        }
    }

    /// How a connection is encrypted on which the version is settled.
    pub(super) fn config(self, tls: Tls) -> Arc<ClientConfig> {
        match self {
            Self::Http1 => tls.http1,
            #[cfg(feature = "http2")]
            Self::PreferHttp2 | Self::Http2 => tls.http2,
        }
    }
}
