//! Addresses of servers that environment and profiles name.

use farrier_runtime::config::wrong_port;
use http::Uri;

/// An address that can be asked, without a user in front of its host.
///
/// # Errors
/// It cannot be asked. The text is the end of a sentence, and shows nothing of it.
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
    if wrong_port(authority).is_some() {
        return Err("has an invalid port");
    }
    let address = authority.as_str().rsplit('@').next().unwrap_or_default();
    parts.authority = Some(address.parse().map_err(|_| "cannot be read as a URI")?);
    Uri::from_parts(parts).map_err(|_| "cannot be read as a URI")
}

/// Scheme, host and port, which a path is put to.
pub(crate) fn base(uri: &Uri) -> String {
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    format!("{}://{authority}", uri.scheme_str().unwrap_or_default())
}
