//! Real traffic, recorded once and played again: an HTTP client around another, and one that has its answers.

use super::operation::{FakeOperation, compresses, find};
use super::passing::{Passed, Wanted};
use super::refusal::Refusal;
use super::secrets;
use super::traffic::{self, Exchange, Part};
use super::unpack::{is_of_events, take_events, unpack, unpacked};
use crate::error::BoxError;
use crate::event_stream::unsigned;
use crate::operation::Service;
use crate::protocol::{Request, Response};
use crate::serde_impl::Censor;
use crate::sync::lock;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::{Headers, StatusCode};
use aws_smithy_types::body::SdkBody;
use http_body_util::BodyExt as _;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::{fmt, fs, io, process};
use tokio::runtime::Handle;

/// The operations of a service.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operations {
    pub(super) service: &'static Service,
    pub(super) all: &'static [FakeOperation],
}

/// An HTTP client that sends requests by another one and keeps them with their answers, but for headers that prove who
/// sends a request. Of operations with anything that the model calls sensitive, requests and answers are read by the
/// model and written again without it; what cannot be is not kept. Bodies go by as ever and are copied, up to 16 MiB
/// each; one that is longer is not kept, nor one that nobody read to its end, unless it is events. Requests without an
/// answer are not kept.
#[derive(Clone)]
pub struct Recorder {
    operations: Operations,
    client: SharedHttpClient,
    /// The names of members to hide besides those that the model calls sensitive.
    hidden: Vec<String>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// Without what was recorded, which has secrets until it is saved.
impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("operations", &self.operations).finish_non_exhaustive()
    }
}

/// A request and its answer, whose bodies may be on their way.
#[derive(Clone)]
struct Seen {
    method: String,
    uri: String,
    request: (Headers, Passed),
    status: StatusCode,
    response: (Headers, Passed),
}

impl Recorder {
    #[doc(hidden)]
    pub fn new(service: &'static Service, all: &'static [FakeOperation], client: impl HttpClient + 'static) -> Self {
        let client = SharedHttpClient::new(client);
        Self { operations: Operations { service, all }, client, hidden: Vec::new(), seen: Arc::default() }
    }

    /// Hides members of this name, too, as those that the model calls sensitive: what is secret though the model does
    /// not say so. It is the name of the model, such as `SessionToken`, in whatever structure. All requests and answers
    /// are read by the model and written again then, and errors of the model are their code.
    #[must_use = "it is a recorder"]
    pub fn also_hide(mut self, member: impl Into<String>) -> Self {
        self.hidden.push(member.into());
        self
    }

    /// Writes what was recorded so far, for [`Replay`]: of events, those that were received.
    ///
    /// # Errors
    /// The file cannot be written; or nothing that was recorded has a member that is to be hidden by name, which may be
    /// a mistake in the name.
    pub fn save(&self, file: impl AsRef<Path>) -> io::Result<()> {
        let seen = lock(&self.seen).clone();
        let mut met = BTreeSet::new();
        let kept: Vec<_> = seen.iter().filter_map(|seen| self.kept(seen, &mut met)).collect();
        if let Some(missing) = self.hidden.iter().find(|name| !met.contains(*name)) {
            let message = format!("nothing was written: nothing that was recorded has a member `{missing}` to hide");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let text = traffic::write(&kept);
        // The old file is there until the new one is whole.
        let (file, new) = (file.as_ref(), file.as_ref().with_extension(format!("{}.new", process::id())));
        fs::write(&new, text).and_then(|()| fs::rename(&new, file)).inspect_err(|_| {
            // It is of no use, and the first error is the one to tell.
            let _ = fs::remove_file(&new);
        })
    }
}

impl Recorder {
    /// What is to be saved of a request and its answer, if anything; and which members were hidden by name.
    fn kept(&self, seen: &Seen, met: &mut BTreeSet<String>) -> Option<Exchange> {
        let Operations { service, all } = self.operations;
        let request =
            self.operations.request(seen).inspect_err(|error| tracing::warn!("not recorded: {error}")).ok()?;
        let Some(operation) = find(service, all, &request) else {
            tracing::warn!("not recorded: {}", Refusal::unknown(&request).message);
            return None;
        };
        let censor = Censor::new(&self.hidden);
        let warn = |error: &BoxError| tracing::warn!(operation = operation.name, "not recorded: {error}");
        let kept = kept(operation, request, seen, &censor).inspect_err(warn).ok();
        met.extend(censor.into_met());
        kept
    }
}

impl HttpClient for Recorder {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let connector = self.client.http_connector(settings, components);
        SharedHttpConnector::new(Recording { recorder: self.clone(), connector })
    }
}

#[derive(Clone, Debug)]
struct Recording {
    recorder: Recorder,
    connector: SharedHttpConnector,
}

impl HttpConnector for Recording {
    fn call(&self, request: Request) -> HttpConnectorFuture {
        let this = self.clone();
        HttpConnectorFuture::new(async move { this.exchange(request).await })
    }
}

