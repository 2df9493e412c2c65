//! Operations without their types, as a fake knows them.

use super::call::AnyInput;
use super::faked::Faked;
use super::redaction::{self, Redacted};
use super::refusal::Refusal;
use super::round_trip::{self, Claims, Outcome, Outcoming};
use super::unpack::unpack;

use crate::client::Handle;
use crate::error::{BoxError, OperationError as _};
use crate::event_stream::{EventOutput, HideMessage, Incoming, WriteMessage, hide_message};
use crate::fixture::fixture;
use crate::operation::definition::schema;
use crate::operation::{Output as _, Service, Traits, read_events, read_input, write_error, write_events};
use crate::protocol::{OperationSchema, Request, Response};
use crate::schema::ShapeSchema;
use crate::serde::{Structure as _, WriteMembers};
use crate::serde_impl::Censor;
use crate::stream::Check;
use crate::validate::{Constrained as _, check_members};
use aws_smithy_types::body::SdkBody;
use std::pin::Pin;
use std::sync::Arc;

/// An operation that a fake can answer; generated code has the list.
#[derive(Debug)]
pub struct FakeOperation {
    pub(super) name: &'static str,
    /// The method that gives it its answers.
    pub(super) method: &'static str,
    pub(super) traits: Traits,
    /// Whether input or output have a stream of events.
    pub(super) has_events: bool,
    pub(super) schema: OperationSchema,
    input: fn() -> &'static ShapeSchema,
    pub(super) read: fn(Request) -> Result<AnyInput, Refusal>,
    redacted: fn(Request, Response, Option<HideMessage>, &Censor<'_>) -> Redacted,
    /// What is kept of the messages of the stream of the output in a recording.
    hide_message: Option<HideMessage>,
    round_trip: fn(Claims<'_>, u64) -> Outcome,
    /// Calls it with a made-up input, and compares the output.
    pub(super) call: fn(Handle, u64) -> Outcoming,
    /// Compares an input with a made-up one.
    pub(super) same_input: fn(&AnyInput, u64) -> Outcome,
    /// Answers by a made-up output.
    pub(super) answers: fn(u64) -> Handler,
}

impl FakeOperation {
    /// An operation, and the name of the method that gives it its answers.
    pub const fn of<O: Faked>(method: &'static str) -> Self {
        Self {
            name: O::NAME,
            method,
            traits: O::TRAITS,
            has_events: O::EVENTS.is_some() || matches!(&O::Output::STREAM, Some(stream) if stream.answer.is_some()),
            schema: schema::<O>(),
            input: O::Input::shape,
            read: |request| Ok(Arc::new(read_input::<O>(request).map_err(Refusal::unreadable)?)),
            redacted: redaction::redacted::<O>,
            hide_message: None,
            round_trip: round_trip::round_trip::<O>,
            call: round_trip::call::<O>,
            same_input: round_trip::same_input::<O>,
            answers: |seed| handler::<O, _, _>(move |_| std::future::ready(Ok(fixture(seed)))),
        }
    }

    /// With events in its output. They can be written only where there are fakes, and so are no bound of
    /// [`of`](Self::of).
    pub const fn with_events<T: EventOutput<Event: WriteMessage, Error: WriteMessage>>(self) -> Self {
        Self { hide_message: Some(hide_message::<T>()), ..self }
    }

    /// Whether its answers are events.
    pub(super) fn answers_events(&self) -> bool {
        self.hide_message.is_some()
    }

    /// A request and its answer without what is to be hidden in them.
    pub(super) fn redacted(&self, request: Request, response: Response, censor: &Censor<'_>) -> Redacted {
        (self.redacted)(request, response, self.hide_message, censor)
    }

    /// Makes up an input and an output, which have to come back as they were.
    pub(super) fn round_trip(&self, service: &Service, seed: u64) -> Outcome {
        (self.round_trip)(&|request| self.match_score(service, request).is_some(), seed)
    }

    /// A request of this operation, and what of its body was taken out of it because it is events. Members that are a
    /// message before them are its body.
    pub(super) async fn received(&self, mut request: Request, events: Option<SdkBody>) -> Result<Received, BoxError> {
        let Some(events) = events else { return Ok(Received { request, events: None }) };
        if !self.schema.sends_events {
            // An object may be of that media type.
            *request.body_mut() = events;
            return Ok(Received { request: unpack(request, false).await?, events: None });
        }
        let has_initial = self.schema.http.is_none() && !(self.input)().built().members.is_empty();
        let (members, events) = Incoming::begin(events, has_initial).await?;
        *request.body_mut() = SdkBody::from(members);
        Ok(Received { request, events: Some(events) })
    }

    /// How much of a request says that it is one of this operation; `None` if it is not.
    pub(super) fn match_score(&self, service: &Service, request: &Request) -> Option<usize> {
        service.protocol.match_score(&self.schema, (self.input)(), request)
    }
}

/// Whether clients of a service compress requests. Elsewhere an encoding is that of an object, and stays.
pub(super) fn compresses(operations: &[FakeOperation]) -> bool {
    operations.iter().any(|operation| operation.traits.compress)
}

/// The operation that a request is of.
pub(super) fn find(
    service: &Service,
    operations: &'static [FakeOperation],
    request: &Request,
) -> Option<&'static FakeOperation> {
    let score = |operation: &'static FakeOperation| Some((operation.match_score(service, request)?, operation));
    operations.iter().filter_map(score).max_by_key(|(score, _)| *score).map(|(_, operation)| operation)
}

/// The answer to a request, on its way.
pub(super) type Answered = Pin<Box<dyn Future<Output = Result<Response, Refusal>> + Send>>;

/// What answers an operation.
pub(super) type Handler = Box<dyn FnMut(Received, Checks) -> Answered + Send>;

/// A request whose body is in memory, but for events.
pub(super) struct Received {
    pub(super) request: Request,
    events: Option<Incoming>,
}

/// Whether values are checked against the constraints of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Checks {
    On,
    Off,
}

