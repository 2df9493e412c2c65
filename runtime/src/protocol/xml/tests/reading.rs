//! What services send that is not as we would write it.

use super::AwsIs::{self, Different, Same};
use super::model::{Attributes, Choice, Lists, Maps, Root, Scalars, Unions, Unwrapped};
use super::{map, read, read_aws, string, strings};
use crate::serde::Structure;
use aws_smithy_types::{Blob, DateTime};
use std::fmt::Debug;

/// The value is read from the text.
fn reads<T: Structure + Debug + PartialEq>(xml: &str, value: T, aws: AwsIs) {
    assert_eq!(read::<T>(xml.as_bytes()).expect(xml), value, "{xml}");
    let by_aws = read_aws::<T>(xml.as_bytes());
    assert_eq!(by_aws.as_ref().is_ok_and(|by_aws| *by_aws == value), aws == Same, "{xml}: AWS reads {by_aws:?}");
}

/// The text is refused.
fn refuses<T: Structure + Debug>(xml: &str, aws: AwsIs) {
    let value = read::<T>(xml.as_bytes());
    assert!(value.is_err(), "{xml}: {value:?}");
    let by_aws = read_aws::<T>(xml.as_bytes());
    assert_eq!(by_aws.is_err(), aws == Same, "{xml}: AWS reads {by_aws:?}");
}

fn text(text: &str) -> Scalars {
    Scalars { text: string(text), ..Default::default() }
}

#[test]
fn what_is_between_elements_is_skipped() {
    let xml = "\u{feff}\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- <Scalars> --><Scalars>\n  <?php echo ?>\n\
        <!-- > --> stray <![CDATA[<Text>no</Text>]]>  <Text>t</Text>\n<!----></Scalars>\n<!-- end --><?end?>\n ";
    reads(xml, text("t"), Different);
}

#[test]
fn roots_may_have_any_name() {
    reads("<Whatever><Text>t</Text></Whatever>", text("t"), Same);
    reads("<x:y xmlns:x=\"urn:x\"><Text>t</Text></x:y >", text("t"), Same);
    reads("", Scalars::default(), Different);
    reads("<a/>", Scalars::default(), Same);
}

#[test]
fn names_are_compared_with_their_prefix_if_they_have_one() {
    let renamed = |value: &str| Scalars { renamed: string(value), ..Default::default() };
    reads("<a xmlns=\"urn:a\"><Text xmlns=\"urn:t\">t</Text></a>", text("t"), Same);
    reads("<a><p:Text>t</p:Text></a>", text("t"), Same);
    reads("<a><other:Name>t</other:Name></a>", renamed("t"), Different);
    reads("<a><else:Name>t</else:Name><Name>u</Name></a>", Scalars::default(), Same);
    reads("<a><text>t</text></a>", Scalars::default(), Same);
    reads("<a><Renamed>t</Renamed></a>", Scalars::default(), Same);
}

#[test]
fn texts_are_kept_and_numbers_trimmed() {
    for blank in [" ", "\n\t ", " \u{a0} "] {
        reads(&format!("<a><Text>{blank}</Text></a>"), text(blank), Same);
        reads(&format!("<a><Text>{blank}x{blank}</Text></a>"), text(&format!("{blank}x{blank}")), Same);
    }
    let xml = "<a><Flag>\n true </Flag><Int> -7\n</Int><Double> 1e3 </Double><At>\t1970-01-01T00:00:07Z </At>\
        <Blob> AQI= </Blob></a>";
    let value = Scalars {
        flag: Some(true),
        int: Some(-7),
        double: Some(1000.0),
        at: Some(DateTime::from_secs(7)),
        blob: Some(Blob::new([1, 2])),
        ..Default::default()
    };
    reads(xml, value, Different);
}

#[test]
fn timestamps_in_every_form() {
    let at = |at| Scalars { at: Some(at), ..Default::default() };
    reads("<a><At>1970-01-01T01:00:07+01:00</At></a>", at(DateTime::from_secs(7)), Same);
    reads("<a><At>1970-01-01T00:00:07.250Z</At></a>", at(DateTime::from_secs_f64(7.25)), Same);
    let seconds = Scalars { seconds: Some(DateTime::from_secs_f64(7.5)), ..Default::default() };
    reads("<a><Seconds>7.5</Seconds></a>", seconds, Same);
    refuses::<Scalars>("<a><At>7</At></a>", Same);
    refuses::<Scalars>("<a><Http>1970-01-01T00:00:07Z</Http></a>", Same);
}

#[test]
fn pieces_of_a_text_are_joined() {
    reads("<a><Text>a<!-- b -->c</Text></a>", text("ac"), Different);
    reads("<a><Text><![CDATA[<b>&amp;]]></Text></a>", text("<b>&amp;"), Different);
    reads("<a><Text>x<![CDATA[ y ]]>&amp;<?p?>z</Text></a>", text("x y &z"), Different);
    reads("<a><Int>1<!-- -->2</Int></a>", Scalars { int: Some(12), ..Default::default() }, Different);
}

#[test]
fn references() {
    reads("<a><Text>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;&#xa;</Text></a>", text("<>&\"'A\u{1f600}\n"), Same);
    reads("<a><Text>&amp;lt;</Text></a>", text("&lt;"), Same);
    for reference in ["&nbsp;", "&;", "&#;", "&#x;", "&#xD800;", "&#x110000;", "&#-1;", "&", "& ", "&lt", "&#12a;"] {
        refuses::<Scalars>(&format!("<a><Text>{reference}</Text></a>"), Same);
        refuses::<Attributes>(&format!("<a Count=\"{reference}\"></a>"), Same);
    }
    refuses::<Scalars>("<a><Text>&#+65;</Text></a>", Different);
    refuses::<Scalars>("<!DOCTYPE a [<!ENTITY b \"c\">]><a><Text>t</Text></a>", Different);
}

