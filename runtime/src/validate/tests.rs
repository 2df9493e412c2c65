//! Against schemas of our own; the models of services are tested through generated clients.

use super::Constraint::*;
use super::{Constrained, ConstraintTable, Constraints, MemberConstraints, Validate, ValidationErrors, ViolationKind};
use super::{decimal, pattern, walk};
use crate::schema::{ShapeSchema, shape};
use crate::serde::Value;
use crate::serde::{Field, Reader, SerdeResult, Structure, StructureBuilder, Union, UnknownMember, Writer};
use aws_smithy_types::{BigDecimal, BigInteger, Blob};
use std::cmp::Ordering;
use std::collections::HashMap;

fn errors(
    members: &str,
    constraints: &[(&'static str, Constraints)],
    values: &[&dyn Field],
) -> Option<ValidationErrors> {
    // In generated code they are constants.
    let shape = shape("example#Holder", members.to_owned().leak());
    let table = [&CONSTRAINTS[..1], &[(shape.id, constraints.to_vec().leak())], &CONSTRAINTS[1..]].concat();
    let violations = walk::violations(shape, &|to| to.members(values), table.leak());
    (!violations.is_empty()).then_some(ValidationErrors { violations })
}

/// The violations of a structure, one per line.
fn lines(members: &str, constraints: &[(&'static str, Constraints)], values: &[&dyn Field]) -> String {
    errors(members, constraints, values).map(|errors| errors.to_string()).unwrap_or_default()
}

/// The violations of one member.
fn check<T: Value>(constraints: Constraints, value: T) -> String {
    let (first, rest) = (format!("{:?}", T::KIND), 1..);
    lines(&format!("M {}{}", first[..1].to_lowercase(), &first[rest]), &[("M", constraints)], &[&value])
}

fn strings(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

/// A structure that holds itself, and a union.
#[derive(Clone, Debug, Default, PartialEq)]
struct Node {
    name: Option<String>,
    nodes: Option<Vec<Node>>,
    choice: Option<Choice>,
}

impl Structure for Node {
    type Builder = Self;
    fn shape() -> &'static ShapeSchema {
        shape("example#Node", "Name!, Nodes list, Choice union")
    }
    fn write(&self, to: &mut Writer<'_>) -> SerdeResult {
        to.members(&[&self.name, &self.nodes, &self.choice])
    }
    fn read(_: &mut Self, _: &mut Reader<'_>) -> SerdeResult {
        Ok(())
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Choice {
    Number(i32),
    Nothing,
    Unknown,
}

impl Structure for Choice {
    type Builder = Option<Self>;
    fn shape() -> &'static ShapeSchema {
        shape("example#Choice", "union; Number integer, Nothing! structure")
    }
    fn write(&self, to: &mut Writer<'_>) -> SerdeResult {
        match self {
            Self::Number(number) => to.variant(0, number),
            Self::Nothing => to.unit(1),
            Self::Unknown => to.unknown(&UnknownMember::default()),
        }
    }
    fn read(_: &mut Option<Self>, _: &mut Reader<'_>) -> SerdeResult {
        Ok(())
    }
}

impl Union for Choice {
    fn unknown(_: UnknownMember) -> Self {
        Self::Unknown
    }
}

const CONSTRAINTS: ConstraintTable = &[
    ("example#Choice", &[("Number", &[Range("1", "9")])]),
    ("example#Node", &[("Name", &[Length(1, 3)]), ("Nodes", &[Length(0, 2), UniqueItems])]),
];

impl Constrained for Node {
    const CONSTRAINTS: ConstraintTable = CONSTRAINTS;
}

impl Constrained for Choice {
    const CONSTRAINTS: ConstraintTable = CONSTRAINTS;
}

impl Constrained for Answer {
    const CONSTRAINTS: ConstraintTable = CONSTRAINTS;
}

fn node(name: &str) -> Node {
    Node { name: Some(name.to_owned()), ..Node::default() }
}

#[test]
fn length_counts_code_points_bytes_elements_and_entries() {
    assert_eq!(check(&[Length(1, 2)], "😀é".to_owned()), "");
    assert_eq!(check(&[Length(1, 2)], "abc".to_owned()), "M: length 3 is not between 1 and 2");
    assert_eq!(check(&[Length(1, u64::MAX)], String::new()), "M: length 0 is not at least 1");
    assert_eq!(check(&[Length(0, 2)], Blob::new([0; 3])), "M: length 3 is not at most 2");
    assert_eq!(check(&[Length(0, 1)], vec![Some(1), None]), "M: length 2 is not at most 1");
    assert_eq!(check(&[Length(2, 3)], HashMap::from([("a".to_owned(), 1)])), "M: length 1 is not between 2 and 3");
}

#[test]
fn range_is_exact_for_all_numbers() {
    assert_eq!(check(&[Range("1", "3")], 3_i8), "");
    assert_eq!(check(&[Range("1", "3")], 4_i16), "M: 4 is not between 1 and 3");
    assert_eq!(
        check(&[Range("-9007199254740993", "")], -9_007_199_254_740_994_i64),
        "M: -9007199254740994 is not at least -9007199254740993"
    );
    assert_eq!(check(&[Range("0.1", "0.2")], 0.1_f32), "");
    assert_eq!(check(&[Range("", "1e300")], 1e301), format!("M: {} is not at most 1e300", 1e301));
    assert_eq!(check(&[Range("0", "")], f64::INFINITY), "");
    assert_eq!(check(&[Range("0", "")], f64::NAN), "M: NaN is not at least 0");
    let big: BigInteger = "18446744073709551617".parse().expect("a number");
    assert_eq!(check(&[Range("18446744073709551617", "18446744073709551617")], big), "");
    let big: BigDecimal = "1.0000000000000000001".parse().expect("a number");
    assert_eq!(check(&[Range("", "1")], big), "M: 1.0000000000000000001 is not at most 1");
}

#[test]
fn decimals_are_in_the_order_of_their_values() {
    let order = ["-inf", "-1e3", "-999.5", "-1", "-0.5", "0", "1e-7", "0.01", "0.5", "1", "1.5", "20", "1e300", "inf"];
    for (index, a) in order.iter().enumerate() {
        for (other, b) in order.iter().enumerate() {
            assert_eq!(decimal::compare(a, b), Some(index.cmp(&other)), "{a} and {b}");
        }
    }
    for same in [["1", "+1.00"], ["100", "1e2"], ["0.001", "1E-3"], ["-0", "0.0"], ["007", "7."]] {
        assert_eq!(decimal::compare(same[0], same[1]), Some(Ordering::Equal), "{same:?}");
    }
    for none in ["", "-", ".", "NaN", "1e", "1e1.5", "0x1", "--1"] {
        assert_eq!(decimal::compare(none, "1"), None, "{none}");
    }
}

#[test]
fn a_pattern_matches_anywhere_unless_it_is_anchored() {
    assert_eq!(check(&[Pattern("b+")], "abc".to_owned()), "");
    assert_eq!(check(&[Pattern("^b+$")], "abc".to_owned()), "M: \"abc\" does not match ^b+$");
    assert_eq!(check(&[Pattern("^$")], "x".repeat(70)), format!("M: {:?}... does not match ^$", "x".repeat(64)));
}

#[test]
fn patterns_are_ecmascript() {
    // Classes are ASCII, look-around and Unicode properties are there, needless escapes are fine.
    for (pattern, text, is_match) in [
        (r"^\w+$", "é", false),
        (r"^\d$", "٣", false),
        (r"^.$", "😀", true),
        (r"^(?!aws:)[a-z:]+$", "aws:x", false),
        (r"^[\p{L}\p{N}_.:/=+\-@]*$", "Ünïcode", true),
        (r"^[\w-_]*$", "a-b_c", true),
        (r"^[\u0020-\uD7FF]*$", "abc", true),
        (r"^\!?[a-z\-\_]*$", "!a-b_", true),
        (r"^(?s).{1,3}$", "a\nb", true),
        (r"^.{1,3}$", "a\nb", false),
    ] {
        assert_eq!(pattern::matches(pattern, text), is_match, "{pattern} on {text}");
    }
}

#[test]
fn a_pattern_that_cannot_be_compiled_is_not_checked() {
    let nested = String::leak(format!("{}{}", "(".repeat(100_000), ")".repeat(100_000)));
    for pattern in [r"^\p{Print}+$", "(", "[", "*", "(?<=", nested] {
        assert!(pattern::compile(pattern).is_none());
        assert_eq!(check(vec![Pattern(pattern)].leak(), "\0".to_owned()), "");
    }
}

#[test]
fn a_text_that_is_far_too_long_is_not_matched_as_well() {
    // Cubic for a backtracking engine.
    let constraints: Constraints = &[Length(1, 64), Pattern(r"^[a-z0-9A-Z]+[\.\-\w]*[a-z0-9A-Z]+$")];
    assert_eq!(check(constraints, "a".repeat(100_000) + "!"), "M: length 100001 is not between 1 and 64");
    assert_eq!(check(constraints, "a".repeat(64) + "!").lines().count(), 2);
}

#[test]
fn unique_items_are_compared_as_values() {
    assert_eq!(check(&[UniqueItems], strings(&["a", "b", "c"])), "");
    let twice = "M: elements 0 and 2 are equal\nM: elements 1 and 3 are equal";
    assert_eq!(check(&[UniqueItems], strings(&["a", "b", "a", "b"])), twice);
    let nodes = vec![node("a"), Node { nodes: Some(vec![]), ..node("a") }, node("a")];
    assert_eq!(check(&[UniqueItems], nodes), "M: elements 0 and 2 are equal");
}

#[test]
fn each_item_is_not_compared_with_each() {
    let numbers: Vec<f64> = (0..200_000).map(f64::from).chain([-0.0]).collect();
    assert_eq!(check(&[UniqueItems], numbers), "M: elements 0 and 200000 are equal");
    assert_eq!(check(&[UniqueItems], vec![f64::NAN; 200_000]), "");
    let nodes: Vec<Node> = ('\u{4e00}'..'\u{9000}').chain(['\u{4e09}']).map(|name| node(&name.to_string())).collect();
    assert_eq!(check(&[UniqueItems], nodes), "M: elements 9 and 16896 are equal");
}

#[test]
fn an_enum_has_the_values_of_the_model() {
    let values: Constraints = &[OneOf(&["A", "B"])];
    assert_eq!(check(values, "B".to_owned()), "");
    assert_eq!(check(values, "C".to_owned()), "M: \"C\" is none of A, B");
    assert_eq!(check(&[Items(&[OneOf(&["A"])])], strings(&["A", "a"])), "M[1]: \"a\" is none of A");
    assert_eq!(check(&[OneOf(&["1", "3"])], 3), "");
    assert_eq!(check(&[Inherit(&[Range("1", "2"), OneOf(&["1", "3"])])], 3), "M: 3 is not between 1 and 2");
    assert_eq!(check(&[OneOf(&["1", "3"])], 2), "M: \"2\" is none of 1, 3");
    let many: Constraints = &[OneOf(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"])];
    assert!(check(many, String::new()).ends_with("8, 9, ..."));
}

#[test]
fn traits_of_a_member_override_those_of_its_target() {
    let constraints: Constraints = &[Length(1, 256), Inherit(&[Length(1, 4), Pattern("^a*$")])];
    assert_eq!(check(constraints, "a".repeat(256)), "");
    let both = "M: length 257 is not between 1 and 256\nM: \"bbb";
    assert!(check(constraints, "b".repeat(257)).starts_with(both));
    let items: Constraints = &[Inherit(&[Length(0, 1), Items(&[Length(2, 2), Inherit(&[Length(9, 9)])])])];
    assert_eq!(
        check(items, strings(&["ab", "c"])),
        "M: length 2 is not at most 1\nM[1]: length 1 is not between 2 and 2"
    );
}

#[test]
fn paths_lead_through_structures_lists_maps_and_unions() {
    let deep = Node { nodes: Some(vec![node("abc"), node("abcd")]), ..node("ab") };
    let root = Node { nodes: Some(vec![Node::default(), deep]), choice: Some(Choice::Number(0)), ..node("") };
    assert_eq!(
        check(&[], root),
        "M.Name: length 0 is not between 1 and 3\n\
         M.Nodes[0].Name: required, but not set\n\
         M.Nodes[1].Nodes[1].Name: length 4 is not between 1 and 3\n\
         M.Choice.Number: 0 is not between 1 and 9"
    );
    let constraints: Constraints = &[Length(0, 0), Keys(&[Length(1, 1)]), Items(&[Items(&[Range("", "1")])])];
    assert_eq!(
        check(constraints, HashMap::from([("a\"b".to_owned(), vec![1, 2])])),
        "M: length 1 is not at most 0\n\
         M[key \"a\\\"b\"]: length 3 is not between 1 and 1\n\
         M[\"a\\\"b\"][1]: 2 is not at most 1"
    );
    // The values of a map may be strings, too.
    let texts = HashMap::from([("k".to_owned(), "v".to_owned())]);
    assert_eq!(check(&[Keys(&[Pattern("^k$")]), Items(&[Pattern("^v$")])], texts), "");
}

#[test]
fn members_of_unions_are_not_required_and_unknown_ones_cannot_be_sent() {
    assert_eq!(check(&[], Choice::Nothing), "");
    assert_eq!(check(&[], Choice::Number(1)), "");
    let errors = errors("M list", &[], &[&vec![Choice::Unknown, Choice::Number(10)]]);
    let errors = errors.expect("violations");
    let [unknown, range] = errors.violations() else { panic!("{errors}") };
    assert_eq!((unknown.path(), unknown.shape_id()), ("M[0]", "example#Choice"));
    assert_eq!(unknown.kind(), &ViolationKind::UnknownMember);
    assert_eq!(range.path(), "M[1].Number");
}

/// A structure that only answers hold: it is not written.
struct Answer;

impl Structure for Answer {
    type Builder = ();
    fn shape() -> &'static ShapeSchema {
        shape("example#Answer", "Id!")
    }
    fn read((): &mut (), _: &mut Reader<'_>) -> SerdeResult {
        Ok(())
    }
}

impl StructureBuilder<Answer> for () {
    fn build_lenient(self) -> Answer {
        Answer
    }
}

#[test]
fn what_only_answers_hold_is_not_checked() {
    assert_eq!(Answer.validate(), Ok(()));
    assert_eq!(Choice::Unknown.validate().expect_err("a violation").violations()[0].path(), "");
}

#[test]
fn required_members_are_named_but_for_the_token() {
    let (members, constraints): (_, MemberConstraints) =
        ("A!, Token! idempotencyToken, B!, C", &[("Token", &[Length(1, 2)])]);
    let none = None::<String>;
    let missing = lines(members, constraints, &[&none, &none, &none, &none]);
    assert_eq!(missing, "A: required, but not set\nB: required, but not set");
    let (a, token) = (Some("a".to_owned()), "long".to_owned());
    assert_eq!(lines(members, constraints, &[&a, &token, &a, &none]), "Token: length 4 is not between 1 and 2");
}

#[test]
fn what_is_required_may_be_an_option_to_codecs() {
    let (members, constraints): (_, MemberConstraints) =
        ("Choice union, Text", &[("Choice", &[Required]), ("Text", &[Required, Inherit(&[Length(0, 1)])])]);
    let missing = lines(members, constraints, &[&None::<Choice>, &None::<String>]);
    assert_eq!(missing, "Choice: required, but not set\nText: required, but not set");
    let texts = lines(members, constraints, &[&Some(Choice::Number(1)), &Some("ab".to_owned())]);
    assert_eq!(texts, "Text: length 2 is not at most 1");
}

#[test]
fn sensitive_values_and_keys_are_not_shown() {
    let secret = || "secret".to_owned();
    let text: Constraints = &[Length(0, 1), Pattern("^$"), OneOf(&["A"])];
    let expected = "M: length 6 is not at most 1\nM: the value does not match ^$\nM: the value is none of A";
    assert_eq!(lines("M sensitive", &[("M", text)], &[&secret()]), expected);
    let entries: Constraints = &[Keys(&[Length(0, 1)]), Items(&[Range("", "1")])];
    let expected = "M[key *]: length 6 is not at most 1\nM[*]: the value is not at most 1";
    assert_eq!(lines("M map sensitive", &[("M", entries)], &[&HashMap::from([(secret(), 2)])]), expected);
    let nested =
        errors("M list sensitive", &[("M", &[Items(&[Pattern("^$")])])], &[&vec![secret()]]).expect("violations");
    assert!(!format!("{nested:?}{nested}").contains("secret"));
}
