//! Answers of XML that cannot be read: one list for all services that have members of the same kinds, whatever they are
//! called.

use crate::server::{Answer, Server};
use std::fmt::Debug;

/// One body per line, with places for the names of a service in braces. A line that begins with `#` says what the next
/// ones are.
const BODIES: &str = include_str!("../cases/malformed/xml.txt");

/// Where an answer has members of some kinds: each is a path of elements, from the root or below it.
#[derive(Clone, Copy, Debug)]
pub struct Members {
    /// What is around all of them.
    pub root: &'static str,
    /// A string.
    pub text: &'static str,
    /// A long number.
    pub number: &'static str,
    /// A boolean.
    pub flag: &'static str,
    /// A timestamp.
    pub time: &'static str,
    /// Bytes.
    pub bytes: &'static str,
    /// A union, one member of which is the string `term`.
    pub union: &'static str,
    /// Another member of it.
    pub other: &'static str,
    /// A structure that holds itself, the way to the next one and that from there.
    pub nest: [&'static str; 2],
}

impl Members {
    fn places(&self) -> [(&'static str, &'static str); 8] {
        [
            ("root", self.root),
            ("text", self.text),
            ("number", self.number),
            ("flag", self.flag),
            ("time", self.time),
            ("bytes", self.bytes),
            ("union", self.union),
            ("other", self.other),
        ]
    }

    /// A body with its places filled.
    fn filled(&self, body: &str) -> String {
        self.places().into_iter().fold(body.to_owned(), |body, (name, path)| {
            body.replace(&format!("{{{name}}}"), &open(path)).replace(&format!("{{/{name}}}"), &close(path))
        })
    }

    /// A body in which elements that the model has, or other ones, are within one another: so many from what is around
    /// all members.
    pub fn nested(&self, depth: usize, known: bool) -> String {
        let [first, next] = if known { self.nest } else { ["unknown", "unknown"] };
        let way = [vec![first], vec![next; depth - 2]].concat().join("/");
        self.filled(&["{root}", &open(&way), &close(&way), "{/root}"].concat())
    }

    /// Bodies none of which can be read.
    pub fn malformed(&self) -> Vec<String> {
        let lines = BODIES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut bodies: Vec<String> = lines.map(|line| self.filled(line)).collect();
        for (depth, known) in [(129, true), (129, false), (100_000, false)] {
            bodies.push(self.nested(depth, known));
        }
        // What is cut off, wherever it is.
        let whole =
            self.filled("<?xml version=\"1.0\"?>{root}{text}a &amp; b{/text}{union}<term>t</term>{/union}{/root}");
        bodies.extend((1..whole.len()).map(|end| whole[..end].to_owned()));
        bodies
    }
}

/// The start tags of a path.
fn open(path: &str) -> String {
    path.split('/').map(|name| format!("<{name}>")).collect()
}

fn close(path: &str) -> String {
    path.rsplit('/').map(|name| format!("</{name}>")).collect()
}

/// Checks that a call, answered by each of the bodies in turn, fails in the way that `is_unreadable` knows.
///
/// # Panics
/// One of them is read, or is another error.
pub async fn assert_unreadable<T: Debug, E: Debug>(
    bodies: Vec<String>,
    call: impl AsyncFn(&Server) -> Result<T, E>,
    is_unreadable: impl Fn(&E) -> bool,
) {
    let server = Server::start(bodies.iter().map(|body| Answer::ok(body.clone()))).await;
    for body in bodies {
        let start: String = body.chars().take(120).collect();
        let error = call(&server).await.expect_err(&start);
        assert!(is_unreadable(&error), "{start}: {error:?}");
    }
}
