//! The envelope of an error: where its code and message are, in the same places in both versions of awsJson.
//!
//! See [operation error serialization](https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html).

use crate::codec::json;
use crate::protocol::definition::error_metadata;
use aws_smithy_schema::prelude::DOCUMENT;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::Document;
use aws_smithy_types::error::metadata::Builder;

/// Code and message, as far as they can be found. The header `x-amzn-errortype` says the code best; the body may be
/// none of the service but, say, the page of a proxy.
pub(crate) fn metadata(body: &[u8], header: Option<&str>) -> Builder {
    let ErrorEnvelope { code, shape, message } = read(body).unwrap_or_default();
    error_metadata(&[header, code.as_deref(), shape.as_deref()], message)
}

/// Code and message where nothing but `__type` says the code.
#[cfg(feature = "rpc-v2-json")]
pub(crate) fn shape_and_message(body: &[u8]) -> Builder {
    let ErrorEnvelope { shape, message, .. } = read(body).unwrap_or_default();
    error_metadata(&[shape.as_deref()], message)
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
    use crate::codec::corpus;
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

    fn ours(body: &[u8], header: Option<&str>) -> (Option<String>, Option<String>) {
        let meta = metadata(body, header).build();
        (meta.code().map(str::to_owned), meta.message().map(str::to_owned))
    }

    const BODIES: [&str; 9] = [
        "",
        "{}",
        "[1]",
        "null",
        r#"{"__type":"a.b#Gone","message":"not here"}"#,
        r#"{"code":"Gone:http://a.b/","__type":"Other","Message":"M"}"#,
        r#"{"__type":"Other","code":null,"errorMessage":"E","x":{"code":"inner","y":[1,{"message":"no"}]}}"#,
        r#"{"code":7,"message":{"message":"nested"},"__type":"T"}"#,
        r#"{"message":"line\nbreak \u00e9 \ud83d\ude00","__type":"aws#T"}"#,
    ];

    #[test]
    fn read_as_aws_reads_it() {
        for body in BODIES {
            for header in [None, Some("FromHeader:http://x/"), Some("ns#H")] {
                assert_eq!(ours(body.as_bytes(), header), by_aws(body, header), "{body} {header:?}");
            }
        }
    }

    /// What a text is damaged with.
    const PIECES: [&str; 12] =
        ["\"", "{", "}", "[", ":", ",", "\\u", "null", "7", r#""code":"C","#, r#""__type":"T","#, r#""message":"M","#];

    /// What becomes of a body, here and there.
    fn kind(body: &[u8]) -> String {
        let Ok(text) = std::str::from_utf8(body) else { return "not UTF-8".to_owned() };
        let (code, message) = ours(body, None);
        let aws = match by_aws(text, None) {
            (None, None) => "finds nothing",
            aws if aws == (code.clone(), message.clone()) => "finds the same",
            _ => "finds something else",
        };
        let is = |found: Option<String>| match found.as_deref() {
            None => "none",
            Some("") => "an empty one",
            Some(_) => "one",
        };
        let error =
            super::read(body).err().map_or_else(String::new, |error| format!("; {}", corpus::kind::<()>(Err(error))));
        format!("code: {}, message: {}; AWS {aws}{error}", is(code), is(message))
    }

    #[test]
    fn the_corpus_is_read_as_ever() {
        assert!(corpus::check(include_str!("corpus_errors.txt"), kind) > 15);
    }

    #[test]
    #[ignore = "writes the corpus"]
    fn the_corpus_is_collected() {
        let mut random = fastrand::Rng::with_seed(1616);
        let bodies = (0..100_000).map(|round| corpus::altered(BODIES[round % BODIES.len()], &PIECES, &mut random));
        corpus::collect("src/protocol/json/corpus_errors.txt", bodies.map(String::into_bytes), kind);
    }

    /// AWS takes the first there is.
    #[test]
    fn an_empty_code_is_none() {
        for header in ["", ":#:#", "ns#"] {
            assert_eq!(ours(br#"{"code":"a#","__type":"b#Gone"}"#, Some(header)), (Some("Gone".to_owned()), None));
            assert_eq!(ours(b"{}", Some(header)), (None, None), "{header}");
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
