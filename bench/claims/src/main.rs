//! What the documentation says is better than in the official crates, or the same, seen on both sides.
//!
//! Prints a line for each claim: the claim, what the official crate does, what ours does, and whether the claim holds,
//! with tabs between. `cargo xtask bench claims` makes a table of it.

mod canned;
mod errors;
mod events;
mod log;
mod proxy;
mod requests;
mod sides;

use sides::{OFFICIAL, OURS, Side};
use std::env;

/// A claim, and what was seen of it.
pub(crate) struct Claim {
    pub(crate) what: &'static str,
    pub(crate) official: String,
    pub(crate) ours: String,
    pub(crate) holds: bool,
}

impl Claim {
    /// Looks at both sides. The claim holds where ours is `good` and the official one is not.
    pub(crate) fn see<T>(
        what: &'static str,
        look: impl Fn(&Side) -> T,
        show: impl Fn(&T) -> String,
        good: impl Fn(&T) -> bool,
    ) -> Self {
        let (official, ours) = (look(&OFFICIAL), look(&OURS));
        Self { what, official: show(&official), ours: show(&ours), holds: good(&ours) && !good(&official) }
    }

    /// Looks at both sides. The claim holds where both are `good`.
    pub(crate) fn same<T>(
        what: &'static str,
        look: impl Fn(&Side) -> T,
        show: impl Fn(&T) -> String,
        good: impl Fn(&T) -> bool,
    ) -> Self {
        let (official, ours) = (look(&OFFICIAL), look(&OURS));
        Self { what, official: show(&official), ours: show(&ours), holds: good(&ours) && good(&official) }
    }
}

fn main() {
    // As one side behind a proxy, for `proxy`, which runs this program again.
    if let Some(call) = proxy::called() {
        println!("{call}");
        return;
    }
    let claims = [errors::claims(), requests::claims(), proxy::claims(), events::claims()];
    for Claim { what, official, ours, holds } in claims.into_iter().flatten() {
        let line = [what, &official, &ours, if holds { "yes" } else { "no" }];
        println!("{}", line.map(|cell| cell.replace(['\t', '\n'], " ")).join("\t"));
    }
}

/// Runs a future on this thread.
///
/// # Panics
/// If the system has no timer or no sockets.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("timers and sockets").block_on(future)
}

/// The arguments of this program.
pub(crate) fn arguments() -> Vec<String> {
    env::args().skip(1).collect()
}
