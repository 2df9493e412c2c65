use hyper_util::client::legacy::connect::{Connected, Connection};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

/// HTTP/2, as TLS knows it.
#[cfg(feature = "http2")]
pub(super) const HTTP_2: &[u8] = b"h2";

/// What bytes go over: a socket, or TLS over another wire.
///
/// It is erased below TLS, and not above it alone, so that TLS is compiled once, whatever is beneath.
pub(super) type Wire = Box<dyn Io>;

pub(super) trait Io: AsyncRead + AsyncWrite + Send + Unpin {
    /// The addresses of both ends.
    fn connected(&self) -> Connected;
}

impl Io for TcpStream {
    fn connected(&self) -> Connected {
        Connection::connected(self)
    }
}

impl Io for TlsStream<Wire> {
    fn connected(&self) -> Connected {
        let connected = self.get_ref().0.connected();
        #[cfg(feature = "http2")]
        if self.get_ref().1.alpn_protocol() == Some(HTTP_2) {
            return connected.negotiated_h2();
        }
        connected
    }
}
