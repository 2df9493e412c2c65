//! Uploads that end early, on either side.

use crate::bodies::{End, FORMS, Form, PART, parts};
use crate::{DEAFNESS, PAUSE, UploadFailure, all_ended, is_sound, retrying, settings, upload, within};
use bytes::Bytes;
use farrier_tests::descriptors::Descriptors;
use farrier_tests::faults::{Fault, FaultServer, Plan};
use futures_util::{StreamExt, stream};
use harbour::Client;
use harbour::config::Builder;
use harbour::config::timeout::TimeoutConfig;
use harbour::error::SdkError;
use harbour::primitives::{ByteStream, SdkBody};
use http_body_util::StreamBody;
use hyper::body::Frame;
use std::convert::Infallible;
use std::time::Duration;

/// More than the buffers of both ends of a connection hold.
pub(crate) const LENGTH: usize = 6_000_000;

/// Sends bodies with a fault in all forms. After each there is a call by the same client.
async fn outcomes(
    fault: Fault,
    at: usize,
    settings: impl Fn(&FaultServer) -> Builder,
) -> Vec<(Form, Result<(), UploadFailure>)> {
    let descriptors = Descriptors::count().await;
    let server = FaultServer::start(if fault == Fault::Stall { DEAFNESS } else { Duration::from_millis(200) }).await;
    let client = Client::from_conf(settings(&server).build());
    let mut outcomes = Vec::new();
    for (serial, form) in (0..).zip(FORMS) {
        let plan = Plan::new(2 * serial, fault, at, LENGTH);
        let chart = form.body(plan);
        outcomes.push((form, upload(&client, plan, chart).await));
        assert!(is_sound(&client, 2 * serial + 1).await, "{fault:?} at {at}");
    }
    all_ended(&server, 1).await;
    // What the server went on to read is on a connection that may be used again.
    descriptors.settle(if fault == Fault::EarlyDeaf { 3 + 2 * FORMS.len() } else { 3 }).await;
    assert_eq!(server.accounts().len(), 2 * FORMS.len());
    outcomes
}

#[tokio::test]
async fn whole() {
    for fault in [Fault::Nothing, Fault::Chunked] {
        for (form, outcome) in outcomes(fault, 0, settings).await {
            outcome.unwrap_or_else(|error| panic!("{form:?}: {error:?}"));
        }
    }
}

#[tokio::test]
async fn cut_at_every_stage() {
    for at in [0, 1, LENGTH / 2, LENGTH - 1, LENGTH] {
        for (form, outcome) in outcomes(Fault::Cut, at, settings).await {
            let error = outcome.expect_err("cut");
            assert!(matches!(error, SdkError::DispatchFailure(_)), "{form:?} at {at}: {error:?}");
        }
    }
}

/// What is in memory is handed over at once, and only the wait for the answer is seen.
#[tokio::test]
async fn what_is_not_read_is_given_up() {
    let timeout = TimeoutConfig::builder().read_timeout(Duration::from_secs(2)).build();
    let settings = |server: &_| settings(server).timeout_config(timeout.clone());
    for (form, outcome) in outcomes(Fault::Stall, 1000, settings).await {
        let error = outcome.expect_err("stalled");
        assert!(matches!(&error, SdkError::DispatchFailure(_)), "{form:?}: {error:?}");
        let reason = if form == Form::InMemory { "HTTP read timeout" } else { "throughput" };
        assert!(error.to_string().contains(reason), "{form:?}: {error}");
    }
}

#[tokio::test]
async fn answered_before_all_is_sent() {
    for fault in [Fault::Early, Fault::EarlyDeaf] {
        for at in [0, LENGTH / 2] {
            for (form, outcome) in outcomes(fault, at, settings).await {
                let error = outcome.expect_err("refused");
                let SdkError::ServiceError(error) = &error else { panic!("{fault:?} {form:?}: {error:?}") };
                assert_eq!(error.raw().status().as_u16(), 413);
            }
        }
    }
}

/// The system may have thrown the answer away with the connection: then it is an error of that.
#[tokio::test]
async fn answered_by_somebody_who_is_gone() {
    for (form, outcome) in outcomes(Fault::EarlyGone, 1000, settings).await {
        let error = outcome.expect_err("refused");
        assert!(matches!(error, SdkError::ServiceError(_) | SdkError::DispatchFailure(_)), "{form:?}: {error:?}");
    }
}

