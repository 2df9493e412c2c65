//! The resolved crate: every name, type and presence decided; nothing here is looked up or parsed again.

mod constraint;
mod endpoint;
mod events;
mod waiter;

use crate::endpoint::EndpointRules;
use crate::protocol_tests::Suite;
use crate::protocols::Protocol;
use crate::select::RuntimeDependency;
use farrier_schema_text::{IDEMPOTENCY_TOKEN, ValueSchema};
use smithy_json_ast::ShapeId;

pub(crate) use constraint::{Constraint, ConstraintSet, MemberConstraints};
pub(crate) use endpoint::{ContextParam, EndpointParam, ParamSource};
pub(crate) use events::EventError;
pub(crate) use waiter::{Acceptor, Expected, Matcher, State, Waiter};

/// A whole client crate.
#[derive(Debug)]
pub(crate) struct Crate {
    /// The package name, kebab-case.
    pub(crate) package: String,
    /// The service.
    pub(crate) service: Service,
    /// The operations, by shape name.
    pub(crate) operations: Vec<Operation>,
    /// Structures, unions and enums that are neither input, output nor error.
    pub(crate) types: Vec<TypeDef>,
    /// Error structures.
    pub(crate) errors: Vec<Error>,
    /// The error enums of streams of events.
    pub(crate) event_errors: Vec<EventError>,
    /// The constraints of shapes that members target, by shape id.
    pub(crate) constraints: Vec<ConstraintSet>,
    /// Those of the members of what is sent, by shape id.
    pub(crate) member_constraints: Vec<MemberConstraints>,
    /// The command that wrote the crate.
    pub(crate) command: String,
    pub(crate) runtime: RuntimeDependency,
    /// The names of hand-written examples.
    pub(crate) examples: Vec<String>,
    pub(crate) protocol_tests: Vec<Suite>,
}

impl Crate {
    /// Whether requests may have to be signed with SigV4a.
    pub(crate) fn uses_sigv4a(&self) -> bool {
        let of_operations = self.operations.iter().filter_map(|op| op.auth.as_ref());
        std::iter::once(&self.service.auth).chain(of_operations).flatten().any(|scheme| *scheme == Auth::SigV4a)
    }
}

/// The service shape.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) shape: ShapeId,
    /// One line of Markdown.
    pub(crate) title: String,
    pub(crate) sdk_id: String,
    pub(crate) user_agent_id: String,
    pub(crate) docs: Docs,
    /// The `version` of the service shape.
    pub(crate) api_version: String,
    pub(crate) protocol: &'static Protocol,
    pub(crate) query_compatible: bool,
    pub(crate) signing_name: String,
    pub(crate) auth: Vec<Auth>,
    /// Whether the endpoint rules name auth schemes besides SigV4.
    pub(crate) endpoint_chooses_auth: bool,
    /// What the configuration has for the endpoint rules of this service alone.
    pub(crate) context_params: Vec<ContextParam>,
    pub(crate) endpoint: EndpointRules,
    pub(crate) endpoint_tests: Option<serde_json::Value>,
}

/// An auth scheme of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Auth {
    SigV4,
    SigV4a,
    Bearer,
    Anonymous,
}

/// Markdown paragraphs, as lines.
pub(crate) type Docs = Vec<String>;

/// An operation with the structures only it owns.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) shape: ShapeId,
    /// The marker type, also the stem of error and fluent builder.
    pub(crate) ident: String,
    /// The stem of input, output and paginators.
    pub(crate) stem: String,
    /// The client method and module.
    pub(crate) module: String,
    /// The Cargo feature.
    pub(crate) feature: String,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<String>,
    pub(crate) input: Structure,
    pub(crate) output: Structure,
    /// The idents of its errors, in the order of the model.
    pub(crate) errors: Vec<ErrorRef>,
    pub(crate) auth: Option<Vec<Auth>>,
    /// Whether input, output or errors hold what must not be shown, however deep.
    pub(crate) sensitive: bool,
    pub(crate) checksum_required: bool,
    pub(crate) compress: bool,
    pub(crate) paginator: Option<Paginator>,
    pub(crate) host_prefix: Option<HostPrefix>,
    pub(crate) endpoint_params: Vec<EndpointParam>,
    pub(crate) waiters: Vec<Waiter>,
}

/// An error an operation can return.
#[derive(Debug, Clone)]
pub(crate) struct ErrorRef {
    pub(crate) ident: String,
    /// Snake case, for `is_x`.
    pub(crate) snake: String,
    /// What the service puts into the error code.
    pub(crate) codes: Vec<String>,
    /// See [`Error::large`].
    pub(crate) large: bool,
}

/// A structure: type, builder and shape schema.
#[derive(Clone, Debug)]
pub(crate) struct Structure {
    pub(crate) shape: ShapeId,
    pub(crate) ident: String,
    pub(crate) builder: String,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<String>,
    pub(crate) sensitive: bool,
    pub(crate) direction: Direction,
    pub(crate) fields: Vec<Field>,
}

/// Which way the values of a shape go between a client and its service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To the service: a client writes them.
    Request,
    /// From the service: a client reads them.
    Response,
    Both,
}

impl Structure {
    /// Whether building can fail.
    pub(crate) fn fallible(&self) -> bool {
        self.fields.iter().any(|field| field.presence == Presence::Required)
    }

