use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

use http::uri::Authority;

/// A URL taken apart, as `parseURL` returns it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Url<'a> {
    scheme: &'static str,
    authority: &'a str,
    path: &'a str,
    is_ip: bool,
}

impl<'a> Url<'a> {
    /// `None` unless `value` is an `http` or `https` URL without query and fragment.
    pub(super) fn parse(value: &'a str) -> Option<Self> {
        let (scheme, rest) = value.split_once("://")?;
        let scheme = ["https", "http"].into_iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
        if rest.contains(['?', '#']) {
            return None;
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Some(Self { scheme, authority, path, is_ip: is_ip(&authority.parse().ok()?)? })
    }

    /// `http` or `https`.
    pub fn scheme(self) -> &'static str {
        self.scheme
    }

    /// Host and, if given, port.
    pub fn authority(self) -> &'a str {
        self.authority
    }

    /// The path as it was given: empty, or starting with `/`.
    pub fn path(self) -> &'a str {
        self.path
    }

    /// The path between slashes: starts and ends with `/`.
    pub fn normalized_path(self) -> Cow<'a, str> {
        match self.path {
            "" => "/".into(),
            path if path.ends_with('/') => path.into(),
            path => format!("{path}/").into(),
        }
    }

    /// Whether the host is an IPv4 or IPv6 address.
    pub fn is_ip(self) -> bool {
        self.is_ip
    }
}

/// `None` if the authority names no host, or a port that is none.
fn is_ip(authority: &Authority) -> Option<bool> {
    let host = authority.host();
    let after_host = authority.as_str().rsplit('@').next()?.strip_prefix(host)?;
    let valid_port = after_host.is_empty() || authority.port_u16().is_some();
    if host.is_empty() || !valid_port {
        return None;
    }
    match host.strip_prefix('[') {
        Some(bracketed) => bracketed.strip_suffix(']')?.parse::<Ipv6Addr>().ok().map(|_| true),
        None => Some(host.parse::<Ipv4Addr>().is_ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_url_apart() {
        let url = Url::parse("HTTPS://example.com:8443/a/b").expect("valid");
        assert_eq!((url.scheme(), url.authority(), url.path()), ("https", "example.com:8443", "/a/b"));
        assert_eq!(url.normalized_path(), "/a/b/");
        assert!(!url.is_ip());
    }

    #[test]
    fn normalizes_paths() {
        for (url, path, normalized) in [
            ("http://host", "", "/"),
            ("http://host/", "/", "/"),
            ("http://host/a/", "/a/", "/a/"),
            ("http://host/a", "/a", "/a/"),
        ] {
            let url = Url::parse(url).expect("valid");
            assert_eq!((url.path(), &*url.normalized_path()), (path, normalized));
        }
    }

    #[test]
    fn recognizes_addresses() {
        for (url, is_ip) in [
            ("http://127.0.0.1:80", true),
            ("http://[::1]:80/x", true),
            ("http://999.0.0.1", false),
            ("http://1.2.3", false),
            ("http://under_score-.host", false),
        ] {
            assert_eq!(Url::parse(url).map(Url::is_ip), Some(is_ip), "{url}");
        }
    }

    #[test]
    fn rejects_everything_else() {
        for url in [
            "",
            "host",
            "ftp://host",
            "http://",
            "http:///path",
            "http://host?q",
            "http://host/#f",
            "http://host:a/",
            "http://[::zz]/",
        ] {
            assert_eq!(Url::parse(url), None, "{url}");
        }
    }
}
