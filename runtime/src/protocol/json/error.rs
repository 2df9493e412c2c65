//! The envelope of an error: where its code and message are, in the same places in both versions of awsJson.
//!
//! See [operation error serialization](https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html).

use crate::codec::json;
use aws_smithy_schema::error_envelope::sanitize_error_code;
use aws_smithy_schema::prelude::DOCUMENT;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::Document;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::metadata::Builder;

/// Code and message, as far as they can be found. The header `x-amzn-errortype` says the code best; the body may be none
/// of the service but, say, the page of a proxy.
pub(crate) fn metadata(body: &[u8], header: Option<&str>) -> Builder {
    let ErrorEnvelope { code, shape, message } = read(body).unwrap_or_default();
    built(header.or(code.as_deref()).or(shape.as_deref()), message)
}

/// Code and message where nothing but `__type` says the code.
#[cfg(feature = "rpc-v2-json")]
pub(crate) fn shape_and_message(body: &[u8]) -> Builder {
    let ErrorEnvelope { shape, message, .. } = read(body).unwrap_or_default();
    built(shape.as_deref(), message)
}

fn built(code: Option<&str>, message: Option<String>) -> Builder {
    let code = code.map(sanitize_error_code);
    let meta = code.into_iter().fold(ErrorMetadata::builder(), Builder::code);
    message.into_iter().fold(meta, Builder::message)
}

/// What a body says of the error it is.
#[derive(Default)]
struct ErrorEnvelope {
    code: Option<String>,
    /// `__type`, which `code` goes before.
    shape: Option<String>,
    message: Option<String>,
}

fn read(body: &[u8]) -> Result<ErrorEnvelope, SerdeError> {
    let mut said = ErrorEnvelope::default();
    json::Body::new(body)?.reader().read_map(|key, mut from| {
        let slot = match &*key {
            "code" => &mut said.code,
            "__type" => &mut said.shape,
            "message" | "Message" | "errorMessage" => &mut said.message,
            _ => return from.skip_value(),
        };
        // A member of the error may have the name, too, and be something else.
        if let Document::String(text) = from.read_document(&DOCUMENT)? {
            *slot = Some(text);
        }
        Ok(())
    })?;
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::metadata;
    use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
    use aws_smithy_runtime_api::http::{Response, StatusCode};
    use aws_smithy_schema::protocol::ClientProtocolInner as _;
    use aws_smithy_types::body::SdkBody;
    use aws_smithy_types::config_bag::ConfigBag;

    /// The envelope as the protocol of AWS reads it.
    fn by_aws(body: &str, header: Option<&'static str>) -> (Option<String>, Option<String>) {
        let mut response = Response::new(StatusCode::try_from(400).expect("a status"), SdkBody::from(body));
        header.into_iter().for_each(|value| drop(response.headers_mut().insert("x-amzn-errortype", value)));
        let meta = AwsJsonRpcProtocol::aws_json_1_0().parse_error_metadata(&response, &ConfigBag::base());
        let meta = meta.unwrap_or_default().build();
        (meta.code().map(str::to_owned), meta.message().map(str::to_owned))
    }

    #[test]
    fn read_as_aws_reads_it() {
        for body in [
            "",
            "{}",
            "[1]",
            "null",
            r#"{"__type":"a.b#Gone","message":"not here"}"#,
            r#"{"code":"Gone:http://a.b/","__type":"Other","Message":"M"}"#,
            r#"{"__type":"Other","code":null,"errorMessage":"E","x":{"code":"inner","y":[1,{"message":"no"}]}}"#,
            r#"{"code":7,"message":{"message":"nested"},"__type":"T"}"#,
            r#"{"message":"line\nbreak \u00e9 \ud83d\ude00","__type":"aws#T"}"#,
        ] {
            for header in [None, Some("FromHeader:http://x/"), Some("ns#H")] {
                let meta = metadata(body.as_bytes(), header).build();
                let ours = (meta.code().map(str::to_owned), meta.message().map(str::to_owned));
                assert_eq!(ours, by_aws(body, header), "{body} {header:?}");
            }
        }
    }

    #[test]
    fn of_a_damaged_body_the_header_is_left() {
        for body in ["<html>", "{\"message\":\"m\",", "{\"message\":\"\\x\"}", "{\"a\" 1}", "\u{7f}", "{\"a\":}"] {
            let meta = metadata(body.as_bytes(), Some("H")).build();
            assert_eq!((meta.code(), meta.message()), (Some("H"), None), "{body}");
            assert_eq!(metadata(body.as_bytes(), None).build().code(), None, "{body}");
        }
        assert_eq!(metadata(b"{\"message\":\"\xff\"}", None).build().message(), None);
    }
}
