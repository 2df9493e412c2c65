//! Every name: case, keywords, reserved members, collisions. The rules are those of the official AWS crates, so that
//! programs written for them find what they look for.

mod operation;
mod package;
mod rules;
mod settings;
mod taken;

pub(crate) use operation::{OperationName, OperationNames, WaiterName};
pub(crate) use package::package;
pub use package::wrong_package;
pub use rules::is_device;
pub(crate) use rules::*;
pub(crate) use settings::{is_setting, settings};
pub(crate) use taken::{Taken, set, unique};
