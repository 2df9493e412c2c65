//! Files with tokens.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// The most bytes of a file. Tokens have some 2,000.
const LONGEST: u64 = 64 * 1024;

/// What is in a file. A pipe or a device is none: nothing may come from it, or no end.
pub(crate) async fn read(path: impl Into<PathBuf>) -> io::Result<Zeroizing<Vec<u8>>> {
    let path = path.into();
    tokio::task::spawn_blocking(move || read_now(path)).await.unwrap_or_else(|error| Err(io::Error::other(error)))
}

fn read_now(path: PathBuf) -> io::Result<Zeroizing<Vec<u8>>> {
    let metadata = fs::metadata(&path)?;
    if !metadata.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is no regular file"));
    }
    // At once, so that no part is left in memory.
    let size = metadata.len().min(LONGEST) + 1;
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(size).unwrap_or_default()));
    File::open(&path)?.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(io::Error::new(ErrorKind::FileTooLarge, format!("it is longer than {LONGEST} bytes")));
    }
    Ok(bytes)
}
