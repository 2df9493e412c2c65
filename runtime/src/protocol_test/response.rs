//! [`ResponseTest`]: what a client must understand.

use super::differences::bytes_of;
use super::headers::{ExpectedHeaders, header_methods};
use crate::error::response::fill;
use crate::error::{ErrorShape, OperationError, ProvideErrorMetadata};
use crate::operation::{self, Operation, Output};
use crate::serde::{self, Structure};
use aws_smithy_types::date_time::{DateTime, Format};
use std::fmt::Debug;

/// A case of `smithy.test#httpResponseTests`: what a client must understand.
#[derive(Debug)]
pub struct ResponseTest {
    pub(super) status: u16,
    pub(super) headers: ExpectedHeaders,
    pub(super) body: &'static str,
    pub(super) media_type: &'static str,
}

impl ResponseTest {
    /// A response of this status (`code`).
    pub const fn new(status: u16) -> Self {
        Self { status, headers: ExpectedHeaders::NONE, body: "", media_type: "" }
    }

    header_methods!();

    /// The body (`body`).
    pub const fn body(mut self, content: &'static str) -> Self {
        self.body = content;
        self
    }

    /// What a body that was written is compared as, and what one that is no text is (`bodyMediaType`).
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = media_type;
        self
    }

    /// Compares the output in the response; the request id is expected to be that of the headers, if they have one.
    ///
    /// # Panics
    /// The output is not as expected, or the response is understood as an error.
    #[track_caller]
    pub fn check_output<O: Operation>(&self, expected: <O::Output as Structure>::Builder)
    where
        O::Output: Clone + PartialEq,
    {
        let (actual, expected) = self.outputs::<O>(expected);
        assert_same(&actual, &expected);
    }

    /// [`check_output`](Self::check_output) of an output with a stream of bytes, which is compared by them.
    ///
    /// # Panics
    /// Those of [`check_output`](Self::check_output).
    #[cfg(feature = "byte-stream")]
    #[track_caller]
    pub fn check_stream<O: Operation>(&self, expected: <O::Output as Structure>::Builder)
    where
        O::Output: crate::stream::ByteOutput,
    {
        use crate::stream::ByteOutput as _;
        let (actual, expected) = self.outputs::<O>(expected);
        assert_eq!(format!("{actual:?}"), format!("{expected:?}"));
        assert_eq!(actual.stream().bytes(), expected.stream().bytes());
    }

    /// The output in the response, and the one that is expected.
    #[track_caller]
    fn outputs<O: Operation>(&self, expected: <O::Output as Structure>::Builder) -> (O::Output, O::Output) {
        let id = self.headers.values.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-amzn-requestid"));
        let mut expected = serde::build::<O::Output>(expected).expect("the expected output can be built");
        let mut actual = operation::decode::<O>(self.response()).expect("an output");
        // That of the body is no member, and no test of a model says anything of it.
        let of_body = || actual.request_id_slot().clone();
        *expected.request_id_slot() = id.map_or_else(of_body, |(_, id)| Some((*id).to_owned()));
        (actual, expected)
    }

    /// Compares the error in the response: the variant for `E`, its members and its code, if one is given.
    ///
    /// # Panics
    /// The error is not as expected, or the response is understood as an output or as another error.
    #[track_caller]
    pub fn check_error<O: Operation, E>(&self, mut expected: E::Builder, code: Option<&str>)
    where
        E: Clone + Debug + ErrorShape + PartialEq + ProvideErrorMetadata + 'static,
    {
        let error = operation::decode::<O>(self.response()).expect_err("an error");
        let Some(actual) = error.inner().as_any().downcast_ref::<E>() else {
            panic!("{error:?} is not a {}", E::shape().name());
        };
        fill(E::builder_fields(&mut expected), actual.meta());
        let expected = serde::build(expected).expect("the expected error can be built");
        assert_same(actual, &expected);
        assert_eq!(actual.meta().code(), code.or(actual.meta().code()));
    }

    fn response(&self) -> http::Response<Vec<u8>> {
        let response = http::Response::builder().status(self.status);
        let response =
            self.headers.values.iter().fold(response, |response, (name, value)| response.header(*name, *value));
        response.body(bytes_of(self.media_type, self.body)).expect("the response is valid")
    }
}

/// Values that hold a NaN are not equal to themselves; they are compared by what they look like.
#[track_caller]
pub(super) fn assert_same<T: Clone + Debug + PartialEq>(actual: &T, expected: &T) {
    if *expected == expected.clone() {
        assert_eq!(actual, expected);
    } else {
        assert_eq!(pieces(&format!("{actual:?}")), pieces(&format!("{expected:?}")));
    }
}

/// What a value prints as, in an order of its own: that of entries of maps means nothing.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces: Vec<&str> = text.split(['{', '}', ',']).map(str::trim).collect();
    pieces.sort_unstable();
    pieces
}

/// A timestamp, as text.
///
/// # Panics
/// It is none.
pub fn date_time(text: &str) -> DateTime {
    DateTime::from_str(text, Format::DateTime).unwrap_or_else(|error| panic!("no timestamp: {error}: {text:?}"))
}
