//! A program as one writes it for the official crate: it uses no name that crate does not have.

use aws_sdk_partnercentralaccount as partnercentral;
use aws_sdk_partnercentralaccount::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_partnercentralaccount::config::retry::{RetryConfig, RetryMode};
use aws_sdk_partnercentralaccount::config::timeout::TimeoutConfig;
use aws_sdk_partnercentralaccount::config::{
    AppName, BehaviorVersion, Builder, Config, ConfigBag, Credentials, Intercept, ProvideCredentials, Region,
    RuntimeComponents, SharedCredentialsProvider, StalledStreamProtectionConfig,
};
use aws_sdk_partnercentralaccount::error::{
    BoxError, BuildError, DisplayErrorContext, ErrorMetadata, ProvideErrorMetadata, SdkError,
};
use aws_sdk_partnercentralaccount::operation::RequestId;
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::builders::{
    CreateConnectionInvitationFluentBuilder, CreateConnectionInvitationInputBuilder,
    CreateConnectionInvitationOutputBuilder,
};
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::{
    CreateConnectionInvitation, CreateConnectionInvitationError, CreateConnectionInvitationInput,
    CreateConnectionInvitationOutput,
};
use aws_sdk_partnercentralaccount::operation::list_connections::paginator::ListConnectionsPaginator;
use aws_sdk_partnercentralaccount::operation::list_connections::{ListConnectionsError, ListConnectionsOutput};
use aws_sdk_partnercentralaccount::primitives::{Blob, DateTime, DateTimeFormat};
use aws_sdk_partnercentralaccount::types::error::{ConflictException, ThrottlingException, ValidationException};
use aws_sdk_partnercentralaccount::types::*;
use aws_sdk_partnercentralaccount::{Client, Error};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

pub(crate) fn shared_config(url: &str) -> aws_types::SdkConfig {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret", None, None, "program");
    aws_types::SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .retry_config(RetryConfig::standard().with_max_attempts(2))
        .timeout_config(TimeoutConfig::builder().operation_timeout(Duration::from_secs(30)).build())
        .app_name(AppName::new("program").expect("a valid name"))
        .endpoint_url(url)
        .build()
}

