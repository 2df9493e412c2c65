//! The endpoint rules as they are compiled, against an interpreter of the rules as the model has them, for parameters
//! at random.

use buckets::config::endpoint::{DefaultResolver, Params, ResolveEndpoint as _};
use fastrand::Rng;
use serde_json::{Map, Value, json};

const MODEL: &str = include_str!("../../../codegen/farrier-codegen/tests/cases/customized_s3.json");

/// What the rules come to: the URL with the names of its auth schemes and the regions they sign for, or an error.
type Outcome = Result<(String, Vec<(String, String)>), String>;

type Scope = Map<String, Value>;

/// The outcome of the first rule whose conditions hold; `None` if there is none.
fn run(rules: &Value, scope: &Scope) -> Option<Outcome> {
    rules.as_array().expect("rules").iter().find_map(|rule| {
        let mut scope = scope.clone();
        let conditions = rule["conditions"].as_array().expect("conditions");
        let holds = conditions.iter().all(|condition| {
            let value = eval(condition, &scope).filter(|value| *value != json!(false));
            if let (Some(name), Some(value)) = (condition["assign"].as_str(), &value) {
                scope.insert(name.to_owned(), value.clone());
            }
            value.is_some()
        });
        match rule["type"].as_str().filter(|_| holds)? {
            "tree" => Some(run(&rule["rules"], &scope).unwrap_or_else(|| Err("no rule".to_owned()))),
            "error" => Some(Err(text(&rule["error"], &scope))),
            _ => Some(Ok(endpoint(&rule["endpoint"], &scope))),
        }
    })
}

fn endpoint(endpoint: &Value, scope: &Scope) -> (String, Vec<(String, String)>) {
    let schemes = endpoint["properties"]["authSchemes"].as_array();
    let scheme = |scheme: &Value| {
        let region = scheme.get("signingRegion").map(|region| text(region, scope));
        (text(&scheme["name"], scope), region.unwrap_or_default())
    };
    (text(&endpoint["url"], scope), schemes.into_iter().flatten().map(scheme).collect())
}

fn text(value: &Value, scope: &Scope) -> String {
    eval(value, scope).and_then(|value| value.as_str().map(str::to_owned)).expect("a text")
}

fn eval(value: &Value, scope: &Scope) -> Option<Value> {
    if let Some(template) = value.as_str() {
        return Some(fill(template, scope).into());
    }
    if let Some(name) = value["ref"].as_str() {
        return scope.get(name).cloned();
    }
    let Some(function) = value["fn"].as_str() else { return Some(value.clone()) };
    let argument = |at: usize| eval(&value["argv"][at], scope);
    let string = |at: usize| argument(at)?.as_str().map(str::to_owned);
    match function {
        "isSet" => argument(0).map(|_| json!(true)),
        "not" => Some(json!(argument(0) == Some(json!(false)))),
        "booleanEquals" | "stringEquals" => Some(json!(argument(0)? == argument(1)?)),
        "getAttr" => attribute(&argument(0)?, value["argv"][1].as_str()?),
        "parseURL" => url(&string(0)?),
        "aws.isVirtualHostableS3Bucket" => Some(json!(is_in_host(&string(0)?, argument(1)? == json!(true)))),
        "aws.parseArn" => arn(&string(0)?),
        "substring" => {
            let (text, number) = (string(0)?, |at| argument(at)?.as_u64().map(|number| number as usize));
            let (start, stop, reverse) = (number(1)?, number(2)?, argument(3)? == json!(true));
            if !text.is_ascii() || start >= stop || text.len() < stop {
                return None;
            }
            let (start, stop) = if reverse { (text.len() - stop, text.len() - start) } else { (start, stop) };
            Some(text[start..stop].into())
        }
        other => panic!("no {other} here"),
    }
}

