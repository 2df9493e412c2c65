//! Models that have a word wherever a model can have a name.

use serde_json::{Map, Value, json};

const STRING: &str = "smithy.api#String";

/// The models of one word, each with the word in positions that share no names, so that no position hides another.
pub(crate) fn of_one(word: &str) -> [(&'static str, Value); 4] {
    [("operation", operation(word)), ("types", types(word)), ("inputs", inputs(word)), ("events", events(word))]
}

/// The word as operation, structure, member, namespace, choice of a union, value of an enum, waiter and token of pages.
fn operation(word: &str) -> Value {
    let mut shapes = Map::new();
    let (id, structure, inner) = (format!("o#{word}"), format!("s#{word}"), format!("{word}#Inner"));
    let waiters = waiter(word).map(|name| json!({(name): {"acceptors": [success()]}}));
    let traits = waiters.map_or(json!({}), |waiters| json!({"smithy.waiters#waitable": waiters}));
    add(
        &mut shapes,
        &id,
        json!({"type": "operation", "input": target("a#In"), "output": target("a#Out"), "traits": traits}),
    );
    let nested = json!({(word): target(STRING), "x1": target(&structure), "x2": target(&inner), "x3": target("a#Either"),
        "x4": target("a#Kind")});
    add(&mut shapes, "a#In", structure_of(nested.clone()));
    add(&mut shapes, "a#Out", structure_of(nested));
    add(&mut shapes, &structure, structure_of(json!({(word): target(STRING)})));
    add(&mut shapes, &inner, structure_of(json!({(word): target("smithy.api#Blob")})));
    add(
        &mut shapes,
        "a#Either",
        json!({"type": "union", "members": {(word): target(STRING), "zz": target("smithy.api#Unit")}}),
    );
    add(&mut shapes, "a#Kind", kind([word].iter()));
    page(&mut shapes, "a#Page", word);
    service(shapes, "a#Names", &[&id, "a#Page"], json!({"aws.protocols#awsJson1_0": {}}))
}

/// The word as service, union, error, and as a member in path, query and head of a message.
fn types(word: &str) -> Value {
    let mut shapes = Map::new();
    let (union, error) = (format!("u#{word}"), format!("e#{word}"));
    add(
        &mut shapes,
        &union,
        json!({"type": "union", "members": {"zz": target(STRING), (word): target("smithy.api#Integer")}}),
    );
    let traits = json!({"smithy.api#error": "client"});
    let members = json!({(word): target(STRING), "message": target(STRING)});
    add(&mut shapes, &error, json!({"type": "structure", "members": members, "traits": traits}));
    http(&mut shapes, [word].iter());
    shapes["b#Get"]["errors"] = json!([target(&error)]);
    shapes["b#GetOutput"]["members"]["zz"] = target(&union);
    service(shapes, &format!("b#{word}"), &["b#Get"], json!({"aws.protocols#restJson1": {}}))
}

/// The word as input, enum, value without a name, and parameter of the configuration.
fn inputs(word: &str) -> Value {
    let mut shapes = Map::new();
    let (input, kind_id) = (format!("i#{word}"), format!("k#{word}"));
    add(&mut shapes, &input, structure_of(json!({"x": target(&kind_id), "y": target("c#Legacy")})));
    add(&mut shapes, &kind_id, kind([word].iter()));
    add(&mut shapes, "c#Legacy", json!({"type": "string", "traits": {"smithy.api#enum": [{"value": word}]}}));
    add(&mut shapes, "c#Go", json!({"type": "operation", "input": target(&input), "output": target(&input)}));
    let protocol =
        json!({"aws.protocols#awsJson1_1": {}, "smithy.rules#clientContextParams": {(word): {"type": "string"}}});
    service(shapes, "c#Names", &["c#Go"], protocol)
}

/// The word as stream of events, event, and member of an event, in both directions.
fn events(word: &str) -> Value {
    let mut shapes = Map::new();
    let (stream, event) = (format!("d#{word}"), format!("ev#{word}"));
    add(&mut shapes, &event, structure_of(json!({(word): target(STRING)})));
    let members = json!({(word): target(&event), "zz": target("d#Oops")});
    add(&mut shapes, &stream, json!({"type": "union", "members": members, "traits": {"smithy.api#streaming": {}}}));
    let traits = json!({"smithy.api#error": "server"});
    add(&mut shapes, "d#Oops", json!({"type": "structure", "members": {(word): target(STRING)}, "traits": traits}));
    add(&mut shapes, "d#Talk", json!({"type": "operation", "input": target("d#In"), "output": target("d#Out")}));
    let members = json!({(word): target(&stream)});
    add(&mut shapes, "d#In", structure_of(members.clone()));
    add(&mut shapes, "d#Out", structure_of(members));
    service(shapes, "d#Names", &["d#Talk"], json!({"aws.protocols#awsJson1_1": {}}))
}

/// A model with an operation and an error of each word.
pub(crate) fn of_operations(words: &[&str]) -> Value {
    let mut shapes = Map::new();
    let mut operations = Vec::new();
    for word in words {
        let (id, error) = (format!("o#{word}"), format!("e#{word}"));
        add(
            &mut shapes,
            &id,
            json!({"type": "operation", "input": target("i#In"), "output": target("i#Out"), "errors": [target(&error)]}),
        );
        let traits = json!({"smithy.api#error": "client"});
        add(
            &mut shapes,
            &error,
            json!({"type": "structure", "members": {"message": target(STRING)}, "traits": traits}),
        );
        operations.push(id);
    }
    shapes["o#Self"]["traits"] = tests("WordsOfOperations");
    add(&mut shapes, "i#In", structure_of(json!({"x": target(STRING)})));
    add(&mut shapes, "i#Out", structure_of(json!({"x": target(STRING)})));
    let operations: Vec<_> = operations.iter().map(String::as_str).collect();
    service(shapes, "o#WordsService", &operations, json!({"aws.protocols#awsJson1_0": {}}))
}

/// A model with all words as members, fields of errors, values and choices, and with a type of each word: structures,
/// enums and unions in turn.
pub(crate) fn of_shapes(words: &[&str]) -> Value {
    let mut shapes = Map::new();
    let all = |kind: &str| words.iter().map(|word| ((*word).to_owned(), target(kind))).collect::<Map<_, _>>();
    let mut members = all(STRING);
    for (name, id) in [("theEnum", "every#AllValues"), ("theUnion", "every#AllChoices"), ("theTypes", "every#AllTypes")]
    {
        members.insert(name.to_owned(), target(id));
    }
    add(&mut shapes, "every#AllMembers", structure_of(members.clone().into()));
    add(&mut shapes, "every#AllMembers2", structure_of(members.into()));
    let traits = json!({"smithy.api#error": "client"});
    add(&mut shapes, "every#AllError", json!({"type": "structure", "members": all(STRING), "traits": traits}));
    add(&mut shapes, "every#AllValues", kind(words.iter()));
    add(&mut shapes, "every#AllChoices", json!({"type": "union", "members": all(STRING)}));
    let mut types = Map::new();
    for (number, word) in words.iter().enumerate() {
        let id = format!("t#{word}");
        let shape = match number % 3 {
            0 => structure_of(json!({"x": target(STRING)})),
            1 => kind(["x"].iter()),
            _ => json!({"type": "union", "members": {"x": target(STRING)}}),
        };
        add(&mut shapes, &id, shape);
        types.insert(format!("t{number}"), target(&id));
    }
    add(&mut shapes, "every#AllTypes", structure_of(types.into()));
    let (input, output) = (target("every#AllMembers"), target("every#AllMembers2"));
    let mut operation =
        json!({"type": "operation", "input": input, "output": output, "errors": [target("every#AllError")]});
    operation["traits"] = tests("WordsOfShapes");
    add(&mut shapes, "every#UseWords", operation);
    service(shapes, "every#WordsService", &["every#UseWords"], json!({"aws.protocols#awsJson1_0": {}}))
}

/// A model with all words as waiters, pages, events, parameters of the configuration, namespaces, values without a
/// name, and members in path, query and head.
pub(crate) fn of_parts(words: &[&str]) -> Value {
    let mut shapes = Map::new();
    http(&mut shapes, words.iter());
    let mut operations = vec!["b#Get".to_owned(), "b#Talk".to_owned()];
    let mut names: Vec<_> = words.iter().filter_map(|word| waiter(word)).collect();
    // They are unique whatever their case is.
    names.sort_by_key(|name| name.to_lowercase());
    names.dedup_by_key(|name| name.to_lowercase());
    let waiters: Map<_, _> = names.into_iter().map(|name| (name, json!({"acceptors": [success()]}))).collect();
    shapes["b#Get"]["traits"]["smithy.waiters#waitable"] = waiters.into();
    let case = json!({"id": "WordsOfParts", "protocol": "aws.protocols#restJson1", "method": "POST", "uri": "/pages/0", "params": {}});
    let (mut events, mut params, mut things, mut values) = (Map::new(), Map::new(), Map::new(), Vec::new());
    for (number, word) in words.iter().enumerate() {
        let (event, thing, page) = (format!("ev#{word}"), format!("{word}#Thing"), format!("p#Page{number}"));
        add(&mut shapes, &event, structure_of(json!({(*word): target(STRING)})));
        add(&mut shapes, &thing, structure_of(json!({(*word): target(STRING)})));
        self::page(&mut shapes, &page, word);
        shapes[&page]["traits"]["smithy.api#http"] = json!({"method": "POST", "uri": format!("/pages/{number}")});
        operations.push(page);
        events.insert((*word).to_owned(), target(&event));
        things.insert(format!("x{number}"), target(&thing));
        params.insert((*word).to_owned(), json!({"type": "string"}));
        values.push(json!({"value": word}));
    }
    shapes["p#Page0"]["traits"]["smithy.test#httpRequestTests"] = json!([case]);
    add(&mut shapes, "b#Stream", json!({"type": "union", "members": events, "traits": {"smithy.api#streaming": {}}}));
    add(&mut shapes, "b#Things", structure_of(things.into()));
    add(&mut shapes, "b#Legacy", json!({"type": "string", "traits": {"smithy.api#enum": values}}));
    let talk = json!({"smithy.api#http": {"method": "POST", "uri": "/talk"}});
    add(
        &mut shapes,
        "b#Talk",
        json!({"type": "operation", "input": target("b#TalkInput"), "output": target("b#TalkOutput"), "traits": talk}),
    );
    let stream = json!({"target": "b#Stream", "traits": {"smithy.api#httpPayload": {}}});
    add(&mut shapes, "b#TalkInput", structure_of(json!({"stream": stream})));
    add(&mut shapes, "b#TalkOutput", structure_of(json!({"stream": stream})));
    for (name, id) in [("x", "b#Things"), ("y", "b#Legacy")] {
        shapes["b#GetOutput"]["members"][name] = target(id);
    }
    let operations: Vec<_> = operations.iter().map(String::as_str).collect();
    let traits = json!({"aws.protocols#restJson1": {}, "smithy.rules#clientContextParams": params});
    service(shapes, "b#WordsService", &operations, traits)
}

/// An operation whose input has the words in path and query, and whose output has them in the head.
fn http<'a>(shapes: &mut Map<String, Value>, words: impl Iterator<Item = &'a &'a str>) {
    let (mut path, mut input, mut output) = (String::new(), Map::new(), Map::new());
    for (number, word) in words.enumerate() {
        path += &format!("/{{{word}}}");
        let label = json!({"smithy.api#httpLabel": {}, "smithy.api#required": {}});
        input.insert((*word).to_owned(), json!({"target": STRING, "traits": label}));
        let query = json!({"smithy.api#httpQuery": word});
        input.insert(format!("{word}Query{number}"), json!({"target": STRING, "traits": query}));
        let header = json!({"smithy.api#httpHeader": format!("x-{number}")});
        output.insert((*word).to_owned(), json!({"target": STRING, "traits": header}));
    }
    let http = json!({"smithy.api#http": {"method": "GET", "uri": path}});
    add(
        shapes,
        "b#Get",
        json!({"type": "operation", "input": target("b#GetInput"), "output": target("b#GetOutput"), "traits": http}),
    );
    add(shapes, "b#GetInput", structure_of(input.into()));
    add(shapes, "b#GetOutput", structure_of(output.into()));
}

