use super::outgoing::{Outgoing, PollMessages};
use super::source::{Events, Next};
use super::write::Format;
use crate::protocol::ServiceSchema;
use crate::protocol::aws_json::AWS_JSON_1_0;
use aws_smithy_types::event_stream::Message;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

const SERVICE: ServiceSchema =
    ServiceSchema { name: "Ships", api_version: "2020-01-01", query_compatible: false, xml_namespace: None };

/// A stream that does something each time it is asked.
struct Asked<F>(F);

impl<F: FnMut() -> Next + Send> PollMessages for Asked<F> {
    fn poll_message(&mut self, _: Format, _: &mut Context<'_>) -> Next {
        (self.0)()
    }
}

fn events(asked: impl FnOnce(Events) -> Box<dyn FnMut() -> Next + Send>) -> Events {
    let events = Events::new(Format::of(&AWS_JSON_1_0, &SERVICE));
    events.set(Some(Box::new(Asked(asked(events.clone())))));
    events
}

fn message(payload: &'static str) -> Next {
    Poll::Ready(Some(Ok(Outgoing { message: Message::new(payload), is_last: false })))
}

#[derive(Default)]
struct Counter(AtomicUsize);

impl Wake for Counter {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

fn said(next: Next) -> String {
    match next {
        Poll::Ready(Some(Ok(next))) => str::from_utf8(next.message.payload()).expect("text").to_owned(),
        Poll::Ready(Some(Err(_))) => "an error".to_owned(),
        Poll::Ready(None) => "the end".to_owned(),
        Poll::Pending => "later".to_owned(),
    }
}

fn poll(events: &Events, attempt: u32) -> String {
    said(events.poll(attempt, &mut Context::from_waker(Waker::noop())))
}

#[test]
fn a_message_is_not_lost_with_the_attempt_that_asked_for_it() {
    let counter = Arc::new(Counter::default());
    let waker = Waker::from(counter.clone());
    let events = events(|events| {
        let mut count = 0;
        Box::new(move || {
            count += 1;
            if count > 1 {
                return message("second");
            }
            // Another attempt begins, and asks, before the first has its answer.
            let next = events.begin();
            assert_eq!(said(events.poll(next, &mut Context::from_waker(&waker))), "later");
            message("first")
        })
    });
    let first = events.begin();
    assert_eq!(poll(&events, first), "an error");
    assert!(!events.began(), "nothing was sent, so that it can be tried again");
    assert_eq!(counter.0.load(Ordering::Relaxed), 1);
    let second = first + 1;
    assert_eq!((poll(&events, second).as_str(), poll(&events, second).as_str()), ("first", "second"));
    assert!(events.began());
}

#[test]
fn a_stream_can_give_itself_up() {
    let events = events(|events| {
        Box::new(move || {
            events.give_up();
            message("too late")
        })
    });
    let attempt = events.begin();
    assert_eq!(poll(&events, attempt), "an error");
    let next = events.begin();
    assert_eq!(poll(&events, next), "the end");
}

#[test]
fn a_stream_that_panics_is_asked_again() {
    let events = events(|_| {
        let mut count = 0;
        Box::new(move || {
            count += 1;
            assert!(count > 1, "of the program");
            message("at last")
        })
    });
    let attempt = events.begin();
    catch_unwind(AssertUnwindSafe(|| poll(&events, attempt))).expect_err("panics");
    assert_eq!(poll(&events, attempt), "at last");
}

#[test]
fn a_stream_goes_with_the_last_body() {
    for answered_first in [false, true] {
        let held = Arc::new(());
        let own = held.clone();
        let events = events(|_| {
            Box::new(move || {
                let _ = &own;
                Poll::Pending
            })
        });
        let attempt = events.begin();
        events.bodiless(attempt);
        assert_eq!(Arc::strong_count(&held), 2, "another attempt may need it");
        let attempt = events.begin();
        let answered = || drop(events.answered());
        if answered_first {
            answered();
        }
        assert_eq!(poll(&events, attempt), "later");
        events.bodiless(attempt);
        if !answered_first {
            answered();
        }
        assert_eq!(Arc::strong_count(&held), 1);
    }
}
