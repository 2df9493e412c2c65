//! Generated files and the disk: compare, then write.

mod journal;
mod lock;
mod owner;
mod place;
mod plan;
mod stage;
#[cfg(test)]
mod tests;

pub use journal::recover;
pub use lock::Locks;
pub use owner::wrote_by;
pub use plan::{Action, Change, Plan, plan};
pub use stage::apply;