impl Recording {
    async fn exchange(&self, mut request: Request) -> Result<Response, ConnectorError> {
        let (method, uri, headers) = (request.method().to_owned(), request.uri().to_owned(), request.headers().clone());
        let (body, sent) = Passed::of(request.take_body());
        *request.body_mut() = body;
        let mut response = self.connector.call(request).await?;
        let (body, answered) = Passed::of(response.take_body());
        *response.body_mut() = body;
        let seen = Seen {
            method,
            uri,
            request: (headers, sent),
            status: response.status(),
            response: (response.headers().clone(), answered),
        };
        lock(&self.recorder.seen).push(seen);
        Ok(response)
    }
}

impl Operations {
    /// A request as it was before it was packed for the way.
    fn request(self, seen: &Seen) -> Result<Request, BoxError> {
        let (headers, body) = &seen.request;
        let mut request = Request::new(SdkBody::empty());
        request.set_method(&seen.method)?;
        request.set_uri(seen.uri.as_str())?;
        *request.headers_mut() = headers.clone();
        let wanted = if is_of_events(&request) { Wanted::SoFar } else { Wanted::Whole };
        unpacked(request, body.bytes(wanted)?, compresses(self.all))
    }
}

fn user(error: BoxError) -> ConnectorError {
    ConnectorError::user(error)
}

/// What is kept of a request and its answer, which is not as it was if anything of it may be sensitive.
fn kept(
    operation: &FakeOperation,
    mut request: Request,
    seen: &Seen,
    censor: &Censor<'_>,
) -> Result<Exchange, BoxError> {
    let (headers, body) = &seen.response;
    let wanted = if operation.answers_events() { Wanted::SoFar } else { Wanted::Whole };
    let mut response = Response::new(seen.status, body.bytes(wanted)?.into());
    *response.headers_mut() = headers.clone();
    if operation.traits.sensitive || censor.has_names() {
        (request, response) = operation.redacted(request, response, censor)?;
    } else if operation.schema.sends_events {
        let body = unsigned(request.body().bytes().unwrap_or_default())?;
        *request.body_mut() = body.into();
    }
    let part = |headers: &Headers, body: &SdkBody| {
        let kept = headers.iter().filter_map(|(name, value)| secrets::header(name, value, &[]));
        Part { headers: kept.collect(), body: body.bytes().unwrap_or_default().to_vec() }
    };
    Ok(Exchange {
        operation: operation.name.to_owned(),
        method: request.method().to_owned(),
        path: secrets::path(request.uri(), false),
        request: part(request.headers(), request.body()),
        status: response.status().as_u16(),
        response: part(response.headers(), response.body()),
    })
}

/// An HTTP client that sends nothing and has the answers of a [`Recorder`]: to each request the next that there is to
/// its operation. Inputs are not compared.
#[derive(Clone, Debug)]
pub struct Replay {
    operations: Operations,
    left: Arc<Mutex<Vec<Exchange>>>,
}

impl Replay {
    #[doc(hidden)]
    pub fn read(service: &'static Service, all: &'static [FakeOperation], file: &Path) -> io::Result<Self> {
        let traffic = fs::read_to_string(file).and_then(|text| traffic::read(&text));
        let left = traffic.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", file.display())))?;
        Ok(Self { operations: Operations { service, all }, left: Arc::new(Mutex::new(left)) })
    }

    /// How many answers nobody has asked for.
    pub fn left(&self) -> usize {
        lock(&self.left).len()
    }

    fn next(&self, request: &Request) -> Result<Response, ConnectorError> {
        let operation = find(self.operations.service, self.operations.all, request);
        let name = operation.map_or("an operation without a fake", |operation| operation.name);
        let mut left = lock(&self.left);
        let found = left.iter().position(|exchange| exchange.operation == name);
        let missing = || user(format!("the recorded traffic has no more answers to {name}: record it again").into());
        let exchange = left.remove(found.ok_or_else(missing)?);
        let status = StatusCode::try_from(exchange.status).map_err(|error| user(error.into()))?;
        let mut response = Response::new(status, exchange.response.body.into());
        for (header, value) in exchange.response.headers {
            response.headers_mut().try_append(header, value).map_err(|error| user(error.into()))?;
        }
        Ok(response)
    }
}

impl HttpConnector for Replay {
    fn call(&self, mut request: Request) -> HttpConnectorFuture {
        let this = self.clone();
        HttpConnectorFuture::new(async move {
            let compresses = compresses(this.operations.all);
            // What of a body is events is not waited for, and taken all the same: a program may wait to send more.
            if let (Some(mut events), Ok(runtime)) = (take_events(&mut request), Handle::try_current()) {
                runtime.spawn(async move { while let Some(Ok(_)) = events.frame().await {} });
            }
            this.next(&unpack(request, compresses).await.map_err(user)?)
        })
    }
}

impl HttpClient for Replay {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}
