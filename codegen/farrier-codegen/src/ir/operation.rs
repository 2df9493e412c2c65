//! The service and its operations.

use super::endpoint::{ContextParam, EndpointParam};
use super::shape::{Docs, ErrorRef, Structure, Type};
use super::waiter::Waiter;
use crate::endpoint::{EndpointRules, TestCase};
use crate::protocols::Protocol;
use smithy_json_ast::ShapeId;
use smithy_json_ast::traits::Http2;

/// The service shape.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) shape: ShapeId,
    /// One line of Markdown.
    pub(crate) title: String,
    pub(crate) sdk_id: String,
    /// The name of the official crate, which the services of AWS have.
    pub(crate) official_crate: Option<String>,
    pub(crate) docs: Docs,
    /// The `version` of the service shape.
    pub(crate) api_version: String,
    pub(crate) protocol: &'static Protocol,
    /// The protocol in the runtime, by its path.
    pub(crate) protocol_path: &'static str,
    pub(crate) xml_namespace: Option<XmlNamespace>,
    pub(crate) query_compatible: bool,
    pub(crate) signing_name: String,
    pub(crate) auth: Vec<AuthScheme>,
    pub(crate) customizations: ServiceCustomizations,
    pub(crate) http2: Http2,
    /// Whether the endpoint rules name auth schemes besides SigV4.
    pub(crate) endpoint_chooses_auth: bool,
    /// What the configuration has for the endpoint rules of this service alone.
    pub(crate) context_params: Vec<ContextParam>,
    /// Whether some operation, wanted here or not, has a checksum that the configuration decides about.
    pub(crate) chooses_checksums: bool,
    pub(crate) endpoint: EndpointRules,
    /// None unless tests are wanted.
    pub(crate) endpoint_tests: Vec<TestCase>,
}

/// What a service needs beyond its model.
#[derive(Debug, Default)]
pub(crate) struct ServiceCustomizations {
    /// Headers of each request, by name, in lower case.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The name of the service in the environment variable of its token.
    pub(crate) token_of_environment: Option<&'static str>,
    /// The module of the runtime that makes tokens to log in with.
    pub(crate) auth_token: Option<&'static str>,
    /// Codes of errors after which a call is made again.
    pub(crate) transient_errors: Vec<&'static str>,
    /// The first backoff in milliseconds, and the number of attempts, by the retry behaviour 2.1.
    pub(crate) retries: Option<(u64, u32)>,
    /// The protocol in the runtime that goes before the one of the model, by its path.
    pub(crate) protocol_path: Option<&'static str>,
    /// The features of the runtime that have it.
    pub(crate) features: Vec<&'static str>,
    /// Parameters of the endpoint rules that the environment or the profile may set.
    pub(crate) environment: Vec<EnvironmentParam>,
    /// Whether paths are signed as they are sent.
    pub(crate) signs_paths_as_sent: bool,
    /// Whether the hash of the body is in a header.
    pub(crate) signs_body_hash: bool,
    /// Whether a path may end in a slash that the model does not have.
    pub(crate) takes_last_slash: bool,
}

/// A parameter of the endpoint rules, by its name, and what may set it.
#[derive(Debug)]
pub(crate) struct EnvironmentParam {
    pub(crate) name: &'static str,
    pub(crate) variable: &'static str,
    /// The key of the profile.
    pub(crate) profile: &'static str,
}

/// An auth scheme of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AuthScheme {
    SigV4,
    SigV4a,
    Bearer,
    NoAuth,
}

/// An operation with the structures only it owns.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) shape: ShapeId,
    /// The marker type.
    pub(crate) ident: String,
    /// The builder of the input, which also sends.
    pub(crate) fluent_builder: String,
    /// The enum of its errors.
    pub(crate) error: String,
    /// The client method and module.
    pub(crate) module: String,
    /// The Cargo feature.
    pub(crate) feature: String,
    /// The method of a fake that has its answers.
    pub(crate) fake: String,
    pub(crate) docs: Docs,
    /// The first sentence of the documentation.
    pub(crate) summary: Option<String>,
    pub(crate) deprecated: Option<String>,
    pub(crate) http: Option<Http>,
    pub(crate) input: Structure,
    pub(crate) output: Structure,
    /// The idents of its errors, in the order of the model.
    pub(crate) errors: Vec<ErrorRef>,
    pub(crate) auth: Option<Vec<AuthScheme>>,
    /// Whether input, output or errors hold what must not be shown, however deep.
    pub(crate) sensitive: bool,
    /// Whether path or query hold such a thing.
    pub(crate) sensitive_uri: bool,
    /// Whether a stream of bytes, of input or output, is such a thing.
    pub(crate) sensitive_stream: bool,
    /// What the names of headers begin with, in lower case, that hold such a thing in the request or an answer.
    pub(crate) sensitive_headers: Vec<String>,
    pub(crate) checksums: Checksums,
    pub(crate) customizations: OperationCustomizations,
    /// How it begins sessions with buckets, if it does.
    pub(crate) session: Option<Session>,
    pub(crate) compress: bool,
    /// Whether the body is no part of what is signed.
    pub(crate) unsigned_payload: bool,
    /// The stream of bytes of the input.
    pub(crate) input_stream: Option<ByteStream>,
    /// The stream of bytes of the output.
    pub(crate) output_stream: Option<ByteStream>,
    pub(crate) paginator: Option<Paginator>,
    pub(crate) host_prefix: Option<HostPrefix>,
    /// What becomes of a member of the input before it is sent.
    pub(crate) preparation: Option<Preparation>,
    pub(crate) endpoint_params: Vec<EndpointParam>,
    pub(crate) waiters: Vec<Waiter>,
}

