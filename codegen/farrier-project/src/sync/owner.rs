//! Whose a file is.

use camino::Utf8Path;
use farrier_codegen::MARKER;
use std::fs::File;
use std::io::Read;

/// Enough for the comment that the marker is in. What others wrote may be of any size, and is not read any further.
const HEAD: u64 = 256;

/// Whether Farrier wrote the file at `path`.
pub(super) fn wrote(path: &Utf8Path) -> bool {
    head(path).is_some_and(|head| is_marked(&head))
}

/// Whether it wrote the file for a command that begins like this.
pub fn wrote_by(path: &Utf8Path, command: &str) -> bool {
    head(path).is_some_and(|head| marked(&head).is_some_and(|rest| rest.starts_with(format!("`{command}").as_bytes())))
}

/// How a file begins. Links, pipes and devices are not its own, and are not opened: a pipe would never end.
fn head(path: &Utf8Path) -> Option<Vec<u8>> {
    let is_file = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    let mut head = Vec::new();
    let read = is_file && File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head)).is_ok();
    read.then_some(head)
}

/// Whether a file that begins like this is one of Farrier: its first line is the comment that says so.
pub(super) fn is_marked(contents: &[u8]) -> bool {
    marked(contents).is_some()
}

/// What that comment says.
fn marked(contents: &[u8]) -> Option<&[u8]> {
    let first = contents.split(|byte| *byte == b'\n').next();
    let comment = first.unwrap_or_default().trim_ascii_start();
    let start = comment.iter().position(|byte| !b"/#<!- ".contains(byte)).filter(|start| *start > 0)?;
    comment[start..].strip_prefix(MARKER.as_bytes())
}
