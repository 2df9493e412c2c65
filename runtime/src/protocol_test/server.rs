//! The way back: what a fake of the service understands and writes.

use super::RequestTest;
use super::differences::{Differences, bytes_of};
use super::response::{ResponseTest, assert_same};
use crate::error::{BuildError, EncodeError};
use crate::operation::{self, Operation};
use crate::protocol::Response;
use crate::serde::{self, Structure};
use aws_smithy_types::body::SdkBody;
use std::fmt::Debug;

impl RequestTest {
    /// Compares the input in the request.
    ///
    /// # Panics
    /// The input is not as expected, or the request is not understood.
    #[track_caller]
    pub fn check_read<O: Operation>(&self, input: Result<O::Input, BuildError>)
    where
        O::Input: Clone + PartialEq,
    {
        let expected = input.expect("the input can be built");
        let actual = operation::decode_input::<O>(self.request()).expect("an input");
        assert_same(&actual, &expected);
    }

    /// [`check_read`](Self::check_read) of an input with a stream of bytes, which is compared by them.
    ///
    /// # Panics
    /// Those of [`check_read`](Self::check_read).
    #[cfg(feature = "byte-stream")]
    #[track_caller]
    pub fn check_read_stream<O: Operation>(&self, input: Result<O::Input, BuildError>) {
        let expected = input.expect("the input can be built");
        let actual = operation::decode_input::<O>(self.request()).expect("an input");
        assert_eq!(format!("{actual:?}"), format!("{expected:?}"));
        let get = O::STREAM.as_ref().expect("the input has a stream").get;
        // A body is there in any case.
        let bytes =
            |input| get(input).and_then(aws_smithy_types::byte_stream::ByteStream::bytes).unwrap_or_default().to_vec();
        assert_eq!(bytes(&actual), bytes(&expected));
    }

    fn request(&self) -> http::Request<Vec<u8>> {
        let separator = if self.query.is_empty() { "" } else { "?" };
        let host = self.resolved_host.unwrap_or(self.host);
        let uri = format!("https://{host}{}{separator}{}", self.path, self.query.join("&"));
        let request = http::Request::builder().method(self.method).uri(uri);
        let request = self.headers.values.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let body = self.body.as_ref().map(|body| bytes_of(body.media_type, body.content));
        request.body(body.unwrap_or_default()).expect("the request is valid")
    }
}

impl ResponseTest {
    /// Compares the response for an output.
    ///
    /// # Panics
    /// The response is not as expected, or there is none.
    #[track_caller]
    pub fn check_written<O: Operation>(&self, output: <O::Output as Structure>::Builder) {
        let output = serde::build::<O::Output>(output).expect("the output can be built");
        self.check_response(operation::encode_output::<O>(&output));
    }

    /// Compares the response for an error.
    ///
    /// # Panics
    /// The response is not as expected, or there is none.
    #[track_caller]
    pub fn check_written_error<O: Operation, E: Debug + Structure>(&self, error: E::Builder) {
        let error = serde::build::<E>(error).expect("the error can be built");
        self.check_response(operation::encode_error::<O, E>(&error, self.status));
    }

    #[track_caller]
    fn check_response(&self, response: Result<http::Response<SdkBody>, EncodeError>) {
        let mut response = Response::try_from(response.expect("a response")).expect("a valid response");
        let found = self.differences(&mut response);
        assert!(found.is_empty(), "{}\nin {response:?}", found.join("\n"));
    }

    /// What is not as expected, a line each.
    pub(super) fn differences(&self, response: &mut Response) -> Vec<String> {
        let mut body = response.body().bytes().unwrap_or_default().to_vec();
        if body.is_empty() && self.body == "{}" {
            // Clients read the one as the other.
            body = b"{}".to_vec();
            response.headers_mut().insert("content-type", "application/json");
        }
        if !response.headers().contains_key("content-length") {
            // HTTP says how long the body is.
            response.headers_mut().insert("content-length", body.len().to_string());
        }
        let mut differences = Differences::default();
        differences.compare("status", &response.status().as_u16(), &self.status);
        self.headers.compare(response.headers(), &mut differences);
        let media_type = match self.media_type {
            "" => response.headers().get("content-type").unwrap_or_default(),
            media_type => media_type,
        };
        differences.compare_body(media_type, &body, self.body);
        differences.0
    }
}
