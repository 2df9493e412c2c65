//! Clients of one configuration ask for credentials once, however many calls they make at a time, and again before they
//! end.

use aws_sdk_partnercentralaccount::Client;
use aws_smithy_async::time::TimeSource;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use farrier_credentials::BehaviorVersion;
use farrier_tests::client::invite;
use farrier_tests::server::{Answer, Server};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// Where the metadata service is, and how many calls are made, for the program.
const CALLS: &str = "SHARING_CALLS";

fn metadata(id: &str, end: &str) -> [Answer; 2] {
    let credentials = format!(
        r#"{{"Code":"Success","AccessKeyId":"{id}","SecretAccessKey":"key","Token":"token","Expiration":"{end}"}}"#
    );
    [Answer::ok("role"), Answer::ok(credentials)]
}

async fn program(metadata: &Server, service: &Server, calls: &str) {
    let mut child = Command::new(std::env::current_exe().expect("the path of this program"));
    child
        .args(["--exact", "sharing::the_program", "--ignored"])
        .env_clear()
        .env("AWS_REGION", "eu-west-1")
        .env("AWS_ENDPOINT_URL", &service.url)
        .env("AWS_EC2_METADATA_SERVICE_ENDPOINT", &metadata.url)
        .env(CALLS, calls);
    let child = tokio::task::spawn_blocking(move || child.output()).await.expect("no panic").expect("it starts");
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
}

fn paths(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| request.uri().path().to_owned()).collect()
}

fn signers(server: &Server) -> Vec<String> {
    let signer = |authorization: &str| authorization.split("Credential=").nth(1)?.split('/').next().map(str::to_owned);
    let requests = server.requests();
    requests.iter().filter_map(|it| signer(it.headers()["authorization"].to_str().expect("text"))).collect()
}

const TOKEN: &str = "/latest/api/token";
const ROLES: &str = "/latest/meta-data/iam/security-credentials/";
const ROLE: &str = "/latest/meta-data/iam/security-credentials/role";

fn token() -> Answer {
    Answer::ok("token").header("x-aws-ec2-metadata-token-ttl-seconds", "21600")
}

#[tokio::test]
async fn many_calls_ask_once() {
    let instance = Server::start([vec![token()], metadata("FIRST", "2999-01-01T00:00:00Z").to_vec()].concat()).await;
    let service = Server::start(Answer::ok("{}").times(8)).await;
    program(&instance, &service, "8 at once").await;
    assert_eq!(paths(&instance), [TOKEN, ROLES, ROLE]);
    assert_eq!(signers(&service), ["FIRST"; 8]);
}

#[tokio::test]
async fn credentials_are_renewed_before_they_end() {
    let end = SystemTime::now() + Duration::from_secs(2 * 3600);
    let end = DateTime::from_secs(DateTime::from(end).secs()).fmt(Format::DateTime).expect("a time");
    let answers =
        [vec![token()], metadata("FIRST", &end).to_vec(), metadata("SECOND", "2999-01-01T00:00:00Z").to_vec()];
    let instance = Server::start(answers.concat()).await;
    let service = Server::start(Answer::ok("{}").times(4)).await;
    program(&instance, &service, "4 in turn").await;
    assert_eq!(paths(&instance), [TOKEN, ROLES, ROLE, ROLES, ROLE], "one token for all");
    assert_eq!(signers(&service), ["FIRST", "FIRST", "SECOND", "SECOND"]);
}

#[tokio::test]
async fn old_credentials_are_used_while_the_service_cannot_renew_them() {
    let answers = [vec![token()], metadata("FIRST", "2001-01-01T00:00:00Z").to_vec()];
    let instance = Server::start(answers.concat()).await;
    let service = Server::start(Answer::ok("{}").times(3)).await;
    program(&instance, &service, "3 at once").await;
    assert_eq!(paths(&instance), [TOKEN, ROLES, ROLE], "they are good for ten minutes more");
    assert_eq!(signers(&service), ["FIRST"; 3]);
}

#[tokio::test]
async fn old_credentials_are_used_while_the_service_is_out_of_order() {
    let end = SystemTime::now() + Duration::from_secs(3600);
    let end = DateTime::from_secs(DateTime::from(end).secs()).fmt(Format::DateTime).expect("a time");
    let answers = [vec![token()], metadata("FIRST", &end).to_vec(), vec![Answer::new(403, "")]];
    let instance = Server::start(answers.concat()).await;
    let service = Server::start(Answer::ok("{}").times(3)).await;
    program(&instance, &service, "3 then no more time").await;
    assert_eq!(paths(&instance), [TOKEN, ROLES, ROLE, ROLES], "they are good for ten minutes more");
    assert_eq!(signers(&service), ["FIRST"; 3]);
}

/// A clock by which an hour and a quarter passes between calls.
#[derive(Clone, Debug, Default)]
struct Clock(Arc<AtomicU64>);

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::now() + Duration::from_secs(75 * 60) * u32::try_from(self.0.load(Ordering::Relaxed)).expect("few")
    }
}

#[tokio::test]
#[ignore = "the program of other tests, which give it an environment"]
async fn the_program() {
    let clock = Clock::default();
    let config = farrier_credentials::defaults(BehaviorVersion::latest()).time_source(clock.clone()).load().await;
    let calls = std::env::var(CALLS).expect("how many calls");
    let (count, manner) = calls.split_once(' ').expect("in which manner");
    // A client each: it is the configuration that they share.
    let clients: Vec<_> = (0..count.parse().expect("a number")).map(|_| Client::new(&config)).collect();
    let calls = clients.iter().map(|client| async { invite(client).send().await.expect("an answer") });
    if manner == "at once" {
        futures_util::future::join_all(calls).await;
    } else {
        for call in calls {
            call.await;
            if manner == "in turn" || clock.0.load(Ordering::Relaxed) == 0 {
                clock.0.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}
