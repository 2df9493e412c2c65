//! Which proxy a request goes through: the environment, a URL, and what becomes of it.

use crate::client::http::connector::authorize_forwarding;
use aws_smithy_types::body::SdkBody;
use http::Request;

/// The proxy for a URL, `direct`, or the error. The environment is a text of `NAME=value; NAME=value`.
fn route(environment: &str, url: &str) -> String {
    let variables: Vec<_> = environment.split("; ").filter_map(|it| it.split_once('=')).collect();
    match super::proxies(&variables).intercept(&url.parse().unwrap()) {
        Ok(None) => "direct".to_owned(),
        Ok(Some(proxy)) => proxy.uri().to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn proxies_of_the_environment() {
    for (environment, url, expected) in [
        ("", "https://host/", "direct"),
        ("HTTPS_PROXY=http://p:3128", "https://host/", "http://p:3128/"),
        ("HTTPS_PROXY=http://p:3128", "http://host/", "direct"),
        ("https_proxy=p:3128", "https://host/", "http://p:3128/"),
        ("http_proxy=https://u:s@p:3128/", "http://host/", "https://p:3128/"),
        ("ALL_PROXY=http://all; HTTP_PROXY=http://p", "http://host/", "http://p/"),
        ("ALL_PROXY=http://all; HTTP_PROXY=http://p", "https://host/", "http://all/"),
        ("ALL_PROXY=http://all; HTTP_PROXY=", "http://host/", "http://all/"),
        ("HTTP_PROXY=; http_proxy=http://p", "http://host/", "http://p/"),
        ("HTTP_PROXY= ; NO_PROXY=; http_proxy=http://p; no_proxy=host", "http://host/", "direct"),
        ("HTTPS_PROXY=p:3128/", "https://host/", "http://p:3128/"),
        ("HTTPS_PROXY=u:s@p:3128/", "https://host/", "http://p:3128/"),
        ("HTTP_PROXY=  http://p ", "http://host/", "http://p/"),
        ("HTTP_PROXY=http://[::1]:3128", "http://host/", "http://[::1]:3128/"),
        // What is set for a CGI script may come from a request.
        ("HTTP_PROXY=http://p; REQUEST_METHOD=GET", "http://host/", "direct"),
    ] {
        assert_eq!(route(environment, url), expected, "{environment} {url}");
    }
}

/// Who forwards a request is shown user and password, and nobody at the other end of a tunnel.
#[test]
fn hosts_are_not_shown_the_password_of_a_proxy() {
    let proxies = super::proxies(&[("ALL_PROXY", "http://user:pass@p:3128")]);
    for (uri, is_shown) in [("http://host/", true), ("https://host/", false)] {
        let mut request = Request::builder().uri(uri).body(SdkBody::empty()).unwrap();
        authorize_forwarding(&mut request, &proxies);
        assert_eq!(request.headers().contains_key("proxy-authorization"), is_shown, "{uri}");
    }
}

#[test]
fn proxies_that_make_no_sense() {
    for (environment, expected) in [
        (
            "HTTPS_PROXY=socks5://user:pass@p:1080",
            "the proxy `socks5://p:1080` that `HTTPS_PROXY` names has the scheme `socks5`: only `http` and `https` are supported",
        ),
        (
            "all_proxy=http://u:p@p:99999",
            "the proxy `http://p:99999` that `all_proxy` names has the invalid port `99999`",
        ),
        (
            "HTTPS_PROXY=not a proxy",
            "the proxy `not a proxy` that `HTTPS_PROXY` names cannot be read: invalid uri character",
        ),
        ("HTTPS_PROXY=http://:80", "the proxy `http://:80` that `HTTPS_PROXY` names has no host"),
        (
            "HTTPS_PROXY=http://u:p/ss@p",
            "the proxy `http://<hidden>@p` that `HTTPS_PROXY` names cannot be read: in user and password `/`, `?`, `#` and `@` have to be percent-encoded",
        ),
        (
            "HTTPS_PROXY=http://u:p@ss@p",
            "the proxy `http://p` that `HTTPS_PROXY` names cannot be read: in user and password `/`, `?`, `#` and `@` have to be percent-encoded",
        ),
        (
            "HTTPS_PROXY=http://u:s@p:3128/pac",
            "the proxy `http://p:3128/pac` that `HTTPS_PROXY` names has a path, which is of no use",
        ),
        ("HTTPS_PROXY=p:80/a", "the proxy `p:80/a` that `HTTPS_PROXY` names has a path, which is of no use"),
        ("HTTPS_PROXY=p:0", "the proxy `p:0` that `HTTPS_PROXY` names has the invalid port `0`"),
        (
            "HTTPS_PROXY=http://p/?a=b",
            "the proxy `http://p/?a=b` that `HTTPS_PROXY` names has a query, which is of no use",
        ),
    ] {
        assert_eq!(route(environment, "https://host/"), expected, "{environment}");
        assert_eq!(route(&format!("{environment}; NO_PROXY=host"), "https://host/"), "direct");
        assert_eq!(route(&format!("{environment}; HTTP_PROXY=http://p"), "http://host/"), "http://p/");
    }
}

#[test]
fn hosts_that_are_reached_directly() {
    for (no, direct, proxied) in [
        ("*", "http://host http://127.0.0.1 https://[::1]:8080", ""),
        ("a, *", "http://host", ""),
        (
            "example.com",
            "http://example.com http://EXAMPLE.com https://a.example.com:8443",
            "http://notexample.com http://com",
        ),
        (".example.com", "http://a.example.com", "http://notexample.com"),
        // A dot at the end of a host says that it is the whole name.
        ("localhost.", "http://localhost http://localhost.:8080", "http://localhost.a http://local"),
        ("localhost", "http://localhost. http://a.localhost.", "http://localhost.."),
        ("example.com.:80", "http://example.com http://example.com.:80", "https://example.com."),
        ("127.0.0.1.", "http://127.0.0.1", "http://127.0.0.2"),
        ("*.example.com", "http://a.b.example.com", "http://notexample.com"),
        ("a,b c ,, d", "http://a http://b http://c http://d", "http://e"),
        ("localhost:8080", "http://localhost:8080 https://a.localhost:8080", "http://localhost http://localhost:80"),
        ("localhost:443", "https://localhost https://localhost:443", "http://localhost"),
        ("localhost:80", "http://localhost", "https://localhost"),
        ("127.0.0.1", "http://127.0.0.1 http://127.0.0.1:8080", "http://127.0.0.2 http://1.127.0.0.1.a"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080", "http://127.0.0.1"),
        ("10.0.0.0/8", "http://10.1.2.3 https://10.255.0.1:1", "http://11.0.0.1 http://10.a"),
        ("10.0.0.0/8:80", "http://10.1.2.3", "https://10.1.2.3"),
        ("::1", "http://[::1] http://[::1]:8080", "http://[::2]"),
        ("[::1]", "http://[::1] http://[::1]:8080", "http://[::2]"),
        ("[::1]:8080", "http://[::1]:8080", "http://[::1]"),
        ("fd00::/8", "http://[fd12::1]", "http://[fe80::1]"),
        ("[fd00::]/8", "http://[fd12::1]", "http://[fe80::1]"),
        // What makes no sense is a warning, and the rest holds.
        (
            "10.0.0.0/33,a:99999,a:0,.,a:b,http://a,10.*,::g,/8,:80,b",
            "http://b",
            "http://10.0.0.1 http://a http://a:80",
        ),
    ] {
        let environment = format!("ALL_PROXY=http://p; no_proxy={no}");
        for (urls, expected) in [(direct, "direct"), (proxied, "http://p/")] {
            for url in urls.split_whitespace() {
                assert_eq!(route(&environment, url), expected, "{no} {url}");
            }
        }
    }
}
