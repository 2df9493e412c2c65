//! Values that members can have, under the names the official crates give them.

pub use crate::value::UnknownVariantValue;
pub use aws_smithy_types::date_time::Format as DateTimeFormat;
pub use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
