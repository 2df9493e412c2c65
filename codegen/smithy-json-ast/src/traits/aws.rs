//! Traits of AWS services and their protocols.

use serde_json::Value;

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
        let sdk_id = reader.required(entries, "sdkId", Reader::non_empty);
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
                versions(reader, value)
            }
        }
    )*};
}

protocols! {
    /// `aws.protocols#awsJson1_0`: a service that speaks awsJson 1.0.
    AwsJson1_0 = "aws.protocols#awsJson1_0";
    /// `aws.protocols#awsJson1_1`: a service that speaks awsJson 1.1.
    AwsJson1_1 = "aws.protocols#awsJson1_1";
}

/// The versions of HTTP that a protocol can use, by their ALPN ids; a client settles the version with the server.
fn versions<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<()> {
    let entries = reader.structure(value, &["http", "eventStreamHttp"])?;
    let ids = |reader: &mut Reader<'a>, value| reader.list(value, Reader::non_empty);
    let http = reader.optional(entries, "http", ids);
    reader.optional(entries, "eventStreamHttp", ids)?;
    http.map(drop)
}
