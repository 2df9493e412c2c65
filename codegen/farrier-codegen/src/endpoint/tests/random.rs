//! Endpoint rules at random: what they say is nonsense, but what they may say.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;
use serde_json::{Map, Value, json};

#[derive(Clone, Copy, PartialEq)]
enum Type {
    Text,
    Flag,
    List,
    Partition,
    Arn,
    Url,
}

/// A parameter, or what a condition assigned.
#[derive(Clone)]
struct Name {
    name: String,
    ty: Type,
    /// Whether it has a value here for sure.
    set: bool,
}

const TEXTS: [&str; 14] = [
    "",
    "a",
    "us-east-1",
    "cn-north-1",
    "mars",
    "my-bucket",
    "a--b--c",
    "a.b.c",
    "192.168.5.4",
    "é b/c%",
    "arn:aws:s3:eu-west-1:123456789012:accesspoint:mine/deep",
    "arn:aws:x:::y",
    "https://example.com/a/b",
    "http://127.0.0.1:8080",
];

/// What only parameters can be.
const MORE: [&str; 7] = [
    "HTTPS://[::1]:443/x/",
    "https://example.com?q",
    "http://a b",
    "http://host:port/",
    "arn:aws:s3::",
    "arn:aws:outposts:us-gov-west-1:1:outpost/op-1:bucket:name",
    "-label-",
];

const ATTRIBUTES: [(Type, &[&str]); 4] = [
    (Type::Partition, &["name", "dnsSuffix", "dualStackDnsSuffix", "implicitGlobalRegion"]),
    (Type::Arn, &["partition", "service", "region", "accountId"]),
    (Type::Url, &["scheme", "authority", "path", "normalizedPath"]),
    (Type::Text, &[]),
];

const FLAGS: [(Type, &[&str]); 2] = [(Type::Partition, &["supportsFIPS", "supportsDualStack"]), (Type::Url, &["isIp"])];

/// A rule set or a diagram.
pub(super) fn case(seed: u64, diagram: bool) -> Value {
    let mut random = Random { rng: Rng::with_seed(seed), names: Vec::new(), assigned: 0, diagram };
    let parameters = random.parameters();
    if !diagram {
        let rules = random.rules(3);
        return json!({ "ruleSet": { "version": "1.0", "parameters": parameters, "rules": rules } });
    }
    let conditions: Vec<Value> = (0..random.rng.usize(2..7)).map(|_| random.condition()).collect();
    let results: Vec<Value> = (0..random.rng.usize(1..4)).map(|_| random.outcome()).collect();
    let nodes = random.nodes(conditions.len(), results.len());
    let (count, nodes) = (nodes.len() / 12, STANDARD.encode(nodes));
    json!({ "bdd": {
        "version": "1.1", "parameters": parameters, "conditions": conditions, "results": results,
        "root": if random.rng.u8(..4) == 0 { -2 } else { 2 }, "nodeCount": count, "nodes": nodes,
    } })
}

/// Values of some of the parameters.
pub(super) fn values(rng: &mut Rng) -> Value {
    let mut values = Map::new();
    for name in ["Region", "Bucket", "Endpoint"] {
        if rng.u8(..4) > 0 {
            let texts = [&TEXTS[..], &MORE[..]].concat();
            values.insert(name.to_owned(), json!(texts[rng.usize(..texts.len())]));
        }
    }
    for name in ["Fips", "Strange"] {
        if rng.bool() {
            values.insert(name.to_owned(), json!(rng.bool()));
        }
    }
    if rng.bool() {
        let list: Vec<&str> = (0..rng.usize(..3)).map(|_| TEXTS[rng.usize(..TEXTS.len())]).collect();
        values.insert("Names".to_owned(), json!(list));
    }
    Value::Object(values)
}

struct Random {
    rng: Rng,
    names: Vec<Name>,
    assigned: usize,
    diagram: bool,
}

impl Random {
    fn parameters(&mut self) -> Value {
        let mut add = |name: &str, ty, set| self.names.push(Name { name: name.to_owned(), ty, set });
        add("Region", Type::Text, true);
        add("Bucket", Type::Text, false);
        add("Endpoint", Type::Text, false);
        add("Fips", Type::Flag, true);
        add("Strange", Type::Flag, false);
        add("Names", Type::List, false);
        let default = *self.pick(&TEXTS);
        json!({
            "Region": { "type": "string", "required": true, "default": default },
            "Bucket": { "type": "string" },
            "Endpoint": { "type": "string" },
            "Fips": { "type": "boolean", "required": true, "default": self.rng.bool() },
            "Strange": { "type": "boolean" },
            "Names": { "type": "stringArray" },
        })
    }

    fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.rng.usize(..choices.len())]
    }

    /// A name of a type, usually one that is set.
    fn name(&mut self, ty: Type, only_set: bool) -> Option<String> {
        let lenient = !only_set && self.rng.u8(..3) == 0;
        let fits = |name: &&Name| name.ty == ty && (name.set || lenient);
        let fitting: Vec<String> = self.names.iter().filter(fits).map(|name| name.name.clone()).collect();
        (!fitting.is_empty()).then(|| self.pick(&fitting).clone())
    }

    fn reference(&mut self, ty: Type, only_set: bool) -> Option<Value> {
        self.name(ty, only_set).map(|name| json!({ "ref": name }))
    }

    /// `Region` or `arn#service`.
    fn path(&mut self, only_set: bool) -> Option<String> {
        let (ty, attributes) = *self.pick(&ATTRIBUTES);
        let name = self.name(ty, only_set)?;
        Some(if attributes.is_empty() { name } else { format!("{name}#{}", self.pick(attributes)) })
    }

    fn template(&mut self, only_set: bool) -> Value {
        let mut text = (*self.pick(&["", "https://", "x{{y}}"])).to_owned();
        for _ in 0..self.rng.usize(1..4) {
            if let Some(path) = self.path(only_set) {
                text.push_str(&format!("{{{path}}}"));
            }
            let between: &str = self.pick::<&str>(&["", ".", "-a", "/b"]);
            text.push_str(between);
        }
        json!(text)
    }

    fn text(&mut self, depth: usize) -> Value {
        let choice = if depth == 0 { self.rng.u8(..4) } else { self.rng.u8(..9) };
        let found = match choice {
            0 => Some(json!(self.pick(&TEXTS))),
            1 | 2 => self.reference(Type::Text, false),
            3 => Some(self.template(false)),
            4 => Some(json!({ "fn": "uriEncode", "argv": [self.text(depth - 1)] })),
            5 => Some(self.substring()),
            6 => self.attribute(&ATTRIBUTES[..3]),
            7 => self.element(),
            _ => Some(json!({ "fn": "coalesce", "argv": [self.branch(), self.branch()] })),
        };
        found.unwrap_or_else(|| self.template(false))
    }

    fn substring(&mut self) -> Value {
        let start = self.rng.usize(..3);
        json!({ "fn": "substring", "argv": [self.text(0), start, start + self.rng.usize(1..5), self.rng.bool()] })
    }

    fn attribute(&mut self, attributes: &[(Type, &[&str])]) -> Option<Value> {
        let (ty, names) = *self.pick(attributes);
        let value = self.reference(ty, false)?;
        Some(json!({ "fn": "getAttr", "argv": [value, self.pick(names)] }))
    }

    fn element(&mut self) -> Option<Value> {
        let index = self.rng.i32(-2..3);
        if self.rng.bool() {
            let list = self.reference(Type::List, false)?;
            return Some(json!({ "fn": "getAttr", "argv": [list, format!("[{index}]")] }));
        }
        let arn = self.reference(Type::Arn, false)?;
        Some(json!({ "fn": "getAttr", "argv": [arn, format!("resourceId[{index}]")] }))
    }

    /// What may be unset where others are chosen from. In rules nothing in it may need a value that may not be there;
    /// in a diagram that is unset, too.
    fn branch(&mut self) -> Value {
        if self.diagram && self.rng.bool() {
            return self.text(1);
        }
        let name = *self.pick(&["Bucket", "Endpoint", "Region"]);
        if self.rng.u8(..3) == 0 { json!(self.pick(&TEXTS)) } else { json!({ "ref": name }) }
    }

    /// What is asked whether it is set.
    fn asked(&mut self) -> Value {
        if self.diagram && self.rng.bool() {
            return self.text(1);
        }
        json!({ "ref": *self.pick(&["Bucket", "Endpoint", "Strange", "Names"]) })
    }

    fn flag(&mut self, depth: usize) -> Value {
        let choice = if depth == 0 { self.rng.u8(..3) } else { self.rng.u8(..9) };
        let found = match choice {
            0 | 1 => self.reference(Type::Flag, false),
            2 | 3 => Some(json!({ "fn": "isSet", "argv": [self.asked()] })),
            4 => Some(json!({ "fn": "not", "argv": [self.flag(depth - 1)] })),
            5 => Some(json!({ "fn": "stringEquals", "argv": [self.text(0), self.text(depth - 1)] })),
            6 => {
                let other = if self.rng.bool() { json!(self.rng.bool()) } else { self.flag(depth - 1) };
                Some(json!({ "fn": "booleanEquals", "argv": [self.flag(0), other] }))
            }
            7 => {
                let function = *self.pick(&["isValidHostLabel", "aws.isVirtualHostableS3Bucket"]);
                Some(json!({ "fn": function, "argv": [self.text(0), self.rng.bool()] }))
            }
            _ => self.attribute(&FLAGS),
        };
        found.unwrap_or_else(|| json!({ "ref": "Fips" }))
    }

    fn condition(&mut self) -> Value {
        let (ty, mut condition) = match self.rng.u8(..13) {
            0 | 1 => (Type::Url, json!({ "fn": "parseURL", "argv": [self.text(1)] })),
            2 | 3 => (Type::Arn, json!({ "fn": "aws.parseArn", "argv": [self.text(1)] })),
            4 => (Type::Partition, json!({ "fn": "aws.partition", "argv": [self.text(1)] })),
            5 => {
                let (delimiter, limit) = (*self.pick(&["--", ".", ":"]), self.rng.usize(..3));
                (Type::List, json!({ "fn": "split", "argv": [self.text(1), delimiter, limit] }))
            }
            6 => (Type::Text, self.substring()),
            7 => (Type::Text, json!({ "fn": "uriEncode", "argv": [self.text(1)] })),
            8 => (Type::Text, json!({ "fn": "ite", "argv": [self.flag(1), self.branch(), self.branch()] })),
            9 => (Type::Text, json!({ "fn": "coalesce", "argv": [self.branch(), self.branch()] })),
            _ => return self.flag(2),
        };
        let name = format!("value{}", self.assigned);
        self.assigned += 1;
        condition["assign"] = json!(name);
        // In a diagram nobody knows where it is assigned.
        self.names.push(Name { name, ty, set: true });
        condition
    }

    fn outcome(&mut self) -> Value {
        let only_set = !self.diagram;
        if self.rng.u8(..4) == 0 {
            return json!({ "type": "error", "conditions": [], "error": self.template(only_set) });
        }
        let mut endpoint = json!({ "url": self.template(only_set) });
        if self.rng.u8(..3) == 0 {
            endpoint["headers"] = json!({ "x-a": [self.template(only_set), "b"], "x-c": [self.template(only_set)] });
        }
        if self.rng.u8(..3) == 0 {
            let scheme =
                json!({ "name": "sigv4", "signingRegion": self.template(only_set), "deep": [null, { "a": 1 }] });
            endpoint["properties"] = json!({ "authSchemes": [scheme], "other": self.template(only_set), "flag": true });
        }
        json!({ "type": "endpoint", "conditions": [], "endpoint": endpoint })
    }

    fn rules(&mut self, depth: usize) -> Vec<Value> {
        let count = self.rng.usize(1..4);
        let mut rules: Vec<Value> = (0..count).map(|_| self.rule(depth)).collect();
        if self.rng.u8(..3) > 0 {
            rules.push(self.outcome());
        }
        rules
    }

    fn rule(&mut self, depth: usize) -> Value {
        let known = self.names.clone();
        let conditions: Vec<Value> = (0..self.rng.usize(1..4)).map(|_| self.condition()).collect();
        for condition in &conditions {
            let is_set =
                |name: &Name| condition["fn"] == json!("isSet") && condition["argv"][0]["ref"] == json!(name.name);
            self.names.iter_mut().for_each(|name| name.set |= is_set(name));
        }
        let mut rule = match depth > 0 && self.rng.bool() {
            true => json!({ "type": "tree", "rules": self.rules(depth - 1) }),
            false => self.outcome(),
        };
        rule["conditions"] = json!(conditions);
        self.names = known;
        rule
    }

    /// From each node to later ones, and to results.
    fn nodes(&mut self, conditions: usize, results: usize) -> Vec<u8> {
        let mut nodes = vec![[-1, 1, -1]];
        for index in 0..conditions {
            let mut edge = || match self.rng.u8(..6) {
                0 => 100_000_000,
                1 | 2 => 100_000_001 + self.rng.i32(..i32::try_from(results).expect("few")),
                _ if index + 1 == conditions => 100_000_001,
                choice => {
                    let place = self.rng.usize(index + 1..conditions);
                    let node = i32::try_from(place + 2).expect("few");
                    if choice == 3 { -node } else { node }
                }
            };
            let (holds, fails) = (edge(), edge());
            nodes.push([i32::try_from(index).expect("few"), holds, fails]);
        }
        nodes.concat().into_iter().flat_map(i32::to_be_bytes).collect()
    }
}
