//! Traits that say all they have to say by being there.

use serde_json::Value;

use super::{Reader, Trait};

/// Declares a type for each annotation trait.
macro_rules! annotations {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl Trait for $name {
            const ID: &'static str = $id;
            const EXAMPLE: &'static str = "{}";
            type Value<'a> = ();

            fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<()> {
                reader.structure(value, &[]).map(drop)
            }
        }
    )*};
}

annotations! {
    /// `smithy.api#addedDefault`: a member that had no default at first.
    AddedDefault = "smithy.api#addedDefault";
    /// `aws.api#awsChunked`: a stream of bytes that is sent in chunks which say more of it, such as its checksum.
    AwsChunked = "aws.api#awsChunked";
    /// `aws.protocols#awsQueryCompatible`: a service that answers with the error codes of its former protocol.
    AwsQueryCompatible = "aws.protocols#awsQueryCompatible";
    /// `smithy.api#clientOptional`: a member that clients may find absent, whatever else it has.
    ClientOptional = "smithy.api#clientOptional";
    /// `smithy.api#eventHeader`: a member that is a header of its event.
    EventHeader = "smithy.api#eventHeader";
    /// `smithy.api#eventPayload`: a member that is the payload of its event.
    EventPayload = "smithy.api#eventPayload";
    /// `smithy.api#hostLabel`: an input member that is part of the host.
    HostLabel = "smithy.api#hostLabel";
    /// `smithy.api#httpBearerAuth`: a service that takes bearer tokens.
    HttpBearerAuth = "smithy.api#httpBearerAuth";
    /// `smithy.api#httpChecksumRequired`: an operation whose requests have a checksum.
    HttpChecksumRequired = "smithy.api#httpChecksumRequired";
    /// `smithy.api#httpLabel`: an input member that is part of the path.
    HttpLabel = "smithy.api#httpLabel";
    /// `smithy.api#httpPayload`: a member that is the body.
    HttpPayload = "smithy.api#httpPayload";
    /// `smithy.api#httpQueryParams`: a map whose entries are parameters of the query.
    HttpQueryParams = "smithy.api#httpQueryParams";
    /// `smithy.api#httpResponseCode`: an output member that is the status of the answer.
    HttpResponseCode = "smithy.api#httpResponseCode";
    /// `smithy.api#idempotencyToken`: an input member that a client makes up.
    IdempotencyToken = "smithy.api#idempotencyToken";
    /// `smithy.api#optionalAuth`: an operation that can be called without authentication.
    OptionalAuth = "smithy.api#optionalAuth";
    /// `smithy.api#requiresLength`: a stream whose length has to be known before it is sent.
    RequiresLength = "smithy.api#requiresLength";
    /// `smithy.api#required`: a member that is never absent.
    Required = "smithy.api#required";
    /// `aws.customizations#s3UnwrappedXmlOutput`: an operation whose output has one member, the root element of the
    /// body.
    S3UnwrappedXmlOutput = "aws.customizations#s3UnwrappedXmlOutput";
    /// `smithy.api#sensitive`: a value that must not be shown.
    Sensitive = "smithy.api#sensitive";
    /// `smithy.api#sparse`: a list or map whose values may be null.
    Sparse = "smithy.api#sparse";
    /// `smithy.api#streaming`: a blob that is too large for memory, or a union that is a stream of events.
    Streaming = "smithy.api#streaming";
    /// `smithy.api#uniqueItems`: a list without two equal items.
    UniqueItems = "smithy.api#uniqueItems";
    /// `smithy.api#xmlAttribute`: a member that is an attribute.
    XmlAttribute = "smithy.api#xmlAttribute";
    /// `smithy.api#xmlFlattened`: a list or map without an element around its items.
    XmlFlattened = "smithy.api#xmlFlattened";
    /// `aws.auth#unsignedPayload`: an operation whose body is no part of what is signed.
    UnsignedPayload = "aws.auth#unsignedPayload";
}
