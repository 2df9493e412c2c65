//! Traits of AWS services and their protocols.

use serde_json::{Map, Value};

use super::{Reader, Trait};

/// `aws.api#service`: what AWS calls a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service<'a> {
    /// The name of the service in SDKs.
    pub sdk_id: &'a str,
}

impl Trait for Service<'_> {
    const ID: &'static str = "aws.api#service";
    const EXAMPLE: &'static str = r#"{"sdkId": "DynamoDB"}"#;
    type Value<'a> = Service<'a>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Service<'a>> {
        const NAMES: [&str; 6] = [
            "arnNamespace",
            "cloudFormationName",
            "cloudTrailEventSource",
            "cloudWatchNamespace",
            "docId",
            "endpointPrefix",
        ];
        let keys = [&["sdkId"], NAMES.as_slice()].concat();
        let entries = reader.structure(value, &keys)?;
        let name = |reader: &mut Reader<'a>, value| reader.non_empty(value).and_then(|_| reader.name(value));
        let sdk_id = reader.required(entries, "sdkId", name);
        let names = NAMES.map(|name| reader.optional(entries, name, Reader::string).is_some());
        sdk_id.filter(|_| !names.contains(&false)).map(|sdk_id| Service { sdk_id })
    }
}

/// `aws.protocols#awsQueryError`: what an error was in the service's former protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AwsQueryError<'a> {
    /// The code it has in answers.
    pub code: &'a str,
}

impl Trait for AwsQueryError<'_> {
    const ID: &'static str = "aws.protocols#awsQueryError";
    const EXAMPLE: &'static str = r#"{"code": "NotFound", "httpResponseCode": 404}"#;
    type Value<'a> = AwsQueryError<'a>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<AwsQueryError<'a>> {
        let entries = reader.structure(value, &["code", "httpResponseCode"])?;
        let code = reader.required(entries, "code", Reader::non_empty);
        reader.required(entries, "httpResponseCode", Reader::natural)?;
        Some(AwsQueryError { code: code? })
    }
}

/// Declares a type for each protocol of which there is nothing to say but the versions of HTTP it can use.
macro_rules! protocols {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl Trait for $name {
            const ID: &'static str = $id;
            const EXAMPLE: &'static str = r#"{"http": ["h2", "http/1.1"]}"#;
            type Value<'a> = ();

            fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<()> {
                versions(reader, value, &[]).map(drop)
            }
        }
    )*};
}

protocols! {
    /// `aws.protocols#awsJson1_0`: a service that speaks awsJson 1.0.
    AwsJson1_0 = "aws.protocols#awsJson1_0";
    /// `aws.protocols#awsJson1_1`: a service that speaks awsJson 1.1.
    AwsJson1_1 = "aws.protocols#awsJson1_1";
    /// `aws.protocols#awsQuery`: a service that speaks awsQuery.
    AwsQuery = "aws.protocols#awsQuery";
    /// `aws.protocols#ec2Query`: a service that speaks ec2Query.
    Ec2Query = "aws.protocols#ec2Query";
    /// `aws.protocols#restJson1`: a service that speaks restJson1.
    RestJson1 = "aws.protocols#restJson1";
    /// `smithy.protocols#rpcv2Cbor`: a service that speaks rpcv2Cbor.
    RpcV2Cbor = "smithy.protocols#rpcv2Cbor";
    /// `smithy.protocols#rpcv2Json`: a service that speaks rpcv2Json.
    RpcV2Json = "smithy.protocols#rpcv2Json";
}

/// `aws.protocols#restXml`: a service that speaks restXml.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RestXml {
    /// Whether errors are root elements of their own.
    pub no_error_wrapping: bool,
}

impl Trait for RestXml {
    const ID: &'static str = "aws.protocols#restXml";
    const EXAMPLE: &'static str = r#"{"http": ["h2", "http/1.1"], "noErrorWrapping": true}"#;
    type Value<'a> = Self;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self> {
        let entries = versions(reader, value, &["noErrorWrapping"])?;
        let no_error_wrapping = reader.optional(entries, "noErrorWrapping", Reader::boolean)?;
        Some(Self { no_error_wrapping: no_error_wrapping.unwrap_or(false) })
    }
}

/// Where a protocol is best spoken by HTTP/2: what clients that know no other versions than 1.1 and 2 take of its
/// lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Http2 {
    /// For operations with streams of events: `eventStreamHttp` has it before HTTP/1.1, or `http` if that is absent.
    pub events: bool,
    /// For the others: `http` has it before HTTP/1.1.
    pub others: bool,
}

impl Http2 {
    /// What the value of the trait of a protocol says, which was found to be valid.
    pub fn of(protocol: &Value) -> Self {
        let first = |key| {
            let ids = protocol.get(key)?.as_array()?.iter().filter_map(Value::as_str);
            ids.filter(|id| ["h2", "http/1.1"].contains(id)).map(|id| id == "h2").next()
        };
        let others = first("http").unwrap_or(false);
        Self { events: first("eventStreamHttp").unwrap_or(others), others }
    }
}

/// Reads the versions of HTTP that a protocol can use, by their ALPN ids; see [`Http2`]. The entries, in which the
/// protocol may have these further keys.
fn versions<'a>(reader: &mut Reader<'a>, value: &'a Value, further: &[&str]) -> Option<&'a Map<String, Value>> {
    let entries = reader.structure(value, &[&["http", "eventStreamHttp"], further].concat())?;
    let ids = |reader: &mut Reader<'a>, value| reader.list(value, Reader::non_empty);
    let http = reader.optional(entries, "http", ids);
    reader.optional(entries, "eventStreamHttp", ids)?;
    http.map(|_| entries)
}
