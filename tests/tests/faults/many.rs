//! Many calls at a time to a server that fails at every tenth request. Each call is accounted for at both ends, and
//! nothing is left of any.

use crate::server::{Act, serve_all};
use crate::table::{answer, json};
use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::config::timeout::TimeoutConfig;
use aws_sdk_partnercentralaccount::error::{ProvideErrorMetadata, SdkError};
use farrier_runtime::client::http::default_client;
use farrier_tests::client::{config, invite};
use farrier_tests::descriptors::Descriptors;
use fastrand::Rng;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinSet;

const IN_FLIGHT: usize = 64;

/// The KiB that memory may grow by after a quarter of the calls, however many there are: other tests of this process
/// take some.
const WARM_UP: usize = 8192;

/// What the server does about one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Deed {
    Good,
    Slow,
    Closed,
    Reset,
    HeadCut,
    BodyCut,
    Stalled,
    Throttled,
    Failed,
    /// No JSON, which another attempt would not change.
    Broken,
}

const FAULTS: [Deed; 9] = {
    use Deed::{BodyCut, Broken, Closed, Failed, HeadCut, Reset, Slow, Stalled, Throttled};
    [Slow, Closed, Reset, HeadCut, BodyCut, Stalled, Throttled, Failed, Broken]
};

impl Deed {
    fn random(rng: &mut Rng) -> Self {
        if rng.u8(..10) > 0 { Self::Good } else { FAULTS[rng.usize(..FAULTS.len())] }
    }

    /// What is done, to a request of the call with this name.
    fn acts(self, name: &str) -> Vec<Act> {
        let body = format!(r#"{{"Id":"{name}"}}"#);
        let cut = |bytes: &[u8]| vec![Act::Send(bytes.to_vec()), Act::Close];
        match self {
            Self::Good => vec![answer("200 OK", "", body.as_bytes())],
            Self::Slow => vec![
                Act::Send(format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len()).into_bytes()),
                Act::Drip(body.into_bytes(), Duration::from_millis(1)),
            ],
            Self::Closed => vec![Act::Close],
            Self::Reset => vec![Act::Reset],
            Self::HeadCut => cut(b"HTTP/1.1 200 OK\r\ncontent-le"),
            Self::BodyCut => cut(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{\"Id\":"),
            Self::Stalled => vec![Act::Stall],
            Self::Throttled => vec![json("429 Too Many Requests", "ThrottlingException")],
            Self::Failed => vec![json("500 Internal Server Error", "InternalServerException")],
            Self::Broken => vec![answer("200 OK", "", b"<html>")],
        }
    }

    /// What the client says, if this was done last.
    fn outcome(self) -> Outcome {
        match self {
            Self::Good | Self::Slow => Outcome::Answered,
            Self::Closed | Self::Reset | Self::HeadCut | Self::Stalled => Outcome::NoAnswer,
            Self::BodyCut => Outcome::Unreadable,
            Self::Throttled | Self::Failed | Self::Broken => Outcome::Error,
        }
    }
}

/// What a call came to at the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Outcome {
    Answered,
    NoAnswer,
    Unreadable,
    Error,
}

/// The deeds to the requests of each call, in order.
type Accounts = Arc<Mutex<HashMap<String, Vec<Deed>>>>;

async fn server(accounts: Accounts) -> u16 {
    let rng = Mutex::new(Rng::with_seed(16));
    let next = move |body: &[u8]| {
        let body: serde_json::Value = serde_json::from_slice(body).expect("a whole request");
        let name = body["Name"].as_str().expect("a name").to_owned();
        let deed = Deed::random(&mut rng.lock().expect("not poisoned"));
        let acts = deed.acts(&name);
        accounts.lock().expect("not poisoned").entry(name).or_default().push(deed);
        acts
    };
    serve_all(next, true).await
}

/// What a call came to, after how many attempts, if that is told, and its message.
type Ended = (Outcome, Option<usize>, String);

