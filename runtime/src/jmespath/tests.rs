//! How structures become documents. The language itself is tested where it is parsed, in `farrier-codegen`.

use super::syntax::*;
use super::{Expr, search, set_param};
use crate::endpoint::Params;
use crate::schema::{ShapeSchema, shape};
use crate::serde::document::input;
use crate::serde::{SerdeResult, Structure, Union, UnknownMember, Writer};
use aws_smithy_json::serialize::JsonValueWriter;
use aws_smithy_types::{Blob, DateTime, Document};
use std::collections::HashMap;

#[derive(Default)]
struct Batch {
    requests: Option<HashMap<String, Vec<Item>>>,
    count: Option<i32>,
    at: Option<DateTime>,
    sparse: Option<Vec<Option<f64>>>,
}

impl Structure for Batch {
    type Builder = Self;

    fn shape() -> &'static ShapeSchema {
        shape("test#Batch", "Requests! map, Count! integer, At timestamp, Sparse list")
    }

    fn write(&self, to: &mut Writer<'_>) -> SerdeResult {
        to.members(&[&self.requests, &self.count, &self.at, &self.sparse])
    }
}

#[derive(Debug)]
enum Item {
    Put(Blob),
    Key(String),
    Unknown,
}

impl Structure for Item {
    type Builder = Option<Self>;

    fn shape() -> &'static ShapeSchema {
        shape("test#Item", "union; Put blob, Key")
    }

    fn write(&self, to: &mut Writer<'_>) -> SerdeResult {
        match self {
            Self::Put(value) => to.variant(0, value),
            Self::Key(value) => to.variant(1, value),
            Self::Unknown => to.unknown(&UnknownMember::default()),
        }
    }
}

impl Union for Item {
    fn unknown(_: UnknownMember) -> Self {
        Self::Unknown
    }
}

fn batch() -> Batch {
    let items = vec![Item::Put(Blob::new("hi")), Item::Unknown, Item::Key("k".to_owned())];
    Batch {
        requests: Some([("b".to_owned(), items), ("a".to_owned(), Vec::new())].into()),
        count: Some(-1),
        at: Some(DateTime::from_millis(1_500)),
        sparse: Some(vec![Some(0.5), None]),
    }
}

fn json(value: &Document) -> String {
    let mut json = String::new();
    JsonValueWriter::new(&mut json).document(value);
    json
}

#[test]
fn members_have_the_values_they_have_on_the_wire() {
    let document = input(&batch(), &[]);
    let cases: [(Expr, &str); 5] = [
        (Path(&["Requests", "b"]), r#"[{"Put":"aGk="},null,{"Key":"k"}]"#),
        (Path(&["Requests", "a"]), "[]"),
        (Path(&["Count"]), "-1"),
        (Path(&["At"]), "1.5"),
        (Path(&["Sparse"]), "[0.5,null]"),
    ];
    for (expr, expected) in cases {
        assert_eq!(json(&search(&expr, &document).expect("little")), expected, "{expr:?}");
    }
    assert_eq!(json(&input(&Batch::default(), &[])), "{}");
}

#[test]
fn members_nobody_speaks_of_are_null() {
    let document = input(&batch(), &["Requests", "Key"]);
    assert_eq!(
        json(&search(&Path(&["Requests", "b"]), &document).expect("little")),
        r#"[{"Put":null},null,{"Key":"k"}]"#
    );
    assert!(search(&Path(&["Sparse"]), &document).expect("little").is_null());
}

#[test]
fn endpoint_parameters() {
    let mut params = Params::default();
    const KEYS: Expr = Pipe(&[Path(&["Requests", "b"]), Each(&Path(&["Key"]))]);
    set_param(&mut params, "Keys", &batch(), &["Requests", "Key"], &KEYS);
    set_param(&mut params, "First", &batch(), &[], &Pipe(&[KEYS, Index(0)]));
    set_param(&mut params, "Nothing", &batch(), &[], &Path(&["Nothing"]));
    assert_eq!(params.get("Keys"), Some(&vec!["k".to_owned()].into()));
    assert_eq!(params.string("First"), Some("k"));
    assert_eq!(params.get("Nothing"), None);
}

#[test]
fn a_parameter_that_takes_too_much_is_no_endpoint() {
    const TWICE: Expr = List(&[Path(&[]), Path(&[])]);
    let mut params = Params::default();
    set_param(&mut params, "Keys", &batch(), &[], &Pipe(&[TWICE; 60]));
    let error = params.complete().expect_err("none");
    let expected =
        "the endpoint parameter `Keys`: a JMESPath expression of the model makes values of more than 128 MiB";
    assert_eq!(error.to_string(), expected);
}

/// A selection copies what it goes through, once for each list: of an answer that is nearly as large as the limit, that
/// is more.
#[test]
fn a_large_answer_may_be_gone_through() {
    const NAMES: Expr = Pipe(&[Path(&["groups"]), Flatten, Each(&Path(&["members"])), Flatten, Each(&Path(&["name"]))]);
    let list = |count, of: &dyn Fn() -> Document| Document::Array((0..count).map(|_| of()).collect());
    let object = |key: &str, value| Document::Object([(key.to_owned(), value)].into());
    let member = || object("name", "n".repeat(1 << 20).into());
    let data = object("groups", list(6, &|| object("members", list(10, &member))));
    let names = search(&NAMES, &data).expect("within the limit");
    assert_eq!(names.as_array().map(Vec::len), Some(60));
}
