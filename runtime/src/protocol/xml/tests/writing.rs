//! Values, and the XML they are written as and read from.

use super::AwsIs::{self, Different, Same};
use super::model::{Attributes, Choice, Empty, Flags, Lists, Maps, Root, Scalars, Tree, Unions, Unwrapped};
use super::{map, read, read_aws, string, strings, write, write_aws, write_in};
use crate::protocol::XmlNamespace;
use crate::serde::Structure;
use aws_smithy_types::{Blob, DateTime};
use std::fmt::Debug;

/// A value is written so, and read from it.
fn both<T: Structure + Clone + Debug + PartialEq>(value: T, xml: &str, aws: AwsIs) {
    assert_eq!(write(&value).expect("it can be written"), xml);
    assert_eq!(read::<T>(xml.as_bytes()).expect(xml), value, "{xml}");
    // The order of what is read does not matter to AWS's codec, so that is left to the other tests.
    let by_aws = write_aws(&value).is_ok_and(|by_aws| by_aws == xml)
        && read_aws::<T>(xml.as_bytes()).is_ok_and(|by_aws| by_aws == value);
    assert_eq!(by_aws, aws == Same, "AWS writes {:?} and reads {:?}", write_aws(&value), read_aws::<T>(xml.as_bytes()));
}

fn root(text: &str) -> Root {
    Root { text: string(text), inner: None }
}

#[test]
fn scalars() {
    let at = DateTime::from_secs_and_nanos(1_700_000_000, 125_000_000);
    let value = Scalars {
        text: string("some text"),
        flag: Some(true),
        byte: Some(-128),
        short: Some(-7),
        int: Some(i32::MIN),
        long: Some(i64::MAX),
        float: Some(1.5),
        double: Some(-0.125),
        big: "123456789012345678901234567890".parse().ok(),
        decimal: "0.1234567890123456789".parse().ok(),
        blob: Some(Blob::new(*b"bytes?>")),
        at: Some(at),
        http: Some(DateTime::from_secs(at.secs())),
        seconds: Some(at),
        ..Default::default()
    };
    let xml = "<Scalars><Text>some text</Text><Flag>true</Flag><Byte>-128</Byte><Short>-7</Short>\
        <Int>-2147483648</Int><Long>9223372036854775807</Long><Float>1.5</Float><Double>-0.125</Double>\
        <Big>123456789012345678901234567890</Big><Decimal>0.1234567890123456789</Decimal><Blob>Ynl0ZXM/Pg==</Blob>\
        <At>2023-11-14T22:13:20.125Z</At><Http>Tue, 14 Nov 2023 22:13:20 GMT</Http><Seconds>1700000000.125</Seconds>\
        </Scalars>";
    both(value, xml, Same);
}

#[test]
fn numbers_that_are_not_finite() {
    for (number, xml) in [
        (f64::INFINITY, "<Scalars><Float>Infinity</Float><Double>Infinity</Double></Scalars>"),
        (f64::NEG_INFINITY, "<Scalars><Float>-Infinity</Float><Double>-Infinity</Double></Scalars>"),
    ] {
        both(Scalars { float: Some(number as f32), double: Some(number), ..Default::default() }, xml, Same);
    }
    let nan = write(&Scalars { double: Some(f64::NAN), ..Default::default() }).expect("it can be written");
    assert_eq!(nan, "<Scalars><Double>NaN</Double></Scalars>");
    assert!(read::<Scalars>(nan.as_bytes()).expect("a number").double.is_some_and(f64::is_nan));
}

#[test]
fn roots_are_named_by_their_shapes() {
    both(Empty {}, "<Empty></Empty>", Same);
    both(Scalars::default(), "<Scalars></Scalars>", Same);
    // Its own name and namespace, which mean nothing where it is nested.
    both(root("x"), "<root xmlns:r=\"urn:r&amp;d\"><Text>x</Text></root>", Different);
    let nested = Scalars { nested: Some(root("x")), renamed: string("y"), ..Default::default() };
    both(nested, "<Scalars><other:Name>y</other:Name><nested><Text>x</Text></nested></Scalars>", Different);
    let inner = Root { text: None, inner: string("z") };
    both(inner, "<root xmlns:r=\"urn:r&amp;d\"><Inner xmlns=\"urn:i\">z</Inner></root>", Different);
}

