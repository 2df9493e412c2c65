//! The server, as a process.

use camino::Utf8Path;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use farrier::report::{Problem, Result};

/// The program that starts it, below the root of the checkout.
const SCRIPT: &str = "tests/live/server.py";

/// How long it may take to start.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server that runs as long as this value is there. It also ends when this process does, however that comes about: it
/// reads its standard input, which is a pipe that nobody else holds, and exits at the end of it.
pub(super) struct Server {
    process: Child,
    pub(super) url: String,
}

impl Server {
    /// Starts it on a port that is free. What it prints goes into a file in `folder`.
    pub(super) fn start(python: &Utf8Path, root: &Utf8Path, folder: &Utf8Path) -> Result<Self> {
        let log = folder.join("server.log");
        let failed = |error: io::Error| vec![Problem::at(&log, format!("cannot start the server: {error}"))];
        let mut command = Command::new(python);
        command.arg(root.join(SCRIPT)).stdin(Stdio::piped()).stdout(Stdio::piped());
        command.stderr(File::create(&log).map_err(failed)?);
        let mut server = Self { process: command.spawn().map_err(failed)?, url: String::new() };
        match server.port() {
            Some(port) => server.url = format!("http://127.0.0.1:{port}"),
            None => {
                drop(server);
                let text = fs::read_to_string(&log).unwrap_or_default();
                let lines: Vec<&str> = text.lines().collect();
                let last = lines[lines.len().saturating_sub(20)..].join("\n");
                return Err(vec![Problem::at(&log, "the server did not start").help(last)]);
            }
        }
        Ok(server)
    }

    /// The port, which is the first line it prints.
    fn port(&mut self) -> Option<u16> {
        let stdout = self.process.stdout.take()?;
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            let read = BufReader::new(stdout).read_line(&mut line);
            // Nobody listens any more when it took too long.
            let _ = sender.send(read.map(|_| line));
        });
        let line = receiver.recv_timeout(PATIENCE).ok()?.ok()?;
        line.trim().parse().ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