pub(crate) fn clients(shared: &aws_types::SdkConfig) -> [Client; 3] {
    let own: Config = partnercentral::config::Builder::from(shared)
        .retry_config(RetryConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .build();
    assert_eq!(own.region(), Some(&Region::from_static("us-east-1")));
    assert_eq!(own.retry_config().map(RetryConfig::mode), Some(RetryMode::Standard));
    let mut builder: Builder = partnercentral::Config::builder();
    builder
        .set_region(Some(Region::from_static("eu-west-1")))
        .set_endpoint_url(shared.endpoint_url().map(str::to_owned))
        .set_behavior_version(Some(BehaviorVersion::latest()))
        .set_credentials_provider(shared.credentials_provider())
        .set_use_fips(None);
    let scratch = Client::from_conf(builder.use_fips(false).interceptor(Count::default()).build());
    assert_eq!(scratch.config().region().map(AsRef::as_ref), Some("eu-west-1"));
    [Client::new(shared), Client::from_conf(own), scratch]
}

#[derive(Debug, Default)]
struct Count(AtomicU32);

impl Intercept for Count {
    fn name(&self) -> &'static str {
        "Count"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        assert!(context.request().headers().get("authorization").is_some());
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// Every error of the service by `?`.
pub(crate) async fn invite(client: &Client) -> Result<CreateConnectionInvitationOutput, Error> {
    let mut call: CreateConnectionInvitationFluentBuilder = client
        .create_connection_invitation()
        .catalog("AWS")
        .connection_type(ConnectionType::OpportunityCollaboration)
        .email(String::from("ada@example.com"))
        .set_message(Some("Shall we?".into()))
        .receiver_identifier("123456789012")
        .name("Ada");
    if call.get_client_token().is_none() {
        call = call.client_token("a-token");
    }
    assert_eq!(call.as_input().get_email().as_deref(), Some("ada@example.com"));
    let output = call.send().await?;
    println!("{} expires {:?}", output.id(), output.expires_at());
    Ok(output)
}

/// The same by an input built first.
pub(crate) async fn invite_with(client: &Client) -> Result<String, SdkError<CreateConnectionInvitationError>> {
    let builder: CreateConnectionInvitationInputBuilder =
        CreateConnectionInvitationInput::builder().catalog("AWS").connection_type(ConnectionType::Subsidiary);
    let input: CreateConnectionInvitationInput = builder.clone().build()?;
    assert_eq!((input.catalog(), input.email()), (Some("AWS"), None));
    assert_eq!(input.connection_type(), Some(&"SUBSIDIARY".into()));
    let complete = builder.email("ada@example.com").message("Hi").name("Ada").receiver_identifier("1");
    let output = complete.send_with(client).await?;
    assert!(output.request_id().is_some());
    Ok(output.id)
}

pub(crate) async fn customized(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let call = client
        .get_connection_preferences()
        .catalog("AWS")
        .customize()
        .mutate_request(|request| {
            request.headers_mut().insert("x-program", "yes");
        })
        .map_request(Ok::<_, std::fmt::Error>)
        .interceptor(Count::default())
        .config_override(Config::builder().region(Region::new("ap-south-1")).app_name(AppName::new("other")?));
    let preferences = call.send().await?;
    println!("{preferences:?}");
    Ok(())
}

pub(crate) async fn list(client: &Client) -> Result<Vec<String>, SdkError<ListConnectionsError>> {
    let pages: ListConnectionsPaginator = client.list_connections().catalog("AWS").into_paginator();
    let mut pages = pages.page_size(2).stop_on_duplicate_token(true).send();
    let mut ids = Vec::new();
    while let Some(page) = pages.next().await {
        let page: ListConnectionsOutput = page?;
        assert_eq!(page.next_token().is_some(), ids.is_empty());
        ids.extend(page.connection_summaries().iter().map(|connection| connection.id().to_owned()));
    }
    let items = client.list_connections().catalog("AWS").into_paginator().items().send();
    let items: Vec<ConnectionSummary> = items.collect::<Result<_, _>>().await?;
    ids.extend(items.into_iter().map(|connection| connection.id));
    Ok(ids)
}

/// What a program says of each failure.
pub(crate) fn explain(error: SdkError<CreateConnectionInvitationError>) -> String {
    println!("{}", DisplayErrorContext(&error));
    assert!(error.as_service_error().is_none() || error.raw_response().is_some());
    match &error {
        SdkError::ConstructionFailure(_) => return "not sent".to_owned(),
        SdkError::TimeoutError(_) => return "too late".to_owned(),
        SdkError::DispatchFailure(failure) if !failure.is_user() => return "offline".to_owned(),
        SdkError::ResponseError(context) => return format!("garbled: {}", context.raw().status()),
        SdkError::ServiceError(context) if context.raw().status().as_u16() == 503 => return "down".to_owned(),
        SdkError::ServiceError(context) if context.err().is_resource_not_found_exception() => {
            return "nobody".to_owned();
        }
        _ => {}
    }
    let (code, id) = (error.code().map(str::to_owned), error.request_id().map(str::to_owned));
    match error.into_service_error() {
        CreateConnectionInvitationError::ConflictException(conflict) => {
            let conflict: ConflictException = conflict;
            format!("conflict: {} {}", conflict.reason(), conflict.message())
        }
        CreateConnectionInvitationError::ThrottlingException(ThrottlingException { quota_code, .. }) => {
            format!("throttled: {quota_code:?}")
        }
        CreateConnectionInvitationError::ValidationException(invalid) => fields(&invalid).join(", "),
        other if other.code() == Some("NewException") => format!("new: {:?} {id:?}", other.message()),
        other => format!("{code:?}: {other}"),
    }
}

/// What a reporter looks for among the causes of an error.
pub(crate) fn cause<'a, T: std::error::Error + 'static>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a T> {
    std::iter::successors(Some(error), |error| error.source()).find_map(|error| error.downcast_ref())
}

/// Code that takes the error of any client, by the name that AWS gives it.
pub(crate) fn service_error<E>(error: impl Into<result::SdkError<E, HttpResponse>>) -> E
where
    E: std::error::Error + Send + Sync + result::CreateUnhandledError + 'static,
{
    error.into().into_service_error()
}

fn fields(invalid: &ValidationException) -> Vec<String> {
    let fields = invalid.error_details().iter().map(|detail| match detail {
        ValidationError::FieldValidationError(field) => format!("{}: {}", field.name(), field.code().as_str()),
        ValidationError::BusinessValidationError(rule) => rule.message.clone(),
        unknown => format!("{} {}", unknown.is_unknown(), unknown.as_field_validation_error().is_err()),
    });
    fields.collect()
}

/// Outputs and errors for tests, and what unknown values look like.
pub(crate) fn values() -> Result<(), BuildError> {
    let builder: CreateConnectionInvitationOutputBuilder = CreateConnectionInvitationOutput::builder();
    let time = DateTime::from_str("2026-11-01T10:00:00.5Z", DateTimeFormat::DateTime).expect("a time");
    let output = builder
        .catalog("AWS")
        .id("invitation-1")
        .arn("arn:aws:x")
        .connection_type(ConnectionType::from("SUBSIDIARY"))
        .created_at(time)
        .updated_at(DateTime::from_secs(0))
        .set_expires_at(None)
        .other_participant_identifier("1")
        .participant_type(ParticipantType::Sender)
        .status(InvitationStatus::Pending)
        .invitation_message("Hi")
        .inviter_email("ada@example.com")
        .inviter_name("Ada")
        .build()?;
    assert_eq!((output.created_at(), output.connection_id()), (&time, None));
    assert!(CreateConnectionInvitationOutput::builder().id("only").build().is_err());

    let status = InvitationStatus::from("LOST_IN_SPACE");
    match &status {
        InvitationStatus::Accepted | InvitationStatus::Pending => unreachable!("it is neither"),
        other if other.as_str() == "LOST_IN_SPACE" => {}
        _ => unreachable!("it is that"),
    }
    assert!(InvitationStatus::try_parse("LOST_IN_SPACE").is_err() && InvitationStatus::values().len() == 5);
    assert!(InvitationStatus::values().is_sorted() && ParticipantType::Receiver < ParticipantType::Sender);
    assert_eq!("PENDING".parse(), Ok(InvitationStatus::Pending));
    assert_eq!(status.to_string(), status.as_ref());

    let contact = AllianceLeadContact::builder().first_name("Ada").last_name("L").email("ada@example.com");
    let contact: AllianceLeadContact = contact.business_title("Countess").build()?;
    assert_eq!(contact.email(), "ada@example.com");
    assert_eq!(Tag::builder().key("k").value("v").build()?.key(), "k");

    let meta = ErrorMetadata::builder().code("Odd").message("odd").build();
    let error = CreateConnectionInvitationError::generic(meta);
    assert_eq!((error.code(), error.meta().message()), (Some("Odd"), Some("odd")));
    let error = Error::from(CreateConnectionInvitationError::unhandled("anything"));
    assert!(!matches!(error, Error::ConflictException(_)));
    let conflict = ConflictException::builder().message("m").reason(ConflictExceptionReason::DuplicatePartner);
    assert_eq!(conflict.build()?.message(), "m");
    assert_eq!(format!("{:?}", CreateConnectionInvitation::new().clone()), "CreateConnectionInvitation");
    assert_eq!(Blob::new("bytes").as_ref(), b"bytes");
    Ok(())
}

/// What the futures and the client must be, for tasks and for state shared by threads.
pub(crate) fn is_shared<T: Clone + Send + Sync + 'static>(value: &T) -> T {
    value.clone()
}

pub(crate) async fn in_a_task(client: &Client) -> Result<(), Error> {
    let client = is_shared(client);
    tokio::spawn(async move { invite(&client).await.map(drop) }).await.expect("no panic")
}

pub(crate) fn provider(shared: &aws_types::SdkConfig) -> impl ProvideCredentials {
    shared.credentials_provider().expect("there are some")
}