/// A member, or an item of one: `resourceId[1]`.
fn attribute(value: &Value, path: &str) -> Option<Value> {
    let (name, index) = path.split_once('[').unwrap_or((path, ""));
    match index.trim_end_matches(']') {
        "" => value.get(name).cloned(),
        index => value.get(name)?.get(index.parse::<usize>().expect("an index")).cloned(),
    }
}

fn fill(template: &str, scope: &Scope) -> String {
    let mut parts = template.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| {
        let (name, rest) = part.split_once('}').expect("a closing brace");
        let (name, path) = name.split_once('#').unwrap_or((name, ""));
        let value = scope.get(name).expect("it is set");
        let value = if path.is_empty() { value.clone() } else { attribute(value, path).expect("it has it") };
        out + value.as_str().expect("a text") + rest
    })
}

fn url(text: &str) -> Option<Value> {
    let (scheme, rest) = text.split_once("://")?;
    let known = matches!(scheme, "http" | "https") && !text.contains(['?', '#', ' ']);
    let authority = rest.split('/').next().filter(|authority| known && !authority.is_empty())?;
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let is_ip = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok();
    Some(json!({"scheme": scheme, "authority": authority, "isIp": is_ip}))
}

fn arn(text: &str) -> Option<Value> {
    let parts: Vec<_> = text.splitn(6, ':').collect();
    let [prefix, partition, service, region, account, resource] = parts[..] else { return None };
    if prefix != "arn" || partition.is_empty() || service.is_empty() || resource.is_empty() {
        return None;
    }
    let resource: Vec<_> = resource.split([':', '/']).collect();
    let arn = json!({"partition": partition, "service": service, "region": region, "accountId": account});
    let mut arn = arn.as_object().expect("an object").clone();
    arn.insert("resourceId".to_owned(), json!(resource));
    Some(arn.into())
}

/// Whether a bucket may be the beginning of a host: what certificates are for has no dots.
fn is_in_host(bucket: &str, dots: bool) -> bool {
    let is_inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_label = |label: &str| {
        let is_long = (3..=63).contains(&label.len());
        is_long && label.chars().all(is_inner) && !label.starts_with('-') && !label.ends_with('-')
    };
    if dots { bucket.split('.').all(is_label) } else { is_label(bucket) }
}

const BUCKETS: [&str; 19] = [
    "pail",
    "a.b",
    "my.pail",
    "old.pail",
    "Pail",
    "pa",
    "127.0.0.1",
    "pail--x-s3",
    "--x-s3",
    "x-s3",
    "arn:aws:s3:us-west-2:123456789012:accesspoint:dot",
    "arn:aws:s3::1:accesspoint/dot",
    "arn:aws:s3:us-east-1:1:accesspoint",
    "arn:aws:s3:",
    "arn:aws::r:1:a:b",
    "arn:aws:s3-outposts:r:1:a/b/c",
    "\u{e9}--x-s3",
    "",
    "arn",
];
const ENDPOINTS: [&str; 6] =
    ["https://host", "http://host:80/path", "https://[::1]:1/", "host", "ftp://host", "https://127.0.0.1:1"];

