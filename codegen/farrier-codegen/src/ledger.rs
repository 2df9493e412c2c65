//! The trait ledger: every trait on a selected shape is implemented, safely ignored, or an error. Never silence.

use smithy_json_ast::Traits;

/// Traits the pipeline acts on, in the order of their ids. `@streaming` is looked at by `lower/events.rs`, which refuses
/// what is not received.
const IMPLEMENTED: &[&str] = &[
    "aws.api#service",
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#awsQueryCompatible",
    "aws.protocols#awsQueryError",
    "smithy.api#addedDefault",
    "smithy.api#auth",
    "smithy.api#clientOptional",
    "smithy.api#default",
    "smithy.api#deprecated",
    "smithy.api#documentation",
    "smithy.api#endpoint",
    "smithy.api#enumValue",
    "smithy.api#error",
    "smithy.api#eventHeader",
    "smithy.api#eventPayload",
    "smithy.api#hostLabel",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpChecksumRequired",
    "smithy.api#idempotencyToken",
    "smithy.api#input",
    "smithy.api#length",
    "smithy.api#optionalAuth",
    "smithy.api#output",
    "smithy.api#paginated",
    "smithy.api#pattern",
    "smithy.api#range",
    "smithy.api#requestCompression",
    "smithy.api#required",
    "smithy.api#retryable",
    "smithy.api#sensitive",
    "smithy.api#sparse",
    "smithy.api#streaming",
    "smithy.api#timestampFormat",
    "smithy.api#title",
    "smithy.api#uniqueItems",
    "smithy.api#unitType",
    "smithy.rules#clientContextParams",
    "smithy.rules#contextParam",
    "smithy.rules#endpointBdd",
    "smithy.rules#endpointRuleSet",
    "smithy.rules#endpointTests",
    "smithy.rules#operationContextParams",
    "smithy.rules#staticContextParams",
];

/// Traits that change nothing a client of an awsJson service sends or reads, by reason.
const IGNORED: &[(&str, &[&str])] = &[
    (
        "who may use a shape is for the model to say: a client has what the service has",
        &["smithy.api#private", "smithy.api#internal"],
    ),
    (
        "HTTP bindings and serialization names of other protocols; awsJson does not use them",
        &[
            "smithy.api#cors",
            "smithy.api#http",
            "smithy.api#httpError",
            "smithy.api#httpHeader",
            "smithy.api#httpLabel",
            "smithy.api#httpPayload",
            "smithy.api#httpPrefixHeaders",
            "smithy.api#httpQuery",
            "smithy.api#httpQueryParams",
            "smithy.api#httpResponseCode",
            "smithy.api#jsonName",
            "smithy.api#mediaType",
            "smithy.api#xmlAttribute",
            "smithy.api#xmlFlattened",
            "smithy.api#xmlName",
            "smithy.api#xmlNamespace",
        ],
    ),
    (
        "other protocols of the same service",
        &[
            "aws.protocols#awsQuery",
            "aws.protocols#ec2Query",
            "aws.protocols#restJson1",
            "aws.protocols#restXml",
            "smithy.protocols#rpcv2Cbor",
            "smithy.protocols#rpcv2Json",
        ],
    ),
    (
        "says nothing about one request: documentation, resources, policies, tests, other tools",
        &[
            "smithy.api#enum",
            "smithy.api#examples",
            "smithy.api#externalDocumentation",
            "smithy.api#idempotent",
            "smithy.api#mixin",
            "smithy.api#nestedProperties",
            "smithy.api#noReplace",
            "smithy.api#notProperty",
            "smithy.api#property",
            "smithy.api#readonly",
            "smithy.api#recommended",
            "smithy.api#references",
            "smithy.api#resourceIdentifier",
            "smithy.api#since",
            "smithy.api#suppress",
            "smithy.api#tags",
            "smithy.api#trait",
            "smithy.api#unstable",
            "smithy.rules#endpointRuleSetParameters",
            "aws.api#clientDiscoveredEndpoint",
            "aws.api#clientEndpointDiscovery",
            "aws.protocols#httpChecksum",
        ],
    ),
];

/// Namespaces whose traits describe other things than the wire.
const IGNORED_NAMESPACES: &[&str] = &[
    "aws.api#",
    "aws.cloudformation#",
    "aws.customizations#",
    "aws.endpoints#",
    "aws.iam#",
    "aws.test#",
    "smithy.openapi#",
    "smithy.test#",
    "smithy.waiters#",
];

/// Namespaces the ledger speaks for; a trait of anybody else's is metadata to a protocol we know.
const LEDGER_NAMESPACES: &[&str] = &["aws.", "smithy."];

/// The traits of this shape that would change the wire and are not supported.
pub(crate) fn unsupported(traits: &Traits) -> impl Iterator<Item = &str> {
    traits.iter().map(|(id, _)| id.as_str()).filter(|id| {
        LEDGER_NAMESPACES.iter().any(|namespace| id.starts_with(namespace))
            && IMPLEMENTED.binary_search(id).is_err()
            && !IGNORED.iter().any(|(_, ids)| ids.contains(id))
            && !IGNORED_NAMESPACES.iter().any(|namespace| id.starts_with(namespace))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn implemented_traits_are_in_order() {
        assert!(super::IMPLEMENTED.is_sorted());
    }
}
