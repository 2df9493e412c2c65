//! What goes wrong on purpose.

use super::refusal::Refusal;
use crate::operation::Operation;
use crate::protocol::Response;
use std::time::Duration;

/// Something that happens to requests instead of an answer, or before it.
///
/// ```text
/// fake.inject(Fault::throttling().times(2));
/// fake.inject(Fault::late(Duration::from_secs(5)).on::<GetPartner>());
/// ```
#[must_use = "nothing goes wrong before it is handed to `inject`"]
#[derive(Clone, Debug)]
pub struct Fault {
    pub(super) kind: Kind,
    /// The name of the operation that it happens to, if not to any.
    operation: Option<&'static str>,
    times: usize,
    pub(super) delay: Duration,
    headers: Vec<(String, String)>,
}

/// What happens.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Error(Refusal),
    Response {
        status: u16,
        body: Vec<u8>,
    },
    Disconnect,
    Silence,
    /// Nothing but the delay.
    Late,
}

impl Fault {
    fn new(kind: Kind) -> Self {
        Self { kind, operation: None, times: 1, delay: Duration::ZERO, headers: Vec::new() }
    }

    /// An error by its code, in the form of the protocol. Codes of errors of the model need no more than a message:
    /// what else they require is empty then.
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        Self::new(Kind::Error(Refusal::new(status, code, message)))
    }

    /// The service is asked too often: `ThrottlingException`. Clients try again.
    pub fn throttling() -> Self {
        Self::error(400, "ThrottlingException", "Rate exceeded")
    }

    /// The service fails: `InternalServerException`, with the status 500. Clients try again.
    pub fn server_error() -> Self {
        Self::error(500, "InternalServerException", "We encountered an internal error. Please try again.")
    }

    /// A response as it is, such as the page of a proxy.
    pub fn response(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::new(Kind::Response { status, body: body.into() }).header("content-type", content_type)
    }

    /// The connection ends before an answer. Clients try again.
    pub fn disconnect() -> Self {
        Self::new(Kind::Disconnect)
    }

    /// No answer ever comes: timeouts end the call, and nothing does where there is none.
    pub fn silence() -> Self {
        Self::new(Kind::Silence)
    }

    /// The answer comes this much later.
    pub fn late(delay: Duration) -> Self {
        Self::new(Kind::Late).after(delay)
    }

    /// Gives the answer a header, in place of those of that name.
    ///
    /// ```text
    /// fake.inject(Fault::throttling().header("x-amz-retry-after", "5000"));
    /// ```
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Happens this much after the request.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Happens to so many requests, one after the other.
    pub fn times(mut self, times: usize) -> Self {
        self.times = times;
        self
    }

    /// Happens to one operation alone.
    pub fn on<O: Operation>(mut self) -> Self {
        self.operation = Some(O::NAME);
        self
    }
}

impl Fault {
    /// An answer with its headers.
    pub(super) fn with_headers(&self, mut response: Response) -> Response {
        for (name, value) in &self.headers {
            // What no header can be is left out.
            let _ = response.headers_mut().try_insert(name.clone(), value.clone());
        }
        response
    }
}

/// The first fault that an operation has to go through, if there is one: one time less is left of it.
pub(super) fn next(faults: &mut Vec<Fault>, operation: &str) -> Option<Fault> {
    faults.retain(|fault| fault.times > 0);
    let fault = faults.iter_mut().find(|fault| fault.operation.is_none_or(|name| name == operation))?;
    fault.times -= 1;
    Some(fault.clone())
}
