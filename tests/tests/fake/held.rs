//! What fakes have of their own, and what they hold.

use aws_sdk_partnercentralaccount::fake::{Fake, fixture};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Where one fake was, another may be later.
#[test]
fn each_fake_has_attempts_of_its_own() {
    let partition = || format!("{:?}", Fake::new().retry_partition());
    let partitions = [partition(), partition(), partition()];
    assert!(partitions[0] != partitions[1] && partitions[1] != partitions[2], "{partitions:?}");
}

/// Answers as long as the fake that is given has something to say.
struct Farewell(Fake);

impl Drop for Farewell {
    fn drop(&mut self) {
        self.0.clone().on_get_partner(|_| async { Ok(fixture(1)) });
    }
}

/// What a function of a test holds may come to the fake once more.
#[test]
fn an_answer_may_be_replaced_by_one_that_is_given_as_it_goes() {
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || {
        let fake = Fake::new();
        let farewell = Farewell(fake.clone());
        let fake = fake.on_get_partner(move |_| {
            let _ = &farewell;
            async { Ok(fixture(2)) }
        });
        done.send(fake.on_get_partner(|_| async { Ok(fixture(3)) })).expect("waited for");
    });
    is_done.recv_timeout(Duration::from_secs(20)).expect("no deadlock");
}
