//! How many files and sockets this process has open. Tests that open them take turns; what each has for its executor,
//! which it has while it waits, does not count.

use std::collections::HashSet;
use std::time::Duration;
use tokio::sync::{Mutex, MutexGuard};

static TURN: Mutex<()> = Mutex::const_new(());

/// The descriptors that were open when it was the turn of a test.
#[derive(Debug)]
pub struct Descriptors {
    before: usize,
    _turn: MutexGuard<'static, ()>,
}

impl Descriptors {
    /// Waits for its turn.
    pub async fn count() -> Self {
        let turn = TURN.lock().await;
        Self { before: open(), _turn: turn }
    }

    /// How many there are more than before.
    pub fn more(&self) -> usize {
        open().saturating_sub(self.before)
    }

    /// Waits until there are as many as before, and so many more.
    ///
    /// # Panics
    /// There are more than that after a minute, in which other tests of the process end, too.
    pub async fn settle(&self, more: usize) {
        let settled = async {
            while self.more() > more {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let settled = tokio::time::timeout(Duration::from_secs(60), settled).await;
        assert!(settled.is_ok(), "{} descriptors were left, beyond {more}", self.more());
    }
}

/// Where there is no list of them none is known of.
fn open() -> usize {
    let descriptors = std::fs::read_dir("/proc/self/fd").into_iter().flatten().flatten();
    let targets = descriptors.filter_map(|descriptor| std::fs::read_link(descriptor.path()).ok());
    let targets: Vec<_> = targets.collect();
    // An executor of Tokio has one to hear of signals, if anybody asked for that feature.
    let local = std::fs::read_to_string("/proc/self/net/unix").unwrap_or_default();
    let local: HashSet<_> = local.lines().filter_map(|line| line.split_whitespace().nth(6)).collect();
    let counts = |target: &&str| match target.strip_prefix("socket:[").and_then(|rest| rest.strip_suffix(']')) {
        Some(inode) => !local.contains(inode),
        None => target.starts_with('/') && !target.starts_with("/dev/"),
    };
    targets.iter().filter(|target| target.to_str().as_ref().is_some_and(counts)).count()
}
