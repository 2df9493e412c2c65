//! What a failure to get a response means to the retry strategy.

use std::error::Error;
use std::{fmt, io, iter};

use aws_smithy_async::future::timeout::TimedOutError;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::EndpointPrefix;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::retry::ErrorKind;
use http::uri::Authority;
use http::{Request, Uri};
use hyper_util::client::legacy;

use super::tls::TrustError;

/// Where a request goes, for the error if it does not get there.
#[derive(Debug)]
pub(super) struct Target {
    uri: Uri,
    prefix: Option<EndpointPrefix>,
}

impl Target {
    pub(super) fn of<B>(request: &Request<B>) -> Self {
        Self { uri: request.uri().clone(), prefix: request.extensions().get::<EndpointPrefix>().cloned() }
    }

    /// Adds the host to the error if there is no connection to it.
    pub(super) fn describe(self, error: BoxError) -> BoxError {
        let is_connect = find::<legacy::Error>(&*error).is_some_and(legacy::Error::is_connect);
        if is_connect { Unreachable { target: self, source: error }.into() } else { error }
    }
}

#[derive(Debug)]
struct Unreachable {
    target: Target,
    source: BoxError,
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Target { uri, prefix } = &self.target;
        write!(f, "no connection to {}", uri.authority().map_or("a host that the URL lacks", Authority::as_str))?;
        match prefix {
            Some(prefix) => write!(f, ", where `{}` comes from the model of the service", prefix.as_str()),
            None => Ok(()),
        }
    }
}

impl Error for Unreachable {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

/// Timeouts and failures of the connection are worth another attempt, a request that cannot be sent is not. The same
/// failure gets the same kind as from `aws-smithy-http-client`, so that swapping the clients changes no retry.
pub(super) fn classify(error: BoxError) -> ConnectorError {
    if find::<TimedOutError>(&*error).is_some() {
        return ConnectorError::timeout(error);
    }
    if find::<TrustError>(&*error).is_some() {
        return ConnectorError::user(error);
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

fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    iter::successors(Some(error), |&error| error.source()).find_map(|error| error.downcast_ref())
}
