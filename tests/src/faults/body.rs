//! Bodies of requests, with a length or in chunks.

use super::{Head, Plan};
use std::io;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::net::TcpStream;

/// The body of a request, as far as it was read.
pub(super) struct Body {
    plan: Plan,
    pub(super) read: usize,
    /// What is left of the body, or of its chunk.
    left: usize,
    is_chunked: bool,
    is_whole: bool,
}

impl Body {
    pub(super) fn of(head: &Head) -> Self {
        let left = head.length.unwrap_or_default();
        Self { plan: head.plan, read: 0, left, is_chunked: head.length.is_none(), is_whole: false }
    }

    /// Reads on, to a place or to the end.
    pub(super) async fn read_to(&mut self, place: usize, from: &mut BufReader<TcpStream>) -> io::Result<()> {
        let mut bytes = vec![0; 16 * 1024];
        while self.read < place && !self.is_whole {
            if self.left == 0 {
                self.next_chunk(from).await?;
                continue;
            }
            let some = bytes.len().min(self.left).min(place - self.read);
            let some = from.read(&mut bytes[..some]).await?;
            if some == 0 || !self.plan.is_part(self.read, &bytes[..some]) {
                return Err(io::ErrorKind::InvalidData.into());
            }
            self.read += some;
            self.left -= some;
        }
        Ok(())
    }

    async fn next_chunk(&mut self, from: &mut BufReader<TcpStream>) -> io::Result<()> {
        self.is_whole = true;
        if !self.is_chunked {
            return Ok(());
        }
        let mut line = String::new();
        if self.read > 0 {
            from.read_line(&mut line).await?;
            line.clear();
        }
        from.read_line(&mut line).await?;
        // What follows is a signature.
        let size = line.split(';').next().unwrap_or_default().trim_end();
        self.left = usize::from_str_radix(size, 16).map_err(io::Error::other)?;
        self.is_whole = self.left == 0;
        if self.is_whole {
            line.clear();
            // Trailers end as headers do.
            while from.read_line(&mut line).await? > 0 && line != "\r\n" {
                line.clear();
            }
        }
        Ok(())
    }
}
