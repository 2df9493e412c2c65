//! Real traffic, recorded once and played again: an HTTP client around another, and one that has its answers.

use super::operation::{FakeOperation, compresses, find};
use super::secrets;
use super::traffic::{self, Exchange, Part};
use super::unpack::{is_of_events, take_events, unpack};
use crate::error::BoxError;
use crate::operation::Service;
use crate::protocol::{Request, Response};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::{Headers, StatusCode};
use aws_smithy_types::body::SdkBody;
use http_body_util::BodyExt as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io, process};

/// The operations of a service.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operations {
    pub(super) service: &'static Service,
    pub(super) all: &'static [FakeOperation],
}

/// An HTTP client that sends requests by another one and keeps them with their answers, but for headers that prove who sends a
/// request. Of operations with anything that the model calls sensitive, requests and answers are read by the model and written again
/// without it; what cannot be is not kept, and neither is an operation with sensitive members and a body that is a stream. Operations with
/// streams of events are sent as ever and not kept. Bodies are read into memory. Requests without an answer are not kept.
#[derive(Clone, Debug)]
pub struct Recorder {
    operations: Operations,
    client: SharedHttpClient,
    exchanges: Arc<Mutex<Vec<Exchange>>>,
}

impl Recorder {
    #[doc(hidden)]
    pub fn new(service: &'static Service, all: &'static [FakeOperation], client: impl HttpClient + 'static) -> Self {
        let client = SharedHttpClient::new(client);
        Self { operations: Operations { service, all }, client, exchanges: Arc::default() }
    }

    /// Writes what was recorded so far, for [`Replay`].
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, file: impl AsRef<Path>) -> io::Result<()> {
        // A panic elsewhere leaves nothing half done in there.
        let text = traffic::write(&self.exchanges.lock().unwrap_or_else(PoisonError::into_inner));
        // The old file is there until the new one is whole.
        let (file, new) = (file.as_ref(), file.as_ref().with_extension(format!("{}.new", process::id())));
        fs::write(&new, text).and_then(|()| fs::rename(&new, file)).inspect_err(|_| {
            // It is of no use, and the first error is the one to tell.
            let _ = fs::remove_file(&new);
        })
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
        if is_of_events(&request) {
            return self.connector.call(request).await;
        }
        let body = loaded(request.take_body()).await?;
        *request.body_mut() = SdkBody::from(body);
        let Some((operation, sent)) = self.recorder.operations.kept(&request).await else {
            return self.connector.call(request).await;
        };
        let mut response = self.connector.call(request).await?;
        let body = loaded(std::mem::replace(response.body_mut(), SdkBody::taken())).await?;
        *response.body_mut() = SdkBody::from(body);
        match kept(operation, sent, &response) {
            Ok(exchange) => self.recorder.exchanges.lock().unwrap_or_else(PoisonError::into_inner).push(exchange),
            Err(error) => tracing::warn!(operation = operation.name, "not recorded: {error}"),
        }
        Ok(response)
    }
}

impl Operations {
    /// The operation of a request whose body is in memory, and the request unpacked; `None` if it is not to be kept.
    async fn kept(self, request: &Request) -> Option<(&'static FakeOperation, Request)> {
        let sent = unpack(request.try_clone()?, compresses(self.all)).await.ok()?;
        let operation = find(self.service, self.all, &sent)?;
        (!operation.has_events).then_some((operation, sent))
    }
}

async fn loaded(body: SdkBody) -> Result<Vec<u8>, ConnectorError> {
    Ok(body.collect().await.map_err(ConnectorError::io)?.to_bytes().to_vec())
}

fn user(error: BoxError) -> ConnectorError {
    ConnectorError::user(error)
}

/// What is kept of a request and its answer, which is not as it was if anything of it may be sensitive.
fn kept(operation: &FakeOperation, request: Request, response: &Response) -> Result<Exchange, BoxError> {
    if !operation.traits.sensitive {
        return Ok(exchange(operation, &request, response));
    }
    let (request, response) = (operation.redacted)(request, response)?;
    Ok(exchange(operation, &request, &response))
}

fn exchange(operation: &FakeOperation, request: &Request, response: &Response) -> Exchange {
    let part = |headers: &Headers, body: &SdkBody| {
        let header = |(name, value): (&str, &str)| (name.to_owned(), secrets::header(name, value, &[]).to_owned());
        Part { headers: headers.iter().map(header).collect(), body: body.bytes().unwrap_or_default().to_vec() }
    };
    Exchange {
        operation: operation.name.to_owned(),
        method: request.method().to_owned(),
        path: secrets::path(request.uri(), false),
        request: part(request.headers(), request.body()),
        status: response.status().as_u16(),
        response: part(response.headers(), response.body()),
    }
}

/// An HTTP client that sends nothing and has the answers of a [`Recorder`]: to each request the next that there is to its
/// operation. Inputs are not compared.
#[derive(Clone, Debug)]
pub struct Replay {
    operations: Operations,
    left: Arc<Mutex<Vec<Exchange>>>,
}

impl Replay {
    #[doc(hidden)]
    pub fn read(service: &'static Service, all: &'static [FakeOperation], file: &Path) -> io::Result<Self> {
        let left = traffic::read(&fs::read_to_string(file)?)?;
        Ok(Self { operations: Operations { service, all }, left: Arc::new(Mutex::new(left)) })
    }

    /// How many answers nobody has asked for.
    pub fn left(&self) -> usize {
        self.left.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn next(&self, request: &Request) -> Result<Response, ConnectorError> {
        let operation = find(self.operations.service, self.operations.all, request);
        let name = operation.map_or("an operation without a fake", |operation| operation.name);
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let found = left.iter().position(|exchange| exchange.operation == name);
        let has = |what| user(format!("{name} has {what}, and is not recorded: use a fake").into());
        let missing = || match operation {
            Some(operation) if operation.has_events => has("a stream of events"),
            _ => user(format!("the recorded traffic has no more answers to {name}: record it again").into()),
        };
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
            // What of a body is events is not waited for, and none of it was recorded.
            take_events(&mut request);
            this.next(&unpack(request, compresses).await.map_err(user)?)
        })
    }
}

impl HttpClient for Replay {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}
