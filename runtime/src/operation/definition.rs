use crate::endpoint::{self, Endpoint, EndpointError, Param, Params};
use crate::error::OperationError;
use crate::protocol::{Http, OperationSchema, Protocol, ServiceSchema};
use crate::serde::Structure;
use std::fmt::Debug;
use std::time::Duration;

/// What all operations of a service share; one static per generated crate.
#[derive(Debug)]
pub struct Service {
    /// The `sdkId` of `aws.api#service`, such as `PartnerCentral Account`; the name of the service shape without that
    /// trait.
    pub sdk_id: &'static str,
    /// What protocols need to know of the service.
    pub schema: ServiceSchema,
    /// The name of the official crate of a service of AWS, such as `aws-sdk-partnercentralaccount`.
    pub official_crate: Option<&'static str>,
    /// The version of the generated crate.
    pub crate_version: &'static str,
    /// The protocol spoken.
    pub protocol: &'static dyn Protocol,
    /// The signing name, of `aws.auth#sigv4` or else `aws.auth#sigv4a`; empty without these traits.
    pub signing_name: &'static str,
    /// The auth schemes the service supports, best first.
    pub auth: &'static [AuthScheme],
    /// Whether the endpoint rules name auth schemes besides SigV4, and so choose.
    pub endpoint_chooses_auth: bool,
    /// Where the model asks for HTTP/2.
    pub http2: Http2,
    /// What the service needs beyond its model.
    pub customizations: Customizations,
    /// The parameters of the endpoint rules.
    pub endpoint_params: &'static [Param],
    /// The endpoint rules.
    pub resolve_endpoint: endpoint::Resolve,
}

impl Service {
    /// How the service identifies itself in the user agent, such as `partnercentralaccount`.
    pub fn user_agent_id(&self) -> &'static str {
        self.official_crate.and_then(|name| name.strip_prefix("aws-sdk-")).unwrap_or(self.schema.name)
    }

    /// The scope of metrics: the official crate, else the name of the service shape.
    pub fn metrics_scope(&self) -> &'static str {
        self.official_crate.unwrap_or(self.schema.name)
    }

    /// The endpoint the rules of the service choose.
    ///
    /// # Errors
    /// A required parameter is not set, or the rules refuse the combination.
    pub fn endpoint(&self, params: &Params) -> Result<Endpoint, EndpointError> {
        params.complete()?;
        let mut params = params.clone();
        endpoint::apply_defaults(&mut params, self.endpoint_params)?;
        (self.resolve_endpoint)(&params).map_err(|error| params.shown(error))
    }
}

/// Where the trait of a protocol has HTTP/2 before HTTP/1.1. An operation that sends and receives events needs it
/// anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Http2 {
    /// `eventStreamHttp`: for operations with events.
    pub events: bool,
    /// `http`: for the others.
    pub others: bool,
}

impl Http2 {
    /// For no operation.
    pub const NONE: Self = Self { events: false, others: false };
}

/// What a service needs of its clients that its model does not say.
#[derive(Clone, Copy, Debug)]
pub struct Customizations {
    /// Headers of each request that has none of the name; names are in lower case.
    pub headers: &'static [(&'static str, &'static str)],
    /// What `AWS_BEARER_TOKEN_` is followed by in the name of the environment variable that holds a token.
    pub token_of_environment: Option<&'static str>,
    /// Codes of errors after which a call is made again.
    pub transient_errors: &'static [&'static str],
    /// The first backoff and the number of attempts by the retry behaviour 2.1 of AWS's SDKs, unless a program sets
    /// them.
    pub retries: Option<(Duration, u32)>,
    /// Parameters of the endpoint rules that environment or profile may set.
    pub environment: &'static [EnvironmentParam],
    /// Paths are signed as they are sent: neither encoded once more nor without `.`, `..` and empty segments.
    pub signs_paths_as_sent: bool,
    /// `x-amz-content-sha256` is part of each request that is signed.
    pub signs_body_hash: bool,
    /// A path may end in a slash that the model does not have, as clients of other languages write some.
    pub takes_last_slash: bool,
}

impl Customizations {
    /// Nothing beyond the model.
    pub const NONE: Self = Self {
        headers: &[],
        token_of_environment: None,
        transient_errors: &[],
        retries: None,
        environment: &[],
        signs_paths_as_sent: false,
        signs_body_hash: false,
        takes_last_slash: false,
    };
}

/// A boolean parameter of the endpoint rules that is taken from the environment, or else from the profile, unless a
/// program sets it.
#[derive(Clone, Copy, Debug)]
pub struct EnvironmentParam {
    /// What the rules call it.
    pub name: &'static str,
    /// The environment variable.
    pub variable: &'static str,
    /// The key of the profile.
    pub profile: &'static str,
}

/// How a request proves who sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthScheme {
    /// `aws.auth#sigv4`
    SigV4,
    /// `aws.auth#sigv4a`
    SigV4a,
    /// `smithy.api#httpBearerAuth`
    Bearer,
    /// `smithy.api#optionalAuth` or an empty `@auth`: not at all.
    NoAuth,
}

