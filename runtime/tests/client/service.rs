//! What a generated crate would hold, for one operation.

use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use farrier_runtime::client::{Paginated, PaginatedItems};
use farrier_runtime::endpoint::{Endpoint, EndpointError, Param, Params};
use farrier_runtime::error::{
    self, BoxError, ErrorFields, ErrorMetadata, ErrorResponse, ErrorShape, OperationError, ProvideErrorMetadata,
    ReadError, ServiceError, Unhandled,
};
use farrier_runtime::operation::{AuthScheme, Customizations, Http2, Operation, Output, Service, Traits};
use farrier_runtime::protocol::ServiceSchema;
use farrier_runtime::protocol::aws_json::AWS_JSON_1_0;
use farrier_runtime::schema::{ShapeSchema, shape};
use farrier_runtime::serde::{Reader, SerdeResult, Structure, StructureBuilder, Writer, required};
use std::any::Any;
use std::error::Error;
use std::fmt;

pub(crate) const SERVICE: Service = Service {
    sdk_id: "Test Service",
    schema: ServiceSchema {
        name: "TestService",
        api_version: "2026-01-01",
        query_compatible: false,
        xml_namespace: None,
    },
    official_crate: Some("aws-sdk-testservice"),
    crate_version: "0.1",
    protocol: &AWS_JSON_1_0,
    signing_name: "test-signing",
    auth: &[AuthScheme::SigV4],
    endpoint_chooses_auth: false,
    http2: Http2::NONE,
    customizations: Customizations::NONE,
    endpoint_params: &[
        Param { name: "Region", built_in: Some("AWS::Region"), required: false, default: None },
        Param { name: "Endpoint", built_in: Some("SDK::Endpoint"), required: false, default: None },
    ],
    resolve_endpoint: resolve,
};

fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    Ok(Endpoint::builder().url(params.required_string("Endpoint")?.to_owned()).build())
}

#[derive(Clone, Debug, Default)]
pub(crate) struct InviteInput {
    pub(crate) catalog: Option<String>,
    pub(crate) client_token: Option<String>,
    pub(crate) next: Option<String>,
}

impl Structure for InviteInput {
    type Builder = Self;

    fn shape() -> &'static ShapeSchema {
        shape("test#InviteInput", "Catalog!, ClientToken, Next")
    }

    fn write(&self, to: &mut Writer<'_>) -> SerdeResult {
        to.members(&[&self.catalog, &self.client_token, &self.next])
    }
}

#[derive(Debug)]
pub(crate) struct InviteOutput {
    pub(crate) id: String,
    pub(crate) next: Option<String>,
    pub(crate) request_id: Option<String>,
}

#[derive(Debug, Default)]
pub(crate) struct InviteOutputBuilder {
    id: Option<String>,
    next: Option<String>,
}

impl Structure for InviteOutput {
    type Builder = InviteOutputBuilder;

    fn shape() -> &'static ShapeSchema {
        shape("test#InviteOutput", "Id!, Next")
    }

    fn write(&self, to: &mut Writer<'_>) -> SerdeResult {
        to.members(&[&self.id, &self.next])
    }

    fn read(builder: &mut Self::Builder, from: &mut Reader<'_>) -> SerdeResult {
        from.members(&mut [&mut builder.id, &mut builder.next])
    }
}

impl StructureBuilder<InviteOutput> for InviteOutputBuilder {
    fn build_lenient(self) -> InviteOutput {
        InviteOutput { id: required(self.id), next: self.next, request_id: None }
    }
}

impl Output for InviteOutput {
    fn request_id_slot(&mut self) -> &mut Option<String> {
        &mut self.request_id
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct AccessDenied {
    meta: ErrorMetadata,
}

impl Structure for AccessDenied {
    type Builder = Self;

    fn shape() -> &'static ShapeSchema {
        shape("test#AccessDenied", "")
    }

    fn write(&self, _: &mut Writer<'_>) -> SerdeResult {
        Ok(())
    }

    fn read(_: &mut Self, from: &mut Reader<'_>) -> SerdeResult {
        from.members(&mut [])
    }
}

impl ErrorShape for AccessDenied {
    fn builder_fields(builder: &mut Self) -> ErrorFields<'_> {
        (&mut builder.meta, None)
    }
}

impl fmt::Display for AccessDenied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        error::display_shape("AccessDenied", self.meta.message(), f)
    }
}

impl Error for AccessDenied {}

impl ProvideErrorMetadata for AccessDenied {
    fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }
}

impl ServiceError for AccessDenied {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

#[derive(Debug)]
pub(crate) enum InviteError {
    AccessDenied(AccessDenied),
    Unhandled(Unhandled),
}

impl OperationError for InviteError {
    fn from_response(response: &ErrorResponse<'_>) -> ReadError<Self> {
        match response.code() {
            "AccessDenied" => response.read(Self::AccessDenied),
            _ => None,
        }
    }

    fn inner(&self) -> &dyn ServiceError {
        match self {
            Self::AccessDenied(error) => error,
            Self::Unhandled(error) => error,
        }
    }
}

impl fmt::Display for InviteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        error::display(self.inner(), f)
    }
}

impl Error for InviteError {}

impl CreateUnhandledError for InviteError {
    fn create_unhandled_error(source: BoxError, meta: Option<ErrorMetadata>) -> Self {
        Self::Unhandled(Unhandled::new(source, meta.unwrap_or_default()))
    }
}

impl ProvideErrorMetadata for InviteError {
    fn meta(&self) -> &ErrorMetadata {
        self.inner().meta()
    }
}

/// The types of [`Invite`], for other operations as well.
macro_rules! invite_types {
    () => {
        type Input = $crate::service::InviteInput;
        type Output = $crate::service::InviteOutput;
        type Error = $crate::service::InviteError;
    };
}

pub(crate) use invite_types;

#[derive(Clone, Debug)]
pub(crate) struct Invite;

impl Operation for Invite {
    const NAME: &'static str = "Invite";
    const TRAITS: Traits = Traits { sensitive: true, ..Traits::NONE };
    const SERVICE: &'static Service = &SERVICE;
    invite_types! {}

    fn idempotency_token(input: &mut InviteInput) -> Option<&mut Option<String>> {
        Some(&mut input.client_token)
    }
}

impl Paginated for Invite {
    type Token = String;

    fn token(input: &mut InviteInput) -> &mut Option<String> {
        &mut input.next
    }

    fn next_token(output: &InviteOutput) -> Option<&String> {
        output.next.as_ref()
    }
}

impl PaginatedItems for Invite {
    type Items = Vec<String>;

    fn items(output: InviteOutput) -> Option<Vec<String>> {
        Some(vec![output.id])
    }
}