/// An operation whose pages are found by the word.
fn page(shapes: &mut Map<String, Value>, id: &str, word: &str) {
    let (input, output, list) = (format!("{id}Input"), format!("{id}Output"), format!("{id}List"));
    let pages = json!({"inputToken": word, "outputToken": word, "items": format!("{word}Items")});
    let traits = json!({"smithy.api#paginated": pages});
    add(shapes, id, json!({"type": "operation", "input": target(&input), "output": target(&output), "traits": traits}));
    add(shapes, &list, json!({"type": "list", "member": target(STRING)}));
    add(shapes, &input, structure_of(json!({(word): target(STRING)})));
    add(shapes, &output, structure_of(json!({(word): target(STRING), (format!("{word}Items")): target(&list)})));
}

/// An enum with the words as values.
fn kind<'a>(words: impl Iterator<Item = &'a &'a str>) -> Value {
    let member = |word: &&str| {
        let traits = json!({"smithy.api#enumValue": word});
        ((*word).to_owned(), json!({"target": "smithy.api#Unit", "traits": traits}))
    };
    json!({"type": "enum", "members": words.map(member).collect::<Map<_, _>>()})
}

/// Waiters have names of letters and digits, the first of them large.
fn waiter(word: &str) -> Option<String> {
    let first = word.chars().next()?.to_ascii_uppercase();
    let name: String = [first].into_iter().chain(word.chars().skip(1)).collect();
    (first.is_ascii_uppercase() && name.chars().all(|c| c.is_ascii_alphanumeric())).then_some(name)
}

fn success() -> Value {
    json!({"state": "success", "matcher": {"success": true}})
}

fn tests(id: &str) -> Value {
    let case = json!({"id": id, "protocol": "aws.protocols#awsJson1_0", "method": "POST", "uri": "/", "body": "{}", "params": {}});
    json!({"smithy.test#httpRequestTests": [case]})
}

fn target(id: &str) -> Value {
    json!({"target": id})
}

fn structure_of(members: Value) -> Value {
    json!({"type": "structure", "members": members})
}

fn add(shapes: &mut Map<String, Value>, id: &str, shape: Value) {
    shapes.insert(id.to_owned(), shape);
}

fn service(mut shapes: Map<String, Value>, id: &str, operations: &[&str], mut traits: Value) -> Value {
    traits["aws.auth#sigv4"] = json!({"name": "words"});
    let operations: Vec<_> = operations.iter().map(|id| target(id)).collect();
    let service = json!({"type": "service", "version": "2026-01-01", "operations": operations, "traits": traits});
    add(&mut shapes, id, service);
    json!({"smithy": "2.0", "shapes": shapes})
}
