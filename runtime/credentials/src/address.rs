//! Addresses of servers that environment and profiles name.

use http::Uri;

/// An address that can be asked, without a user in front of its host.
///
/// # Errors
/// It is none. The text is the end of a sentence, and shows nothing of it.
pub(crate) fn read(text: &str) -> Result<Uri, &'static str> {
    let mut parts = text.parse::<Uri>().map_err(|_| "cannot be read as a URI")?.into_parts();
    let (Some(scheme), Some(authority)) = (&parts.scheme, &parts.authority) else {
        return Err("has no scheme and host, such as `https://host/path`");
    };
    if authority.host().is_empty() {
        return Err("has no host, such as `https://host/path`");
    }
    if !["http", "https"].contains(&scheme.as_str()) {
        return Err("is neither `http` nor `https`");
    }
    let host = authority.host();
    let after = authority.as_str().rsplit('@').next().and_then(|it| it.strip_prefix(host)).unwrap_or_default();
    let port = after.strip_prefix(':').unwrap_or_default();
    // HTTP clients take the default instead of a port that is none, and send the request to whoever listens there.
    let is_port = port.is_empty() || (port.bytes().all(|digit| digit.is_ascii_digit()) && port.parse::<u16>().is_ok());
    if !is_port {
        return Err("has a port that is none");
    }
    parts.authority = Some(format!("{host}{after}").parse().map_err(|_| "cannot be read as a URI")?);
    Uri::from_parts(parts).map_err(|_| "cannot be read as a URI")
}

/// Scheme, host and port, which a path is put to.
pub(crate) fn base(uri: &Uri) -> String {
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    format!("{}://{authority}", uri.scheme_str().unwrap_or_default())
}
