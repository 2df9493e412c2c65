//! What the model does not have: a service that once spoke awsQuery, an operation without input.

use crate::header;
use aws_sdk_partnercentralaccount::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::{
    CreateConnectionInvitationError, CreateConnectionInvitationInput, CreateConnectionInvitationOutput,
};
use aws_sdk_partnercentralaccount::types::ConnectionType;
use farrier_runtime::client::Handle;
use farrier_runtime::endpoint::{Endpoint, EndpointError, Param, Params};
use farrier_runtime::operation::{AuthScheme, Customizations, Http2, Operation, Service};
use farrier_runtime::protocol::ServiceSchema;
use farrier_runtime::protocol::aws_json::AWS_JSON_1_0;
use farrier_runtime::schema::{ShapeSchema, shape};
use farrier_runtime::serde::{SerdeResult, Structure, StructureBuilder, Writer};
use farrier_tests::client::{client, config, invite};
use farrier_tests::server::{Answer, Server};

static SERVICE: Service = Service {
    sdk_id: "Once Query",
    schema: ServiceSchema { name: "OnceQuery", api_version: "2026-01-01", query_compatible: true, xml_namespace: None },
    official_crate: Some("aws-sdk-oncequery"),
    crate_version: "1",
    protocol: &AWS_JSON_1_0,
    signing_name: "once-query",
    auth: &[AuthScheme::SigV4],
    endpoint_chooses_auth: false,
    http2: Http2::NONE,
    customizations: Customizations::NONE,
    endpoint_params: &[Param { name: "Endpoint", built_in: Some("SDK::Endpoint"), required: false, default: None }],
    resolve_endpoint: resolve,
};

fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    Ok(Endpoint::builder().url(params.required_string("Endpoint")?.to_owned()).build())
}

/// The generated operation, as another service would have it.
struct Invite;

impl Operation for Invite {
    const NAME: &'static str = "Invite";
    const SERVICE: &'static Service = &SERVICE;
    type Input = CreateConnectionInvitationInput;
    type Output = CreateConnectionInvitationOutput;
    type Error = CreateConnectionInvitationError;
}

async fn call(server: &Server) -> Result<CreateConnectionInvitationOutput, SdkError<CreateConnectionInvitationError>> {
    let input = CreateConnectionInvitationInput::builder()
        .catalog("AWS")
        .client_token("a-token")
        .connection_type(ConnectionType::Subsidiary)
        .email("ada@example.com")
        .message("Shall we?")
        .name("Ada")
        .receiver_identifier("123456789012");
    let client = Handle::new(&SERVICE, config().endpoint_url(&server.url).build());
    client.call().send::<Invite>(input.build().expect("complete")).await
}

#[derive(Clone, Debug)]
struct Nothing;

impl Structure for Nothing {
    type Builder = ();

    fn shape() -> &'static ShapeSchema {
        shape("smithy.api#Unit", "")
    }

    fn write(&self, to: &mut Writer<'_>) -> SerdeResult {
        to.members(&[])
    }
}

impl StructureBuilder<Nothing> for () {
    fn build_lenient(self) -> Nothing {
        Nothing
    }
}

struct Ping;

impl Operation for Ping {
    const NAME: &'static str = "Ping";
    const SERVICE: &'static Service = &SERVICE;
    type Input = Nothing;
    type Output = CreateConnectionInvitationOutput;
    type Error = CreateConnectionInvitationError;
}

#[tokio::test]
async fn an_operation_without_input_sends_an_empty_object() {
    let server = Server::start([Answer::ok("{}")]).await;
    let client = Handle::new(&SERVICE, config().endpoint_url(&server.url).build());
    client.call().send::<Ping>(Nothing).await.expect("sent");
    assert_eq!(server.request().body(), "{}");
    assert_eq!(header(&server.request(), "content-type"), "application/x-amz-json-1.0");
}

#[tokio::test]
async fn only_query_compatible_services_get_the_mode_header() {
    let server = Server::start(Answer::ok("{}").times(2)).await;
    invite(&client(&server)).send().await.expect("sent");
    call(&server).await.expect("sent");
    let [plain, compatible] = server.requests().try_into().expect("two requests");
    assert!(!plain.headers().contains_key("x-amzn-query-mode"));
    assert_eq!(header(&compatible, "x-amzn-query-mode"), "true");
    assert_eq!(header(&compatible, "x-amz-target"), "OnceQuery.Invite");
}

#[tokio::test]
async fn the_query_error_header_overrides_the_code() {
    let answer = Answer::new(400, r#"{"__type":"a#SomethingElse","message":"who knows"}"#);
    let answer = answer.header("x-amzn-query-error", "AWS.Old.Code;Sender");
    let server = Server::start([answer]).await;
    let error = call(&server).await.expect_err("an error");
    assert_eq!((error.code(), error.message()), (Some("AWS.Old.Code"), Some("who knows")));
    assert_eq!(error.meta().extra("type"), Some("Sender"));
}

#[tokio::test]
async fn the_query_error_header_chooses_the_variant() {
    for body in [r#"{"__type":"a#SomethingElse","Message":"again"}"#, "<html>"] {
        let answer = Answer::new(400, body).header("x-amzn-query-error", "ConflictException;Sender");
        let server = Server::start([answer]).await;
        let error = call(&server).await.expect_err("a conflict");
        assert_eq!(error.code(), Some("ConflictException"));
        assert_eq!(error.into_service_error().is_conflict_exception(), body.starts_with('{'));
    }
}
