//! What fakes share, and a fake of the service, in a thread of its own: a program waits for boto3 without letting
//! others go on.

use super::Result;
use aws_smithy_types::DateTime;
use std::any::Any;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, mpsc};
use std::thread;
use std::time::SystemTime;

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

/// What the functions of a fake share.
#[derive(Default)]
pub struct Shared<T>(Arc<Mutex<T>>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Shared<T> {
    /// All of it, for one function at a time.
    pub fn get(&self) -> MutexGuard<'_, T> {
        self.0.lock().expect("nothing panics while it holds this")
    }
}

/// A fake that answers operations by functions of a state, which they share, and the input.
#[allow(unused_macros, reason = "programs against a server have no fakes")]
macro_rules! answered_by {
    ($($on:ident: $answer:path;)*) => {{
        let state = $crate::harness::Shared::default();
        Fake::new()$(.$on({
            let state = state.clone();
            move |input| {
                let answer = $answer(&mut state.get(), input);
                async move { answer }
            }
        }))*
    }};
}
pub(crate) use answered_by;

/// Now, as exact as protocols are.
pub fn now() -> DateTime {
    let millis = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_millis());
    DateTime::from_millis(i64::try_from(millis).unwrap_or_default())
}

/// A page of a list, from the number that is its token, and the token of the next.
pub fn page<T: Clone>(all: &[T], token: Option<&str>, most: Option<i32>) -> (Vec<T>, Option<String>) {
    let start = token.and_then(|token| token.parse().ok()).unwrap_or(0);
    let length = most.and_then(|most| usize::try_from(most).ok()).unwrap_or(100);
    let page = all.iter().skip(start).take(length).cloned().collect();
    (page, (start + length < all.len()).then(|| (start + length).to_string()))
}
