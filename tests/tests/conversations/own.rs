//! A stream of the program that owns what the call gives, to answer what comes.

use super::{Sent, answered, client, course, ok, pilot, soon, tide};
use farrier_tests::host::{Call, Host};
use futures_util::stream::poll_fn;
use h2::Reason;
use harbour::primitives::event_stream::EventReceiver;
use harbour::types::Tides;
use harbour::types::error::TidesError;
use std::pin::{Pin, pin};
use std::sync::mpsc;
use std::task::{Poll, ready};
use std::thread;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::sync::oneshot;

type Receiver = EventReceiver<Tides, TidesError>;

/// When a stream that answers lets go of what it answers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Until {
    /// With its own end.
    Dropped,
    /// After the first event, and goes on.
    First,
}

/// A stream that gives an event for each that comes, until there are no more. Says when it is gone.
fn answering(until: Until) -> (oneshot::Sender<Receiver>, Sent, oneshot::Receiver<()>) {
    let (sender, mut receiver) = oneshot::channel::<Receiver>();
    let (gone, is_gone) = oneshot::channel();
    let mut tides = None;
    let mut gone = Some(gone);
    let stream = poll_fn(move |context| {
        // Dropped with the stream.
        let _ = &mut gone;
        if tides.is_none() {
            let Ok(given) = ready!(Pin::new(&mut receiver).poll(context)) else { return Poll::Ready(None) };
            tides = Some(given);
        }
        let Some(given) = &mut tides else { return Poll::Ready(None) };
        let next = ready!(pin!(given.recv()).poll(context));
        if until == Until::First {
            tides = None;
        }
        let came = matches!(next, Ok(Some(_)));
        Poll::Ready(came.then_some(Ok(course(7))))
    });
    (sender, stream.into(), is_gone)
}

/// Runs a conversation on a thread of its own: one that waits for itself would wait for ever.
fn apart<F: Future<Output = ()>>(conversation: impl FnOnce() -> F + Send + 'static) {
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || {
        Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(conversation());
        done.send(()).expect("waited for");
    });
    is_done.recv_timeout(Duration::from_secs(180)).expect("it ends, and well");
}

/// A conversation in which one event was answered by another.
async fn begun(host: &mut Host, until: Until) -> (Call, oneshot::Receiver<()>) {
    let (give, stream, gone) = answering(until);
    let call = pilot(&client(host), stream);
    let mut service = soon(host.call()).await;
    service.answer(ok());
    let output = answered(call).await;
    assert!(give.send(output.tides).is_ok(), "the stream is there");
    service.send(tide(1.0)).await.expect("it listens");
    (service, gone)
}

/// How a service ends a conversation.
#[derive(Clone, Copy, Debug)]
enum Ending {
    End,
    Exception,
    /// Half a message, and no more.
    Half,
    Reset,
}

#[test]
fn it_ends_however_the_service_ends() {
    for ending in [Ending::End, Ending::Exception, Ending::Half, Ending::Reset] {
        apart(move || async move {
            let mut host = Host::start().await;
            let (mut service, gone) = begun(&mut host, Until::Dropped).await;
            assert!(soon(service.message()).await.expect("an answer").is_some());
            match ending {
                Ending::End => service.end(),
                Ending::Exception => service.send(super::ends::message_of_fog()).await.expect("it listens"),
                Ending::Half => {
                    service.send(tide(2.0)[..9].to_vec()).await.expect("it listens");
                    service.end();
                }
                Ending::Reset => service.reset(Reason::INTERNAL_ERROR),
            }
            println!("{ending:?}");
            soon(gone).await.expect_err("it says nothing");
        });
    }
}

#[test]
fn it_may_let_go_of_what_it_receives() {
    apart(|| async {
        let mut host = Host::start().await;
        let (mut service, gone) = begun(&mut host, Until::First).await;
        soon(gone).await.expect_err("it says nothing");
        assert!(soon(service.message()).await.is_err(), "who drops the output is done with the call");
    });
}