#[test]
fn roots_without_a_namespace_have_that_of_the_service() {
    let service = |prefix| Some(XmlNamespace { uri: "urn:s", prefix });
    for (written, xml) in [
        (write_in(&Empty {}, service(None)), "<Empty xmlns=\"urn:s\"></Empty>"),
        (write_in(&Empty {}, service(Some("s"))), "<Empty xmlns:s=\"urn:s\"></Empty>"),
        (write_in(&Root::default(), service(None)), "<root xmlns:r=\"urn:r&amp;d\"></root>"),
        (
            write_in(&Unwrapped { location_constraint: string("eu-west-1") }, service(None)),
            "<LocationConstraint xmlns=\"urn:s\">eu-west-1</LocationConstraint>",
        ),
    ] {
        assert_eq!(written.expect("it can be written"), xml);
    }
}

#[test]
fn attributes_are_in_the_start_tag() {
    let flags = || Flags { text: string("t"), flag: Some(false), at: Some(DateTime::from_secs(7)) };
    let value = Attributes { text: string("t"), id: string("a<\"b\"\n"), count: Some(3), ..Default::default() };
    let xml = "<Attributes xsi:id=\"a&lt;&quot;b&quot;&#xA;\" Count=\"3\"><Text>t</Text></Attributes>";
    both(value, xml, Same);
    let nested = Attributes { itself: Some(flags()), ..Default::default() };
    let xml = "<Attributes><Self xmlns:xsi=\"urn:x\" Flag=\"false\" at=\"7\"><Text>t</Text></Self></Attributes>";
    both(nested, xml, Same);
    let listed = Attributes { list: Some(vec![flags(), Flags::default()]), ..Default::default() };
    let xml = "<Attributes><List><member Flag=\"false\" at=\"7\"><Text>t</Text></member><member></member></List>\
        </Attributes>";
    both(listed, xml, Different);
    let mapped = Attributes { map: map([("k", flags())]), ..Default::default() };
    let xml = "<Attributes><Map><entry><key>k</key><value Flag=\"false\" at=\"7\"><Text>t</Text></value></entry></Map>\
        </Attributes>";
    both(mapped, xml, Different);
}

#[test]
fn lists() {
    let of = |value: Lists, xml: &str, aws| both(value, &format!("<Lists>{xml}</Lists>"), aws);
    let it = Lists::default;
    of(Lists { plain: strings(["a", ""]), ..it() }, "<Plain><member>a</member><member></member></Plain>", Same);
    of(Lists { renamed: strings(["a"]), ..it() }, "<items><item>a</item></items>", Same);
    of(Lists { flat: strings(["a", "b"]), ..it() }, "<Flat>a</Flat><Flat>b</Flat>", Different);
    of(Lists { flat_renamed: Some(vec![1, 2]), ..it() }, "<f>1</f><f>2</f>", Same);
    of(
        Lists { nested: Some(vec![vec!["a".into(), "b".into()], vec![]]), ..it() },
        "<Nested><member><member>a</member><member>b</member></member><member></member></Nested>",
        Same,
    );
    let structures = || Some(vec![root("a"), Root::default()]);
    of(
        Lists { structures: structures(), ..it() },
        "<Structures><member><Text>a</Text></member><member></member></Structures>",
        Same,
    );
    of(
        Lists { flat_structures: structures(), ..it() },
        "<FlatStructures><Text>a</Text></FlatStructures><FlatStructures></FlatStructures>",
        Same,
    );
    let xml = "<Namespaced xmlns=\"urn:l\"><member xmlns=\"urn:m\">a</member></Namespaced>";
    of(Lists { namespaced: strings(["a"]), ..it() }, xml, Same);
    let xml = "<FlatNamespaced xmlns=\"urn:m\">a</FlatNamespaced>";
    of(Lists { flat_namespaced: strings(["a"]), ..it() }, xml, Same);
    // XML has no nulls: what is absent is empty, which is no number.
    let sparse = write(&Lists { sparse: Some(vec![Some(1), None]), ..it() }).expect("it can be written");
    assert_eq!(sparse, "<Lists><Sparse><member>1</member><member></member></Sparse></Lists>");
}

