//! Fakes of services, with the feature `test-util`: tests of programs without a network.
//!
//! A generated crate has `fake::Fake`, with one method per operation. It is an HTTP client, which the configuration of
//! a client takes: what a program sends is encoded and signed as ever, read back here, checked against the constraints
//! of the model and handed to a function of the test. What that gives back goes the same way. Nothing passes the codec
//! by.

mod answer_error;
mod call;
mod connector;
mod events;
mod faked;
mod fault;
mod operation;
mod passing;
mod record;
mod redaction;
mod refusal;
mod round_trip;
mod secrets;
mod self_test;
mod serve;
mod service;
mod traffic;
mod unpack;

pub use crate::fixture::fixture;
pub use call::Call;
pub use events::Events;
pub use fault::Fault;
pub use operation::FakeOperation;
pub use record::{Recorder, Replay};
pub use serve::Served;
pub use service::FakeService;

/// The fake of a service: what each client has of it besides the methods of its operations. It stands in the module
/// `fake`, and what it needs of the client in the one above, which is a crate or a module of one.
#[doc(hidden)]
#[macro_export]
macro_rules! fake {
    ($operations:ident) => {
        /// A fake of the service: an HTTP client that answers by functions of a test.
        ///
        /// What a client sends is encoded and signed, read back and checked against the constraints of the model before
        /// a function sees it; its answer goes the same way. An operation without a function answers with an error that
        /// says how to give it one. Clones share all they have.
        ///
        /// What it does besides is that of [`FakeService`](farrier_runtime::fake::FakeService), which it derefs to:
        /// faults to come, and the calls so far.
        #[derive(Clone, Debug)]
        pub struct Fake {
            service: $crate::fake::FakeService,
        }

        impl Default for Fake {
            fn default() -> Self {
                Self { service: $crate::fake::FakeService::new(&super::SERVICE, $operations) }
            }
        }

        impl Fake {
            /// A fake that has no answers yet.
            pub fn new() -> Self {
                Self::default()
            }

            /// A client of this fake, with credentials of nobody, that does not wait between attempts.
            pub fn client(&self) -> super::Client {
                super::Client::from_conf(self.config().build())
            }

            /// The configuration of [`client`](Self::client), to be changed.
            pub fn config(&self) -> super::config::Builder {
                let at_once = std::time::Duration::from_millis(1);
                let mut config = super::Config::builder();
                config.set_endpoint_url(self.service.endpoint_url());
                config
                    .with_test_defaults_v2()
                    .retry_config(super::config::retry::RetryConfig::standard().with_initial_backoff(at_once))
                    .retry_partition(self.service.retry_partition())
                    .http_client(self.clone())
            }

            /// An HTTP client that sends requests by another one, and keeps them with their answers.
            pub fn recorder(client: impl super::config::HttpClient + 'static) -> $crate::fake::Recorder {
                $crate::fake::Recorder::new(&super::SERVICE, $operations, client)
            }

            /// An HTTP client that has the answers in a file of a recorder.
            ///
            /// # Errors
            /// The file cannot be read, or has no recorded traffic.
            pub fn replay(file: impl AsRef<std::path::Path>) -> std::io::Result<$crate::fake::Replay> {
                $crate::fake::Replay::read(&super::SERVICE, $operations, file.as_ref())
            }

            /// Answers an operation by a function of its input. The methods of the operations do this.
            pub fn on<O, F, R>(self, answer: F) -> Self
            where
                O: $crate::fake::Faked,
                F: FnMut(O::Input) -> R + Send + 'static,
                R: std::future::Future<Output = Result<O::Output, O::Error>> + Send + 'static,
            {
                self.service.on::<O, F, R>(answer);
                self
            }
        }

        impl std::ops::Deref for Fake {
            type Target = $crate::fake::FakeService;

            fn deref(&self) -> &Self::Target {
                &self.service
            }
        }

        impl super::config::HttpClient for Fake {
            fn http_connector(
                &self,
                settings: &$crate::fake::HttpConnectorSettings,
                components: &super::config::RuntimeComponents,
            ) -> $crate::fake::SharedHttpConnector {
                self.service.http_connector(settings, components)
            }
        }
    };
}

#[doc(hidden)]
pub use answer_error::{passed_on, unbuilt};
#[doc(hidden)]
pub use aws_smithy_runtime_api::client::http::{HttpConnectorSettings, SharedHttpConnector};
#[doc(hidden)]
pub use faked::Faked;
