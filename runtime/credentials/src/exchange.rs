//! What metadata services are asked through: what is secret goes into a request when it is sent and not before, since
//! until then it is logged; and an answer is no longer than credentials are.

use crate::surroundings::Surroundings;
use aws_smithy_runtime::client::orchestrator::operation::{Operation, OperationBuilder};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, SensitiveOutput};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::Layer;
use http::HeaderValue;
use http_body_util::Limited;

/// The most bytes of an answer. Credentials have some 2,000.
const LONGEST: usize = 256 * 1024;

/// What is asked, by the names of a service and of one of its operations; nothing of the answer is logged. Where it is,
/// how long it may take, and what comes after a failure, is for each service to say.
pub(crate) fn operation(
    surroundings: &Surroundings,
    through: Exchange<SharedHttpClient>,
    (service, name): (&'static str, &'static str),
) -> OperationBuilder {
    let mut layer = Layer::new(service);
    layer.store_put(SensitiveOutput);
    Operation::builder()
        .service_name(service)
        .operation_name(name)
        .with_connection_poisoning()
        .no_auth()
        .http_client(through)
        .time_source(surroundings.time.clone())
        .sleep_impl(surroundings.sleep.clone())
        .runtime_plugin(StaticRuntimePlugin::new().with_config(layer.freeze()))
}

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