#[test]
fn maps() {
    let of = |value: Maps, xml: &str, aws| both(value, &format!("<Maps>{xml}</Maps>"), aws);
    let it = Maps::default;
    let one = || map([("a", "b".to_owned())]);
    of(
        Maps { plain: map([("<", ">".to_owned())]), ..it() },
        "<Plain><entry><key>&lt;</key><value>&gt;</value></entry></Plain>",
        Same,
    );
    of(Maps { renamed: one(), ..it() }, "<m><entry><K>a</K><V>b</V></entry></m>", Same);
    of(Maps { flat: map([("a", 1)]), ..it() }, "<e><key>a</key><value>1</value></e>", Same);
    of(Maps { flat_renamed: one(), ..it() }, "<FlatRenamed><K>a</K><V>b</V></FlatRenamed>", Same);
    of(
        Maps { lists: map([("a", vec!["b".to_owned()])]), ..it() },
        "<Lists><entry><key>a</key><value><member>b</member></value></entry></Lists>",
        Same,
    );
    of(
        Maps { structures: map([("a", root("b"))]), ..it() },
        "<Structures><entry><key>a</key><value><Text>b</Text></value></entry></Structures>",
        Same,
    );
    let maps = || map([("a", one().unwrap_or_default())]);
    let inner = "<key>a</key><value><entry><key>a</key><value>b</value></entry></value>";
    of(Maps { maps: maps(), ..it() }, &format!("<Maps><entry>{inner}</entry></Maps>"), Same);
    // Only the outermost is flattened.
    of(Maps { flat_maps: maps(), ..it() }, &format!("<FlatMaps>{inner}</FlatMaps>"), Same);
    let entry = "<key xmlns=\"urn:k\">a</key><value xmlns=\"urn:v\">b</value>";
    let xml = format!("<Namespaced xmlns=\"urn:m\"><entry>{entry}</entry></Namespaced>");
    of(Maps { namespaced: one(), ..it() }, &xml, Same);
    let xml = format!("<FlatNamespaced xmlns=\"urn:e\">{entry}</FlatNamespaced>");
    of(Maps { flat_namespaced: one(), ..it() }, &xml, Different);
}

#[test]
fn what_is_empty_and_what_is_absent() {
    let lists = Lists { plain: Some(vec![]), renamed: Some(vec![]), ..Default::default() };
    both(lists, "<Lists><Plain></Plain><items></items></Lists>", Same);
    both(Maps { plain: map([]), ..Default::default() }, "<Maps><Plain></Plain></Maps>", Same);
    let scalars = Scalars { text: string(""), blob: Some(Blob::new([])), ..Default::default() };
    both(scalars, "<Scalars><Text></Text><Blob></Blob></Scalars>", Same);
    // Flattened, nothing is left of what is empty.
    let flat = Lists { flat: Some(vec![]), flat_structures: Some(vec![]), ..Default::default() };
    assert_eq!(write(&flat).expect("it can be written"), "<Lists></Lists>");
    let flat = Maps { flat: map([]), ..Default::default() };
    assert_eq!(write(&flat).expect("it can be written"), "<Maps></Maps>");
}

