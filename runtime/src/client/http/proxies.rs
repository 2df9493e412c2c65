//! Which proxy a request goes through, as variables of the environment say.
//!
//! hyper-util has the rules. What is added is that no setting is ignored without a word, and what `NO_PROXY` has
//! elsewhere: `*` for addresses, too, ports, brackets, and spaces between entries.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fmt;
use std::net::IpAddr;
use std::num::NonZeroU16;

use http::Uri;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use super::tls::is_https;
use crate::config::endpoint_url::{problem_of_proxy, shown};

/// Proxies by the scheme of what is asked for, and hosts that are reached without one.
#[derive(Debug)]
pub(super) struct Proxies {
    matcher: Matcher,
    /// For one port each.
    direct: Vec<(u16, Matcher)>,
    /// What is wrong with the settings for `http` and `https`.
    wrong: [Option<ProxyError>; 2],
}

/// Stands for a proxy whose setting is wrong, or for any at all.
const SOME_PROXY: &str = "http://proxy.invalid";

type Setting = Option<Result<String, ProxyError>>;

impl Proxies {
    pub(super) fn from_env() -> Self {
        Self::read(&|name| env::var_os(name))
    }

    /// Those that variables name. Wrong entries of `NO_PROXY` are warnings.
    pub(super) fn read(variable: &dyn Fn(&str) -> Option<OsString>) -> Self {
        // A server sets `HTTP_PROXY` for a CGI script to what a request says in its header `Proxy`.
        if variable("REQUEST_METHOD").is_some() {
            return Self::new([None, None], "");
        }
        let all = setting(variable, "ALL_PROXY");
        let [http, https] = ["HTTP_PROXY", "HTTPS_PROXY"].map(|name| setting(variable, name).or_else(|| all.clone()));
        let no = first(variable, "NO_PROXY").map(|(_, value)| value.to_string_lossy().into_owned());
        Self::new([http, https], &no.unwrap_or_default())
    }

    fn new(settings: [Setting; 2], no: &str) -> Self {
        let value =
            |setting: &Setting| setting.as_ref().map_or("", |it| it.as_deref().unwrap_or(SOME_PROXY)).to_owned();
        let [http, https] = settings.each_ref().map(value);
        let is_any = settings.iter().any(Option::is_some);
        let (hosts, direct) = exceptions(if is_any { no } else { "" });
        let matcher = match hosts {
            None => Matcher::builder().build(),
            Some(hosts) => Matcher::builder().http(http).https(https).no(hosts.join(",")).build(),
        };
        Self { matcher, direct, wrong: settings.map(|setting| setting?.err()) }
    }

    /// The proxy for requests to a URI, if they go through one.
    ///
    /// # Errors
    /// The setting for it makes no sense.
    pub(super) fn intercept(&self, target: &Uri) -> Result<Option<Intercept>, ProxyError> {
        let undotted = undotted(target);
        let of_host = undotted.as_ref().unwrap_or(target);
        let Some(proxy) = self.matcher.intercept(of_host) else { return Ok(None) };
        let port = target.port_u16().unwrap_or(if is_https(target) { 443 } else { 80 });
        let mut of_port = self.direct.iter().filter(|(direct, _)| *direct == port);
        if of_port.any(|(_, matcher)| matcher.intercept(of_host).is_none()) {
            return Ok(None);
        }
        self.wrong[usize::from(is_https(target))].clone().map_or(Ok(Some(proxy)), Err)
    }
}

/// What is asked for without the dot at the end of its host, which says that it is the whole name.
fn undotted(target: &Uri) -> Option<Uri> {
    let host = target.host()?.strip_suffix('.')?;
    format!("{}://{host}", target.scheme_str()?).parse().ok()
}

/// The first that is set and not empty of a variable in upper case and in lower case.
fn first(variable: &dyn Fn(&str) -> Option<OsString>, name: &str) -> Option<(String, OsString)> {
    let names = [name.to_owned(), name.to_lowercase()].into_iter();
    names.filter_map(|name| Some((variable(&name)?, name))).find_map(|(value, name)| {
        let is_empty = value.to_str().is_some_and(|value| value.trim().is_empty());
        (!is_empty).then_some((name, value))
    })
}

/// The proxy that a variable names, as a URL.
fn setting(variable: &dyn Fn(&str) -> Option<OsString>, name: &str) -> Setting {
    let (name, value) = first(variable, name)?;
    let value = match value.into_string() {
        Ok(value) => value.trim().to_owned(),
        Err(_) => return Some(Err(ProxyError(format!("the value of `{name}` is no text")))),
    };
    let scheme = if value.contains("://") { "" } else { "http://" };
    // hyper-util ignores what has a path and no scheme.
    let url = [scheme, &value].concat();
    Some(match problem_of_proxy(&url) {
        None => Ok(url),
        Some(wrong) => Err(ProxyError(format!("the proxy `{}` that `{name}` names {wrong}", shown(&value)))),
    })
}

/// Hosts that are reached directly, as hyper-util takes them, and those that are at one port; `None` if it is all of
/// them.
fn exceptions(no: &str) -> (Option<Vec<String>>, Vec<(u16, Matcher)>) {
    let (mut hosts, mut direct) = (Vec::new(), Vec::new());
    for entry in no.split(|c: char| c == ',' || c.is_whitespace()).filter(|entry| !entry.is_empty()) {
        match exception(entry) {
            Some((host, None)) if host == "*" => return (None, Vec::new()),
            Some((host, None)) => hosts.push(host),
            Some((host, Some(port))) => direct.push((port, Matcher::builder().all(SOME_PROXY).no(host).build())),
            None => {
                tracing::warn!("`NO_PROXY` has `{}`: it is no host, address or network, and is ignored", shown(entry))
            }
        }
    }
    (Some(hosts), direct)
}

/// The host of an entry and its port, if it has one; `None` if it makes no sense.
fn exception(entry: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match entry.rsplit_once(':') {
        // An IPv6 address has its port behind brackets.
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => {
            (host, Some(port.parse::<NonZeroU16>().ok()?.get()))
        }
        _ => (entry, None),
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    let host = host.strip_prefix("*.").unwrap_or(host).replace(['[', ']'], "");
    let makes_sense = match host.split_once('/') {
        Some((address, bits)) => {
            let most = if address.parse::<IpAddr>().ok()?.is_ipv4() { 32 } else { 128 };
            bits.parse::<u8>().is_ok_and(|bits| bits <= most)
        }
        None if host.contains(':') => host.parse::<IpAddr>().is_ok(),
        None => host == "*" || host.bytes().all(|c| c.is_ascii_alphanumeric() || b"-._".contains(&c)),
    };
    (makes_sense && !host.is_empty()).then_some((host, port))
}

/// A setting of a proxy makes no sense. It makes no more at another attempt.
#[derive(Clone, Debug)]
pub(super) struct ProxyError(String);

impl fmt::Display for ProxyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for ProxyError {}
