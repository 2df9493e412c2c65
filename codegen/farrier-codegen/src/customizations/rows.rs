//! The table: what services need of their clients and their models do not say.
//!
//! A row has the ids it is about, what is different about them, and where that is known from: a decorator of smithy-rs,
//! which generates the official crates, or a page or protocol test of Smithy.

use super::row::{Change, HeaderValue, Of, Row};
use crate::ir::Presigned;
use smithy_json_ast::traits::{ContextParam, DefaultValue, Endpoint, Error, Retryable, Sensitive, Trait};

const REMOVE_DEFAULTS: &str =
    "RemoveDefaultsDecorator of smithy-rs: the service refuses, or does not mean, this default";
const STS: &str = "STSDecorator of smithy-rs";

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
        of: Of::Ids(&["com.amazonaws.s3#AmazonS3"]),
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
    // Authentication.
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
    // Defaults.
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
