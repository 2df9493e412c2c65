//! Protocol tests: the traits `smithy.test#httpRequestTests`, `httpResponseTests` and `eventStreamTests` in, tests of
//! the generated crate out.
//!
//! [`lower`] types the values of `params` by the model and reports what does not fit; [`emit()`] writes them down as
//! calls of the public builders and leaves sending, reading and comparing to the runtime.

mod cases;
mod emit;
mod emit_events;
mod events;
mod lower;
mod printer;
mod value;

pub(crate) use emit::emit;
pub(crate) use lower::lower;
