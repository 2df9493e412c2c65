//! What is logged while something is done.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use tracing::level_filters::LevelFilter;

/// Does it, and answers what it logged up to a level.
///
/// # Panics
/// Never: nothing panics while it writes.
pub(crate) fn during<T>(level: LevelFilter, work: impl FnOnce() -> T) -> (T, String) {
    let text = Lines::default();
    let writer = text.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(level).with_ansi(false).with_writer(move || writer.clone()).finish();
    let done = tracing::subscriber::with_default(subscriber, work);
    let bytes = text.0.lock().expect("not poisoned").clone();
    (done, String::from_utf8_lossy(&bytes).into_owned())
}

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("not poisoned").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
