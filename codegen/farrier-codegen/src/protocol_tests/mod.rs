//! Protocol tests: the traits `smithy.test#httpRequestTests` and `httpResponseTests` in, tests of the generated crate out.
//!
//! [`lower`] types the values of `params` by the model and reports what does not fit; [`emit()`] writes them down as
//! calls of the public builders and leaves sending, reading and comparing to the runtime.

mod emit;
mod lower;
mod value;

use crate::ir::Docs;
use value::{Builder, Value};

pub(crate) use emit::emit;
pub(crate) use lower::lower;

/// The tests of one operation or error.
#[derive(Debug)]
pub(crate) struct Suite {
    /// The module, and the file.
    module: String,
    /// The feature without which the operation is not there.
    feature: String,
    /// The module of the operation.
    operation_module: String,
    /// The marker type of the operation.
    operation: String,
    requests: Vec<RequestTest>,
    responses: Vec<ResponseTest>,
}

/// A case of `httpRequestTests`.
#[derive(Debug)]
struct RequestTest {
    name: String,
    docs: Docs,
    method: String,
    path: String,
    /// Everything else that is expected, as methods of the runtime's `RequestTest`.
    expected: Vec<Expectation>,
    input: Builder,
}

/// A case of `httpResponseTests`.
#[derive(Debug)]
struct ResponseTest {
    name: String,
    docs: Docs,
    status: u16,
    /// What the response holds, as methods of the runtime's `ResponseTest`.
    given: Vec<Expectation>,
    /// Whether an error is expected, not an output.
    is_error: bool,
    /// The error code, where the case names one.
    code: Option<String>,
    expected: Builder,
}

/// A part of a message, by the method that takes it.
#[derive(Debug)]
enum Expectation {
    /// One argument a text.
    Texts(&'static str, Vec<String>),
    /// One argument: a slice.
    Strings(&'static str, Vec<String>),
    /// One argument: a slice of names and values.
    Pairs(&'static str, Vec<(String, String)>),
}
