//! Nothing of a body is logged when it is put into chunks. What the body itself logs is.

use crate::{Wire, client, secure};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use cellar::primitives::ByteStream;
use farrier_tests::log::Log;
use farrier_tests::secrets::{CANARY, assert_unseen};
use farrier_tests::server::{Answer, Server};
use hyper::body::{Body, Frame, SizeHint};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A body that logs when it is asked for more, in so many parts.
struct Telling(u64);

impl Body for Telling {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        tracing::info!(left = self.0, "the program is asked");
        Poll::Ready((self.0 > 0).then(|| {
            self.0 -= 1;
            Ok(Frame::data(Bytes::from_static(CANARY.as_bytes())))
        }))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0 * CANARY.len() as u64)
    }
}

#[tokio::test]
async fn no_chunk_is_logged() {
    let (server, wire) = (Server::start([Answer::ok("")]).await, Wire::default());
    for (client, request) in
        [(client(&server), &(|| server.request()) as &dyn Fn() -> _), (secure(&wire), &|| wire.request())]
    {
        let log = Log::start();
        // More than a chunk.
        let wine = ByteStream::new(SdkBody::from_body_1_x(Telling(20_000)));
        client.store_bottle().id("b").wine(wine).send().await.expect("stored");
        assert_eq!(crate::chunks::Chunks::of(&request()).data, CANARY.repeat(20_000).as_bytes());
        let log = log.text();
        assert!(log.contains("transmitting request") && log.contains("the program is asked left=0"), "{log:.1000}");
        assert_unseen("the log", &log);
    }
}
