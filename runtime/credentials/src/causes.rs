//! Errors as one line.

use farrier_runtime::error::{chain, message};
use std::error::Error;

/// An error and its causes, each said once, escaped and cut: servers and programs wrote some of it. Their `Debug`,
/// which may hold a whole answer, is not in it.
pub(crate) fn causes(error: &(dyn Error + 'static)) -> String {
    message(&chain(error))
}
