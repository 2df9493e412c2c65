//! The table: what services need of their clients and their models do not say.
//!
//! A row has the ids it is about, what is different about them, and where that is known from: a decorator of smithy-rs,
//! which generates the official crates, or a page or protocol test of Smithy.

use super::row::{Change, HeaderValue, Of, Row};
use crate::ir::Presigned;
use smithy_json_ast::traits::{
    ClientOptional, ContextParam, DefaultValue, Deprecated, Endpoint, Error, Retryable, Sensitive, Trait,
};

const REMOVE_DEFAULTS: &str =
    "RemoveDefaultsDecorator of smithy-rs: the service refuses, or does not mean, this default";
const S3: &[&str] = &["com.amazonaws.s3#AmazonS3"];
const S3_CONTROL: &[&str] = &["com.amazonaws.s3control#AWSS3ControlServiceV20180820"];
const SHARED_SETTINGS: &str = "settings of all SDKs of AWS for Amazon S3, in their reference guide";
const USE_ARN_REGION: Change =
    Change::Environment { param: "UseArnRegion", variable: "AWS_S3_USE_ARN_REGION", profile: "s3_use_arn_region" };
const BODY_HASH: &str = "SigV4AuthDecorator of smithy-rs: the service refuses requests without x-amz-content-sha256";
const STS: &str = "STSDecorator of smithy-rs";

const EXPIRES: &str =
    "S3ExpiresDecorator of smithy-rs, customization of S3 in the specification of Smithy: objects have any text there";
const EXPIRES_OF_OUTPUTS: &[&str] =
    &["com.amazonaws.s3#GetObjectOutput$Expires", "com.amazonaws.s3#HeadObjectOutput$Expires"];

