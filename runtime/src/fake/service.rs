//! [`FakeService`]: finds the operation of a request, and answers it.

use super::call::Call;
use super::faked::Faked;
use super::fault::{self, Fault, Kind};
use super::operation::{Checks, FakeOperation, Handler, Received, compresses, find, handler};
use super::refusal::Refusal;
use super::unpack::{take_events, unpack, without_last_slash};
use crate::config::retry::RetryPartition;
use crate::error::BoxError;
use crate::error::response::REQUEST_IDS;
use crate::operation::{Operation, Service};
use crate::protocol::{OperationSchema, Request, Response};
use crate::sync::lock;
use aws_smithy_async::rt::sleep::{AsyncSleep as _, SharedAsyncSleep};
use aws_smithy_runtime_api::http::StatusCode;
use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// What the fakes of all services have. Clones share it.
#[derive(Clone)]
pub struct FakeService {
    shared: Arc<Shared>,
}

struct Shared {
    service: &'static Service,
    operations: &'static [FakeOperation],
    /// Tells it from all other fakes of the process.
    number: usize,
    handlers: Mutex<HashMap<&'static str, Arc<Mutex<Handler>>>>,
    faults: Mutex<Vec<Fault>>,
    calls: Mutex<Vec<Call>>,
    answers: AtomicUsize,
    unchecked: AtomicBool,
}

/// How many fakes there were so far.
static FAKES: AtomicUsize = AtomicUsize::new(0);

impl fmt::Debug for FakeService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeService").field("service", &self.shared.service.sdk_id).finish_non_exhaustive()
    }
}

/// What comes of a request to which there is no answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Lost {
    Disconnect,
    Silence,
}

impl FakeService {
    #[doc(hidden)]
    pub fn new(service: &'static Service, operations: &'static [FakeOperation]) -> Self {
        Self {
            shared: Arc::new(Shared {
                service,
                operations,
                number: FAKES.fetch_add(1, Ordering::Relaxed),
                handlers: Mutex::default(),
                faults: Mutex::default(),
                calls: Mutex::default(),
                answers: AtomicUsize::new(0),
                unchecked: AtomicBool::new(false),
            }),
        }
    }

    /// A partition of its own: clients of one share what they may spend on attempts, and tests must not wait for each
    /// other.
    #[doc(hidden)]
    pub fn retry_partition(&self) -> RetryPartition {
        RetryPartition::custom(format!("fake {}", self.shared.number)).build()
    }

    /// An endpoint for what has no rules that give it one.
    #[doc(hidden)]
    pub fn endpoint_url(&self) -> Option<String> {
        // All rules that there are know of more than that.
        let is_ruled = self.shared.service.endpoint_params.iter().any(|param| param.name != "Endpoint");
        (!is_ruled).then(|| "https://fake.test".to_owned())
    }

    #[doc(hidden)]
    pub fn on<O, F, R>(&self, answer: F)
    where
        O: Faked,
        F: FnMut(O::Input) -> R + Send + 'static,
        R: Future<Output = Result<O::Output, O::Error>> + Send + 'static,
    {
        self.answer_by(O::NAME, handler::<O, F, R>(answer));
    }

    pub(super) fn answer_by(&self, operation: &'static str, handler: Handler) {
        let before = lock(&self.shared.handlers).insert(operation, Arc::new(Mutex::new(handler)));
        // Without the lock: what a test has in there may come here when it is dropped.
        drop(before);
    }

    /// Lets something go wrong, after what was injected before.
    pub fn inject(&self, fault: Fault) {
        lock(&self.shared.faults).push(fault);
    }

    /// Checks neither inputs nor outputs against the constraints of the model from now on.
    pub fn without_checks(&self) {
        self.shared.unchecked.store(true, Ordering::Relaxed);
    }

