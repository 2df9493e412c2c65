//! The functions of the rules language, as its specification tells them.

use farrier_runtime::endpoint::functions;
use serde_json::{Value, json};

/// A value is needed and not there.
#[derive(Debug)]
pub(super) struct Unset;

pub(super) fn call(function: &str, arguments: &[Value]) -> Result<Value, Unset> {
    let text = |index: usize| arguments[index].as_str().expect("text");
    let flag = |index: usize| arguments[index].as_bool().expect("a boolean");
    let number = |index: usize| arguments[index].as_u64().expect("a number") as usize;
    Ok(match function {
        "not" => json!(!flag(0)),
        "stringEquals" => json!(text(0) == text(1)),
        "booleanEquals" => json!(flag(0) == flag(1)),
        "getAttr" => attribute(arguments[0].clone(), text(1))?,
        "uriEncode" => json!(text(0).bytes().map(encoded).collect::<String>()),
        "substring" => json!(substring(text(0), number(1), number(2), flag(3)).ok_or(Unset)?),
        "split" => split(text(0), text(1), number(2)),
        "isValidHostLabel" => json!(labels(text(0), flag(1)).all(|label| is_label(label, false))),
        "aws.isVirtualHostableS3Bucket" => json!(is_hostable(text(0), flag(1))),
        "aws.partition" => partition(text(0)),
        "aws.parseArn" => arn(text(0)).ok_or(Unset)?,
        "parseURL" => url(text(0)).ok_or(Unset)?,
        other => panic!("there is no function `{other}`"),
    })
}

/// A part of a value: `name`, `[1]`, `name[1]`; with an empty path all of it.
pub(super) fn attribute(value: Value, path: &str) -> Result<Value, Unset> {
    path.split(['.', '[']).filter(|step| !step.is_empty()).try_fold(value, |value, step| {
        let Some(index) = step.strip_suffix(']') else { return Ok(value[step].clone()) };
        let index: i64 = index.parse().expect("an index");
        let list = value.as_array().expect("a list");
        let place = if index < 0 { index + list.len() as i64 } else { index };
        usize::try_from(place).ok().and_then(|place| list.get(place)).cloned().ok_or(Unset)
    })
}

fn encoded(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    }
}

fn substring(text: &str, start: usize, stop: usize, reverse: bool) -> Option<String> {
    let mut letters: Vec<char> = text.chars().collect();
    if start >= stop || stop > letters.len() || !letters.iter().all(char::is_ascii) {
        return None;
    }
    if reverse {
        letters.reverse();
    }
    let mut part = letters[start..stop].to_vec();
    if reverse {
        part.reverse();
    }
    Some(part.into_iter().collect())
}

fn split(text: &str, delimiter: &str, limit: usize) -> Value {
    let (mut parts, mut left) = (Vec::new(), text);
    while limit == 0 || parts.len() + 1 < limit {
        let Some(found) = left.find(delimiter) else { break };
        parts.push(&left[..found]);
        left = &left[found + delimiter.len()..];
    }
    parts.push(left);
    json!(parts)
}

fn labels(text: &str, several: bool) -> impl Iterator<Item = &str> {
    text.split(move |letter| several && letter == '.')
}

/// The label of a host; in lower case and with an edge at both ends, if that of a bucket.
fn is_label(label: &str, of_bucket: bool) -> bool {
    let letters: Vec<char> = label.chars().collect();
    let fits = |letter: &char| match letter {
        '-' | '0'..='9' | 'a'..='z' => true,
        'A'..='Z' => !of_bucket,
        _ => false,
    };
    let edges = letters.first() != Some(&'-') && (!of_bucket || letters.last() != Some(&'-'));
    (1..=63).contains(&letters.len()) && letters.iter().all(fits) && edges
}

fn is_hostable(bucket: &str, several: bool) -> bool {
    labels(bucket, several).all(|label| label.len() >= 3 && is_label(label, true))
}

fn partition(region: &str) -> Value {
    let partition = functions::partition(region);
    json!({
        "name": partition.name(),
        "dnsSuffix": partition.dns_suffix(),
        "dualStackDnsSuffix": partition.dual_stack_dns_suffix(),
        "supportsFIPS": partition.supports_fips(),
        "supportsDualStack": partition.supports_dual_stack(),
        "implicitGlobalRegion": partition.implicit_global_region(),
    })
}

fn arn(text: &str) -> Option<Value> {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    match parts.as_slice() {
        ["arn", partition, service, region, account, resource]
            if [partition, service, resource].iter().all(|part| !part.is_empty()) =>
        {
            let id: Vec<&str> = resource.split([':', '/']).collect();
            let (partition, service, account) = (*partition, *service, *account);
            Some(json!({
                "partition": partition, "service": service, "region": region, "accountId": account, "resourceId": id,
            }))
        }
        _ => None,
    }
}

fn url(text: &str) -> Option<Value> {
    let (scheme, rest) = text.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let authority: String = rest.chars().take_while(|letter| *letter != '/').collect();
    let path = &rest[authority.len()..];
    let bracketed = authority.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (host, port) = bracketed.unwrap_or_else(|| authority.split_at(authority.find(':').unwrap_or(authority.len())));
    let is_port = |port: &str| port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    let is_host = |host: &str| !host.is_empty() && !host.contains(' ');
    if !["http", "https"].contains(&scheme.as_str()) || rest.contains(['?', '#']) || !is_host(host) {
        return None;
    }
    if !port.is_empty() && !is_port(port) {
        return None;
    }
    let is_ip = host.parse::<std::net::IpAddr>().is_ok();
    if bracketed.is_some() && !is_ip {
        return None;
    }
    let normalized = if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
    Some(json!({
        "scheme": scheme, "authority": authority, "path": path, "normalizedPath": normalized, "isIp": is_ip,
    }))
}
