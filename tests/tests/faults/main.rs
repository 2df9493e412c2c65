//! What becomes of a call when the other side does what no server should: the table in `docs/faults.md`, which
//! `INSTA_UPDATE=always cargo test -p farrier-tests --test faults` writes anew.

mod certificates;
mod many;
mod mutated;
mod server;
mod table;

use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::config::timeout::TimeoutConfig;
use aws_sdk_partnercentralaccount::error::SdkError;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use farrier_runtime::client::http::default_client;
use farrier_tests::client::{config, invite};
use server::Server;
use std::fs;
use std::path::Path;
use std::time::Duration;
use table::{Fault, Tune, faults};

const BEFORE: &str = "<!-- The table is written by tests/tests/faults. -->\n\n";

const NO_HOST: &str = "no-host-has-a-name-of-more-than-sixty-three-letters-between-two-dots.example";

/// The messages of the system are those of Linux.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_is_current() {
    let http = default_client();
    // Loads the certificates of the system, which takes longer than some timeout here.
    row(Fault::none(), http.clone()).await;
    let mut table = "| what happens | outcome | requests | message |\n|---|---|---|---|\n".to_owned();
    let mut faults = faults().into_iter().peekable();
    while faults.peek().is_some() {
        // A few at a time: a busy machine would have faults of its own.
        let rows: Vec<_> = faults.by_ref().take(6).map(|fault| tokio::spawn(row(fault, http.clone()))).collect();
        for row in rows {
            table += &row.await.expect("no panic");
        }
    }
    assert!(table.lines().count() > 42, "{table}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/faults.md");
    let text = fs::read_to_string(&path).expect("the page");
    let (before, after) = text.split_once(BEFORE).expect("the place of the table");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(path, format!("{before}{BEFORE}{table}")).expect("the page can be written");
    } else {
        assert_eq!(after, table, "docs/faults.md is not current: write it with INSTA_UPDATE=always");
    }
}

async fn row(fault: Fault, http: SharedHttpClient) -> String {
    let Fault { name, script, tune } = fault;
    let (server, http) = match tune {
        Tune::Certificate(wrong) => certificates::start(wrong, http).await,
        _ => (Server::start(script, tune != Tune::Tls).await, http),
    };
    let port = if tune == Tune::NoServer { 1 } else { server.port };
    let client = client(port, tune, http);
    if tune == Tune::Twice {
        invite(&client).send().await.expect("the first call is answered");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let before = if tune == Tune::Twice { server.requests() } else { 0 };
    let call = tokio::time::timeout(Duration::from_secs(20), invite(&client).send());
    let (outcome, message) = match call.await.expect("no hang") {
        Ok(output) => ("answered", format!("`Id` is {:?}", output.id())),
        Err(error) => {
            let kind = match &error {
                SdkError::ConstructionFailure(_) => "`ConstructionFailure`",
                SdkError::TimeoutError(_) => "`TimeoutError`",
                SdkError::DispatchFailure(_) => "`DispatchFailure`",
                SdkError::ResponseError(_) => "`ResponseError`",
                SdkError::ServiceError(_) => "`ServiceError`",
                _ => "another error",
            };
            (kind, lasting(&error.to_string(), port))
        }
    };
    assert!(!message.contains('\n') && message.len() < 3_000, "{name}: {message}");
    let message = message.replace('|', "\\|").replace('<', "&lt;");
    format!("| {name} | {outcome} | {} | {message} |\n", server.requests() - before)
}

/// The text without what is another one in each run: the port, the host that there is not, and the time.
fn lasting(text: &str, port: u16) -> String {
    let text = text.replace(&format!(":{port}"), ":PORT").replace(NO_HOST, "HOST");
    let word = |word: &str| {
        let digits = word.trim_start_matches('(');
        let is_time = digits.len() > 6 && digits.bytes().all(|c| c.is_ascii_digit());
        if is_time { word.replace(digits, "TIME") } else { word.to_owned() }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn client(port: u16, tune: Tune, http: SharedHttpClient) -> Client {
    let scheme = if matches!(tune, Tune::Tls | Tune::Certificate(_)) { "https" } else { "http" };
    let timeouts = TimeoutConfig::builder();
    let timeouts = match tune {
        Tune::OperationTimeout => timeouts.operation_timeout(Duration::from_secs(2)),
        _ => timeouts.read_timeout(Duration::from_secs(2)),
    };
    let host = if tune == Tune::NoHost { NO_HOST } else { "127.0.0.1" };
    let url = format!("{scheme}://{host}:{port}");
    let config = config().endpoint_url(url).timeout_config(timeouts.build()).http_client(http);
    let config = match tune {
        Tune::MaxBody => config.response_max_body_size_bytes(100_000_u64),
        _ => config,
    };
    Client::from_conf(config.build())
}
