//! What a failure to get a response means to the retry strategy.

use std::error::Error;
use std::{fmt, io, iter};

use aws_smithy_async::future::timeout::TimedOutError;
use aws_smithy_runtime_api::client::endpoint::EndpointPrefix;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::retry::ErrorKind;
use http::Request;
use http::uri::Authority;
#[cfg(feature = "http2")]
use http::uri::Scheme;
use hyper_util::client::legacy;

use super::provider::TlsError;
use super::proxies::ProxyError;
use crate::error::BoxError;

/// Where a request goes, for the error if it does not get there. Path and query may be secret, so they are not kept.
#[derive(Debug)]
pub(super) struct Target {
    #[cfg(feature = "http2")]
    scheme: Option<Scheme>,
    authority: Option<Authority>,
    prefix: Option<EndpointPrefix>,
}

impl Target {
    pub(super) fn of<B>(request: &Request<B>) -> Self {
        Self {
            #[cfg(feature = "http2")]
            scheme: request.uri().scheme().cloned(),
            authority: request.uri().authority().cloned(),
            prefix: request.extensions().get::<EndpointPrefix>().cloned(),
        }
    }

    /// Adds the host to the error if there is no connection to it.
    pub(super) fn describe(self, error: BoxError) -> BoxError {
        let Some(failed) = find::<legacy::Error>(&*error) else { return error };
        if failed.is_connect() {
            return Unreachable { target: self, source: error }.into();
        }
        #[cfg(feature = "http2")]
        if is_too_old(failed) {
            return TooOld(self).into();
        }
        error
    }

    fn host(&self) -> &str {
        self.authority.as_ref().map_or("a host that the URL lacks", Authority::as_str)
    }
}

#[derive(Debug)]
struct Unreachable {
    target: Target,
    source: BoxError,
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no connection to {}", self.target.host())?;
        match &self.target.prefix {
            Some(prefix) => {
                write!(f, ", where `{}` is the host prefix that the model has for the operation", prefix.as_str())
            }
            None => Ok(()),
        }
    }
}

impl Error for Unreachable {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

/// Whether a connection of HTTP/1.1 did not take a request that needs HTTP/2: hyper has no other reason to send
/// nothing.
#[cfg(feature = "http2")]
fn is_too_old(failed: &legacy::Error) -> bool {
    failed.source().is_none() && failed.connect_info().is_some_and(|connection| !connection.is_negotiated_h2())
}

/// A host does not speak HTTP/2. Another attempt would find it so again.
#[cfg(feature = "http2")]
#[derive(Debug)]
struct TooOld(Target);

#[cfg(feature = "http2")]
impl fmt::Display for TooOld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.0.host();
        write!(f, "{host} does not speak HTTP/2, without which events cannot be sent and received at the same time")?;
        if self.0.scheme == Some(Scheme::HTTP) {
            f.write_str("; it is settled over `https` only")?;
        }
        Ok(())
    }
}

#[cfg(feature = "http2")]
impl Error for TooOld {}

/// Timeouts and failures of the connection are worth another attempt, a request that cannot be sent is not. The same
/// failure gets the same kind as from `aws-smithy-http-client`, so that swapping the clients changes no retry.
pub(super) fn classify(error: BoxError) -> ConnectorError {
    if find::<TimedOutError>(&*error).is_some() {
        return ConnectorError::timeout(error);
    }
    if find::<TlsError>(&*error).is_some() || find::<ProxyError>(&*error).is_some() {
        return ConnectorError::user(error);
    }
    #[cfg(feature = "http2")]
    if find::<TooOld>(&*error).is_some() {
        return ConnectorError::user(error);
    }
    #[cfg(feature = "http2")]
    if find::<h2::Error>(&*error).is_some_and(is_untouched) {
        return ConnectorError::io(error);
    }
    let broken_pipe = find::<io::Error>(&*error).is_some();
    if let Some(hyper) = find::<hyper::Error>(&*error) {
        if hyper.is_timeout() {
            ConnectorError::timeout(error)
        } else if hyper.is_user() {
            ConnectorError::user(error)
        } else if hyper.is_closed() || hyper.is_canceled() || broken_pipe {
            ConnectorError::io(error)
        } else if hyper.is_incomplete_message() {
            ConnectorError::other(error, Some(ErrorKind::TransientError))
        } else {
            ConnectorError::other(error, None)
        }
    } else if broken_pipe || find::<legacy::Error>(&*error).is_some_and(legacy::Error::is_connect) {
        ConnectorError::io(error)
    } else {
        ConnectorError::other(error, None)
    }
}

/// Whether the host says that it did nothing about the request.
#[cfg(feature = "http2")]
fn is_untouched(error: &h2::Error) -> bool {
    error.is_go_away() || error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM)
}

fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    iter::successors(Some(error), |&error| error.source()).find_map(|error| error.downcast_ref())
}
