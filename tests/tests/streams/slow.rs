//! Bodies that are slow, and do not stall.

use crate::bodies::FORMS;
use crate::objects::{self, Source};
use crate::upload::LENGTH;
use crate::{DEAFNESS, GRACE, download, grace, upload, within};
use bytes::Bytes;
use farrier_tests::client::once;
use farrier_tests::descriptors::Descriptors;
use farrier_tests::faults::{Fault, FaultServer, Plan, SLOWNESS};
use farrier_tests::server::{Answer, Server};
use futures_util::future::{join, join_all, join3};
use futures_util::stream;
use harbour::Client;
use harbour::primitives::{ByteStream, SdkBody};
use http::HeaderMap;
use http_body_util::StreamBody;
use hyper::body::Frame;
use std::convert::Infallible;

#[tokio::test]
async fn what_moves_is_not_given_up() {
    let _turn = Descriptors::count().await;
    let server = FaultServer::start(DEAFNESS).await;
    let patience = grace(SLOWNESS / 3);
    let client =
        Client::from_conf(once().stalled_stream_protection(patience.clone()).endpoint_url(&server.url).build());
    // The connection takes so much of an upload at once that only more than that is a while on its way.
    let plan = |serial| Plan::new(serial, Fault::Slow, 0, 4 * LENGTH);
    let uploads =
        join_all((0..).zip(FORMS).map(|(serial, form)| upload(&client, plan(serial), form.body(plan(serial)))));
    let objects = objects::client(&server, patience);
    let (memory, file) = (plan(10), plan(11));
    let folder = tempfile::NamedTempFile::new().expect("a file");
    let puts = join(
        objects::put(&objects, memory, Source::Memory.body(memory, &folder).await),
        objects::put(&objects, file, Source::File.body(file, &folder).await),
    );
    let (read, uploads, puts) = join3(download(&client, Plan::new(20, Fault::Slow, 0, 300)), uploads, puts).await;
    assert_eq!(read, Ok(300));
    uploads.into_iter().for_each(|outcome| outcome.expect("uploaded"));
    puts.0.expect("kept");
    puts.1.expect("kept");
    assert!(server.accounts().values().all(|account| account.whole == 1));
}

/// As those of an answer that a program hands on.
#[tokio::test]
async fn a_wait_for_the_answer_to_a_body_with_trailers_is_no_stall() {
    let _turn = Descriptors::count().await;
    let server = Server::start([Answer::ok("").after(DEAFNESS)]).await;
    let client = Client::from_conf(once().stalled_stream_protection(grace(GRACE)).endpoint_url(&server.url).build());
    let frames = [Frame::data(Bytes::from_static(b"deep")), Frame::trailers(HeaderMap::new())];
    let chart = StreamBody::new(stream::iter(frames.map(Ok::<_, Infallible>)));
    let call = client.upload_chart().id("c").length(4).chart(ByteStream::new(SdkBody::from_body_1_x(chart)));
    within(call.send()).await.expect("uploaded");
    assert_eq!(server.request().body(), "deep");
}
