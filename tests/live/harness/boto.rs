//! boto3, in a process of its own that ends when its standard input does.

use super::Result;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

pub struct Boto {
    service: String,
    process: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Boto {
    pub fn start(service: &str, url: &str, python: &str, script: &str) -> Result<Self> {
        let mut command = Command::new(python);
        let mut process = command.args([script, url]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let questions = process.stdin.take();
        let answers = BufReader::new(process.stdout.take().ok_or("no output")?);
        Ok(Self { service: service.to_owned(), process, questions, answers })
    }

    pub fn output(&mut self, service: Option<&str>, call: &str, arguments: Value, pages: bool) -> Result<Value> {
        let mut answer = self.ask(service, call, arguments, pages)?;
        match answer["output"].take() {
            Value::Null => Err(format!("boto3: {call}: {answer}").into()),
            output => Ok(output),
        }
    }

    pub fn error(&mut self, call: &str, arguments: Value) -> Result<Value> {
        let mut answer = self.ask(None, call, arguments, false)?;
        match answer["error"].take() {
            Value::Null => Err(format!("boto3: {call} is no error").into()),
            error => Ok(error),
        }
    }

    fn ask(&mut self, service: Option<&str>, call: &str, arguments: Value, pages: bool) -> Result<Value> {
        let service = service.unwrap_or(&self.service);
        let question = json!({"service": service, "call": call, "arguments": arguments, "pages": pages});
        let mut questions = self.questions.as_ref().ok_or("boto3 has ended")?;
        writeln!(questions, "{question}")?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        serde_json::from_str(&line).map_err(|error| format!("boto3: {call}: {error}: {line}").into())
    }
}

impl Drop for Boto {
    fn drop(&mut self) {
        drop(self.questions.take());
        // It may be gone already.
        let _ = self.process.wait();
    }
}