/// One call.
async fn call(client: Client, name: String) -> (String, Ended) {
    let error = match invite(&client).name(&name).send().await {
        Ok(output) => {
            assert_eq!(output.id(), name, "the answer to another call");
            return (name, (Outcome::Answered, None, String::new()));
        }
        Err(error) => error,
    };
    let message = error.to_string();
    let attempts = error.meta().extra("attempts").and_then(|attempts| attempts.parse().ok());
    let outcome = match error {
        SdkError::DispatchFailure(_) => Outcome::NoAnswer,
        SdkError::ResponseError(_) => Outcome::Unreadable,
        SdkError::ServiceError(_) => Outcome::Error,
        other => panic!("{other}"),
    };
    (name, (outcome, attempts, message))
}

/// Makes so many calls, a few of them at a time, and accounts for each.
async fn run(count: usize) {
    let descriptors = Descriptors::count().await;
    let accounts = Accounts::default();
    let port = server(accounts.clone()).await;
    let timeouts = TimeoutConfig::builder().read_timeout(Duration::from_secs(4)).build();
    let config = config().endpoint_url(format!("http://127.0.0.1:{port}")).timeout_config(timeouts);
    let client = Client::from_conf(config.http_client(default_client()).build());
    let (mut running, mut outcomes) = (JoinSet::new(), HashMap::new());
    let (mut most, mut memory) = (0, Vec::new());
    for number in 0..count {
        if running.len() == IN_FLIGHT {
            let (name, ended) = running.join_next().await.expect("a call").expect("no call panics");
            assert!(outcomes.insert(name, ended).is_none(), "a call came to an end twice");
        }
        running.spawn(call(client.clone(), number.to_string()));
        if number % (count / 8) == 0 {
            most = most.max(descriptors.more());
            memory.push(resident());
        }
    }
    while let Some(done) = running.join_next().await {
        let (name, ended) = done.expect("no call panics");
        assert!(outcomes.insert(name, ended).is_none(), "a call came to an end twice");
    }
    memory.push(resident());
    account(count, &outcomes, &accounts.lock().expect("not poisoned"));
    println!("{count} calls; {most} descriptors at most; resident KiB at each eighth {memory:?}");
    // Both ends of the connections in flight and of those that wait.
    assert!(most <= 8 * IN_FLIGHT, "{most} descriptors");
    // What a call leaves is what this test keeps of it, some 200 bytes.
    let grown = memory[8].saturating_sub(memory[2]);
    assert!(grown < WARM_UP + count * 200 / 1024, "{grown} KiB more: {memory:?}");
    drop(client);
    descriptors.settle(1).await;
}

fn account(count: usize, outcomes: &HashMap<String, Ended>, accounts: &HashMap<String, Vec<Deed>>) {
    let mut lost: HashMap<&str, usize> = HashMap::new();
    let unheard = outcomes.iter().filter(|(name, _)| !accounts.contains_key(*name));
    unheard.for_each(|(_, (.., message))| *lost.entry(message).or_default() += 1);
    assert!(lost.is_empty(), "the server heard nothing of {lost:?}");
    assert_eq!((outcomes.len(), accounts.len()), (count, count));
    let mut seen: HashMap<Deed, usize> = HashMap::new();
    for (name, (outcome, attempts, _)) in outcomes {
        let deeds = &accounts[name];
        deeds.iter().for_each(|deed| *seen.entry(*deed).or_default() += 1);
        let (last, before) = deeds.split_last().expect("a request");
        assert_eq!(last.outcome(), *outcome, "{name}: {deeds:?}");
        assert!(attempts.is_none_or(|attempts| attempts == deeds.len()), "{name}: {attempts:?} of {deeds:?}");
        let retried = |deed: &Deed| deed.outcome() != Outcome::Answered && *deed != Deed::Broken;
        assert!(before.iter().all(retried) && deeds.len() <= 3, "{name}: {deeds:?}");
    }
    println!("{seen:?}");
    assert_eq!(seen.len(), 1 + FAULTS.len(), "{seen:?}");
    let faults = seen.iter().filter(|(deed, _)| **deed != Deed::Good).map(|(_, count)| count).sum::<usize>();
    assert!(faults > count / 12, "{faults} faults");
}

/// The memory of this process in KiB; 0 where that is not told.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand() {
    run(2_000).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a minute"]
async fn twenty_thousand() {
    run(20_000).await;
}
