//! A scenario: it is read, a program is run in it, and what came of it is compared.

use crate::program::{ENDPOINT, FOUND, PROFILE, SEEN, WAY};
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use farrier_tests::server::{Answer, Received, Server};
use serde_json::{Map, Value};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

/// A word that is in all secrets.
const CANARY: &str = "canary";

pub(crate) struct Scenario(Value);

impl Scenario {
    pub(crate) fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).expect("a scenario");
        Self(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    }

    /// What is wrong.
    pub(crate) async fn run(&self) -> Vec<String> {
        let known = [
            "what",
            "profile",
            "endpoint_url",
            "environment",
            "files",
            "traffic",
            "credentials",
            "error",
            "settings",
            "kept",
            "aws_config",
        ];
        let strange = self.0.as_object().into_iter().flatten().find(|(key, _)| !known.contains(&key.as_str()));
        assert!(strange.is_none(), "{strange:?} is no key of a scenario");
        let ours = self.outcome("farrier-credentials").await;
        let mut wrong = self.compare(&ours);
        // What it has no feature for here is not compared.
        if !self.needs_features() {
            let same = ours.is_as(&self.outcome("aws-config").await);
            match &self.0["aws_config"] {
                Value::Null => wrong.extend(same.err().map(|why| format!("aws-config does otherwise: {why}"))),
                reason if same.is_ok() => wrong.push(format!("aws-config does the same, although {reason}")),
                _ => {}
            }
        }
        wrong
    }

    /// Whether `aws-config` has a feature for what a profile asks for.
    fn needs_features(&self) -> bool {
        object(&self.0["files"]).any(|(_, lines)| {
            let lines = text(lines);
            ["sso_", "credential_process", "login_session"].iter().any(|key| lines.contains(key))
        })
    }

    /// What comes of a program that finds its configuration in this way.
    async fn outcome(&self, way: &str) -> Outcome {
        let exchanges: Vec<_> = self.0["traffic"].as_array().into_iter().flatten().collect();
        let (found, home) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        // The answers hold no address of the server.
        let places = Places { server: String::new(), home: home.path().display().to_string() };
        let server = Server::start(exchanges.iter().map(|exchange| answer(&exchange["answer"], &places))).await;
        let places = Places { server: server.url.clone(), ..places };
        for (path, lines) in object(&self.0["files"]) {
            let path = home.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, places.fill(&text(lines))).expect("a file");
        }
        let mut command = Command::new(std::env::current_exe().expect("the path of this program"));
        command.args(["--exact", "the_program", "--ignored"]).env_clear();
        for (name, value) in object(&self.0["environment"]) {
            command.env(name, places.fill(&text(value)));
        }
        command.envs(self.0["profile"].as_str().map(|profile| (PROFILE, profile)));
        command.envs(self.0["endpoint_url"].as_str().map(|url| (ENDPOINT, places.fill(url))));
        command.env("HOME", home.path()).env("PATH", std::env::var("PATH").unwrap_or_default()).env(WAY, way);
        command.env(FOUND, found.path().join("found")).env(SEEN, found.path().join("seen"));
        let output = tokio::task::spawn_blocking(move || command.output()).await.expect("no panic").expect("it starts");
        let read = |name| std::fs::read_to_string(found.path().join(name)).unwrap_or_default();
        let kept = object(&self.0["kept"]).map(|(path, _)| std::fs::read_to_string(home.path().join(path)));
        let kept = kept.map(Result::unwrap_or_default).collect();
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        Outcome {
            found: serde_json::from_str(&read("found")).map_err(|_| printed),
            seen: read("seen"),
            requests: server.requests(),
            kept,
            places,
        }
    }

    /// What an outcome has otherwise than the scenario says.
    fn compare(&self, outcome: &Outcome) -> Vec<String> {
        let found = match &outcome.found {
            Ok(found) => found,
            Err(printed) => return vec![format!("the program failed: {printed}")],
        };
        let mut wrong = self.compare_found(found, &outcome.places);
        let secrets = outcome.seen.lines().find(|line| line.contains(CANARY));
        wrong.extend(secrets.map(|line| format!("a secret is seen: {line}")));
        let exchanges: Vec<_> = self.0["traffic"].as_array().into_iter().flatten().collect();
        wrong.extend(requests(&exchanges, &outcome.requests, &outcome.places));
        for ((path, parts), kept) in object(&self.0["kept"]).zip(&outcome.kept) {
            let parts = parts.as_array().into_iter().flatten().map(|part| outcome.places.fill(&text(part)));
            wrong.extend(parts.filter(|part| !kept.contains(part)).map(|part| format!("{path} lacks {part}: {kept}")));
        }
        wrong
    }

    fn compare_found(&self, found: &Value, places: &Places) -> Vec<String> {
        let expected = &self.0["credentials"];
        let mut wrong = Vec::new();
        if let Some(error) = self.0["error"].as_str() {
            let error = places.fill(error);
            if found["error"].as_str() != Some(&error) {
                wrong.push(format!("expected the error {error:?}, found {}", found["error"]));
            }
        } else if found["credentials"].is_null() {
            wrong.push(format!("found no credentials: {}", found["error"]));
        }
        for (name, expected, found) in
            [("credentials", expected, &found["credentials"]), ("settings", &self.0["settings"], &found["settings"])]
        {
            for (key, value) in object(expected) {
                if found[key] != *value {
                    wrong.push(format!("expected {name} with `{key}` {value}, found {}", found[key]));
                }
            }
        }
        wrong
    }
}