#[tokio::test]
async fn compiled_rules_as_an_interpreter_reads_them() {
    let model: Value = MODEL.parse().expect("JSON");
    let rules = &model["shapes"]["com.amazonaws.s3#AmazonS3"]["traits"]["smithy.rules#endpointRuleSet"]["rules"];
    let mut random = Rng::with_seed(12);
    let (mut endpoints, mut errors) = (0, 0);
    for _ in 0..20_000 {
        let (mut params, mut scope) = (Params::builder().build().expect("none is wrong"), Scope::new());
        let mut set = |name: &'static str, value: Value| {
            match &value {
                Value::Bool(value) => params.set(name, *value),
                other => params.set(name, other.as_str().expect("a text")),
            }
            scope.insert(name.to_owned(), value);
        };
        set("Region", json!(["us-east-1", "eu-west-1", "us-west-2"][random.usize(..3)]));
        for name in ["ForcePathStyle", "Accelerate", "UseDualStack"] {
            set(name, (random.u8(..3) == 0).into());
        }
        set("DisableMultiRegionAccessPoints", random.bool().into());
        for name in ["UseArnRegion", "DisableS3ExpressSessionAuth", "UseObjectLambdaEndpoint"] {
            if random.u8(..3) == 0 {
                set(name, random.bool().into());
            }
        }
        if random.u8(..8) > 0 {
            set("Bucket", BUCKETS[random.usize(..BUCKETS.len())].into());
        }
        if random.bool() {
            set("Endpoint", ENDPOINTS[random.usize(..ENDPOINTS.len())].into());
        }
        let expected = run(rules, &scope).unwrap_or_else(|| Err("no rule".to_owned()));
        let resolver = DefaultResolver::new();
        let ours = resolver.resolve_endpoint(&params).await.map(|endpoint| {
            let text = |value: Option<&aws_smithy_types::Document>| {
                value.and_then(|value| value.as_string()).unwrap_or_default().to_owned()
            };
            let schemes = endpoint.auth_schemes().iter();
            let schemes = schemes.map(|scheme| (scheme.name().to_owned(), text(scheme.get("signingRegion"))));
            (endpoint.url().to_owned(), schemes.collect::<Vec<_>>())
        });
        match (&ours, &expected) {
            (Ok(ours), Ok(expected)) => assert_eq!(ours, expected, "{scope:?}"),
            (Err(ours), Err(expected)) => {
                let text = ours.to_string();
                assert!(
                    expected == "no rule" || text.contains(expected.as_str()),
                    "{text} and not {expected}: {scope:?}"
                );
            }
            _ => panic!("{ours:?} and not {expected:?}: {scope:?}"),
        }
        *(if expected.is_ok() { &mut endpoints } else { &mut errors }) += 1;
    }
    assert!(endpoints > 5_000 && errors > 500, "{endpoints} {errors}");
}

/// What the rules of this model make of a bucket.
async fn url_of(bucket: &str, set: &[(&'static str, Value)]) -> String {
    let mut params = Params::builder().build().expect("none is wrong");
    params.set("Region", "eu-west-1");
    params.set("Bucket", bucket);
    for (name, value) in set {
        match value {
            Value::Bool(value) => params.set(name, *value),
            other => params.set(name, other.as_str().expect("a text")),
        }
    }
    match DefaultResolver::new().resolve_endpoint(&params).await {
        Ok(endpoint) => endpoint.url().to_owned(),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_bucket_is_in_the_host_where_it_can_be() {
    let (near, dual) = (("Accelerate", json!(true)), ("UseDualStack", json!(true)));
    let secure = ("Endpoint", json!("https://host"));
    let plain = ("Endpoint", json!("http://host"));
    for (bucket, set, url) in [
        ("pail", vec![], "https://pail.store.eu-west-1.example.com"),
        // The certificate of the host is not for it.
        ("my.pail", vec![], "https://store.eu-west-1.example.com/my.pail"),
        ("my.pail", vec![secure.clone()], "https://host/my.pail"),
        ("old.pail", vec![plain.clone()], "http://old.pail.host"),
        // A part that is too short for a bucket is too short for the host, too.
        ("my.pail", vec![plain], "http://host/my.pail"),
        ("pail", vec![secure], "https://pail.host"),
        ("pail", vec![near.clone()], "https://pail.near.example.com"),
        ("pail", vec![near.clone(), dual.clone()], "https://pail.near.dual.example.com"),
        ("pail", vec![dual.clone()], "https://pail.store.dual.eu-west-1.example.com"),
        ("my.pail", vec![dual], "https://store.dual.eu-west-1.example.com/my.pail"),
    ] {
        assert_eq!(url_of(bucket, &set).await, url, "{bucket} {set:?}");
    }
    let refused = url_of("my.pail", &[near]).await;
    assert!(refused.contains("A host near the caller has no such bucket."), "{refused}");
}
