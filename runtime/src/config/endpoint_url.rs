//! The URL of an endpoint, or of a proxy: whether it is one, and what of it may be seen.
//!
//! The AWS runtime logs where requests go, and puts a request with all that is in it into the error about a URL that
//! cannot be used. So that is found out here first, and no URL gets there with a password.

use crate::error::BoxError;
use crate::error::text;
use aws_smithy_types::endpoint::Endpoint;
use aws_types::endpoint_config::EndpointUrl;
use http::Uri;
use http::uri::Authority;

/// Stands for user and password where a URL is so broken that it cannot be known where they end. No URL can hold it, so
/// nothing is sent to one that does.
const HIDDEN: &str = "<hidden>";

/// A URL as it is kept. What is wrong with it is a warning now, and an error of each call.
pub(super) fn stored(url: String) -> EndpointUrl {
    let url = without_user(url);
    if let Err(error) = check(&url) {
        tracing::warn!("{error}");
    }
    EndpointUrl(url)
}

/// A URL without user and password. What a configuration holds is logged by the AWS runtime, with the credentials
/// providers that hold the configuration.
#[doc(hidden)]
pub fn without_user(url: String) -> String {
    bare(&url).unwrap_or(url)
}

/// The endpoint, if requests can be sent there.
///
/// # Errors
/// Its URL is none. The text names it, and what it lacks.
pub(crate) fn checked(endpoint: Endpoint) -> Result<Endpoint, BoxError> {
    let changed = bare(endpoint.url());
    let url = changed.as_deref().unwrap_or(endpoint.url());
    check(url)?;
    Ok(match changed {
        Some(url) => endpoint.into_builder().url(url).build(),
        None => endpoint,
    })
}

/// Whether requests can be sent to a URL that was kept.
///
/// # Errors
/// Those of [`checked`].
pub(super) fn check(url: &str) -> Result<(), BoxError> {
    match problem(url) {
        None => Ok(()),
        Some(problem) => Err(format!("the endpoint URL `{}` {problem}", text::message(url)).into()),
    }
}

/// A URL as it may be shown.
pub(crate) fn shown(url: &str) -> String {
    text::message(bare(url).as_deref().unwrap_or(url))
}

/// The URL without user and password, which no client of AWS sends; `None` if it has none.
fn bare(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_at(url.find("://").filter(|end| is_scheme(&url[..*end])).map_or(0, |end| end + 3));
    let Some((_, after)) = rest.rsplit_once('@') else {
        return mistaken_at(rest)
            .filter(|_| no_address(url).is_some())
            .map(|after| [scheme, HIDDEN, "@", after].concat());
    };
    let hidden = [scheme, HIDDEN, "@", after].concat();
    if url == hidden {
        return None;
    }
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let cut = authority.rfind('@').map(|at| [scheme, &rest[at + 1..]].concat());
    match cut.as_deref().unwrap_or(url) {
        // A password may hold what ends a host: it goes on in what looks like a path.
        left if left.contains('@') && no_address(left).is_some() => Some(hidden),
        _ => cut,
    }
}

/// Whether it may stand before `://`, as the beginning of a password may not.
fn is_scheme(text: &str) -> bool {
    text.bytes().all(|c| c.is_ascii_alphanumeric() || b"+-.".contains(&c))
}

/// What comes after the last thing that is meant as an `@`, in a text that has none.
fn mistaken_at(text: &str) -> Option<&str> {
    ["%40", "\u{ff20}", "\u{fe6b}"]
        .iter()
        .filter_map(|at| Some(text.rsplit_once(at)?.1))
        .min_by_key(|after| after.len())
}

/// What is wrong with the URL of a proxy, which may have user and password, as the end of a sentence.
pub(crate) fn problem_of_proxy(url: &str) -> Option<String> {
    match bare(url) {
        // hyper-util ends user and password at the first `@`.
        Some(bare) if bare.contains(HIDDEN) || url.matches('@').count() > 1 => {
            Some("cannot be read: in user and password `/`, `?`, `#` and `@` have to be percent-encoded".into())
        }
        other => {
            let url = other.as_deref().unwrap_or(url);
            let has_path = url.parse::<Uri>().is_ok_and(|uri| !["", "/"].contains(&uri.path()));
            problem(url).or_else(|| has_path.then(|| useless("path")))
        }
    }
}

/// What is wrong with a URL, as the end of a sentence.
fn problem(url: &str) -> Option<String> {
    // A URI that was read has no fragment any more.
    let found = [('#', "fragment"), ('?', "query")].into_iter().find(|(mark, _)| url.contains(*mark));
    no_address(url).or_else(|| found.map(|(_, what)| useless(what)))
}

fn useless(what: &str) -> String {
    format!("has a {what}, which is of no use")
}