#[test]
fn an_element_that_ends_at_once_is_empty() {
    let scalars =
        Scalars { text: string(""), blob: Some(Blob::new([])), nested: Some(Root::default()), ..Default::default() };
    reads("<a><Text/><Blob /><nested/></a>", scalars, Same);
    reads(
        "<a><Plain/><items></items></a>",
        Lists { plain: strings([]), renamed: strings([]), ..Default::default() },
        Same,
    );
    reads("<a><Plain/></a>", Maps { plain: map([]), ..Default::default() }, Same);
    reads("<a><Flat/><Flat></Flat></a>", Lists { flat: strings(["", ""]), ..Default::default() }, Same);
    refuses::<Scalars>("<a><Int/></a>", Same);
    refuses::<Scalars>("<a><Flag></Flag></a>", Same);
    refuses::<Scalars>("<a><At/></a>", Same);
}

#[test]
fn flattened_elements_may_have_others_between_them() {
    let xml = "<a><Flat>1</Flat><f>1</f><Plain><member>p</member></Plain><Flat>2</Flat><Flat>3</Flat>\
        <FlatStructures><Text>s</Text></FlatStructures><other><Flat>no</Flat></other><f>2</f>\
        <FlatStructures/><Flat>4</Flat><items><item>i</item></items></a>";
    let value = Lists {
        plain: strings(["p"]),
        renamed: strings(["i"]),
        flat: strings(["1", "2", "3", "4"]),
        flat_renamed: Some(vec![1, 2]),
        flat_structures: Some(vec![Root { text: string("s"), inner: None }, Root::default()]),
        ..Default::default()
    };
    reads(xml, value, Same);
    let xml = "<a><e><key>a</key><value>1</value></e><Plain/><e><key>b</key><value>2</value></e></a>";
    reads(xml, Maps { plain: map([]), flat: map([("a", 1), ("b", 2)]), ..Default::default() }, Same);
}

#[test]
fn what_is_unknown_is_skipped() {
    reads("<a b=\"c\" d='e>'><f g=\"&#65;\"><Text>no</Text><h/></f><Text>t</Text><i/>j</a>", text("t"), Same);
    reads(
        "<a><Plain><other>x</other><member>y</member></Plain></a>",
        Lists { plain: strings(["y"]), ..Default::default() },
        Different,
    );
    reads(
        "<a><Plain><other/><entry><key>k</key><x/><value>v</value><y>z</y></entry></Plain></a>",
        Maps { plain: map([("k", "v".to_owned())]), ..Default::default() },
        Same,
    );
    reads(
        "<a><Renamed>x</Renamed><m><entry><value>no</value><K>k</K><V>v</V></entry></m></a>",
        Maps { renamed: map([("k", "v".to_owned())]), ..Default::default() },
        Same,
    );
}

#[test]
fn of_what_comes_twice_the_last_counts() {
    reads("<a><Text>t</Text><Text>u</Text></a>", text("u"), Same);
    let xml = "<a><Plain><member>x</member></Plain><Plain><member>y</member></Plain></a>";
    reads(xml, Lists { plain: strings(["y"]), ..Default::default() }, Same);
}

#[test]
fn a_value_may_come_before_its_key() {
    let xml = "<a><Structures><entry><value><Text>t</Text></value><key>k</key></entry>\
        <entry><key>l</key><value/></entry></Structures></a>";
    let value = map([("k", Root { text: string("t"), inner: None }), ("l", Root::default())]);
    reads(xml, Maps { structures: value, ..Default::default() }, Same);
    refuses::<Maps>("<a><Plain><entry><key>k</key></entry></Plain></a>", Different);
    refuses::<Maps>("<a><Plain><entry><value>v</value></entry></Plain></a>", Different);
}

#[test]
fn attributes() {
    let xml = "<a xmlns:xsi=\"u\" xsi:id='b&quot;' Count = \"3\"><Text Count=\"4\">t</Text><Self at=\" 7 \"/></a>";
    let itself = super::model::Flags { at: Some(DateTime::from_secs(7)), ..Default::default() };
    let value =
        Attributes { text: string("t"), id: string("b\""), count: Some(3), itself: Some(itself), ..Default::default() };
    reads(xml, value, Different);
    // An element is no attribute, and the other way round.
    reads("<a Text=\"t\"><Count>3</Count></a>", Attributes::default(), Different);
}

#[test]
fn unions_have_one_member() {
    let of = |choice: Choice| Unions { choice: Some(choice), list: None };
    reads("<a><Choice><Later><Text>t</Text></Later></Choice></a>", of(Choice::Unknown), Different);
    reads("<a><Choice><Later/><Text>t</Text></Choice></a>", of(Choice::Text("t".into())), Same);
    reads("<a><Choice><Unit/></Choice></a>", of(Choice::Unit), Same);
    reads(
        "<a><Choice><Many>a</Many><Later/><Many>b</Many></Choice></a>",
        of(Choice::Many(vec!["a".into(), "b".into()])),
        Same,
    );
    refuses::<Unions>("<a><Choice></Choice></a>", Same);
    refuses::<Unions>("<a><Choice><Text>t</Text><Number>1</Number></Choice></a>", Same);
    refuses::<Unions>("<a><Choice><Text>t</Text><Text>u</Text></Choice></a>", Same);
}

#[test]
fn an_unwrapped_output_is_its_member() {
    let of = |value: &str| Unwrapped { location_constraint: string(value) };
    reads("<LocationConstraint xmlns=\"urn:s3\">eu</LocationConstraint>", of("eu"), Same);
    reads("<?xml version=\"1.0\"?>\n<LocationConstraint/>", of(""), Same);
}