    /// Whether all fields are `Option`, so that the structure can be its own builder's storage.
    pub(crate) fn all_optional(&self) -> bool {
        self.fields.iter().all(|field| field.presence == Presence::Optional)
    }

    /// The member that a client makes up where it is absent. Inputs alone have one.
    pub(crate) fn token(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.schema.traits.has(&IDEMPOTENCY_TOKEN))
    }

    /// Whether `Debug` must redact something.
    pub(crate) fn redacts(&self) -> bool {
        self.sensitive || self.fields.iter().any(|field| field.sensitive)
    }
}

/// A member of a structure.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The Rust field, `r#` included where needed.
    pub(crate) ident: String,
    /// The same without `r#`, for `set_x` and `get_x`.
    pub(crate) stem: String,
    /// The name on the wire.
    pub(crate) wire: String,
    pub(crate) docs: Docs,
    /// The first sentence of the documentation.
    pub(crate) summary: Option<String>,
    pub(crate) deprecated: Option<String>,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    /// `@required` in the model, whatever that means for the Rust type.
    pub(crate) required: bool,
    pub(crate) boxed: bool,
    pub(crate) sensitive: bool,
    /// What the member is on the wire.
    pub(crate) schema: ValueSchema<'static>,
}

/// Whether a field is an `Option`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Presence {
    Optional,
    /// Always there; the builder insists on it.
    Required,
    /// Always there; the builder fills in a default.
    Default(Literal),
}

/// The value of a `@default`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    Bool(bool),
    Integer(i64),
    String(String),
    /// Base64.
    Blob(String),
    /// An enum value.
    Enum(String),
    /// Seconds since the epoch and nanoseconds.
    Timestamp(i64, u32),
    EmptyList,
    EmptyMap,
    /// A document, as JSON.
    Document(serde_json::Value),
    /// A float or big number, as its digits.
    Number(String),
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    Bool,
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
    BigInteger,
    BigDecimal,
    String,
    Blob,
    DateTime,
    Document,
    List(Box<Type>),
    Map(Box<Type>, Box<Type>),
    /// The element of a sparse list or map.
    Option(Box<Type>),
    /// A type of `crate::types`.
    Named(String, Named),
    /// What receives the events of a stream: a union of `crate::types`, and an enum of `crate::types::error`.
    EventStream {
        event: String,
        error: String,
    },
}

/// What a named type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Structure,
    Union,
    Enum,
}

/// A type of `crate::types`, with the features that need it.
#[derive(Debug)]
pub(crate) struct TypeDef {
    pub(crate) module: String,
    pub(crate) usage: Usage,
    pub(crate) kind: TypeKind,
}

/// The kinds of type.
#[derive(Debug)]
pub(crate) enum TypeKind {
    Structure(Structure),
    Union(Union),
    Enum(Enum),
}

impl TypeDef {
    pub(crate) fn ident(&self) -> &str {
        match &self.kind {
            TypeKind::Structure(shape) => &shape.ident,
            TypeKind::Union(shape) => &shape.ident,
            TypeKind::Enum(shape) => &shape.ident,
        }
    }
}

/// Which operations need a type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Usage {
    /// The Cargo feature that turns the type on; `None` if every operation needs it. One of its own, that those of the
    /// operations turn on in turn, if several but not all do.
    pub(crate) feature: Option<String>,
    /// The features of these operations, if the type has one of its own.
    pub(crate) users: Vec<String>,
}

/// A union.
#[derive(Debug)]
pub(crate) struct Union {
    pub(crate) shape: ShapeId,
    pub(crate) ident: String,
    pub(crate) docs: Docs,
    pub(crate) sensitive: bool,
    pub(crate) direction: Direction,
    pub(crate) variants: Vec<Variant>,
}

/// A union member.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) ident: String,
    pub(crate) snake: String,
    pub(crate) wire: String,
    pub(crate) docs: Docs,
    /// `None` for `smithy.api#Unit`.
    pub(crate) ty: Option<Type>,
    pub(crate) boxed: bool,
    pub(crate) sensitive: bool,
    /// What the member is on the wire.
    pub(crate) schema: ValueSchema<'static>,
}

/// A string enum.
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) ident: String,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<String>,
    pub(crate) sensitive: bool,
    pub(crate) values: Vec<EnumValue>,
    /// Whether a map has it as its key.
    pub(crate) is_key: bool,
}

/// A value of an enum.
#[derive(Debug)]
pub(crate) struct EnumValue {
    pub(crate) ident: String,
    pub(crate) value: String,
    pub(crate) docs: Docs,
}

/// An error structure.
#[derive(Debug)]
pub(crate) struct Error {
    pub(crate) module: String,
    pub(crate) usage: Usage,
    pub(crate) structure: Structure,
    /// The field that holds the message.
    pub(crate) message: Option<String>,
    pub(crate) retry: Option<Retry>,
    /// Whether it may be so much larger than other errors that clippy says so.
    pub(crate) large: bool,
}

/// How a `@retryable` error is retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Retry {
    Throttling,
    Server,
    Client,
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
    pub(crate) input_token: String,
    pub(crate) output_token: Vec<Step>,
    pub(crate) token: Type,
    pub(crate) page_size: Option<(String, Type)>,
    pub(crate) items: Option<(Vec<Step>, Type)>,
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
    /// The field and its wire name.
    Label(String, String),
}
