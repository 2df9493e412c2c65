//! A scenario: it is read, a program is run in it, and what came of it is compared.

use crate::program::{FOUND, PROFILE, SEEN};
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
        let exchanges: Vec<_> = self.0["traffic"].as_array().into_iter().flatten().collect();
        let (found, home) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let known = ["what", "profile", "environment", "files", "traffic", "credentials", "error", "settings", "kept"];
        let strange = self.0.as_object().into_iter().flatten().find(|(key, _)| !known.contains(&key.as_str()));
        assert!(strange.is_none(), "{strange:?} is no key of a scenario");
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
        command.env("HOME", home.path()).env("PATH", std::env::var("PATH").unwrap_or_default());
        command.env(FOUND, found.path().join("found")).env(SEEN, found.path().join("seen"));
        let output = tokio::task::spawn_blocking(move || command.output()).await.expect("no panic").expect("it starts");
        if !output.status.success() {
            return vec![format!("the program failed: {}", String::from_utf8_lossy(&output.stdout))];
        }
        let read = |name| std::fs::read_to_string(found.path().join(name)).expect("the program wrote it");
        let found = serde_json::from_str::<Value>(&read("found")).expect("JSON");
        let mut wrong = self.compare(&found, &places);
        wrong.extend(
            read("seen").lines().find(|line| line.contains(CANARY)).map(|line| format!("a secret is seen: {line}")),
        );
        wrong.extend(requests(&exchanges, &server.requests(), &places));
        for (path, lines) in object(&self.0["kept"]) {
            let kept = std::fs::read_to_string(home.path().join(path)).unwrap_or_default();
            let parts = lines.as_array().into_iter().flatten().map(|part| places.fill(&text(part)));
            wrong.extend(parts.filter(|part| !kept.contains(part)).map(|part| format!("{path} lacks {part}: {kept}")));
        }
        wrong
    }

    fn compare(&self, found: &Value, places: &Places) -> Vec<String> {
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
    let line = |request: &Received| format!("{} {}", request.method(), request.uri());
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