pub(super) const ROWS: &[Row] = &[
    // Requests.
    Row {
        of: Of::Ids(&["com.amazonaws.apigateway#BackplaneControlService"]),
        change: Change::Header("accept", HeaderValue::Text("application/json")),
        source: "ApiGatewayDecorator of smithy-rs, protocol test ApiGatewayAccept: without it answers are HAL",
    },
    Row {
        of: Of::Ids(&["com.amazonaws.glacier#Glacier"]),
        change: Change::Header("x-amz-glacier-version", HeaderValue::ServiceVersion),
        source: "GlacierDecorator of smithy-rs, protocol test GlacierVersionHeader",
    },
    Row {
        of: Of::Label { namespace: "com.amazonaws.glacier", name: "accountId" },
        change: Change::Prepare("customizations::glacier::own_account"),
        source: "GlacierDecorator of smithy-rs, protocol test GlacierAccountId: a hyphen is the account of the caller",
    },
    Row {
        of: Of::Ids(&["com.amazonaws.glacier#UploadArchive", "com.amazonaws.glacier#UploadMultipartPart"]),
        change: Change::BodyHeaders { function: "customizations::glacier::checksums", feature: "tree-hash" },
        source: "GlacierDecorator of smithy-rs, protocol tests GlacierChecksums and GlacierMultipartChecksums: the \
                 service refuses a body without its tree hash",
    },
    Row {
        of: Of::LabelHolding(&["com.amazonaws.route53#ResourceId", "com.amazonaws.route53#ChangeId"]),
        change: Change::Prepare("customizations::route53::without_kind"),
        source: "Route53Decorator of smithy-rs: the service gives ids as /hostedzone/Z1 and takes Z1",
    },
    Row {
        of: Of::Ids(&["com.amazonaws.route53#AWSDnsV20130401"]),
        change: Change::TakesLastSlash,
        source: "the description of the service in botocore, where the path of ChangeResourceRecordSets ends in a slash",
    },
    Row {
        of: Of::Ids(&["com.amazonaws.machinelearning#PredictInput$PredictEndpoint"]),
        change: Change::Trait(ContextParam::ID, r#"{"name": "Endpoint"}"#),
        source: "protocol test MachinelearningPredictEndpoint: a model of Machine Learning has an endpoint of its own",
    },
    Row {
        of: Of::Operations("com.amazonaws.s3control#AWSS3ControlServiceV20180820"),
        change: Change::NoTrait(Endpoint::ID),
        source: "S3ControlDecorator of smithy-rs: the endpoint rules put the account before the host",
    },
    Row {
        of: Of::Ids(S3),
        change: Change::NoSegment("/{Bucket}"),
        source: "StripBucketFromPath of smithy-rs, protocol tests S3VirtualHostAddressing and S3PathAddressing: the \
                 endpoint rules put the bucket into host or path",
    },
    Row {
        of: Of::Ids(&[
            "com.amazonaws.lambda#Invoke",
            "com.amazonaws.lambda#InvokeAsync",
            "com.amazonaws.s3#CopyObject",
        ]),
        change: Change::MayStall,
        source: "AwsDisableStalledStreamProtection of smithy-rs: the service is at work and says nothing meanwhile",
    },
    Row {
        of: Of::Ids(&[
            "com.amazonaws.sfn#GetActivityTask",
            "com.amazonaws.sqs#ReceiveMessage",
            "com.amazonaws.swf#PollForActivityTask",
            "com.amazonaws.swf#PollForDecisionTask",
        ]),
        change: Change::LongPolls,
        source: "LongPollingDecorator of smithy-rs: a program polls in a loop, and failures without a pause would flood the service",
    },
    // Presigning.
    Row {
        of: Of::Ids(&[
            "com.amazonaws.s3#DeleteObject",
            "com.amazonaws.s3#GetObject",
            "com.amazonaws.s3#HeadObject",
            "com.amazonaws.s3#PutObject",
            "com.amazonaws.s3#UploadPart",
        ]),
        change: Change::Presign(Presigned::UnsignedBody),
        source: "AwsPresigningDecorator of smithy-rs",
    },
    Row {
        of: Of::Ids(&["com.amazonaws.s3#ListObjectVersions"]),
        change: Change::Presign(Presigned::UnsignedBody),
        source: "aws-sdk-s3 1.157.0, where it is the sixth",
    },
    Row {
        of: Of::Ids(&["com.amazonaws.polly#SynthesizeSpeech"]),
        change: Change::Presign(Presigned::Query),
        source: "AwsPresigningDecorator of smithy-rs: the service takes such a request as a GET without a body",
    },
    Row {
        of: Of::Ids(&["com.amazonaws.rds#AmazonRDSv19"]),
        change: Change::AuthToken("client::auth_token::rds"),
        source: "RdsDecorator of smithy-rs: a database takes a signed URL for a password",
    },
    Row {
        of: Of::Ids(&["com.amazonaws.dsql#DSQL"]),
        change: Change::AuthToken("client::auth_token::dsql"),
        source: "DsqlDecorator of smithy-rs: a cluster takes a signed URL for a password",
    },
    Row {
        of: Of::Ids(S3),
        change: Change::SignsPathsAsSent,
        source: "SigV4AuthDecorator of smithy-rs: keys are any text",
    },
    Row { of: Of::Ids(S3), change: Change::SignsBodyHash, source: BODY_HASH },
    Row { of: Of::Ids(S3_CONTROL), change: Change::SignsBodyHash, source: BODY_HASH },
    Row {
        of: Of::Ids(&["com.amazonaws.s3#PutObject", "com.amazonaws.s3#UploadPart"]),
        change: Change::UnsignedBody,
        source: "DisablePayloadSigningDecorator of smithy-rs: to read a large body twice is slow",
    },
    // Settings.
    Row {
        of: Of::Ids(S3),
        change: Change::Environment {
            param: "DisableS3ExpressSessionAuth",
            variable: "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH",
            profile: "s3_disable_express_session_auth",
        },
        source: "S3ExpressDecorator of smithy-rs",
    },
    Row {
        of: Of::Ids(S3),
        change: Change::Environment {
            param: "DisableMultiRegionAccessPoints",
            variable: "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
            profile: "s3_disable_multiregion_access_points",
        },
        source: SHARED_SETTINGS,
    },
    Row { of: Of::Ids(S3), change: USE_ARN_REGION, source: SHARED_SETTINGS },
    Row { of: Of::Ids(S3_CONTROL), change: USE_ARN_REGION, source: SHARED_SETTINGS },
    // Answers.
    Row {
        of: Of::Ids(S3),
        change: Change::Protocol { path: "rt::customizations::s3::S3", feature: "s3" },
        source: "S3Decorator of smithy-rs: errors with the status of a success, or without a body",
    },
    Row {
        of: Of::Ids(S3),
        change: Change::ExtendedRequestId,
        source: "S3ExtendedRequestIdDecorator of smithy-rs: the support of AWS asks for both ids",
    },
    Row {
        of: Of::Ids(&["com.amazonaws.s3#ListParts"]),
        change: Change::MorePages("IsTruncated"),
        source: "IsTruncatedPaginatorDecorator of smithy-rs: the last page has a token, too",
    },
    Row { of: Of::Ids(&["com.amazonaws.s3#Expires"]), change: Change::Timestamp, source: EXPIRES },
    Row {
        of: Of::Ids(EXPIRES_OF_OUTPUTS),
        change: Change::Trait(
            Deprecated::ID,
            r#"{"message": "`expires_string` has what the service sent, date or not"}"#,
        ),
        source: EXPIRES,
    },
    Row {
        of: Of::Ids(EXPIRES_OF_OUTPUTS),
        change: Change::Text {
            name: "ExpiresString",
            documentation: "The value of the header <code>Expires</code> as it came, which need not be a date.",
        },
        source: EXPIRES,
    },
    // Authentication.
    Row { of: Of::Ids(S3), change: Change::Anonymous, source: "S3Decorator of smithy-rs: buckets may be public" },
    Row {
        of: Of::Ids(&["com.amazonaws.s3#CreateSession"]),
        change: Change::BeginsSessions,
        source: "S3ExpressDecorator of smithy-rs: requests to directory buckets are signed for a session",
    },
    Row {
        of: Of::SignsAs("bedrock"),
        change: Change::TokenOfEnvironment("bedrock"),
        source: "EnvironmentTokenProviderDecorator of smithy-rs: AWS_BEARER_TOKEN_BEDROCK",
    },
    // Secrets.
    Row {
        of: Of::Ids(&["com.amazonaws.sso#RoleCredentials"]),
        change: Change::Trait(Sensitive::ID, "{}"),
        source: "SSODecorator of smithy-rs: the secret key is a plain string in the model",
    },
    Row { of: Of::Ids(&["com.amazonaws.sts#Credentials"]), change: Change::Trait(Sensitive::ID, "{}"), source: STS },
    // Errors.
    Row {
        of: Of::Ids(&["com.amazonaws.sts#IDPCommunicationErrorException"]),
        change: Change::Trait(Error::ID, r#""server""#),
        source: STS,
    },
    Row {
        of: Of::Ids(&["com.amazonaws.sts#IDPCommunicationErrorException"]),
        change: Change::Trait(Retryable::ID, "{}"),
        source: STS,
    },
    Row {
        of: Of::Ids(&["com.amazonaws.sts#AWSSecurityTokenServiceV20110615"]),
        change: Change::TransientError("IDPCommunicationError"),
        source: STS,
    },
    Row {
        of: Of::Ids(&["com.amazonaws.dynamodb#DynamoDB_20120810"]),
        change: Change::Retries { backoff_ms: 25, attempts: 4 },
        source: "RetrySpec of smithy-rs, aws-sdk-dynamodb 1.136.0: calls of the service are short",
    },
    Row { of: Of::Ids(S3), change: Change::TransientError("InternalError"), source: "S3Decorator of smithy-rs" },
    // Defaults.
    Row {
        of: Of::Members("com.amazonaws.ec2"),
        change: Change::Trait(ClientOptional::ID, "{}"),
        source: "EC2MakePrimitivesOptional of smithy-rs: what the service leaves out is not the default",
    },
    Row {
        of: Of::NumbersByDefault("com.amazonaws.s3"),
        change: Change::NoTrait(DefaultValue::ID),
        source: "MakeS3BoolsAndNumbersOptional of smithy-rs: what the service leaves out is not the default",
    },
    no_default(&[
        "com.amazonaws.amplifyuibuilder#ListComponentsLimit",
        "com.amazonaws.amplifyuibuilder#ListFormsLimit",
        "com.amazonaws.amplifyuibuilder#ListThemesLimit",
    ]),
    no_default(&[
        "com.amazonaws.drs#CostOptimizationConfiguration$burstBalanceDeltaThreshold",
        "com.amazonaws.drs#CostOptimizationConfiguration$burstBalanceThreshold",
        "com.amazonaws.drs#LaunchActionOrder",
        "com.amazonaws.drs#ListStagingAccountsRequest$maxResults",
        "com.amazonaws.drs#MaxResultsReplicatingSourceServers",
        "com.amazonaws.drs#MaxResultsType",
        "com.amazonaws.drs#StrictlyPositiveInteger",
        "com.amazonaws.drs#Validity",
    ]),
    no_default(&["com.amazonaws.emrserverless#WorkerCounts"]),
    no_default(&["com.amazonaws.evidently#ResultsPeriod"]),
    no_default(&[
        "com.amazonaws.iot#CreateProvisioningTemplateRequest$enabled",
        "com.amazonaws.iot#DescribeProvisioningTemplateResponse$enabled",
        "com.amazonaws.iot#ProvisioningTemplateSummary$enabled",
        "com.amazonaws.iot#ThingConnectivity$connected",
        "com.amazonaws.iot#UpdateProvisioningTemplateRequest$enabled",
    ]),
    no_default(&[
        "com.amazonaws.location#ListPlaceIndexesRequest$MaxResults",
        "com.amazonaws.location#PlaceIndexSearchResultLimit",
        "com.amazonaws.location#SearchPlaceIndexForSuggestionsRequest$MaxResults",
    ]),
    no_default(&["com.amazonaws.paymentcryptographydata#IntegerRangeBetween4And12"]),
    no_default(&[
        "com.amazonaws.s3control#PublicAccessBlockConfiguration$BlockPublicAcls",
        "com.amazonaws.s3control#PublicAccessBlockConfiguration$BlockPublicPolicy",
        "com.amazonaws.s3control#PublicAccessBlockConfiguration$IgnorePublicAcls",
        "com.amazonaws.s3control#PublicAccessBlockConfiguration$RestrictPublicBuckets",
    ]),
];

/// Shapes and members that are as if they had no default.
const fn no_default(ids: &'static [&'static str]) -> Row {
    Row { of: Of::Values(ids), change: Change::NoTrait(DefaultValue::ID), source: REMOVE_DEFAULTS }
}