    /// The requests so far, in the order in which they came. A call that was tried twice is there twice.
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.shared.calls).clone()
    }

    /// How many requests there were of an operation.
    pub fn count<O: Operation>(&self) -> usize {
        lock(&self.shared.calls).iter().filter(|call| call.operation() == O::NAME).count()
    }

    /// Compares the operations of the requests so far, in order.
    ///
    /// # Panics
    /// They are others. The message has both lists.
    #[track_caller]
    pub fn assert_calls(&self, operations: &[&str]) {
        let calls: Vec<_> = self.calls().iter().map(Call::operation).collect();
        assert_eq!(calls, operations, "the fake of {} got other calls", self.shared.service.sdk_id);
    }

    pub(super) fn service(&self) -> &'static Service {
        self.shared.service
    }

    pub(super) fn operations(&self) -> &'static [FakeOperation] {
        self.shared.operations
    }

    /// Answers a request. `sleep` is what waits; without it nothing is late.
    pub(super) async fn respond(
        &self,
        mut request: Request,
        sleep: Option<&SharedAsyncSleep>,
    ) -> Result<Response, Lost> {
        let events = take_events(&mut request);
        let damaged = |error: BoxError| Refusal::new(400, "SerializationException", error.to_string());
        let mut request = match unpack(request, compresses(self.shared.operations)).await {
            Ok(request) => request,
            Err(error) => return Ok(self.refuse(None, &damaged(error))),
        };
        let service = self.shared.service;
        let found = |request: &Request| find(service, self.shared.operations, request);
        let operation = found(&request).or_else(|| {
            let is_other = service.customizations.takes_last_slash && without_last_slash(&mut request);
            is_other.then(|| found(&request)).flatten()
        });
        let Some(operation) = operation else {
            return Ok(self.refuse(None, &Refusal::unknown(&request)));
        };
        let received = match operation.received(request, events).await {
            Ok(received) => received,
            Err(error) => return Ok(self.refuse(Some(operation), &damaged(error))),
        };
        let request = &received.request;
        let input = request.try_clone().and_then(|request| (operation.read)(request).ok());
        lock(&self.shared.calls).push(Call::new(operation.name, operation.traits, request, input));
        let fault = fault::next(&mut lock(&self.shared.faults), operation.name);
        if let (Some(fault), Some(sleep)) = (&fault, sleep) {
            sleep.sleep(fault.delay).await;
        }
        let response = match fault.as_ref().map(|fault| &fault.kind) {
            None | Some(Kind::Late) => match self.answer(operation, received).await {
                Ok(response) => self.identified(response),
                Err(refusal) => self.refuse(Some(operation), &refusal),
            },
            Some(Kind::Error(refusal)) => self.refuse(Some(operation), refusal),
            Some(Kind::Response { status, body }) => self.raw(*status, body),
            Some(Kind::Disconnect) => return Err(Lost::Disconnect),
            Some(Kind::Silence) => return Err(Lost::Silence),
        };
        Ok(match fault {
            Some(fault) => fault.with_headers(response),
            None => response,
        })
    }

    /// The answer of the test.
    async fn answer(&self, operation: &'static FakeOperation, received: Received) -> Result<Response, Refusal> {
        let handler = lock(&self.shared.handlers).get(operation.name).cloned();
        let Some(handler) = handler else { return Err(Refusal::no_answer(operation.name, operation.method)) };
        let checks = if self.shared.unchecked.load(Ordering::Relaxed) { Checks::Off } else { Checks::On };
        // Held while the function makes its future, and not while that waits.
        let answering = lock(&handler)(received, checks);
        answering.await
    }

    fn refuse(&self, operation: Option<&FakeOperation>, refusal: &Refusal) -> Response {
        let service = self.shared.service;
        let schema = operation.map_or_else(|| nameless(service), |operation| operation.schema);
        let response = refusal.response(service, &schema);
        // What has no form in the protocol is said as a text.
        match response {
            Ok(response) => self.identified(response),
            Err(refusal) => self.raw(refusal.status, refusal.message.as_bytes()),
        }
    }

    fn raw(&self, status: u16, body: &[u8]) -> Response {
        let status = StatusCode::try_from(status).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR.into());
        self.identified(Response::new(status, body.into()))
    }

    /// Gives a response an id, as services do.
    fn identified(&self, mut response: Response) -> Response {
        let number = self.shared.answers.fetch_add(1, Ordering::Relaxed) + 1;
        let headers = response.headers_mut();
        let [name, _] = REQUEST_IDS;
        if !headers.contains_key(name) {
            headers.insert(name, format!("00000000-0000-4000-8000-{number:012}"));
        }
        response
    }
}

/// What stands for an operation that is none.
fn nameless(service: &'static Service) -> OperationSchema {
    OperationSchema {
        service: &service.schema,
        name: "",
        http: None,
        has_stream: false,
        sends_events: false,
        presigned: None,
    }
}
