//! Forms at random, against those that the crate of AWS for awsQuery writes.

use crate::codec::form::{Names, Writer};
use crate::protocol::tests::with_dynamic;
use crate::protocol::xml::tests::model::{Attributes, Choice, Flags, Lists, Maps, Root, Scalars, Tree, Unions};
use crate::serde::{SerdeResult, Sink, Structure};
use aws_smithy_query::codec::QueryShapeSerializer;
use aws_smithy_schema::codec::FinishSerializer as _;
use aws_smithy_types::{Blob, DateTime};
use fastrand::Rng;

const ACTION: &str = "Do";
const VERSION: &str = "2026-01-01";

fn write<T: Structure>(value: &T) -> SerdeResult<String> {
    let (mut form, mut key) = (format!("Action={ACTION}&Version={VERSION}"), String::new());
    let mut to = Writer::new(&mut form, &mut key, Names::AwsQuery);
    with_dynamic(value, |value| value.write(&mut Sink::new(&mut to)))?;
    Ok(form)
}

fn write_aws<T: Structure>(value: &T) -> SerdeResult<String> {
    let mut to = QueryShapeSerializer::new(ACTION, VERSION);
    with_dynamic(value, |value| value.write(&mut Sink::new(&mut to)))?;
    Ok(String::from_utf8(to.finish()).expect("UTF-8"))
}

fn agree<T: Structure + std::fmt::Debug>(value: &T) {
    let (ours, aws) = (write(value), write_aws(value));
    match (&ours, &aws) {
        (Ok(ours), Ok(aws)) => {
            // A colon in a name is encoded by us, as what is signed has it.
            assert_eq!(*ours, aws.replace("other:", "other%3A").replace("xsi:", "xsi%3A"), "{value:?}");
        }
        _ => assert!(ours.is_err() && aws.is_err(), "{value:?}\nours: {ours:?}\n AWS: {aws:?}"),
    }
}

fn some<T>(random: &mut Rng, make: impl FnOnce(&mut Rng) -> T) -> Option<T> {
    random.bool().then(|| make(random))
}

fn text(random: &mut Rng) -> String {
    (0..random.usize(..12)).map(|_| random.char('\0'..'\u{300}')).collect()
}

fn many<T>(random: &mut Rng, make: impl Fn(&mut Rng) -> T) -> Vec<T> {
    (0..random.usize(..4)).map(|_| make(random)).collect()
}

/// A map that is not empty: there is no parameter for one that is.
fn map<T>(random: &mut Rng, make: impl Fn(&mut Rng) -> T) -> std::collections::HashMap<String, T> {
    (0..random.usize(1..4)).map(|_| (text(random), make(random))).collect()
}

/// One that is not empty: where all of a list are, AWS writes that the list is.
fn root(random: &mut Rng) -> Root {
    Root { text: Some(text(random)), inner: some(random, text) }
}

fn scalars(random: &mut Rng) -> Scalars {
    let time = |random: &mut Rng| DateTime::from_millis(random.i64(-1_000_000_000_000..253_402_300_799_000));
    Scalars {
        text: some(random, text),
        flag: some(random, Rng::bool),
        byte: some(random, |random| random.i8(..)),
        short: some(random, |random| random.i16(..)),
        int: some(random, |random| random.i32(..)),
        long: some(random, |random| random.i64(..)),
        float: some(random, |random| f32::from_bits(random.u32(..))),
        double: some(random, |random| f64::from_bits(random.u64(..))),
        big: some(random, |random| random.i128(..).to_string().parse().expect("a number")),
        decimal: some(random, |random| format!("{}.5", random.i64(..)).parse().expect("a number")),
        blob: some(random, |random| Blob::new(vec![random.u8(..); random.usize(..9)])),
        at: some(random, time),
        http: some(random, time),
        seconds: some(random, time),
        renamed: some(random, text),
        nested: some(random, root),
    }
}

fn lists(random: &mut Rng) -> Lists {
    Lists {
        plain: some(random, |random| many(random, text)),
        renamed: some(random, |random| many(random, text)),
        flat: some(random, |random| many(random, text)),
        flat_renamed: some(random, |random| many(random, |random| random.i32(..))),
        structures: some(random, |random| many(random, root)),
        flat_structures: some(random, |random| many(random, root)),
        namespaced: some(random, |random| many(random, text)),
        flat_namespaced: some(random, |random| many(random, text)),
        nested: some(random, |random| vec![vec![text(random); random.usize(1..3)]; random.usize(..3)]),
        // A null has a place of its own in ours, as the specification has it for sparse lists.
        sparse: None,
    }
}

fn maps(random: &mut Rng) -> Maps {
    Maps {
        plain: some(random, |random| map(random, text)),
        renamed: some(random, |random| map(random, text)),
        flat: some(random, |random| map(random, |random| random.i32(..))),
        flat_renamed: some(random, |random| map(random, text)),
        lists: some(random, |random| map(random, |random| vec![text(random)])),
        structures: some(random, |random| map(random, root)),
        maps: some(random, |random| map(random, |random| map(random, text))),
        flat_maps: some(random, |random| map(random, |random| map(random, text))),
        namespaced: some(random, |random| map(random, text)),
        flat_namespaced: some(random, |random| map(random, text)),
    }
}

