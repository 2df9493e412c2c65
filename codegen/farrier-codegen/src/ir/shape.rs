//! Shapes: structures, unions, enums and errors, their members and their types.

use farrier_schema_text::{IDEMPOTENCY_TOKEN, SENSITIVE, Traits, ValueSchema};
use smithy_json_ast::ShapeId;
use std::sync::Arc;

/// Markdown paragraphs, as lines.
pub(crate) type Docs = Vec<String>;

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
    /// Those of its schema text.
    pub(crate) traits: Traits<'static>,
    pub(crate) direction: Direction,
    pub(crate) values: ValueTraits,
    /// Shared by all that are of one shape.
    pub(crate) fields: Arc<[Field]>,
}

/// What a type can have besides `PartialEq`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ValueTraits {
    pub(crate) eq: bool,
    pub(crate) hash: bool,
    pub(crate) ord: bool,
}

impl ValueTraits {
    pub(crate) const ALL: Self = Self { eq: true, hash: true, ord: true };
    pub(crate) const NONE: Self = Self { eq: false, hash: false, ord: false };

    /// What two types have in common.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { eq: self.eq && other.eq, hash: self.hash && other.hash, ord: self.ord && other.ord }
    }
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

    /// Whether all of it must not be shown.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.traits.has(&SENSITIVE)
    }

    /// Whether `Debug` must redact something.
    pub(crate) fn redacts(&self) -> bool {
        self.is_sensitive() || self.fields.iter().any(|field| field.sensitive)
    }
}

/// A member of a structure.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The Rust field, `r#` included where needed.
    pub(crate) ident: String,
    /// The same without `r#`, for `set_x` and `get_x`.
    pub(crate) stem: String,
    /// The name in the model.
    pub(crate) member: String,
    pub(crate) docs: Docs,
    /// The first sentence of the documentation, or a line of ours.
    pub(crate) summary: String,
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
    /// Of a stream of bytes.
    EmptyStream,
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
    /// A blob with `@streaming`.
    ByteStream,
    /// What receives the events of a stream.
    EventReceiver(EventStream),
    /// What events are sent by.
    EventSender(EventStream),
}

/// The types of a stream of events: a union of `crate::types`, and an enum of `crate::types::error`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EventStream {
    pub(crate) event: String,
    pub(crate) error: String,
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
    pub(crate) fn shape(&self) -> &ShapeId {
        match &self.kind {
            TypeKind::Structure(shape) => &shape.shape,
            TypeKind::Union(shape) => &shape.shape,
            TypeKind::Enum(shape) => &shape.shape,
        }
    }

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
    /// Those of its schema text.
    pub(crate) traits: Traits<'static>,
    pub(crate) direction: Direction,
    pub(crate) values: ValueTraits,
    /// The features by which it is sent as events.
    pub(crate) sent_by: Vec<String>,
    pub(crate) variants: Vec<Variant>,
}

impl Union {
    /// Whether all of it must not be shown.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.traits.has(&SENSITIVE)
    }
}

/// A union member.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) ident: String,
    pub(crate) snake: String,
    /// The name in the model.
    pub(crate) member: String,
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
    pub(crate) shape: ShapeId,
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
    /// The HTTP status of answers that are this error.
    pub(crate) status: u16,
    /// The code of such answers.
    pub(crate) code: String,
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
