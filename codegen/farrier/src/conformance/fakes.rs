//! Cases for servers that fakes are not asked: what a service does besides reading and writing, or nobody can know.

use super::cases::{CaseKind, Listed, reason};

/// The ids of the cases, with the reason.
const CASES: [Listed; 11] = [
    (
        CaseKind::Read,
        "fakes do not decompress",
        &[
            "SDKAppendedGzipAfterProvidedEncoding_restJson1",
            "SDKAppendedGzipAfterProvidedEncoding_restXml",
            "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_0",
            "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_1",
            "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsQuery",
            "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_ec2Query",
            "SDKAppliedContentEncoding_awsJson1_0",
            "SDKAppliedContentEncoding_awsJson1_1",
            "SDKAppliedContentEncoding_awsQuery",
            "SDKAppliedContentEncoding_ec2Query",
            "SDKAppliedContentEncoding_restJson1",
            "SDKAppliedContentEncoding_restXml",
        ],
    ),
    (
        CaseKind::Read,
        "members of inputs have no defaults",
        &[
            "AwsJson10ServerPopulatesDefaultsWhenMissingInRequestBody",
            "RestJsonServerPopulatesDefaultsWhenMissingInRequestBody",
            "RpcV2CborServerPopulatesDefaultsWhenMissingInRequestBody",
            "RpcV2JsonRequestServerPopulatesDefaultsWhenMissingInRequestBody",
        ],
    ),
    (
        CaseKind::Read,
        "a request cannot tell what is empty from what is unset",
        &[
            "Ec2EmptyQueryLists",
            "QueryEmptyQueryMaps",
            "RestJsonHttpWithEmptyStructurePayload",
            "RestJsonHttpWithHeadersButNoPayload",
            "RestJsonOmitsEmptyListQueryValues",
        ],
    ),
    (
        CaseKind::Read,
        "a map of all parameters has those of members, too, as RestXmlServersPutAllQueryParamsInMap says",
        &[
            "AllQueryStringTypes",
            "RestXmlQueryStringEscaping",
            "RestXmlSupportsInfinityFloatQueryValues",
            "RestXmlSupportsNaNFloatQueryValues",
            "RestXmlSupportsNegativeInfinityFloatQueryValues",
            "RestXmlZeroAndFalseQueryValues",
        ],
    ),
    (
        CaseKind::Written,
        "timestamps are written in UTC",
        &[
            "AwsQueryDateTimeWithNegativeOffset",
            "AwsQueryDateTimeWithPositiveOffset",
            "Ec2QueryDateTimeWithNegativeOffset",
            "Ec2QueryDateTimeWithPositiveOffset",
            "RestXmlDateTimeWithNegativeOffset",
            "RestXmlDateTimeWithPositiveOffset",
        ],
    ),
    (
        CaseKind::Written,
        "an answer has what is around members, also where there are none",
        &[
            "QueryEmptyInputAndEmptyOutput",
            "QueryNoInputAndNoOutput",
            "QueryNoInputAndNoOutputWithResponseMetadata",
            "QueryNoInputAndOutput",
        ],
    ),
    (
        CaseKind::Written,
        "an error has the name of its shape as code, which clients read as well",
        &["QueryCustomizedError"],
    ),
    (
        CaseKind::Written,
        "fakes have no request ids, and write of an error what it holds",
        &[
            "ComplexError",
            "Ec2ComplexError",
            "InvalidGreetingError",
            "ParsesTheRequestIdFromTheResponse",
            "QueryCompatibleAwsJson10CustomCodeError",
            "QueryCompatibleRpcV2CborCustomCodeError",
            "S3OperationNoErrorWrappingResponse",
        ],
    ),
    (CaseKind::Written, "a response has no headers of a request", &["AwsJson11IntEnums"]),
    (CaseKind::Written, "a body without bytes has no type", &["RestXmlHttpResponseCode"]),
    (
        CaseKind::Written,
        "an output without members is an empty object, of an operation without output, too",
        &["AwsJson10ServiceRespondsWithNoPayload", "json_1_1_service_responds_with_no_payload"],
    ),
];

/// Why a case is not run.
pub(super) fn why_not(kind: CaseKind, id: &str) -> Option<&'static str> {
    reason(&CASES, kind, id)
}
