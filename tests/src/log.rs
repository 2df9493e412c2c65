//! What a program that logs everything would see.

use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex};
use tracing::Dispatch;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::util::SubscriberInitExt;

/// Whoever would hear everything. If one listener were all there is, what another thread is the first to log would be
/// switched off for it, because nobody listens there.
static ANYBODY: LazyLock<Dispatch> = LazyLock::new(|| {
    tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(io::sink).finish().into()
});

/// Collects the events and spans of this thread, at every level, for as long as it lives.
pub struct Log {
    text: Arc<Mutex<Vec<u8>>>,
    _guard: tracing::subscriber::DefaultGuard,
}

impl Log {
    /// Starts to collect.
    pub fn start() -> Self {
        LazyLock::force(&ANYBODY);
        let text = Arc::new(Mutex::default());
        let writer = Shared(Arc::clone(&text));
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        Self { text, _guard: subscriber.set_default() }
    }

    /// What was logged so far.
    ///
    /// # Panics
    /// A test panicked while logging.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.text.lock().expect("not poisoned")).into_owned()
    }
}

#[derive(Clone)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("not poisoned").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
