//! HTTP clients, whatever they are: the AWS runtime logs what they get and answer.

use super::parts::{hide_answer, lift};
use crate::error::BoxError;
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::{RuntimeComponents, RuntimeComponentsBuilder};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;

/// A body as a stream, of which logs show nothing.
pub(super) fn unseen(body: SdkBody) -> SdkBody {
    body.map_preserve_contents(SdkBody::from_body_1_x)
}

/// An HTTP client that gets requests as they are, and whose answers are hidden where they must not be seen. Their
/// bodies are streams then, as those of the client of this crate always are.
#[derive(Debug)]
pub(crate) struct RedactingHttpClient(pub(crate) SharedHttpClient);

impl HttpClient for RedactingHttpClient {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(Connector(self.0.http_connector(settings, components)))
    }

    fn validate_base_client_config(&self, to: &RuntimeComponentsBuilder, cfg: &ConfigBag) -> Result<(), BoxError> {
        self.0.validate_base_client_config(to, cfg)
    }

    fn validate_final_config(&self, components: &RuntimeComponents, cfg: &ConfigBag) -> Result<(), BoxError> {
        self.0.validate_final_config(components, cfg)
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.0.connector_metadata()
    }
}

#[derive(Debug)]
struct Connector(SharedHttpConnector);

impl HttpConnector for Connector {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        let Some(hidden) = lift(&mut request) else { return self.0.call(request) };
        let answer = self.0.call(request);
        HttpConnectorFuture::new(async move {
            let mut answer: HttpResponse = answer.await?;
            let body = answer.take_body();
            *answer.body_mut() = unseen(body);
            hide_answer(&mut answer, &hidden);
            Ok(answer)
        })
    }
}