impl Checks {
    /// Checks a structure, if it is to be.
    fn check<O: Faked>(
        self,
        shape: &'static ShapeSchema,
        write: &WriteMembers<'_>,
        refusal: fn(String) -> Refusal,
    ) -> Result<(), Refusal> {
        if self == Self::Off { Ok(()) } else { valid::<O>(shape, write, refusal) }
    }

    /// This check, if there is to be one.
    fn then(self, check: Check) -> Option<Check> {
        (self == Self::On).then_some(check)
    }
}

/// Checks a structure against the constraints of the crate of an operation.
fn valid<O: Faked>(
    shape: &'static ShapeSchema,
    write: &WriteMembers<'_>,
    refusal: fn(String) -> Refusal,
) -> Result<(), Refusal> {
    check_members(shape, write, O::Input::CONSTRAINTS).map_err(|violations| refusal(violations.to_string()))
}

/// Answers an operation by a function of its input.
pub(super) fn handler<O, F, R>(mut answer: F) -> Handler
where
    O: Faked,
    F: FnMut(O::Input) -> R + Send + 'static,
    R: Future<Output = Result<O::Output, O::Error>> + Send + 'static,
{
    let check: Check = |shape, write| valid::<O>(shape, write, Refusal::input).map_err(Refusal::meta);
    Box::new(move |Received { request, events }, checks| {
        let input = read_events::<O>(request, events, checks.then(check)).map_err(Refusal::unreadable);
        let input = input.and_then(|input| {
            checks.check::<O>(O::Input::shape(), &|to| input.write(to), Refusal::input)?;
            Ok(answer(input))
        });
        match input {
            Ok(answer) => Box::pin(async move { response::<O>(answer.await, checks) }),
            Err(refusal) => Box::pin(std::future::ready(Err(refusal))),
        }
    })
}

/// The response for what a function gave.
fn response<O: Faked>(answer: Result<O::Output, O::Error>, checks: Checks) -> Result<Response, Refusal> {
    let error = match answer {
        Ok(output) => {
            checks.check::<O>(O::Output::shape(), &|to| output.write(to), Refusal::output)?;
            let check: Check = |shape, write| valid::<O>(shape, write, Refusal::output).map_err(Refusal::meta);
            return write_events::<O>(output, checks.then(check)).map_err(Refusal::unwritable);
        }
        Err(error) => error,
    };
    let mut response = None;
    error.inner().with_structure(&mut |error, status| {
        let valid = checks.check::<O>(error.schema(), error.values(), Refusal::output);
        let written = || write_error(O::SERVICE, &schema::<O>(), error, status).map_err(Refusal::unwritable);
        response = Some(valid.and_then(|()| written()));
    });
    match response {
        Some(response) => response,
        None => Refusal::said(error.inner().meta()).response(O::SERVICE, &schema::<O>()),
    }
}