/// What came of a program.
struct Outcome {
    /// What it found, or what it printed when it failed.
    found: Result<Value, String>,
    seen: String,
    requests: Vec<Received>,
    /// The files that the scenario says something of.
    kept: Vec<String>,
    places: Places,
}

impl Outcome {
    /// Whether another program found the same by the same requests, or none as this one. Errors have other words.
    fn is_as(&self, other: &Self) -> Result<(), String> {
        let lines = |outcome: &Self| outcome.requests.iter().map(line).collect::<Vec<_>>();
        let (Ok(ours), Ok(theirs)) = (&self.found, &other.found) else { return Err(format!("{:?}", other.found)) };
        let parts = |found: &Value| {
            let credentials = &found["credentials"];
            let credentials = ["id", "key", "token", "account"].map(|key| credentials[key].clone());
            (credentials, found["error"].is_null(), found["settings"].clone())
        };
        if parts(ours) != parts(theirs) {
            return Err(theirs.to_string());
        }
        if lines(self) != lines(other) { Err(format!("{:?}", lines(other))) } else { Ok(()) }
    }
}

/// The method and the path of a request.
fn line(request: &Received) -> String {
    format!("{} {}", request.method(), request.uri())
}

/// What stands for places and times.
struct Places {
    server: String,
    home: String,
}

impl Places {
    fn fill(&self, text: &str) -> String {
        let mut text = text.replace("{server}", &self.server).replace("{home}", &self.home);
        text = text.replace("{port}", self.server.rsplit(':').next().unwrap_or_default());
        while let Some((before, rest)) = text.split_once("{in ") {
            let (seconds, after) = rest.split_once(" s}").expect("the end of a time");
            let seconds: i64 = seconds.parse().expect("seconds");
            let now = SystemTime::now();
            let shift = Duration::from_secs(seconds.unsigned_abs());
            let time = DateTime::from(if seconds < 0 { now - shift } else { now + shift });
            // Whole seconds, which all formats have.
            let time = DateTime::from_secs(time.secs()).fmt(Format::DateTime).expect("a time");
            text = format!("{before}{time}{after}");
        }
        while let Some((before, rest)) = text.split_once("{milliseconds in ") {
            let (seconds, after) = rest.split_once(" s}").expect("the end of a time");
            let time = DateTime::from(SystemTime::now()).secs() + seconds.parse::<i64>().expect("seconds");
            text = format!("{before}{time}000{after}");
        }
        text
    }
}

fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

/// A text, lines of one, or JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(lines) => lines.iter().map(|line| text(line) + "\n").collect(),
        Value::Null => String::new(),
        json => json.to_string(),
    }
}

fn answer(answer: &Value, places: &Places) -> Answer {
    if answer == "closed" {
        return Answer::closed();
    }
    let status = answer["status"].as_u64().map_or(200, |status| u16::try_from(status).expect("a status"));
    let times = answer["times"].as_u64().map_or(1, |times| usize::try_from(times).expect("a few"));
    let mut made = Answer::new(status, places.fill(&text(&answer["body"])).repeat(times));
    for (name, value) in object(&answer["headers"]) {
        made = made.header(name, &text(value));
    }
    made
}

/// What is wrong with the requests.
fn requests(exchanges: &[&Value], received: &[Received], places: &Places) -> Vec<String> {
    let mut wrong = Vec::new();
    if exchanges.len() != received.len() {
        let lines: Vec<_> = received.iter().map(line).collect();
        wrong.push(format!("expected {} requests, found {lines:?}", exchanges.len()));
    }
    for (exchange, request) in exchanges.iter().zip(received) {
        let expected = text(&exchange["request"]);
        if line(request) != expected {
            wrong.push(format!("expected {expected}, found {}", line(request)));
        }
        for (name, value) in object(&exchange["headers"]) {
            let header = request.headers().get(name).map(|header| String::from_utf8_lossy(header.as_bytes()));
            let header = header.unwrap_or_default();
            let is_there = match value {
                Value::Null => header.is_empty(),
                value => header.contains(&places.fill(&text(value))),
            };
            if !is_there {
                wrong.push(format!("{expected}: expected the header {name} with {value}, found {header:?}"));
            }
        }
        let body = String::from_utf8_lossy(request.body());
        for part in exchange["has"].as_array().into_iter().flatten().map(text) {
            if !body.contains(&part) {
                wrong.push(format!("{expected}: expected {part} in {body}"));
            }
        }
    }
    wrong
}
