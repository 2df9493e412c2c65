//! A connection of HTTP/2 that ends with `GOAWAY`, as no library of a server writes it: the request that came was not
//! looked at.

use std::io;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

/// What a client begins with.
const PREFACE: usize = 24;

/// The types of frames that matter here.
const DATA: u8 = 0;
const HEADERS: u8 = 1;

/// Settings of a server, none of which is other than usual.
const SETTINGS: [u8; 9] = [0, 0, 0, 4, 0, 0, 0, 0, 0];

/// `GOAWAY` without an error, and without any stream before it.
const GOAWAY: [u8; 17] = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// Refuses the first request of a connection, once its head is there, or also some of its body. Then it waits for the
/// client to close the connection.
pub(crate) async fn refuse<C: AsyncRead + AsyncWrite + Unpin>(mut connection: C, with_body: bool) -> io::Result<()> {
    connection.read_exact(&mut [0; PREFACE]).await?;
    connection.write_all(&SETTINGS).await?;
    let last = if with_body { DATA } else { HEADERS };
    loop {
        let mut head = [0; 9];
        connection.read_exact(&mut head).await?;
        let length = head[..3].iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        connection.read_exact(&mut vec![0; length]).await?;
        if head[3] == last {
            break;
        }
    }
    connection.write_all(&GOAWAY).await?;
    connection.read_to_end(&mut Vec::new()).await.map(drop)
}
