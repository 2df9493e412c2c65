//! Answers that no function of a test gave: errors that are known by a code and a message alone.

use super::secrets;
use crate::error::{EncodeError, ErrorMetadata, SerdeError};
use crate::operation::{Service, write_error};
use crate::protocol::{OperationSchema, Request, Response};
use crate::schema::{ShapeSchema, shape};
use crate::serde::DynStructure;
use crate::sync::lock;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

/// The status of answers that say that a test is not complete. No client tries again after it.
const UNFINISHED: u16 = 501;

/// An error by its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) code: String,
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self { status, code: code.to_owned(), message: message.into() }
    }

    pub(super) fn unreadable(error: SerdeError) -> Self {
        Self::new(400, "SerializationException", format!("the request cannot be read: {error}"))
    }

    /// As services put it.
    pub(super) fn input(violations: String) -> Self {
        Self::new(400, "ValidationException", violations)
    }

    pub(super) fn output(violations: String) -> Self {
        let message = format!("the answer of the test breaks the model: {violations}");
        Self::new(UNFINISHED, "FakeAnswerInvalid", message)
    }

    pub(super) fn unwritable(error: EncodeError) -> Self {
        Self::new(UNFINISHED, "FakeAnswerInvalid", format!("the answer of the test cannot be written: {error}"))
    }

    pub(super) fn no_answer(operation: &str, method: &str) -> Self {
        let message = format!("the fake has no answer to {operation}: add `.{method}(|input| async {{ .. }})` to it");
        Self::new(UNFINISHED, "FakeHasNoAnswer", message)
    }

    pub(super) fn unknown(request: &Request) -> Self {
        let (method, path) = (request.method(), secrets::path(request.uri(), false));
        let path = path.split('?').next().unwrap_or_default();
        let message = format!("{method} {path} is no operation of the fake: its feature may be off");
        Self::new(UNFINISHED, "FakeHasNoOperation", message)
    }

    /// What a test said of an error that is none of the model.
    pub(super) fn said(meta: &ErrorMetadata) -> Self {
        Self::new(400, meta.code().unwrap_or("UnknownError"), meta.message().unwrap_or_default())
    }

    /// What an error is made of that ends a stream of events.
    pub(super) fn meta(self) -> ErrorMetadata {
        ErrorMetadata::builder().code(self.code).message(self.message).build()
    }

    /// The response in the protocol of a service.
    pub(super) fn response(&self, service: &Service, operation: &OperationSchema) -> Result<Response, Self> {
        let write = |to: &mut crate::serde::Writer<'_>| to.members(&[&self.message]);
        let error = DynStructure::new(structure(&self.code), &write);
        write_error(service, operation, &error, self.status).map_err(Self::unwritable)
    }
}

/// The schema of an error with this code and a message. Letters that no name of a shape has are left out of it.
fn structure(code: &str) -> &'static ShapeSchema {
    static KNOWN: LazyLock<Mutex<HashMap<String, &'static str>>> = LazyLock::new(Mutex::default);
    let name: String = code.chars().filter(|char| char.is_ascii_alphanumeric() || "._-".contains(*char)).collect();
    // A schema stays for the life of the program, and so does its id: once for each code.
    let mut known = lock(&KNOWN);
    let id = *known.entry(name).or_insert_with_key(|name| format!("farrier.fake#{name}").leak());
    shape(id, "message")
}
