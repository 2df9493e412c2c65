//! Large models: what is lowered takes time by its size, not by its square.

use crate::ir::{Form, TypeKind};
use crate::{Request, emit, lower, select};
use serde_json::{Map, Value, json};

const OPERATIONS: usize = 1000;
const RING: usize = 5000;
const CHAIN: usize = 5000;
const STRUCTURES: usize = 10_000;

/// Every operation has an input and an output of its own, and all of them reach what is far too large to be looked
/// through once per shape: a ring of structures, a chain of them whose last makes all of them less, many structures, a
/// long enum, a long chain of resources.
#[test]
fn large_model() {
    let model = smithy_json_ast::load("large.json", &model().to_string()).expect("a model");
    let request = Request::default();
    let selection = select::select(&model, &request).expect("a service");
    let ir = lower::lower(&selection, Form::Crate).expect("a client").0;
    assert_eq!(ir.operations.len(), OPERATIONS);
    assert_eq!(ir.types.len(), RING + CHAIN + STRUCTURES + 1);
    let boxed = ir.types.iter().filter(
        |def| matches!(&def.kind, TypeKind::Structure(structure) if structure.fields.iter().any(|field| field.boxed)),
    );
    assert_eq!(boxed.count(), 1, "one box breaks a ring");
    let unequal = ir.types.iter().filter(|def| matches!(&def.kind, TypeKind::Structure(shape) if !shape.values.eq));
    assert!(unequal.clone().all(|def| def.ident().starts_with("Chain")));
    assert_eq!(unequal.count(), CHAIN, "the last of the chain holds a float");
}

const LAYERS: usize = 490;
const WIDTH: usize = 100;

/// Structures in layers, each of which holds two of the layer below: many are reached from each, and none reaches
/// itself. Those of the last layer hold themselves, and the next one.
#[test]
fn wide_model() {
    let layered = |index: usize| {
        let below = |index: usize| json!({"target": format!("a#L{}", if index < LAYERS * WIDTH { index } else { index - WIDTH })});
        let member = |name: &str, offset: usize| {
            let column = (index + offset) % WIDTH;
            (name.to_owned(), below((index / WIDTH + 1) * WIDTH + column))
        };
        let shape = json!({"type": "structure", "members": Map::from_iter([member("a", 0), member("b", 1)])});
        (format!("a#L{index}"), shape)
    };
    let mut shapes: Map<String, Value> = (0..LAYERS * WIDTH).map(layered).collect();
    let first = (0..WIDTH).map(|index| (format!("m{index}"), json!({"target": format!("a#L{index}")})));
    shapes.insert("a#In".to_owned(), json!({"type": "structure", "members": first.collect::<Map<_, _>>()}));
    let boxed = lowered(one_operation(shapes), |ir| {
        let structures = ir.types.iter().filter_map(|def| match &def.kind {
            TypeKind::Structure(structure) => Some(structure),
            _ => None,
        });
        structures.flat_map(|structure| structure.fields.iter()).filter(|field| field.boxed).count()
    });
    assert_eq!(boxed, WIDTH + 1, "one by itself, and one of the ring of all in the last layer");
}

const MEMBERS: usize = 49_000;

/// An input with many members, each of a shape of its own that is constrained.
#[test]
fn long_model() {
    let of = |index: usize| json!({"target": format!("a#T{index}"), "traits": {"smithy.api#required": {}}});
    let text = |index: usize| json!({"type": "string", "traits": {"smithy.api#length": {"max": index}}});
    let mut shapes: Map<String, Value> = (0..MEMBERS).map(|index| (format!("a#T{index}"), text(index))).collect();
    let members: Map<String, Value> = (0..MEMBERS).map(|index| (format!("m{index}"), of(index))).collect();
    shapes.insert("a#In".to_owned(), json!({"type": "structure", "members": members}));
    let page = lowered(one_operation(shapes), |ir| {
        let file = emit::emit(ir).into_iter().find(|file| file.path == "src/operation.rs").expect("a file");
        let emit::Body::Rust(items) = file.body else { panic!("no Rust") };
        items().to_string()
    });
    assert_eq!(page.matches("required; length").count(), MEMBERS);
}

fn one_operation(mut shapes: Map<String, Value>) -> Value {
    shapes.insert("a#Op".to_owned(), json!({"type": "operation", "input": {"target": "a#In"}}));
    shapes.insert(
        "a#Large".to_owned(),
        json!({"type": "service", "version": "1", "operations": [{"target": "a#Op"}],
            "traits": {"aws.protocols#awsJson1_0": {}}}),
    );
    json!({"smithy": "2.0", "shapes": shapes})
}

fn lowered<T>(model: Value, look: impl FnOnce(&crate::ir::Crate) -> T) -> T {
    let model = smithy_json_ast::load("large.json", &model.to_string()).expect("a model");
    let request = Request::default();
    let selection = select::select(&model, &request).expect("a service");
    look(&lower::lower(&selection, Form::Crate).expect("a client").0)
}

