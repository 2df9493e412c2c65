//! Errors as one line.

use farrier_runtime::error::message;
use std::error::Error;

/// An error and its causes, each said once, escaped and cut: servers and programs wrote some of it. Their `Debug`, which may hold a whole answer, is not in it.
pub(crate) fn causes(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    message(&text)
}
