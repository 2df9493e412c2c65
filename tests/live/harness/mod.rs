//! What the programs share: clients of the server, boto3 beside them, and comparisons.
//!
//! A program is started with its name, the URL of the server, Python, and the script that calls boto3. Without a URL it
//! is run against a fake of the service, which is in the same process. It prints a line for
//! what it compares, `same` or `differs`, and why it failed to standard error.

// Not every program needs all of it.
#![allow(dead_code, unused_imports)]

mod boto;
mod calls;
mod fakes;
mod http;
mod tags;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_types::DateTime;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::SdkConfig;
use aws_types::region::Region;
use serde_json::Value;
use std::cell::RefCell;
use std::error::Error;
use std::io::{self, Read};
use std::pin::Pin;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use boto::Boto;
pub use calls::many;
pub(crate) use fakes::answered_by;
pub use fakes::{Serve, Shared, now, page};
pub use http::http;
pub use tags::untag;

pub type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A program: a function that uses one client.
pub type Program = for<'l> fn(&'l Live) -> Pin<Box<dyn Future<Output = Result> + 'l>>;

/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(240);

/// How long waiters wait.
pub const WAIT: Duration = Duration::from_secs(30);

/// The server, and boto3 beside the clients.
pub struct Live {
    url: String,
    is_fake: bool,
    boto: RefCell<Boto>,
}

/// Runs the program that the arguments name. Each may have a fake of its service.
pub fn main(programs: &[(&str, Program, Option<Serve>)]) -> ExitCode {
    end_with_starter();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, url, python, script] = arguments.as_slice() else {
        eprintln!("usage: live NAME URL PYTHON SCRIPT");
        return ExitCode::FAILURE;
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let run = || {
        let program = programs.iter().find(|(known, ..)| known == name);
        let (_, program, fake) = program.ok_or("there is no such program")?;
        let is_fake = url.is_empty();
        let url = if is_fake { fakes::start(fake.ok_or("there is no such fake")?)? } else { url.clone() };
        let boto = RefCell::new(Boto::start(name, &url, python, script)?);
        runtime.block_on(program(&Live { url, is_fake, boto }))
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Ends this process when standard input ends, which is when whoever started it is gone; and when it takes too long.
fn end_with_starter() {
    thread::spawn(|| {
        let _ = io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(1);
    });
    thread::spawn(|| {
        thread::sleep(PATIENCE);
        eprintln!("this took more than {} s", PATIENCE.as_secs());
        std::process::exit(1);
    });
}

impl Live {
    /// What `aws_config::load_from_env()` would give.
    pub fn config(&self) -> SdkConfig {
        let credentials = Credentials::new("AKIDEXAMPLE", "secret", None, None, "live");
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .sleep_impl(SharedAsyncSleep::new(TokioSleep::new()))
            .endpoint_url(&self.url)
            .build()
    }

    /// What a call of boto3 gives, as JSON.
    pub fn boto(&self, call: &str, arguments: Value) -> Result<Value> {
        self.boto.borrow_mut().output(None, call, arguments, false)
    }

    /// Whether this is a fake, which has no other service beside it.
    pub fn is_fake(&self) -> bool {
        self.is_fake
    }

    /// The same of another service, which only a server has.
    pub fn boto_of(&self, service: &str, call: &str, arguments: Value) -> Result<Value> {
        self.boto.borrow_mut().output(Some(service), call, arguments, false)
    }

    /// All pages that boto3 reads, as one.
    pub fn boto_pages(&self, call: &str, arguments: Value) -> Result<Value> {
        self.boto.borrow_mut().output(None, call, arguments, true)
    }

    /// Compares what the client has read or written with what boto3 says of it. A member that is not there is null.
    pub fn same(&self, what: &str, ours: impl Into<Value>, theirs: &Value) {
        let ours = ours.into();
        report(what, ours == *theirs, &format!("{ours}, by boto3 {theirs}"));
    }

    /// Compares points in time.
    pub fn same_time(&self, what: &str, ours: Option<&DateTime>, theirs: &Value) {
        let seconds = ours.map(DateTime::as_secs_f64);
        // boto3 keeps microseconds, and milliseconds where it speaks a newer protocol of the service than the client.
        let same = match (seconds, theirs.as_f64()) {
            (Some(ours), Some(theirs)) => (ours - theirs).abs() < 1e-3,
            (ours, theirs) => ours == theirs,
        };
        report(what, same, &format!("{seconds:?}, by boto3 {theirs}"));
    }

    /// Compares an error with that of the same call of boto3.
    pub fn same_error(&self, what: &str, ours: &impl ProvideErrorMetadata, call: &str, arguments: Value) -> Result {
        let theirs = self.boto.borrow_mut().error(call, arguments)?;
        self.same(&format!("{what}: code"), ours.code(), &theirs["Code"]);
        self.same(&format!("{what}: message"), ours.message(), &theirs["Message"]);
        Ok(())
    }

    /// Says whether what must be so is.
    pub fn check(&self, what: &str, is_so: bool) {
        report(what, is_so, "it is not");
    }
}

fn report(what: &str, same: bool, values: &str) {
    match same {
        true => println!("same\t{what}"),
        false => println!("differs\t{what}\t{}", values.replace(['\n', '\t'], " ")),
    }
}