/// By the stream itself, or by the caller, where it says nothing. What is beyond may be a part of its own.
#[tokio::test]
async fn more_or_less_than_was_promised_or_an_error() {
    let descriptors = Descriptors::count().await;
    let server = FaultServer::start(DEAFNESS).await;
    let client = Client::from_conf(settings(&server).build());
    let cases = [
        (1000, Some(1001), None, "less than the 1001 bytes"),
        (1000, None, Some(1001), "less than the 1001 bytes"),
        (1002, Some(1001), None, "more than the 1001 bytes"),
        (1002, None, Some(1001), "more than the 1001 bytes"),
        (2 * PART, Some(PART), None, "more than the 65536 bytes"),
        (2 * PART, None, Some(PART), "more than the 65536 bytes"),
        (1000, Some(LENGTH), None, "the source is gone"),
        (1000, None, None, "the source is gone"),
        (0, None, None, "the source is gone"),
    ];
    for (serial, (length, promised, told, reason)) in (0..).zip(cases) {
        let plan = Plan::new(2 * serial, Fault::Nothing, 0, promised.or(told).unwrap_or(LENGTH));
        let end = if reason == "the source is gone" { End::Failure } else { End::Proper };
        let call = client.upload_chart().id(plan.to_string()).set_length(told.map(|told| told as i64));
        let error = within(call.chart(parts(plan, length, promised, end)).send()).await.expect_err("not whole");
        assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
        assert!(error.to_string().contains(reason), "{error}");
        assert!(is_sound(&client, 2 * serial + 1).await);
        assert_eq!(server.accounts().get(&plan.serial).map_or(0, |account| account.whole), 0);
    }
    descriptors.settle(3).await;
}

#[tokio::test]
async fn as_much_as_the_caller_says() {
    let descriptors = Descriptors::count().await;
    let server = FaultServer::start(DEAFNESS).await;
    let client = Client::from_conf(settings(&server).build());
    // Nobody waits for a source that has sent all of it, and does not say so.
    let cases = [0, 1, 1001, PART, LENGTH].map(|length| [(length, End::Proper), (length, End::Never)]);
    for (serial, (length, end)) in (0..).zip(cases.into_iter().flatten()) {
        let plan = Plan::new(serial, Fault::Nothing, 0, length);
        let call = client.upload_chart().id(plan.to_string()).length(length as i64);
        within(call.chart(parts(plan, length, None, end)).send()).await.expect("uploaded");
        assert_eq!(server.accounts()[&serial].whole, 1);
    }
    descriptors.settle(3).await;
}

#[tokio::test]
async fn a_file_is_sent_again_from_its_beginning() {
    let descriptors = Descriptors::count().await;
    let server = FaultServer::start(DEAFNESS).await;
    let client = Client::from_conf(retrying(&server).build());
    let file = tempfile::NamedTempFile::new().expect("a file");
    let open = |plan: Plan| {
        std::fs::write(file.path(), plan.body()).expect("written");
        ByteStream::from_path(file.path())
    };
    for (serial, (fault, at)) in (0..).zip([(Fault::Cut, 0), (Fault::Cut, LENGTH / 2), (Fault::Stall, 1000)]) {
        let plan = Plan { times: 1, ..Plan::new(2 * serial, fault, at, LENGTH) };
        let chart = open(plan).await.expect("a file");
        upload(&client, plan, chart).await.expect("the second time");
        let account = server.accounts()[&plan.serial];
        assert_eq!((account.began, account.whole), (2, 1), "{fault:?}");
    }
    // What cannot be read twice is not sent twice.
    let plan = Plan { times: 1, ..Plan::new(100, Fault::Cut, 1000, LENGTH) };
    upload(&client, plan, parts(plan, LENGTH, Some(LENGTH), End::Proper)).await.expect_err("once");
    assert_eq!(server.accounts()[&100].began, 1);
    // The file is closed.
    drop(file);
    descriptors.settle(3).await;
}

/// For longer than a body may stall.
#[tokio::test]
async fn a_pause_of_the_source_is_no_stall() {
    let descriptors = Descriptors::count().await;
    let server = FaultServer::start(DEAFNESS).await;
    let client = Client::from_conf(settings(&server).build());
    let plan = Plan::new(0, Fault::Nothing, 0, LENGTH);
    let mut rest = Bytes::from(plan.body());
    let first = rest.split_to(LENGTH / 2);
    let later = async {
        tokio::time::sleep(PAUSE).await;
        Ok(Frame::data(rest))
    };
    let parts = stream::iter([Ok::<_, Infallible>(Frame::data(first))]).chain(stream::once(later));
    let chart = ByteStream::new(SdkBody::from_body_1_x(StreamBody::new(parts)));
    upload(&client, plan, chart).await.expect("uploaded after the pause");
    assert_eq!(server.accounts()[&0].whole, 1);
    descriptors.settle(3).await;
}

#[tokio::test]
async fn dropped_at_every_stage() {
    let descriptors = Descriptors::count().await;
    let server = FaultServer::start(Duration::from_millis(200)).await;
    let client = Client::from_conf(settings(&server).build());
    let stages =
        [(Fault::Stall, LENGTH, End::Proper), (Fault::Nothing, 100_000, End::Never), (Fault::Nothing, 0, End::Never)];
    for (serial, (fault, length, end)) in (0..).zip(stages) {
        let plan = Plan::new(2 * serial, fault, 1000, LENGTH);
        let call = client.upload_chart().id(plan.to_string()).chart(parts(plan, length, Some(LENGTH), end)).send();
        tokio::time::timeout(Duration::from_millis(100), call).await.expect_err("not answered");
        assert!(is_sound(&client, 2 * serial + 1).await);
    }
    descriptors.settle(3).await;
    all_ended(&server, 1).await;
}