/// What the traits of one operation change about how it is sent.
#[derive(Clone, Copy, Debug)]
pub struct Traits {
    /// `@auth` and `@optionalAuth`: instead of those of the service.
    pub auth: Option<&'static [AuthScheme]>,
    /// The output or input holds what must not be logged.
    pub sensitive: bool,
    /// The input has such a thing in path or query.
    pub sensitive_uri: bool,
    /// The stream of bytes of input or output is such a thing.
    pub sensitive_stream: bool,
    /// What the names of headers begin with, in lower case, that hold such a thing in the request or an answer.
    pub sensitive_headers: &'static [&'static str],
    /// `@httpChecksum` and `@httpChecksumRequired`: the checksum of the request, if it has one.
    pub request_checksum: RequestChecksum,
    /// `@httpChecksum`: the checksum of the response, if it can have one.
    pub response_checksum: Option<ResponseChecksum>,
    /// `@requestCompression` with `gzip`.
    pub compress: bool,
    /// The service may take its time before it says something, which is no reason to give up.
    pub may_stall: bool,
    /// The service waits for news before it answers, and a program calls again at once: even a call that is not made
    /// again waits its turn, by the retry behaviour 2.1 of AWS's SDKs.
    pub long_polls: bool,
    /// What makes headers of the whole body, which is loaded for it.
    pub body_headers: Option<BodyHeaders>,
    /// `@unsignedPayload`: the body is no part of what is signed.
    pub unsigned_payload: bool,
}

/// The checksum of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestChecksum {
    /// It has none.
    None,
    /// MD5, in `Content-MD5`.
    Md5,
    /// One of an algorithm that a member may name.
    Chosen {
        /// The header that the member is, in lower case.
        header: &'static str,
        /// Whether the service insists on a checksum.
        required: bool,
    },
}

/// The checksum of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseChecksum {
    /// The header that asks for it, in lower case: a member of the input.
    pub header: &'static str,
    /// The names of the algorithms it can be of.
    pub algorithms: &'static [&'static str],
}

/// Makes headers of a body: their names and values. A header that is there stays.
pub type BodyHeaders = fn(&[u8]) -> Vec<(&'static str, String)>;

impl Traits {
    /// No trait at all.
    pub const NONE: Self = Self {
        auth: None,
        sensitive: false,
        sensitive_uri: false,
        sensitive_stream: false,
        sensitive_headers: &[],
        request_checksum: RequestChecksum::None,
        response_checksum: None,
        compress: false,
        may_stall: false,
        long_polls: false,
        body_headers: None,
        unsigned_payload: false,
    };
}

/// A structure that is the output of an operation.
pub trait Output: Structure + Debug + Send + Sync + 'static {
    /// What to do with its stream, if it has one.
    #[cfg(feature = "stream")]
    const STREAM: Option<crate::stream::OutputStream<Self>> = None;

    /// Where the request id goes.
    fn request_id_slot(&mut self) -> &mut Option<String>;

    /// Where the second id goes that some services give.
    #[cfg(feature = "s3")]
    fn extended_request_id_slot(&mut self) -> Option<&mut Option<String>> {
        None
    }
}

/// An operation; implemented by a marker type of the generated crate.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no operation: name its marker, such as `operation::get_partner::GetPartner`",
    label = "this is no marker of an operation"
)]
pub trait Operation: Sized + Send + Sync + 'static {
    /// The name of the operation shape.
    const NAME: &'static str;
    /// What its traits say.
    const TRAITS: Traits = Traits::NONE;
    /// `@http`, if the protocol heeds it.
    const HTTP: Option<Http> = None;
    /// The stream of events of the input, if it has one.
    #[cfg(feature = "event-sender")]
    const EVENTS: Option<crate::event_stream::InputEvents<Self::Input>> = None;
    /// The stream of bytes of the input, if it has one.
    #[cfg(feature = "byte-stream")]
    const STREAM: Option<crate::stream::InputStream<Self::Input>> = None;
    /// The service it is sent to.
    const SERVICE: &'static Service;
    /// The input structure.
    type Input: Structure + Debug + Send + Sync + 'static;
    /// The output structure.
    type Output: Output;
    /// The error enum.
    type Error: OperationError;

    /// The member with `@idempotencyToken`, to be filled when it is absent.
    fn idempotency_token(_input: &mut Self::Input) -> Option<&mut Option<String>> {
        None
    }

    /// Changes members before they are sent, as the service wants it. A client does so, not
    /// [`encode`](super::encode()), which takes an input as it is.
    fn prepare(_input: &mut Self::Input) {}

    /// Sets the endpoint parameters that come from the operation and its input: `@contextParam`,
    /// `@staticContextParams` and `@operationContextParams`.
    fn endpoint_params(_input: &Self::Input, _params: &mut Params) {}

    /// The prefix `@endpoint` puts before the host, with its labels filled in.
    ///
    /// # Errors
    /// The name of the member whose value cannot be part of a host name.
    fn host_prefix(_input: &Self::Input) -> Option<Result<String, &'static str>> {
        None
    }
}

/// What protocols need to know of an operation.
pub(crate) const fn schema<O: Operation>() -> OperationSchema {
    OperationSchema {
        service: &O::SERVICE.schema,
        name: O::NAME,
        http: O::HTTP,
        #[cfg(feature = "stream")]
        has_stream: O::Output::STREAM.is_some(),
        #[cfg(not(feature = "stream"))]
        has_stream: false,
        #[cfg(feature = "event-sender")]
        sends_events: O::EVENTS.is_some(),
        presigned: None,
    }
}

/// The value of a host label, which must be able to be part of a host name.
///
/// # Errors
/// The name of the member if its value is absent or no label of 1 to 63 letters, digits and hyphens.
pub fn host_label<'a>(member: &'static str, value: &'a Option<String>) -> Result<&'a str, &'static str> {
    value.as_deref().filter(|value| endpoint::functions::is_valid_host_label(value, false)).ok_or(member)
}