fn choice(random: &mut Rng) -> Choice {
    match random.u8(..6) {
        0 => Choice::Text(text(random)),
        1 => Choice::Number(random.i32(..)),
        2 => Choice::Root(root(random)),
        3 => Choice::Unit,
        4 => Choice::Unknown,
        _ => Choice::Many(many(random, text)),
    }
}

fn tree(random: &mut Rng, depth: usize) -> Tree {
    if depth > 4 {
        return Tree { name: Some(text(random)), ..Tree::default() };
    }
    Tree {
        name: Some(text(random)),
        child: some(random, |random| Box::new(tree(random, depth + 1))),
        kids: some(random, |random| many(random, |random| tree(random, depth + 2))),
        list: some(random, |random| many(random, |random| tree(random, depth + 2))),
        map: some(random, |random| map(random, |random| tree(random, depth + 2))),
    }
}

#[test]
fn forms_at_random_as_by_aws() {
    let mut random = Rng::with_seed(1616);
    for _ in 0..3_000 {
        agree(&scalars(&mut random));
        agree(&lists(&mut random));
        agree(&maps(&mut random));
        // Of a list of structures without members AWS writes that it is empty.
        let full =
            |random: &mut Rng| Some(choice(random)).filter(|it| *it != Choice::Unit).unwrap_or(Choice::Number(7));
        agree(&Unions { choice: some(&mut random, choice), list: some(&mut random, |random| many(random, full)) });
        agree(&tree(&mut random, 0));
        agree(&Attributes {
            text: some(&mut random, text),
            id: some(&mut random, text),
            count: some(&mut random, |random| random.i32(..)),
            itself: some(&mut random, |random| Flags { text: some(random, text), ..Flags::default() }),
            ..Attributes::default()
        });
    }
}

/// The way back, of what nobody should send.
#[cfg(feature = "server")]
mod damaged {
    use super::{Lists, Maps, Names, Rng, Scalars, Structure};
    use crate::codec::corpus;
    use crate::codec::form::Reader;
    use crate::schema::SerdeError;
    use crate::serde::{self, Source, StructureBuilder};

    const FORMS: [&str; 6] = [
        "Text=a%20b&Flag=true&Byte=1&Int=-7&Long=9&Double=1.5&Big=12345678901234567890&Blob=aGk%3D",
        "At=2026-11-20T09%3A30%3A00Z&Http=Fri%2C%2020%20Nov%202026%2009%3A30%3A00%20GMT&Seconds=1.5&nested.Text=n",
        "Plain.member.1=a&Plain.member.2=b&items.item.1=c&Flat.1=d&f.1=1&Nested.member.1.member.1=e",
        "Plain.1=a&Plain.2=b&Items.1=c&Flat.1=d&F.1=1&Nested.1.1=e&Structures.1.Text=t&FlatStructures.1.Text=t",
        "Plain.entry.1.key=k&Plain.entry.1.value=v&m.entry.1.K=k&m.entry.1.V=v&e.1.key=k&e.1.value=1",
        "Action=Do&Version=2026-01-01&Plain=&Flat=",
    ];

    const PIECES: [&str; 22] = [
        "&", "=", ".", ".1", ".2", ".0", ".01", ".1.1", "member", "entry", "key", "value", "%", "%41", "%ff", "%zz",
        "+", "1", "-", "true", "x", "\u{e4}",
    ];

    fn read<T: Structure>(form: &[u8], names: Names) -> Result<T, SerdeError> {
        let params = Reader::params(form)?;
        let builder =
            serde::read_builder::<T>(&mut |builder| builder.read(&mut Source::new(&mut Reader::new(&params, names))))?;
        Ok(builder.build_lenient())
    }

    fn kind(form: &[u8]) -> String {
        format!(
            "{}; {}; {}; in EC2 {}; {}",
            corpus::kind(read::<Scalars>(form, Names::AwsQuery)),
            corpus::kind(read::<Lists>(form, Names::AwsQuery)),
            corpus::kind(read::<Maps>(form, Names::AwsQuery)),
            corpus::kind(read::<Scalars>(form, Names::Ec2Query)),
            corpus::kind(read::<Lists>(form, Names::Ec2Query)),
        )
    }

    #[test]
    fn the_corpus_is_read_as_ever() {
        assert!(corpus::check(include_str!("corpus.txt"), kind) > 50);
    }

    #[test]
    #[ignore = "writes the corpus"]
    fn the_corpus_is_collected() {
        let mut random = Rng::with_seed(1130);
        let forms = (0..60_000).map(|round| corpus::altered(FORMS[round % FORMS.len()], &PIECES, &mut random));
        corpus::collect("src/protocol/query/corpus.txt", forms.map(String::into_bytes), kind);
    }
}
