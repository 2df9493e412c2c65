//! The names generated code uses, in one place that no shape of a model can collide with.

pub use crate::customizations;
pub use crate::endpoint::Params;
pub use crate::error::{
    BoxError, BuildError, Described, ErrorFields, ErrorKind, ErrorMetadata, ErrorResponse, ErrorShape, OperationError,
    ProvideErrorMetadata, ReadError, RequestId, ServiceError, Unhandled, UnknownVariantError, cast, display,
    display_shape,
};
#[cfg(feature = "server")]
pub use crate::error::{WithError, hand_over};
pub use crate::operation::{
    AuthScheme, Customizations, EnvironmentParam, Http2, Operation, Output, RequestChecksum, ResponseChecksum, Service,
    Traits, host_label,
};
#[cfg(feature = "aws-json")]
pub use crate::protocol::aws_json::{AWS_JSON_1_0, AWS_JSON_1_1};
#[cfg(feature = "query")]
pub use crate::protocol::query::{AWS_QUERY, EC2_QUERY};
#[cfg(feature = "rest-json")]
pub use crate::protocol::rest_json::REST_JSON_1;
#[cfg(feature = "rest-xml")]
pub use crate::protocol::rest_xml::{REST_XML, REST_XML_UNWRAPPED_ERRORS};
#[cfg(feature = "rpc-v2-cbor")]
pub use crate::protocol::rpc_v2::RPC_V2_CBOR;
#[cfg(feature = "rpc-v2-json")]
pub use crate::protocol::rpc_v2::RPC_V2_JSON;
pub use crate::protocol::{Http, ServiceSchema, XmlNamespace};
pub use crate::schema::{ShapeSchema, ShapeType, shape};
pub use crate::serde::{
    Boxed, Key, REDACTED, Reader, SerdeResult, Sink, Source, Structure, StructureBuilder, Union, UnknownMember,
    UnknownVariantValue, Value, Writer, build, read_enum, required, try_parse,
};
pub use crate::{error_shape, fluent_builder, operation_error, output, string_enum, structure};
pub use aws_smithy_runtime_api::client::result::CreateUnhandledError;
pub use aws_smithy_schema::Schema;
pub use aws_smithy_schema::serde::SerdeError;
pub use aws_smithy_types::retry::ProvideErrorKind;
pub use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
pub use std::any::Any;
pub use std::collections::HashMap;
pub use std::convert::Infallible;
pub use std::fmt;
pub use std::option::Option;
pub use std::result::Result;
pub use std::str::FromStr;

use std::error::Error;

#[cfg(feature = "event-sender")]
pub use crate::event_stream::{EventInput, EventStreamSender, InputEvents, MessageWriter, Sent};
#[cfg(feature = "event-stream")]
pub use crate::event_stream::{EventOutput, EventReceiver, received};
#[cfg(feature = "stream")]
pub use crate::stream::OutputStream;
#[cfg(feature = "byte-stream")]
pub use crate::stream::{ByteOutput, InputStream, StreamForm};
#[cfg(feature = "byte-stream")]
pub use aws_smithy_types::byte_stream::ByteStream;

#[cfg(feature = "jmespath")]
pub use crate::jmespath;

#[cfg(feature = "validate")]
pub use crate::validate::Constraint::{Inherit, Items, Keys, Length, OneOf, Pattern, Range, UniqueItems};
#[cfg(feature = "validate")]
pub use crate::validate::{Constrained, ConstraintTable, Constraints};

#[cfg(all(feature = "client", feature = "jmespath"))]
pub use crate::client::{Acceptor, Expected, Matcher, Wait, WaitError, Waited, Waiter};
#[cfg(feature = "client")]
pub use crate::client::{Call, CustomizableOperation, Paginated, PaginatedItems, SdkError, Sending};
#[cfg(feature = "endpoint-discovery")]
pub use crate::client::{Discovered, discover};
#[cfg(feature = "client")]
pub use aws_smithy_types::checksum_config::{RequestChecksumCalculation, ResponseChecksumValidation};
#[cfg(feature = "client")]
pub use aws_types::sdk_config::SdkConfig;

#[cfg(feature = "presigning")]
pub use crate::client::presigning::{Presignable, Signing};
#[cfg(feature = "presigning")]
pub use crate::protocol::Presigned;

/// What a fluent builder sends by: without `client`, nothing.
#[cfg(not(feature = "client"))]
pub type Call = ();

/// A string or enum default of the model.
pub fn default_value<T: for<'a> From<&'a str>>(value: &str) -> T {
    T::from(value)
}

/// A blob default of the model, which writes it in base64.
#[inline]
pub fn default_blob(base64: &str) -> Blob {
    Blob::new(aws_smithy_types::base64::decode(base64).unwrap_or_default())
}

/// A big number default of the model.
pub fn default_number<T: FromStr + Default>(number: &str) -> T {
    number.parse().unwrap_or_default()
}

/// A document default of the model, as JSON.
#[inline]
pub fn default_document(json: &str) -> Document {
    crate::protocol::parse_document(json).unwrap_or(Document::Null)
}

/// What `Debug` shows in place of streams of bytes.
#[cfg(feature = "byte-stream")]
pub const BYTE_STREAM: &fmt::Arguments<'static> = &format_args!("ByteStream");

/// `Debug` of a structure with sensitive members: the names of all, the values of those that may be shown.
///
/// # Errors
/// Those of the formatter.
pub fn debug_struct(f: &mut fmt::Formatter<'_>, name: &str, fields: &[(&str, &dyn fmt::Debug)]) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for (name, value) in fields {
        out.field(name, value);
    }
    out.finish()
}

/// `Debug` of the variant of an enum for a value that its model does not know.
///
/// # Errors
/// Those of the formatter.
pub fn debug_unknown(value: &UnknownVariantValue, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_tuple("Unknown").field(value).finish()
}

/// `Debug` of the error enum of an operation: that of what the variant holds.
///
/// # Errors
/// Those of the formatter.
pub fn debug_error<E: OperationError>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(error.inner(), f)
}

/// `Display` of the error enum of an operation.
///
/// # Errors
/// Those of the formatter.
pub fn display_error<E: OperationError>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    display(error.inner(), f)
}

/// What a variant for everything else holds.
pub fn unhandled(source: BoxError, meta: Option<ErrorMetadata>) -> Unhandled {
    Unhandled::new(source, meta.unwrap_or_default())
}

/// What the error of an operation is about: the error of the model, else the cause of what is unhandled.
pub fn error_source<E: OperationError>(error: &E) -> Option<&(dyn Error + 'static)> {
    let inner = error.inner();
    match inner.as_any().downcast_ref::<Unhandled>() {
        Some(unhandled) => unhandled.source(),
        None => Some(inner),
    }
}

/// What is known of the error of an operation besides its members.
pub fn error_meta<E: OperationError>(error: &E) -> &ErrorMetadata {
    error.inner().meta()
}

/// `Debug` of the builder of an input, without the client that it may hold: its configuration is not part of a request.
///
/// # Errors
/// Those of the formatter.
pub fn debug_fluent_builder<I: fmt::Debug>(name: &str, input: &I, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_struct(name).field("input", input).finish_non_exhaustive()
}
