//! A fake as an HTTP client.

use super::service::{FakeService, Lost};
use crate::protocol::{Request, Response};
use aws_smithy_async::rt::sleep::{AsyncSleep as _, SharedAsyncSleep};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

impl HttpClient for FakeService {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(InProcess {
            fake: self.clone(),
            sleep: components.sleep_impl(),
            read_timeout: settings.read_timeout(),
        })
    }
}

/// A fake, and how long a call waits for it.
#[derive(Clone, Debug)]
struct InProcess {
    fake: FakeService,
    sleep: Option<SharedAsyncSleep>,
    read_timeout: Option<Duration>,
}

impl HttpConnector for InProcess {
    fn call(&self, request: Request) -> HttpConnectorFuture {
        let this = self.clone();
        HttpConnectorFuture::new(async move { this.in_time(request).await })
    }
}

impl InProcess {
    /// The response, if it comes before the read timeout.
    async fn in_time(&self, request: Request) -> Result<Response, ConnectorError> {
        let mut response = pin!(self.response(request));
        let (Some(sleep), Some(timeout)) = (&self.sleep, self.read_timeout) else { return response.await };
        let mut timer = pin!(sleep.sleep(timeout));
        std::future::poll_fn(|cx| {
            if let Poll::Ready(response) = response.as_mut().poll(cx) {
                return Poll::Ready(response);
            }
            timer.as_mut().poll(cx).map(|()| Err(ConnectorError::timeout("the fake did not answer in time".into())))
        })
        .await
    }

    async fn response(&self, request: Request) -> Result<Response, ConnectorError> {
        match self.fake.respond(request, self.sleep.as_ref()).await {
            Ok(response) => Ok(response),
            Err(Lost::Disconnect) => Err(ConnectorError::io("the fake closed the connection".into())),
            Err(Lost::Silence) => std::future::pending().await,
        }
    }
}