fn model() -> Value {
    let target = |name: &str, index: usize| json!({"target": format!("a#{name}{index}")});
    let mut shapes = Map::new();
    let mut add = |name: &str, index: usize, shape: Value| shapes.insert(format!("a#{name}{index}"), shape);
    let shared = json!({"ring": target("Ring", 0), "chain": target("Chain", 0), "long": target("E", 0)});
    for index in 0..OPERATIONS {
        add("Op", index, json!({"type": "operation", "input": target("In", index), "output": target("Out", index)}));
        add(
            "R",
            index,
            json!({"type": "resource", "operations": [target("Op", index)],
            "resources": if index + 1 < OPERATIONS { json!([target("R", index + 1)]) } else { json!([]) }}),
        );
        let own = (index..STRUCTURES).step_by(OPERATIONS);
        let own: Map<String, Value> = own.map(|index| (format!("m{index}"), target("S", index))).collect();
        add("In", index, json!({"type": "structure", "members": own}));
        let shared = if index == 0 { shared.clone() } else { json!({}) };
        add("Out", index, json!({"type": "structure", "members": shared}));
    }
    for index in 0..STRUCTURES {
        add("S", index, json!({"type": "structure", "members": {"text": {"target": "smithy.api#String"}}}));
    }
    for index in 0..RING {
        add("Ring", index, json!({"type": "structure", "members": {"next": target("Ring", (index + 1) % RING)}}));
    }
    for index in 0..CHAIN {
        let last = index + 1 == CHAIN;
        let next = if last { json!({"target": "smithy.api#Float"}) } else { target("Chain", index + 1) };
        add("Chain", index, json!({"type": "structure", "members": {"next": next}}));
    }
    let values = (0..STRUCTURES).map(|n| {
        (format!("V{n}"), json!({"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": format!("v{n}")}}))
    });
    add("E", 0, json!({"type": "enum", "members": values.collect::<Map<_, _>>()}));
    let traits = json!({
        "aws.protocols#awsJson1_0": {},
        "aws.auth#sigv4": {"name": "large"},
        "aws.api#service": {"sdkId": "Large"},
    });
    shapes.insert(
        "a#Large".to_owned(),
        json!({
            "type": "service", "version": "1", "resources": [target("R", 0)], "traits": traits,
        }),
    );
    json!({"smithy": "2.0", "shapes": shapes})
}

/// One `@sensitive` member, wherever it is, makes an operation sensitive, and no other one.
#[test]
fn sensitive_operations() {
    let target = |name: &str| json!({"target": format!("a#{name}")});
    let structure = |member: &str| json!({"type": "structure", "members": {"m": target(member)}});
    let mut shapes = json!({
        "a#Secret": {"type": "string", "traits": {"smithy.api#sensitive": {}}},
        "a#Marked": {"type": "structure", "members": {
            "m": {"target": "smithy.api#Integer", "traits": {"smithy.api#sensitive": {}}},
        }},
        "a#Keys": {"type": "map", "key": target("Secret"), "value": {"target": "smithy.api#String"}},
        "a#Choice": {"type": "union", "members": {"m": target("Keys")}},
        "a#List": {"type": "list", "member": target("Choice")},
        "a#Events": {"type": "union", "members": {"event": target("Marked")}, "traits": {"smithy.api#streaming": {}}},
        "a#Failure": {"type": "structure", "members": {"m": target("Secret")}, "traits": {"smithy.api#error": "client"}},
        "a#Nothing": {"type": "structure", "members": {"m": {"target": "smithy.api#String"}}},
        "a#Deep": structure("List"), "a#Stream": structure("Events"), "a#Flat": structure("Secret"),
        "a#OfInput": {"type": "operation", "input": target("Deep")},
        "a#OfOutput": {"type": "operation", "output": target("Flat")},
        "a#OfEvents": {"type": "operation", "output": target("Stream")},
        "a#OfError": {"type": "operation", "input": target("Nothing"), "errors": [target("Failure")]},
        "a#Open": {"type": "operation", "input": target("Nothing")},
    });
    let names = ["OfInput", "OfOutput", "OfEvents", "OfError", "Open"];
    shapes["a#Service"] = json!({
        "type": "service", "version": "1", "operations": names.map(target), "traits": {"aws.protocols#awsJson1_0": {}},
    });
    let text = json!({"smithy": "2.0", "shapes": shapes}).to_string();
    let model = smithy_json_ast::load("sensitive.json", &text).expect("a model");
    let request = Request::default();
    let ir = lower::lower(&select::select(&model, &request).expect("a service"), Form::Crate).expect("a client").0;
    let sensitive =
        ir.operations.iter().filter(|operation| operation.sensitive).map(|operation| operation.ident.as_str());
    assert_eq!(sensitive.collect::<Vec<_>>(), ["OfError", "OfEvents", "OfInput", "OfOutput"]);
}
