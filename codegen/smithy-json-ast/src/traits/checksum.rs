//! Checksums of bodies.

use serde_json::Value;

use super::{Reader, Trait};

/// `aws.protocols#httpChecksum`: an operation whose requests or responses have checksums, of an algorithm that is
/// chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpChecksum<'a> {
    /// The input member that says of which algorithm the checksum of a request is.
    pub request_algorithm_member: Option<&'a str>,
    /// Whether a request has to have a checksum.
    pub request_checksum_required: bool,
    /// What responses have.
    pub response: Option<ResponseChecksum<'a>>,
}

/// What [`HttpChecksum`] says of responses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseChecksum<'a> {
    /// The input member that asks for checksums.
    pub validation_mode_member: &'a str,
    /// The names of the algorithms that a response can have checksums of, at least one.
    pub algorithms: Vec<&'a str>,
}

const ALGORITHM: &str = "requestAlgorithmMember";
const REQUIRED: &str = "requestChecksumRequired";
const MODE: &str = "requestValidationModeMember";
const ALGORITHMS: &str = "responseAlgorithms";

impl Trait for HttpChecksum<'_> {
    const ID: &'static str = "aws.protocols#httpChecksum";
    const EXAMPLE: &'static str = r#"{"requestAlgorithmMember": "algorithm", "requestChecksumRequired": true}"#;
    type Value<'a> = HttpChecksum<'a>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<HttpChecksum<'a>> {
        let entries = reader.structure(value, &[ALGORITHM, REQUIRED, MODE, ALGORITHMS])?;
        let request_algorithm_member = reader.optional(entries, ALGORITHM, Reader::non_empty);
        let request_checksum_required = reader.optional(entries, REQUIRED, Reader::boolean);
        // One does nothing without the other.
        let response = match [MODE, ALGORITHMS].iter().any(|key| entries.contains_key(*key)) {
            true => {
                let validation_mode_member = reader.required(entries, MODE, Reader::non_empty);
                let algorithms = reader.required(entries, ALGORITHMS, algorithms);
                Some(ResponseChecksum { validation_mode_member: validation_mode_member?, algorithms: algorithms? })
            }
            false => None,
        };
        let request_algorithm_member = request_algorithm_member?;
        let request_checksum_required = request_checksum_required?.unwrap_or(false);
        if request_algorithm_member.is_none() && !request_checksum_required && response.is_none() {
            let subject = reader.subject();
            return reader.error(format!("{subject} asks for checksums neither of requests nor of responses"));
        }
        Some(HttpChecksum { request_algorithm_member, request_checksum_required, response })
    }
}

/// What an algorithm is called is for who calculates it: there will be others.
fn algorithms<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Vec<&'a str>> {
    let algorithms = reader.list(value, Reader::non_empty)?;
    match algorithms.is_empty() {
        true => reader.wrong("a list of at least one algorithm", value),
        false => Some(algorithms),
    }
}