/// What an operation needs beyond its model.
#[derive(Debug, Default)]
pub(crate) struct OperationCustomizations {
    /// Whether its answers have a second id.
    pub(crate) extended_request_id: bool,
    /// Whether it may take its time without a byte.
    pub(crate) may_stall: bool,
    /// Whether it waits for news before it answers.
    pub(crate) long_polls: bool,
    /// Whether the body need not be signed, if a program says so.
    pub(crate) may_leave_body_unsigned: bool,
    /// Whether it begins sessions with buckets.
    pub(crate) begins_sessions: bool,
    /// The form in which its requests are signed now and sent later, if they can be.
    pub(crate) presigned: Option<Presigned>,
    /// The member of the output that says whether there are more pages.
    pub(crate) more_pages: Option<&'static str>,
    /// Headers that are made of the whole body.
    pub(crate) body_headers: Option<BodyHeaders>,
}

/// `@httpChecksum` and `@httpChecksumRequired`
#[derive(Debug)]
pub(crate) struct Checksums {
    pub(crate) request: Option<RequestChecksum>,
    pub(crate) response: Option<ResponseChecksum>,
}

/// The checksum of a request.
#[derive(Debug)]
pub(crate) enum RequestChecksum {
    /// MD5, always.
    Md5,
    /// One of the algorithm that a header says, and whether there has to be one.
    Chosen { header: String, required: bool },
}

/// The checksum of a response.
#[derive(Debug)]
pub(crate) struct ResponseChecksum {
    /// The header that asks for it.
    pub(crate) header: String,
    pub(crate) algorithms: Vec<String>,
}

impl Checksums {
    /// Whether there is more than MD5.
    pub(crate) fn are_flexible(&self) -> bool {
        self.response.is_some() || matches!(self.request, Some(RequestChecksum::Chosen { .. }))
    }
}

/// `@http`: where requests go.
#[derive(Debug)]
pub(crate) struct Http {
    pub(crate) method: String,
    /// The pattern of path and query.
    pub(crate) uri: String,
    pub(crate) code: u16,
}

/// `@xmlNamespace`
#[derive(Debug)]
pub(crate) struct XmlNamespace {
    pub(crate) uri: String,
    pub(crate) prefix: Option<String>,
}

/// A function of the runtime that changes a member of the input.
#[derive(Debug)]
pub(crate) struct Preparation {
    /// The field, an optional string.
    pub(crate) field: String,
    /// The path of the function in the runtime.
    pub(crate) function: &'static str,
}

/// Where an operation that begins sessions has what there is to know of one, by Rust fields.
#[derive(Debug)]
pub(crate) struct Session {
    /// The bucket, of the input.
    pub(crate) bucket: String,
    /// The credentials, of the output: an optional structure.
    pub(crate) credentials: String,
    /// Of the credentials: access key id, secret access key, session token, and when they end.
    pub(crate) parts: [String; 4],
}

/// What makes headers of the whole body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BodyHeaders {
    /// The path of a function of the runtime.
    pub(crate) function: &'static str,
    /// The feature of the runtime that has it.
    pub(crate) feature: &'static str,
}

/// How a request is signed now and sent later.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Presigned {
    /// With a body that is not signed, and that whoever sends it brings.
    UnsignedBody,
    /// As a `GET` without a body, the members of which are in the query.
    Query,
}

/// The member of an input or output that is a stream of bytes.
#[derive(Debug)]
pub(crate) struct ByteStream {
    /// The Rust field.
    pub(crate) field: String,
    /// What its model says the bytes are.
    pub(crate) media_type: Option<String>,
    /// `@requiresLength`
    pub(crate) requires_length: bool,
}

/// A step of a path through fields; whether the field is an `Option`.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) field: String,
    pub(crate) optional: bool,
    pub(crate) boxed: bool,
}

/// `@paginated`, resolved.
#[derive(Debug)]
pub(crate) struct Paginator {
    pub(crate) ident: String,
    /// The type of the items of all pages.
    pub(crate) items_ident: String,
    pub(crate) input_token: String,
    pub(crate) output_token: Vec<Step>,
    pub(crate) token: Type,
    pub(crate) page_size: Option<(String, Type)>,
    pub(crate) items: Option<(Vec<Step>, Type)>,
    /// The field of the output without which there is no next page, whatever the token: an optional boolean.
    pub(crate) more: Option<String>,
}

/// `@endpoint(hostPrefix)`, as literal parts and input fields.
#[derive(Debug)]
pub(crate) struct HostPrefix {
    pub(crate) parts: Vec<HostPart>,
}

/// A part of a host prefix.
#[derive(Debug)]
pub(crate) enum HostPart {
    Literal(String),
    /// The field and its member, and whether it is an enum.
    Label(String, String, bool),
}
