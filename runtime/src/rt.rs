//! The names generated code uses, in one place that no shape of a model can collide with.

pub use crate::customizations;
pub use crate::defaults::{default_blob, default_document, default_number, default_value};
pub use crate::endpoint::Params;
pub use crate::error::{
    BoxError, BuildError, Described, ErrorFields, ErrorKind, ErrorMetadata, ErrorResponse, ErrorShape, OperationError,
    ProvideErrorMetadata, ReadError, RequestId, ServiceError, Unhandled, UnknownVariantError, cast, debug_error,
    display, display_error, display_shape, error_meta, error_source, unhandled,
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
    UnknownVariantValue, Value, Writer, build, debug_fluent_builder, debug_struct, debug_unknown, read_enum, required,
    try_parse,
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

#[cfg(feature = "event-sender")]
pub use crate::event_stream::{EventInput, EventStreamSender, InputEvents, MessageWriter, WriteMessage};
#[cfg(feature = "event-stream")]
pub use crate::event_stream::{EventOutput, EventReceiver, received};
#[cfg(feature = "stream")]
pub use crate::stream::OutputStream;
#[cfg(feature = "byte-stream")]
pub use crate::stream::{BYTE_STREAM, ByteOutput, InputStream, StreamForm};
#[cfg(feature = "byte-stream")]
pub use aws_smithy_types::byte_stream::ByteStream;

#[cfg(feature = "jmespath")]
pub use crate::jmespath;

#[cfg(feature = "validate")]
pub use crate::validate::Constraint::{Inherit, Items, Keys, Length, OneOf, Pattern, Range, Required, UniqueItems};
#[cfg(feature = "validate")]
pub use crate::validate::{Constrained, ConstraintTable, Constraints};

#[cfg(all(feature = "client", feature = "jmespath"))]
pub use crate::client::{Acceptor, Expected, Matcher, Wait, WaitError, Waited, Waiter};
#[cfg(feature = "client")]
pub use crate::client::{
    Call, CustomizableOperation, OperationIsOn, Paginated, PaginatedItems, SdkError, Sending, WaiterIsOn,
};
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
