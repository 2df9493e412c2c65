//! Moves an object one way, by one of the clients, and prints what that cost: seconds from beginning to end, seconds of
//! CPU, and bytes of memory at its peak above those before it began. With tabs between, in this order.
//!
//! `streams serve` is the other end, in a process of its own, so that what it costs is not counted.

mod server;
mod sides;
mod usage;

use sides::{OFFICIAL, OURS, Side};
use std::env;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use usage::Usage;

type Result<T = ()> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// What is moved, and where to.
pub(crate) enum Work {
    /// Downloads so many bytes, and drops each piece.
    Get(u64),
    /// Uploads bytes that are in memory.
    Put(Vec<u8>),
    /// Uploads a file.
    PutFile(PathBuf),
}

/// A little of the same, before anything counts: what comes into being once is there then.
const WARM_UP: usize = 100_000;

fn main() -> ExitCode {
    match run(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (side, work, url) = match arguments[..] {
        ["serve"] => return server::run(),
        [side, "get", bytes, url] => (side, Work::Get(bytes.parse()?), url),
        [side, "put", bytes, url] => (side, Work::Put(vec![0; bytes.parse()?]), url),
        [side, "put-file", path, url] => (side, Work::PutFile(path.into()), url),
        _ => return Err("streams serve | (ours|official) (get BYTES|put BYTES|put-file PATH) URL".into()),
    };
    let side = [OURS, OFFICIAL].into_iter().find(|it| it.name == side).ok_or("ours or official")?;
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(measure(&side, work, url))
}

async fn measure(side: &Side, work: Work, url: &str) -> Result {
    let client = (side.client)(url);
    for warm_up in [Work::Put(vec![0; WARM_UP]), Work::Get(WARM_UP as u64)] {
        client(warm_up).await?;
    }
    let before = Usage::now()?;
    client(work).await?;
    println!("{}", Usage::now()?.since(&before));
    Ok(())
}
