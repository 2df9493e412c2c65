//! Checks the signatures of messages, each of which follows from the one before, as the service does: by nothing but
//! what the [specification](https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html) says.

use crate::client::SECRET_KEY;
use crate::hash::{hex, sha256, sigv4};
use crate::server::Received;
use crate::signature::Authorization;
use aws_smithy_eventstream::frame::read_message_from;
use aws_smithy_types::DateTime;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};

/// What the next message is signed after.
#[derive(Debug)]
pub struct Chain {
    authorization: Authorization,
    previous: String,
}

impl Chain {
    /// Begins with the signature of a request, which is checked, too.
    ///
    /// # Panics
    /// The request is not signed as one without a body.
    pub fn of(request: &Received) -> Self {
        let authorization = Authorization::of(request);
        assert_eq!(authorization.signature, authorization.expected_signature(request));
        assert!(request.body().is_empty());
        let previous = authorization.signature.clone();
        Self { authorization, previous }
    }

    /// The message inside of a message, if that is signed as it should be; `None` at the end.
    ///
    /// # Panics
    /// It is not.
    pub fn open(&mut self, signed: &Message) -> Option<Message> {
        let [Header { .. }, Header { .. }] = signed.headers() else { panic!("two headers: {:?}", signed.headers()) };
        let header = |name| signed.headers().iter().find(|header| header.name().as_str() == name).expect(name).value();
        let date = header(":date").as_timestamp().expect("a timestamp");
        let signature = header(":chunk-signature").as_byte_array().expect("bytes");
        let expected = self.signature(date, signed.payload());
        assert_eq!(hex(signature), expected, "after {}", self.previous);
        self.previous = expected;
        let inner = signed.payload().clone();
        (!inner.is_empty()).then(|| read_message_from(inner).expect("a message"))
    }

    fn signature(&self, date: DateTime, message: &[u8]) -> String {
        let Authorization { day, region, service, .. } = &self.authorization;
        assert_eq!(date.subsec_nanos(), 0, "whole seconds");
        let text = date.fmt(aws_smithy_types::date_time::Format::DateTime).expect("a date").replace(['-', ':'], "");
        assert_eq!(&text[..8], day);
        let millis = date.to_millis().expect("in range").to_be_bytes();
        let header = [b"\x05:date\x08".as_slice(), &millis].concat();
        let to_sign = format!(
            "AWS4-HMAC-SHA256-PAYLOAD\n{text}\n{day}/{region}/{service}/aws4_request\n{}\n{}\n{}",
            self.previous,
            sha256(header),
            sha256(message),
        );
        sigv4(SECRET_KEY, &[day, region, service, "aws4_request"], &to_sign)
    }
}

/// A header that is a string.
///
/// # Panics
/// There is none.
pub fn header<'a>(message: &'a Message, name: &str) -> &'a str {
    let header = message.headers().iter().find(|header| header.name().as_str() == name).expect(name);
    match header.value() {
        HeaderValue::String(text) => text.as_str(),
        other => panic!("{name} is {other:?}"),
    }
}
