//! What a failure to get a response means to the retry strategy.

use std::error::Error;
use std::{io, iter};

use aws_smithy_async::future::timeout::TimedOutError;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::retry::ErrorKind;
use hyper_util::client::legacy;

use super::tls::TrustError;

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
