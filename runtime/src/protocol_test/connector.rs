//! Takes requests instead of sending them.

use crate::sync::lock;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use http::StatusCode;
use std::sync::{Arc, Mutex};

/// Keeps the last request and answers with an empty success.
#[derive(Clone, Debug, Default)]
pub(super) struct Capture(Arc<Mutex<Option<HttpRequest>>>);

impl Capture {
    pub(super) fn request(&self) -> Option<HttpRequest> {
        lock(&self.0).take()
    }
}

impl HttpClient for Capture {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Capture {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        *lock(&self.0) = Some(request);
        HttpConnectorFuture::ready(Ok(HttpResponse::new(StatusCode::OK.into(), SdkBody::empty())))
    }
}
