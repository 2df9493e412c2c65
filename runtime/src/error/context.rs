//! Errors for a log.

use std::error::Error;
use std::fmt;
use std::iter;

/// An error with all there is to know of it, for a log: its text, those of its causes that it has not said itself, and
/// its `Debug`.
///
/// The type of this name in `aws-smithy-types` writes the text of each cause. Those of errors here name their causes
/// already, so it would say all of them twice.
#[derive(Debug)]
pub struct DisplayErrorContext<E: Error>(
    /// The error.
    pub E,
);

impl<E: Error> fmt::Display for DisplayErrorContext<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({:?})", chain(&self.0), self.0)
    }
}

/// The text of an error, and those of its causes that it has not said itself: for `farrier-credentials`, too.
pub fn chain(error: &dyn Error) -> String {
    let mut said = error.to_string();
    for cause in iter::successors(error.source(), |&cause| cause.source()) {
        let text = cause.to_string();
        // Ours may start with the operation, as the text around them does.
        let unnamed =
            text.split_once(": ").filter(|(name, _)| said.starts_with(&format!("{name}:"))).map(|(_, rest)| rest);
        if !said.contains(unnamed.unwrap_or(&text)) {
            said.push_str(": ");
            said.push_str(&text);
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Failed(&'static str, Option<Box<Failed>>);

    impl fmt::Display for Failed {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Failed {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            self.1.as_deref().map(|cause| cause as _)
        }
    }

    #[test]
    fn each_text_is_said_once() {
        let chain = |texts: &[&'static str]| {
            texts.iter().rev().fold(None, |cause, text| Some(Box::new(Failed(text, cause)))).expect("there are texts")
        };
        for (texts, shown) in [
            (&["alone"][..], "alone"),
            (&["Ping: no way: refused; attempts 3", "no way", "refused"], "Ping: no way: refused; attempts 3"),
            (&["Ping: no request: no id", "Ping: no id"], "Ping: no request: no id"),
            (&["above", "between", "below", "between"], "above: between: below"),
        ] {
            let error = *chain(texts);
            assert_eq!(DisplayErrorContext(&error).to_string(), format!("{shown} ({error:?})"));
        }
    }
}
