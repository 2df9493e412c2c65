//! Values that members can have, under the names the official crates give them.

pub use crate::serde::UnknownVariantValue;
pub use aws_smithy_types::date_time::Format as DateTimeFormat;
pub use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

#[cfg(feature = "byte-stream")]
pub use aws_smithy_types::body::SdkBody;
#[cfg(feature = "byte-stream")]
pub use aws_smithy_types::byte_stream::error::Error as ByteStreamError;
#[cfg(feature = "byte-stream")]
pub use aws_smithy_types::byte_stream::{AggregatedBytes, ByteStream};
// There are no files for Tokio to read.
#[cfg(all(feature = "byte-stream", not(target_family = "wasm")))]
pub use aws_smithy_types::byte_stream::{FsBuilder, Length};

/// Streams of events.
#[cfg(feature = "event-stream")]
pub mod event_stream {
    pub use crate::event_stream::EventReceiver;
    #[cfg(feature = "event-sender")]
    pub use crate::event_stream::EventStreamSender;
    pub use aws_smithy_types::event_stream::{Header, HeaderValue, Message, RawMessage};
    pub use aws_smithy_types::str_bytes::StrBytes;
}
