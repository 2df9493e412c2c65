//! What metadata services are asked through: what is secret goes into a request when it is sent and not before, since until
//! then it is logged; and an answer is no longer than credentials are.

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use http::HeaderValue;
use http_body_util::Limited;

/// The most bytes of an answer. Credentials have some 2,000.
const LONGEST: usize = 256 * 1024;

/// An HTTP client that sends a secret header with each request, if there is one.
#[derive(Clone, Debug)]
pub(crate) struct Exchange<T> {
    pub(crate) with: T,
    /// A value that is marked as sensitive has no `Debug`.
    pub(crate) secret: Option<(&'static str, HeaderValue)>,
}

impl HttpClient for Exchange<SharedHttpClient> {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let with = self.with.http_connector(settings, components);
        SharedHttpConnector::new(Exchange { with, secret: self.secret.clone() })
    }
}

impl HttpConnector for Exchange<SharedHttpConnector> {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        if let Some((name, value)) = &self.secret {
            request.headers_mut().insert(*name, value.clone());
        }
        let answer = self.with.call(request);
        HttpConnectorFuture::new(async move {
            Ok(answer.await?.map(|body| SdkBody::from_body_1_x(Limited::new(body, LONGEST))))
        })
    }
}