#[test]
fn unions() {
    let of = |choice: Choice, xml: &str, aws| {
        let xml = format!("<Unions><Choice>{xml}</Choice></Unions>");
        both(Unions { choice: Some(choice), list: None }, &xml, aws);
    };
    of(Choice::Text("t".into()), "<Text>t</Text>", Same);
    of(Choice::Number(7), "<Number>7</Number>", Same);
    of(Choice::Root(root("t")), "<Root><Text>t</Text></Root>", Same);
    of(Choice::Unit, "<Unit></Unit>", Same);
    of(Choice::Many(vec!["a".into(), "b".into()]), "<Many>a</Many><Many>b</Many>", Same);
    let list = Unions { choice: None, list: Some(vec![Choice::Number(1), Choice::Unit]) };
    let xml = "<Unions><List><member><Number>1</Number></member><member><Unit></Unit></member></List></Unions>";
    both(list, xml, Same);
    // As the payload of a message.
    both(Choice::Number(7), "<Choice><Number>7</Number></Choice>", Same);
    assert!(write(&Unions { choice: Some(Choice::Unknown), list: None }).is_err());
}

#[test]
fn shapes_that_hold_themselves() {
    let leaf = |name: &str| Tree { name: string(name), ..Default::default() };
    let value = Tree {
        name: string("root"),
        child: Some(Box::new(leaf("child"))),
        kids: Some(vec![leaf("a"), Tree { kids: Some(vec![leaf("b"), leaf("c")]), ..leaf("d") }]),
        list: Some(vec![leaf("e")]),
        map: map([("k", leaf("f"))]),
    };
    let xml = "<Tree><Name>root</Name><Child><Name>child</Name></Child><Kids><Name>a</Name></Kids>\
        <Kids><Name>d</Name><Kids><Name>b</Name></Kids><Kids><Name>c</Name></Kids></Kids>\
        <List><member><Name>e</Name></member></List>\
        <Map><entry><key>k</key><value><Name>f</Name></value></entry></Map></Tree>";
    both(value, xml, Same);
}

#[test]
fn what_is_escaped() {
    let of = |text: &str, xml: &str| {
        let value = Scalars { text: string(text), ..Default::default() };
        both(value, &format!("<Scalars><Text>{xml}</Text></Scalars>"), Same);
    };
    of("&<>\"'", "&amp;&lt;&gt;&quot;&apos;");
    of("a\r\nb\n", "a&#xD;&#xA;b&#xA;");
    of("a\u{85}b\u{2028}c", "a&#x85;b&#x2028;c");
    of("\u{a0}\u{2029}\u{e9}\u{1f600}\t ", "\u{a0}\u{2029}\u{e9}\u{1f600}\t ");
}

/// Any text comes back from an element, an attribute, a key and a value.
#[test]
fn random_texts_come_back() {
    let mut rng = fastrand::Rng::with_seed(7);
    for _ in 0..5_000 {
        let special = ['&', '<', '>', '"', '\'', '\n', '\r', '\t', ' ', ';', ']', '\u{85}', '\u{2028}', '\u{e9}'];
        let mut character = || if rng.bool() { special[rng.usize(..special.len())] } else { rng.char('\0'..) };
        let mut text = || -> String { (0..20).map(|_| character()).collect() };
        let value = Attributes { text: Some(text()), id: Some(text()), ..Default::default() };
        let xml = write(&value).expect("it can be written");
        assert_eq!(read::<Attributes>(xml.as_bytes()).expect(&xml), value, "{xml}");
        let value =
            Maps { plain: map([(&*text(), text())]), flat_renamed: map([(&*text(), text())]), ..Default::default() };
        let xml = write(&value).expect("it can be written");
        assert_eq!(read::<Maps>(xml.as_bytes()).expect(&xml), value, "{xml}");
    }
}

/// What XML has no place for goes out as it is, as from the official crates, and comes back.
#[test]
fn control_characters_are_kept() {
    let value = Scalars { text: string("a\u{0}b\u{1f}"), ..Default::default() };
    let xml = write(&value).expect("it can be written");
    assert_eq!(xml, "<Scalars><Text>a\u{0}b\u{1f}</Text></Scalars>");
    assert_eq!(read::<Scalars>(xml.as_bytes()).expect("it can be read"), value);
}

#[test]
fn an_unwrapped_output_is_its_member() {
    let value = Unwrapped { location_constraint: string("eu-west-1") };
    both(value, "<LocationConstraint>eu-west-1</LocationConstraint>", Different);
}
