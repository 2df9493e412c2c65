//! Tests that the model brings along.

use super::shape::Docs;
use crate::endpoint::ParameterValue;

/// The tests of one operation or error.
#[derive(Debug)]
pub(crate) struct Suite {
    /// The module, and the file.
    pub(crate) module: String,
    /// The feature without which the operation is not there.
    pub(crate) feature: String,
    /// The module of the operation.
    pub(crate) operation_module: String,
    /// The marker type of the operation.
    pub(crate) operation: String,
    pub(crate) requests: Vec<RequestTest>,
    pub(crate) responses: Vec<ResponseTest>,
    /// Streams of events.
    pub(crate) events: Vec<EventsTest>,
    /// Inputs by which a client comes to an endpoint.
    pub(crate) endpoints: Vec<EndpointTest>,
    /// Requests that inputs are read from.
    pub(crate) server_requests: Vec<RequestTest>,
    /// Responses that outputs and errors become.
    pub(crate) server_responses: Vec<ResponseTest>,
}

/// A case of `httpRequestTests`.
#[derive(Debug)]
pub(crate) struct RequestTest {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) method: String,
    pub(crate) path: String,
    /// Everything else that is expected, as methods of the runtime's `RequestTest`.
    pub(crate) expected: Vec<Expectation>,
    pub(crate) input: Builder,
    /// Whether the input is compared by what is in its stream of bytes.
    pub(crate) streams: bool,
}

/// A case of `httpResponseTests`.
#[derive(Debug)]
pub(crate) struct ResponseTest {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) status: u16,
    /// What the response holds, as methods of the runtime's `ResponseTest`.
    pub(crate) given: Vec<Expectation>,
    /// Whether an error is expected, not an output.
    pub(crate) is_error: bool,
    /// Whether the output is compared by what is in its stream of bytes.
    pub(crate) streams: bool,
    /// The error code, where the case names one.
    pub(crate) code: Option<String>,
    pub(crate) expected: Builder,
}

/// An input of a case of `endpointTests`.
#[derive(Debug)]
pub(crate) struct EndpointTest {
    pub(crate) name: String,
    /// The parameters of the case.
    pub(crate) params: Vec<(String, ParameterValue)>,
    /// Those that the configuration has.
    pub(crate) configured: Vec<(String, ParameterValue)>,
    pub(crate) input: Builder,
}

/// A case of `eventStreamTests`.
#[derive(Debug)]
pub(crate) struct EventsTest {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) messages: Vec<EventMessage>,
    pub(crate) kind: EventsTestKind,
}

/// Which way the messages of a test go.
#[derive(Debug)]
pub(crate) enum EventsTestKind {
    /// An input becomes them.
    Sent {
        /// What goes before them.
        head: Option<RequestTest>,
        /// The members that are no stream.
        input: Builder,
        /// The setter of the stream.
        stream: String,
        events: Vec<SentEvent>,
    },
    /// They are understood.
    Received {
        /// The head, as methods of the runtime's `EventsTest`.
        head: Vec<Expectation>,
        status: Option<u16>,
        expected: ReceivedEvents,
    },
}

/// What a program sends.
#[derive(Debug)]
pub(crate) enum SentEvent {
    Event(Value),
    /// An error: the enum, its variant, and the structure.
    Error(String, String, Builder),
}

/// What a program receives.
#[derive(Debug)]
pub(crate) enum ReceivedEvents {
    /// The output before all events, if anything is said of it, and the events.
    Events(Option<Builder>, Vec<Value>),
    /// An exception.
    Exception(Builder),
    /// An error of the call, by the path of its structure.
    Error(String),
    /// Some error of the call or of the stream.
    Failure,
}

/// A message.
#[derive(Debug)]
pub(crate) struct EventMessage {
    /// All of it, in base64.
    pub(crate) bytes: String,
    /// Headers: name, type and value.
    pub(crate) headers: Vec<[String; 3]>,
    /// The media type of the payload, and the payload.
    pub(crate) body: Option<[String; 2]>,
}

/// A part of a message, by the method that takes it.
#[derive(Debug)]
pub(crate) enum Expectation {
    /// One argument per text.
    Texts(&'static str, Vec<String>),
    /// One argument: a slice.
    Strings(&'static str, Vec<String>),
    /// One argument: a slice of names and values.
    Pairs(&'static str, Vec<(String, String)>),
}

/// A value of a member, an element or an operation input.
#[derive(Debug)]
pub(crate) enum Value {
    Bool(bool),
    Integer(i64),
    Float(f64),
    /// `NAN`, `INFINITY` or `NEG_INFINITY` of a type.
    NotFinite(&'static str, &'static str),
    BigNumber(String),
    String(String),
    /// The bytes of a blob, which are text.
    Blob(String),
    /// What is in a stream of bytes.
    Stream(String),
    /// Seconds since the epoch and nanoseconds.
    Timestamp(i64, u32),
    /// The same as text: `2026-11-20T09:30:00Z`.
    DateTime(String),
    /// A document, as JSON.
    Document(String),
    /// A value of an enum, by its path.
    Enum(String, String),
    List(Vec<Value>),
    Map(Vec<(Value, Value)>),
    /// An item of a sparse list or map.
    Item(Option<Box<Value>>),
    Structure(Builder),
    Union {
        path: String,
        variant: String,
        /// `None` for `smithy.api#Unit`.
        value: Option<Box<Value>>,
        boxed: bool,
    },
}

/// A builder with the members that are set.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    /// The path of the structure: below `types`, or in the module of its operation.
    pub(crate) path: String,
    /// Members by the stem of their setter.
    pub(crate) members: Vec<(String, Value)>,
    pub(crate) fallible: bool,
    /// Whether all members are optional, so that the structure keeps them itself while it is built.
    pub(crate) whole: bool,
}
