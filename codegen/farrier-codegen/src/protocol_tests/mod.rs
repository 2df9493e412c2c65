//! Protocol tests: the traits `smithy.test#httpRequestTests` and `httpResponseTests` in, tests of the generated crate out.
//!
//! [`lower`] types the values of `params` by the model and reports what does not fit; [`emit()`] writes them down as
//! calls of the public builders and leaves sending, reading and comparing to the runtime.

mod emit;
mod lower;
mod value;

pub(crate) use emit::emit;
pub(crate) use lower::lower;