/// Why nothing can be sent to where a URL says.
fn no_address(url: &str) -> Option<String> {
    let parts = match url.parse::<Uri>() {
        Ok(uri) => uri.into_parts(),
        Err(_) if url.is_empty() => return Some("is empty".into()),
        Err(_) if url.ends_with("://") => return Some("has no host".into()),
        Err(_) if url.contains(HIDDEN) => return Some("cannot be read: user and password do not belong there".into()),
        Err(error) => return Some(format!("cannot be read: {error}")),
    };
    match &parts.scheme {
        None => return Some("has no scheme, such as `https://`".into()),
        Some(scheme) if !["http", "https"].contains(&scheme.as_str()) => {
            return Some(format!("has the scheme `{scheme}`: only `http` and `https` are supported"));
        }
        Some(_) => {}
    }
    let Some(authority) = parts.authority.filter(|authority| !authority.host().is_empty()) else {
        return Some("has no host".into());
    };
    wrong_port(&authority).map(|port| format!("has the invalid port `{port}`"))
}

/// The port of an authority if it is invalid. HTTP clients take the default instead, and send the request to whoever
/// listens there; at port 0 nobody can.
#[doc(hidden)]
pub fn wrong_port(authority: &Authority) -> Option<&str> {
    let (_, address) = authority.as_str().rsplit_once('@').unwrap_or(("", authority.as_str()));
    let port = address.strip_prefix(authority.host())?.strip_prefix(':')?;
    let is_number = port.bytes().all(|c| c.is_ascii_digit()) && authority.port_u16().is_some_and(|port| port > 0);
    let is_port = port.is_empty() || is_number;
    (!is_port).then_some(port)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(url: &str) -> Option<String> {
        let endpoint = Endpoint::builder().url(stored(url.to_owned()).0).build();
        checked(endpoint).err().map(|error| error.to_string())
    }

    #[test]
    fn urls_are_kept_without_user_and_password() {
        for (url, kept) in [
            ("http://host", "http://host"),
            ("http://host/a@b", "http://host/a@b"),
            ("http://user:pass@host:80/a", "http://host:80/a"),
            ("http://user:p@ss@[::1]:80/a@b?c#d", "http://[::1]:80/a@b?c#d"),
            ("user:pass@host", "host"),
            ("http://user:p/ss@host", "http://<hidden>@host"),
            ("http://user:p/s@s@host:80/a", "http://<hidden>@host:80/a"),
            ("http://user:p?ss@host", "http://<hidden>@host"),
            ("http://user:p#ss@host", "http://<hidden>@host"),
            ("us er:p/ss@host", "<hidden>@host"),
            ("http://<hidden>@pass@host", "http://host"),
            ("user:tweety://x@host", "<hidden>@host"),
            ("http://user:pass%40host", "http://<hidden>@host"),
            ("http://user:pass\u{ff20}host", "http://<hidden>@host"),
            ("http://host/a%40b", "http://host/a%40b"),
        ] {
            let stored = stored(url.to_owned()).0;
            assert_eq!(stored, kept, "{url}");
            assert_eq!(bare(&stored), None, "as it is");
        }
    }

    #[test]
    fn what_is_no_url_is_said() {
        for url in ["http://host", "https://[::1]:8443/a", "http://host:", "HTTP://a_b.c-:1/q", "https://host"] {
            assert_eq!(error(url), None, "{url}");
        }
        for (url, problem) in [
            ("localhost:4566", "the endpoint URL `localhost:4566` has no scheme, such as `https://`"),
            ("/path", "the endpoint URL `/path` has no scheme, such as `https://`"),
            ("not a url", "the endpoint URL `not a url` cannot be read: invalid uri character"),
            (
                "http://local\nhost\u{1b}",
                "the endpoint URL `http://local host\\u{1b}` cannot be read: invalid uri character",
            ),
            ("http://host:99999/", "the endpoint URL `http://host:99999/` has the invalid port `99999`"),
            ("http://host:+80", "the endpoint URL `http://host:+80` has the invalid port `+80`"),
            ("http://host:8o/", "the endpoint URL `http://host:8o/` has the invalid port `8o`"),
            ("http://host:0", "the endpoint URL `http://host:0` has the invalid port `0`"),
            ("http://[::1]:00/a", "the endpoint URL `http://[::1]:00/a` has the invalid port `00`"),
            ("https://", "the endpoint URL `https://` has no host"),
            ("http://:80/", "the endpoint URL `http://:80/` has no host"),
            ("http://host/?a=b", "the endpoint URL `http://host/?a=b` has a query, which is of no use"),
            ("http://host#a", "the endpoint URL `http://host#a` has a fragment, which is of no use"),
            ("ftp://host", "the endpoint URL `ftp://host` has the scheme `ftp`: only `http` and `https` are supported"),
            (
                "http://user:p/ss@host",
                "the endpoint URL `http://<hidden>@host` cannot be read: user and password do not belong there",
            ),
        ] {
            assert_eq!(error(url).as_deref(), Some(problem));
        }
    }
}
