//! Many streams at a time, with faults on either side.

use crate::bodies::{FORMS, Form};
use crate::{all_ended, download, settings, upload};
use farrier_tests::descriptors::Descriptors;
use farrier_tests::faults::{Fault, FaultServer, Plan};
use fastrand::Rng;
use harbour::Client;
use harbour::error::SdkError;
use std::collections::HashMap;
use std::time::Duration;
use tokio::task::JoinSet;

const IN_FLIGHT: usize = 64;

/// What comes after a body must come with it, in one segment: later it might be taken for an answer to the next
/// request.
const LONGEST: usize = 8_000;

const SEED: u64 = 14;

/// What a stream came to at the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Outcome {
    Whole,
    Refused,
    Failed,
    Dropped,
}

/// One stream: which way it goes, what is wrong with it, and when the client has enough of it.
#[derive(Clone, Copy, Debug)]
struct Stream {
    plan: Plan,
    form: Option<Form>,
    patience: Option<Duration>,
}

impl Stream {
    fn random(serial: u32, rng: &mut Rng) -> Self {
        use Fault::{ChunkCut, Chunked, Cut, Early, EarlyDeaf, EarlyGone, HeadCut, Long, Nothing, Stall, Unanswered};
        let (both, up) = ([Nothing, Nothing, Nothing, Unanswered, Cut, Stall], [Early, EarlyGone, EarlyDeaf]);
        let down = [Chunked, HeadCut, ChunkCut, Long];
        let form = rng.bool().then(|| FORMS[rng.usize(..FORMS.len())]);
        let faults = if form.is_some() { [&both[..], &up].concat() } else { [&both[..], &down].concat() };
        let fault = faults[rng.usize(..faults.len())];
        let length = rng.usize(1..LONGEST);
        let impatient = fault == Stall || rng.u8(..20) == 0;
        let patience = impatient.then(|| Duration::from_micros(rng.u64(..4_000)));
        Self { plan: Plan::new(serial, fault, rng.usize(..length), length), form, patience }
    }

    async fn run(self, client: Client) -> Outcome {
        let Some(patience) = self.patience else { return self.run_to_its_end(&client).await };
        let run = tokio::time::timeout(patience, self.run_to_its_end(&client)).await;
        run.unwrap_or(Outcome::Dropped)
    }

    async fn run_to_its_end(self, client: &Client) -> Outcome {
        let Some(form) = self.form else {
            return match download(client, self.plan).await {
                Ok(length) if length == self.plan.length => Outcome::Whole,
                _ => Outcome::Failed,
            };
        };
        match upload(client, self.plan, form.body(self.plan)).await {
            Ok(()) => Outcome::Whole,
            Err(SdkError::ServiceError(error)) if error.raw().status().as_u16() == 413 => Outcome::Refused,
            Err(_) => Outcome::Failed,
        }
    }

    /// What a stream may come to, unless it is dropped.
    fn may_be(&self, outcome: Outcome) -> bool {
        match self.plan.fault {
            Fault::Nothing | Fault::Chunked | Fault::Long | Fault::Slow => outcome == Outcome::Whole,
            Fault::Unanswered | Fault::HeadCut | Fault::Cut | Fault::ChunkCut => outcome == Outcome::Failed,
            Fault::Stall => false,
            Fault::Early | Fault::EarlyDeaf => outcome == Outcome::Refused,
            Fault::EarlyGone => matches!(outcome, Outcome::Refused | Outcome::Failed),
        }
    }
}

/// Runs so many streams, a few of them at a time, and accounts for each.
async fn run(count: u32) {
    let descriptors = Descriptors::count().await;
    let server = FaultServer::start(Duration::from_millis(20)).await;
    let client = Client::from_conf(settings(&server).build());
    let mut rng = Rng::with_seed(SEED);
    let streams: Vec<_> = (0..count).map(|serial| Stream::random(serial, &mut rng)).collect();
    let mut waiting = streams.iter().copied();
    let (mut running, mut outcomes, mut most) = (JoinSet::new(), HashMap::new(), 0);
    loop {
        while running.len() < IN_FLIGHT
            && let Some(stream) = waiting.next()
        {
            let client = client.clone();
            running.spawn(async move { (stream.plan.serial, stream.run(client).await) });
        }
        let Some(done) = running.join_next().await else { break };
        let (serial, outcome) = done.expect("no stream panics");
        assert_eq!(outcomes.insert(serial, outcome), None, "{serial} came to an end twice");
        if serial % 100 == 0 {
            most = most.max(descriptors.more());
        }
    }
    all_ended(&server, 1).await;
    let accounts = server.accounts();
    let mut counts: HashMap<Outcome, u32> = HashMap::new();
    for stream in &streams {
        let (serial, outcome) = (stream.plan.serial, outcomes[&stream.plan.serial]);
        *counts.entry(outcome).or_default() += 1;
        if outcome == Outcome::Dropped {
            assert!(stream.patience.is_some(), "{stream:?}");
            continue;
        }
        assert!(stream.may_be(outcome), "{outcome:?}: {stream:?}");
        let account = accounts.get(&serial).unwrap_or_else(|| panic!("never came: {stream:?}"));
        assert_eq!(account.whole == 1, outcome == Outcome::Whole, "{outcome:?}: {account:?} {stream:?}");
    }
    assert_eq!(outcomes.len(), streams.len());
    assert_eq!(counts.len(), 4, "{counts:?}");
    // Both ends of those in flight, and the ends that the server still reads: a machine with much to do has more of
    // them, but not more with the number of streams.
    assert!(most <= 8 * IN_FLIGHT, "{most} descriptors");
    // Both ends of what is idle: one for each in flight and, where one came free while another was being opened, that
    // as well.
    descriptors.settle(1 + 4 * IN_FLIGHT).await;
    drop(client);
    descriptors.settle(1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand() {
    run(2_000).await;
}

/// A second of the processor for each thousand, of which `FARRIER_RUNS` makes more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes ten seconds of the processor"]
async fn thousands() {
    run(std::env::var("FARRIER_RUNS").map_or(10_000, |runs| runs.parse().expect("FARRIER_RUNS is a number"))).await;
}
