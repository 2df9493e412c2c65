//! A fake of the service, in a thread of its own: a program waits for boto3 without letting others go on.

use super::Result;
use std::any::Any;
use std::io;
use std::pin::Pin;
use std::sync::mpsc;
use std::thread;

/// Serves a fake: its URL, and what it is served as long as.
pub type Serve = fn() -> Pin<Box<dyn Future<Output = io::Result<(String, Box<dyn Any>)>>>>;

/// Serves it until this process ends.
pub fn start(serve: Serve) -> Result<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let served = serve().await;
            let url = served.as_ref().map(|(url, _)| url.clone()).map_err(io::Error::to_string);
            // The program waits for it.
            let _ = sender.send(url);
            std::future::pending::<()>().await;
        });
    });
    Ok(receiver.recv()??)
}
