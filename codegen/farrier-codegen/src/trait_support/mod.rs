//! Trait support: every trait on a selected shape is implemented, ignored for a reason, or a diagnostic. Never silence.
//!
//! The lists here are for all protocols; [`Protocol`] has those of one. What is implemented is listed by the type that
//! reads it, so that a trait without a reader cannot be called implemented. The ids are all of the specification as of
//! November 2026 (Smithy 1.75).

use crate::protocols::{self, Listed, Protocol};
use smithy_json_ast::traits::{
    Accessor, AddedDefault, Auth, ClientContextParams, ClientDiscoveredEndpoint, ClientEndpointDiscovery,
    ClientOptional, ContextParam, DefaultValue, Deprecated, Documentation, Endpoint, EndpointBdd, EndpointRuleSet,
    EndpointTests, EnumValue, Error, EventHeader, EventPayload, EventStreamTests, HostLabel, HttpBearerAuth,
    HttpChecksumRequired, HttpError, HttpRequestTests, HttpResponseTests, IdempotencyToken, Length,
    OperationContextParams, OptionalAuth, Paginated, Pattern, Range, RequestCompression, Required, Retryable,
    Sensitive, Service, SigV4, SigV4a, Sparse, StaticContextParams, Streaming, Title, UniqueItems, UnsignedPayload,
    Waitable,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a client does about a trait.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Support {
    /// It acts on the value.
    Implemented(Accessor),
    /// It has nothing to do, for this reason.
    Ignored(&'static str),
    /// It cannot do what the trait wants, for this reason.
    Refused(&'static str),
}

/// What clients of all protocols act on. `@streaming` is looked at by `lower/shapes/events.rs`, which refuses what is
/// no stream.
const IMPLEMENTED: [Accessor; 42] = [
    Accessor::of::<AddedDefault>(),
    Accessor::of::<Auth>(),
    Accessor::of::<ClientContextParams>(),
    Accessor::of::<ClientDiscoveredEndpoint>(),
    Accessor::of::<ClientEndpointDiscovery>(),
    Accessor::of::<ClientOptional>(),
    Accessor::of::<ContextParam<'_>>(),
    Accessor::of::<DefaultValue>(),
    Accessor::of::<Deprecated<'_>>(),
    Accessor::of::<Documentation>(),
    Accessor::of::<Endpoint<'_>>(),
    Accessor::of::<EndpointBdd>(),
    Accessor::of::<EndpointRuleSet>(),
    Accessor::of::<EnumValue<'_>>(),
    Accessor::of::<Error>(),
    Accessor::of::<EventHeader>(),
    Accessor::of::<EventPayload>(),
    Accessor::of::<HostLabel>(),
    Accessor::of::<HttpBearerAuth>(),
    Accessor::of::<HttpChecksumRequired>(),
    Accessor::of::<HttpError>(),
    Accessor::of::<IdempotencyToken>(),
    Accessor::of::<Length>(),
    Accessor::of::<OperationContextParams>(),
    Accessor::of::<OptionalAuth>(),
    Accessor::of::<Paginated<'_>>(),
    Accessor::of::<Pattern>(),
    Accessor::of::<Range<'_>>(),
    Accessor::of::<RequestCompression>(),
    Accessor::of::<Required>(),
    Accessor::of::<Retryable>(),
    Accessor::of::<Sensitive>(),
    Accessor::of::<Service<'_>>(),
    Accessor::of::<SigV4>(),
    Accessor::of::<SigV4a>(),
    Accessor::of::<Sparse>(),
    Accessor::of::<StaticContextParams>(),
    Accessor::of::<Streaming>(),
    Accessor::of::<Title>(),
    Accessor::of::<UniqueItems>(),
    Accessor::of::<UnsignedPayload>(),
    Accessor::of::<Waitable>(),
];

/// What becomes tests of a client, if somebody asks for them.
const TESTS: [Accessor; 4] = [
    Accessor::of::<EndpointTests>(),
    Accessor::of::<EventStreamTests>(),
    Accessor::of::<HttpRequestTests>(),
    Accessor::of::<HttpResponseTests>(),
];

/// Why the traits of all protocols but one are ignored.
const OTHER_PROTOCOL: &str = "another protocol of the same service; a client speaks one";

/// Auth schemes of the specification that no client has.
pub(crate) const OTHER_AUTH: Listed = (
    "an operation is called with another auth scheme, or there is an error about the operation",
    &[
        "aws.auth#cognitoUserPools",
        "smithy.api#httpApiKeyAuth",
        "smithy.api#httpBasicAuth",
        "smithy.api#httpDigestAuth",
    ],
);

/// What changes nothing, whatever the protocol.
const IGNORED: [Listed; 15] = [
    OTHER_AUTH,
    (OTHER_PROTOCOL, &["smithy.mqtt#mqttJson"]),
    (
        "the loader has put it into the terms of Smithy 2.0, or into the shapes that have the mixin",
        &["smithy.api#box", "smithy.api#enum", "smithy.api#mixin", "smithy.synthetic#generated"],
    ),
    (
        "operations, and members with the id of `Unit`, say the same",
        &["smithy.api#input", "smithy.api#output", "smithy.api#unitType"],
    ),
    (
        "who may use a shape is for the model to say: a client has what the service has",
        &["smithy.api#internal", "smithy.api#private"],
    ),
    ("a client keeps the order in which items arrive", &["smithy.api#unordered"]),
    ("a client waits for an answer without end, unless it is told otherwise", &["smithy.api#longPoll"]),
    (
        "for whoever reads or writes the model, not for a request",
        &[
            "smithy.api#authDefinition",
            "smithy.api#examples",
            "smithy.api#externalDocumentation",
            "smithy.api#idRef",
            "smithy.api#metadata",
            "smithy.api#protocolDefinition",
            "smithy.api#recommended",
            "smithy.api#since",
            "smithy.api#suppress",
            "smithy.api#tags",
            "smithy.api#trait",
            "smithy.api#traitValidators",
            "smithy.api#unstable",
        ],
    ),
    (
        "what an operation does to resources, or shapes are to them; no part of a request",
        &[
            "aws.api#arn",
            "aws.api#arnReference",
            "aws.api#controlPlane",
            "aws.api#data",
            "aws.api#dataPlane",
            "aws.api#tagEnabled",
            "aws.api#taggable",
            "smithy.api#idempotent",
            "smithy.api#nestedProperties",
            "smithy.api#noReplace",
            "smithy.api#notProperty",
            "smithy.api#property",
            "smithy.api#readonly",
            "smithy.api#references",
            "smithy.api#resourceIdentifier",
        ],
    ),
    (
        "endpoints are those of the endpoint rules, or of a service that insists on being asked, once for all requests",
        &[
            "aws.api#clientEndpointDiscoveryId",
            "aws.endpoints#dualStackOnlyEndpoints",
            "aws.endpoints#endpointsModifier",
            "aws.endpoints#rulesBasedEndpoints",
            "aws.endpoints#standardPartitionalEndpoints",
            "aws.endpoints#standardRegionalEndpoints",
        ],
    ),
    (
        "for servers and what stands before them",
        &[
            "aws.apigateway#apiGatewayConfig",
            "aws.apigateway#apiKeyRequired",
            "aws.apigateway#apiKeySource",
            "aws.apigateway#apiTlsPolicy",
            "aws.apigateway#authorizer",
            "aws.apigateway#authorizers",
            "aws.apigateway#endpointConfiguration",
            "aws.apigateway#gatewayResponses",
            "aws.apigateway#integration",
            "aws.apigateway#minimumCompressionSize",
            "aws.apigateway#mockIntegration",
            "aws.apigateway#requestValidator",
            "aws.apigateway#resourcePolicy",
            "smithy.api#cors",
            "smithy.contracts#conditions",
            "smithy.test#httpMalformedRequestTests",
        ],
    ),
    ("tests that need a service", &["smithy.test#smokeTests"]),
    (
        "templates of CloudFormation",
        &[
            "aws.cloudformation#cfnAdditionalIdentifier",
            "aws.cloudformation#cfnDefaultValue",
            "aws.cloudformation#cfnExcludeProperty",
            "aws.cloudformation#cfnMutability",
            "aws.cloudformation#cfnName",
            "aws.cloudformation#cfnResource",
        ],
    ),
    (
        "policies of IAM",
        &[
            "aws.iam#actionName",
            "aws.iam#actionPermissionDescription",
            "aws.iam#conditionKeyValue",
            "aws.iam#conditionKeys",
            "aws.iam#defineConditionKeys",
            "aws.iam#disableConditionKeyInference",
            "aws.iam#iamAction",
            "aws.iam#iamResource",
            "aws.iam#requiredActions",
            "aws.iam#serviceResolvedConditionKeys",
            "aws.iam#supportedPrincipalTypes",
        ],
    ),
    ("OpenAPI", &["smithy.openapi#specificationExtension"]),
];

/// What no client can do yet, with the reason.
const REFUSED: [Listed; 2] = [
    ("there are no clients with this auth scheme", &["aws.auth#cognitoUserPoolsScopes"]),
    ("there are no clients for MQTT", &["smithy.mqtt#publish", "smithy.mqtt#subscribe", "smithy.mqtt#topicLabel"]),
];

/// Namespaces whose traits may change what is sent and read: one that no list knows is not safe to ignore.
const WIRE_NAMESPACES: [&str; 6] =
    ["aws.api", "aws.auth", "aws.customizations", "aws.protocols", "smithy.api", "smithy.protocols"];

/// Whether a trait that is in no list may change what is sent and read.
pub(crate) fn may_change_the_wire(namespace: &str) -> bool {
    WIRE_NAMESPACES.contains(&namespace)
}

/// What clients of a protocol do about each trait that is known. A protocol speaks for itself before all protocols do.
pub(crate) fn of(protocol: Option<&Protocol>, with_tests: bool) -> BTreeMap<&'static str, Support> {
    let mut table = BTreeMap::new();
    let mut list = |lists: &[Listed], support: fn(&'static str) -> Support| {
        for (reason, ids) in lists {
            table.extend(ids.iter().map(|id| (*id, support(reason))));
        }
    };
    list(&REFUSED, Support::Refused);
    list(&IGNORED, Support::Ignored);
    list(protocol.map_or(&[], |protocol| protocol.ignored), Support::Ignored);
    table.extend(protocols::ALL.map(|protocol| (protocol.id(), Support::Ignored(OTHER_PROTOCOL))));
    let tests = TESTS.iter().map(|accessor| match with_tests {
        true => (accessor.id, Support::Implemented(*accessor)),
        false => (accessor.id, Support::Ignored("tests of the protocol were not asked for")),
    });
    table.extend(tests);
    table.extend(implemented(protocol).map(|accessor| (accessor.id, Support::Implemented(accessor))));
    table
}

/// The ids of all traits that are known, whatever a client does about them.
pub fn known_traits() -> BTreeSet<&'static str> {
    protocols::ALL.into_iter().flat_map(|protocol| of(Some(protocol), false).into_keys()).collect()
}

/// What clients of a protocol act on.
fn implemented(protocol: Option<&Protocol>) -> impl Iterator<Item = Accessor> {
    let own = protocol.into_iter().flat_map(|protocol| protocol.implemented().chain([&protocol.settings]));
    own.chain(&IMPLEMENTED).copied()
}

#[cfg(test)]
mod tests;
