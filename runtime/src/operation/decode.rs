use super::definition::Operation;
use super::response::{decode_response, unreadable};
#[cfg(feature = "event-stream")]
use super::stream::complete;
#[cfg(feature = "stream")]
use super::stream::open;
use crate::protocol::Response;
use aws_smithy_types::body::SdkBody;

/// The output or the error in a response.
///
/// Of an output with a stream of events this is the stream and no other member: those are a message of the stream, for
/// which `decode_events` waits.
///
/// # Errors
/// What the service answered if it is an error; [`Unhandled`](crate::error::Unhandled) if the response cannot be
/// read.
pub fn decode<O: Operation>(response: http::Response<impl Into<SdkBody>>) -> Result<O::Output, O::Error> {
    match Response::try_from(response.map(Into::into)) {
        #[cfg(feature = "stream")]
        Ok(mut response) => match open::<O>(&mut response) {
            Some(output) => output,
            None => decode_response::<O>(&response, None),
        },
        #[cfg(not(feature = "stream"))]
        Ok(response) => decode_response::<O>(&response, None),
        Err(error) => Err(unreadable::<O>(error.into(), None, None)),
    }
}

/// The output in a response whose body is a stream of events, after waiting for the first message: members besides the
/// stream are in there.
///
/// The body is read as far as needed. It may be any that [`SdkBody`] can be made of, such as one in memory, or that of
/// an HTTP client, by `SdkBody::from_body_1_x`. Of an output without a stream this is [`decode`].
///
/// # Errors
/// What the service answered if it is an error; [`Unhandled`](crate::error::Unhandled) if the body cannot be
/// read.
#[cfg(feature = "event-stream")]
pub async fn decode_events<O: Operation>(response: http::Response<impl Into<SdkBody>>) -> Result<O::Output, O::Error> {
    let output = decode::<O>(response)?;
    match complete::<O>() {
        Some(complete) => complete(output).await.map_err(|error| unreadable::<O>(error, None, None)),
        None => Ok(output),
    }
}
