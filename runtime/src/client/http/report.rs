//! What is told of the connection of a request to those who ask in its extensions: which it is, and how long it took.

use std::pin::pin;
use std::time::Instant;

use aws_smithy_runtime_api::client::connection::{CaptureSmithyConnection, ConnectionMetadata};
use aws_smithy_runtime_api::client::http::telemetry::{
    CaptureHttpAttemptTelemetry, ConnectionAcquisitionTelemetry, ConnectionUsage,
};
use http::{Extensions, Request};
use hyper_util::client::legacy::connect::{CaptureConnection, HttpInfo, capture_connection};

use super::transport::{Route, Usage};

/// What is told while a request is sent.
pub(super) struct Report {
    connection: CaptureConnection,
    telemetry: Option<CaptureHttpAttemptTelemetry>,
}

impl Report {
    /// Lets whoever asked in the request's extensions see, and poison, the connection that is going to carry it.
    pub(super) fn of<B>(request: &mut Request<B>) -> Self {
        let asked = request.extensions().get::<CaptureSmithyConnection>().cloned();
        let telemetry = request.extensions().get().cloned();
        let connection = capture_connection(request);
        if let Some(asked) = asked {
            let connection = connection.clone();
            asked.set_connection_retriever(move || Some(describe(&connection, &extras(&connection)?)));
        }
        Self { connection, telemetry }
    }

    /// Sends the request, and tells whoever asked how long that took, and the connection before it. That the connection
    /// has had a request counts for whoever asks next, so it is looked for in any case.
    pub(super) async fn sending<T>(self, call: impl Future<Output = T>) -> T {
        let Self { connection, telemetry } = self;
        let (begin, mut call, mut waits) = (Instant::now(), pin!(call), true);
        let answer = std::future::poll_fn(|context| {
            let answer = call.as_mut().poll(context);
            // The pool chooses a connection while it is polled.
            if waits && let Some(extras) = extras(&connection) {
                waits = false;
                let usage = extras.get().map_or(ConnectionUsage::Fresh, Usage::next);
                if let Some(telemetry) = &telemetry {
                    let acquired = ConnectionAcquisitionTelemetry::new(begin.elapsed(), usage);
                    telemetry.record_connection_selection(acquired, describe(&connection, &extras));
                }
            }
            answer
        });
        let answer = answer.await;
        if let Some(telemetry) = telemetry {
            telemetry.record_connector_call_duration(begin.elapsed());
        }
        answer
    }
}

/// What is known of the connection, if there is one.
fn extras(connection: &CaptureConnection) -> Option<Extensions> {
    let mut extras = Extensions::new();
    connection.connection_metadata().as_ref()?.get_extras(&mut extras);
    Some(extras)
}

fn describe(connection: &CaptureConnection, extras: &Extensions) -> ConnectionMetadata {
    let addresses = extras.get::<HttpInfo>();
    let connection = connection.clone();
    let mut description =
        ConnectionMetadata::builder().proxied(extras.get() != Some(&Route::Direct)).poison_fn(move || {
            if let Some(connection) = connection.connection_metadata().as_ref() {
                connection.poison();
            }
        });
    description
        .set_local_addr(addresses.map(HttpInfo::local_addr))
        .set_remote_addr(addresses.map(HttpInfo::remote_addr));
    description.build()
}
