use crate::traits::{TRAITS, traits};
use crate::*;
use std::borrow::Cow;

// What protocols to come need of the grammar: traits with a value at every place where one may stand.
traits! {
    pub(crate), WIRE_TRAITS:
    REDACTED = "sensitive", Form::Flag, &[Site::Shape, Site::Member, Site::Nested], ShapeType::ALL;
    FORMAT = "timestampFormat", Form::Choice(TimestampFormat::WORDS), &[Site::Member, Site::Nested],
        &[ShapeType::Timestamp];
    HTTP_HEADER = "httpHeader", Form::Text, &[Site::Member], ShapeType::ALL;
    HTTP_LABEL = "httpLabel", Form::Flag, &[Site::Member], &[ShapeType::String, ShapeType::Integer];
    XML_NAME = "xmlName", Form::Text, &[Site::Shape, Site::Member, Site::Nested], ShapeType::ALL;
    XML_NAMESPACE = "xmlNamespace", Form::Text, &[Site::Shape, Site::Member, Site::Nested], ShapeType::ALL;
    XML_PREFIX = "xmlNamespacePrefix", Form::Text, &[Site::Shape, Site::Member, Site::Nested], ShapeType::ALL;
    XML_FLATTENED = "xmlFlattened", Form::Flag, &[Site::Member], &[ShapeType::List, ShapeType::Map];
    STREAMING = "streaming", Form::Flag, &[Site::Member], &[ShapeType::Blob, ShapeType::Union];
}

fn parse(text: &str) -> Result<SchemaText<'_>, ParseError> {
    SchemaText::parse_with(text, WIRE_TRAITS)
}

fn parsed(text: &str) -> SchemaText<'_> {
    parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn a_member_is_a_string_unless_its_type_is_said() {
    let schema = parsed("Name!, Kinds\n    list, At! timestamp date-time,Key httpLabel sensitive");
    let seen: Vec<_> = schema.members.iter().map(|m| (m.name, m.required, m.value.shape_type)).collect();
    let expected = [
        ("Name", true, ShapeType::String),
        ("Kinds", false, ShapeType::List),
        ("At", true, ShapeType::Timestamp),
        ("Key", false, ShapeType::String),
    ];
    assert_eq!(seen, expected);
    assert_eq!(schema.members[2].value.traits.get(&FORMAT), Some("date-time"));
    let key = &schema.members[3].value.traits;
    assert!(key.has(&REDACTED) && key.has(&HTTP_LABEL) && !key.has(&XML_NAME));
}

#[test]
fn a_shape_is_a_structure_unless_it_is_said_to_be_a_union() {
    let seen = |text| (parsed(text).shape_type, parsed(text).traits.has(&REDACTED), parsed(text).members.len());
    assert_eq!(seen(""), (ShapeType::Structure, false, 0));
    assert_eq!(seen("A, B"), (ShapeType::Structure, false, 2));
    assert_eq!(seen("sensitive; A"), (ShapeType::Structure, true, 1));
    assert_eq!(seen("union; A, B"), (ShapeType::Union, false, 2));
    assert_eq!(seen("union sensitive;"), (ShapeType::Union, true, 0));
    // Names of members may be words.
    assert_eq!(seen("union, sensitive, string union"), (ShapeType::Structure, false, 3));
}

#[test]
fn traits_with_a_value_stand_at_shapes_members_elements_keys_and_values() {
    let schema = parsed(
        r#"xmlName="Root" xmlNamespace="urn:a;b" xmlNamespacePrefix="p"; Id httpHeader="X-A, \"B\"\\ \u{e9}\n" httpLabel, L list xmlFlattened xmlName="Of <it>" <xmlName="Item">, M map <xmlName="Key": structure xmlName="Value">"#,
    );
    assert_eq!(schema.traits.get(&XML_NAME), Some("Root"));
    assert_eq!(schema.traits.get(&XML_NAMESPACE), Some("urn:a;b"));
    assert_eq!(schema.traits.get(&XML_PREFIX), Some("p"));
    let [id, list, map] = &schema.members[..] else { panic!("three members") };
    assert_eq!(id.value.traits.get(&HTTP_HEADER), Some("X-A, \"B\"\\ \u{e9}\n"));
    assert!(id.value.traits.has(&HTTP_LABEL));
    assert_eq!(list.value.traits.get(&XML_NAME), Some("Of <it>"));
    let element = list.value.member.as_ref().expect("an element");
    assert_eq!((element.shape_type, element.traits.get(&XML_NAME)), (ShapeType::String, Some("Item")));
    let (key, value) = (map.value.key.as_ref().expect("a key"), map.value.member.as_ref().expect("a value"));
    assert_eq!((key.shape_type, key.traits.get(&XML_NAME)), (ShapeType::String, Some("Key")));
    assert_eq!((value.shape_type, value.traits.get(&XML_NAME)), (ShapeType::Structure, Some("Value")));
}

#[test]
fn what_is_nested_has_traits_of_its_own() {
    let schema = parsed("Secrets list sensitive <map <timestamp http-date sensitive>>");
    let list = &schema.members[0].value;
    assert!(list.traits.has(&REDACTED) && list.shape_type == ShapeType::List);
    let map = list.member.as_ref().expect("an element");
    let value = map.member.as_ref().expect("a value");
    assert!(map.traits.is_empty() && map.shape_type == ShapeType::Map && map.key.is_none());
    assert!(value.traits.has(&REDACTED) && value.shape_type == ShapeType::Timestamp);
    assert_eq!(value.traits.get(&FORMAT), Some("http-date"));
}

#[test]
fn values_without_escapes_are_borrowed() {
    let text = r#"A xmlName="plain", B xmlName="esc\\aped""#;
    let schema = parsed(text);
    let borrowed = |index: usize| {
        let name = schema.members[index].value.traits.get(&XML_NAME).expect("a name");
        text.as_bytes().as_ptr_range().contains(&name.as_ptr())
    };
    assert_eq!([borrowed(0), borrowed(1)], [true, false]);
}

#[test]
fn errors_say_what_is_wrong_and_where() {
    let cases = [
        ("message String", "byte 8: the unknown word `String`"),
        ("A boolean b", "byte 10: the unknown word `b`"),
        ("A boolean string", "byte 10: the unknown word `string`"),
        ("A, B, A", "byte 6: another member `A`"),
        ("A sensitive sensitive", "byte 12: another `sensitive`"),
        ("A timestamp date-time http-date", "byte 22: another `timestampFormat`"),
        ("A date-time", "byte 2: `date-time` says nothing of a member, `string`"),
        ("A list <httpLabel>", "byte 8: `httpLabel` says nothing of what is nested, `string`"),
        ("httpLabel; A", "byte 0: `httpLabel` says nothing of the shape, `structure`"),
        ("A list <sensitive", "byte 17: the end in place of `>`"),
        ("A list <sensitive, B", "byte 17: ',' in place of `>`"),
        ("A list <>", "byte 8: '>' in place of a type or trait"),
        ("A map <:sensitive>", "byte 7: ':' in place of a type or trait"),
        ("A map <sensitive:>", "byte 17: '>' in place of a type or trait"),
        ("A map <integer: sensitive>", "byte 7: `integer` cannot be a key"),
        ("A list <sensitive: sensitive>", "byte 17: a list has no keys"),
        ("A sensitive>", "byte 11: '>' in place of `,`"),
        ("A blob <sensitive>", "byte 7: nothing is nested in `blob`"),
        ("A,", "byte 2: the end in place of the name of a member"),
        (",A", "byte 0: ',' in place of the name of a member"),
        ("A;B", "byte 0: the unknown word `A`"),
        (";A", "byte 0: ';' in place of a type or trait"),
        ("list; A", "byte 0: `list` has no members"),
        ("union; A; B", "byte 8: ';' in place of `,`"),
        ("A !", "byte 2: '!' in place of `,`"),
        ("A!!", "byte 2: '!' in place of `,`"),
        ("!", "byte 0: '!' in place of the name of a member"),
        ("1A", "byte 0: `1A` is no identifier"),
        ("A-B", "byte 0: `A-B` is no identifier"),
        ("\u{e9}", "byte 0: 'é' in place of the name of a member"),
        ("A xmlName", "byte 9: `=\"` has to follow `xmlName`, which has a value"),
        ("A xmlName =\"a\"", "byte 9: `=\"` has to follow `xmlName`, which has a value"),
        ("A sensitive=\"a\"", "byte 11: '=' in place of `,`"),
        ("A xmlName=\"a", "byte 9: a string without an end"),
        ("A xmlName=\"a\\", "byte 12: an unknown escape"),
        ("A xmlName=\"a\\t\"", "byte 12: an unknown escape"),
        ("A xmlName=\"\\u{}\"", "byte 11: an unknown escape"),
        ("A xmlName=\"\\u{d800}\"", "byte 11: an unknown escape"),
        ("A xmlName=\"\\u{0000041}\"", "byte 11: an unknown escape"),
        ("A xmlName=\"\\u{+41}\"", "byte 11: an unknown escape"),
    ];
    for (text, expected) in cases {
        let error = parse(text).expect_err(text);
        assert_eq!(error.to_string(), expected, "{text}");
    }
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth: usize| format!("A {}sensitive{}", "list <".repeat(depth), ">".repeat(depth));
    let text = nested(MAX_NESTING);
    assert_eq!(parsed(&text).to_string(), text);
    let error = parse(&nested(MAX_NESTING + 1)).expect_err("too deep").to_string();
    assert_eq!(error, format!("byte {}: lists and maps nest more than 64 deep", 7 + 6 * MAX_NESTING));
    assert!(parse(&nested(1_000_000)).is_err());
}

#[test]
fn every_word_means_one_thing() {
    for (index, which) in TRAITS.iter().enumerate() {
        let words = match which.form() {
            Form::Choice(words) => words.to_vec(),
            Form::Flag | Form::Text => vec![which.name()],
        };
        for word in words {
            assert!(ShapeType::from_word(word).is_none(), "{word} is a type");
            assert_eq!(TRAITS.iter().position(|other| other.has_word(word)), Some(index), "{word}");
            assert!(word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{word}");
        }
    }
}

/// Characters that mean something in a text, or come to harm easily.
const HOSTILE: &[char] = &[
    '"', '\\', ',', ';', '<', '>', ':', '!', '=', '{', '}', ' ', '\t', '\n', '\r', '\0', '\u{1b}', '\u{7f}', '\u{85}',
    '\u{2028}', '\u{202e}', '\u{feff}', 'é', '🦀', 'u', 'n', 'a', '0', '_', '-',
];

fn hostile(random: &mut fastrand::Rng) -> String {
    (0..random.usize(..12)).map(|_| random.choice(HOSTILE).copied().unwrap_or('a')).collect()
}

type Table = &'static [&'static Trait];

fn traits(random: &mut fastrand::Rng, table: Table, site: Site, shape_type: ShapeType) -> Traits<'static> {
    let mut traits = Traits::new();
    for which in table.iter().filter(|which| which.fits(site, shape_type)) {
        match which.form() {
            _ if random.u8(..3) > 0 => {}
            Form::Flag => traits.insert(which),
            Form::Text => traits.set(which, hostile(random)),
            Form::Choice(words) => traits.set(which, words[random.usize(..words.len())]),
        }
    }
    traits
}

fn value(
    random: &mut fastrand::Rng,
    table: Table,
    site: Site,
    shape_type: ShapeType,
    depth: usize,
) -> ValueSchema<'static> {
    let mut value = ValueSchema { traits: traits(random, table, site, shape_type), ..ValueSchema::new(shape_type) };
    let nests = matches!(shape_type, ShapeType::List | ShapeType::Map) && depth < 4 && random.bool();
    if nests {
        let any = ShapeType::ALL[random.usize(..ShapeType::ALL.len())];
        value.member = Some(Box::new(self::value(random, table, Site::Nested, any, depth + 1)));
        let has_key = shape_type == ShapeType::Map && random.bool();
        value.key = has_key.then(|| Box::new(self::value(random, table, Site::Nested, ShapeType::String, depth + 1)));
    }
    value
}

/// A schema that can be written.
fn schema<'a>(random: &mut fastrand::Rng, table: Table, names: &'a [String]) -> SchemaText<'a> {
    let shape_type = if random.bool() { ShapeType::Structure } else { ShapeType::Union };
    let member = |name: &'a String| {
        let any = ShapeType::ALL[random.usize(..ShapeType::ALL.len())];
        MemberSchema { name, required: random.bool(), value: value(random, table, Site::Member, any, 0) }
    };
    let members = names.iter().map(member).collect();
    SchemaText { shape_type, traits: traits(random, table, Site::Shape, shape_type), members }
}

fn names(random: &mut fastrand::Rng) -> Vec<String> {
    let first: Vec<char> = ('A'..='Z').chain('a'..='z').chain(['_']).collect();
    let mut name = |index: usize| {
        // A name of its own, or one that is a word.
        let word = [ShapeType::WORDS, &["sensitive", "xmlName", "date_time"]].concat();
        match random.u8(..4) {
            0 => format!("{}_{index}", word[random.usize(..word.len())]),
            _ => format!("{}{index}", random.choice(&first).copied().unwrap_or('a')),
        }
    };
    (0..6).map(&mut name).collect()
}

#[test]
fn every_schema_survives_its_text() {
    let mut random = fastrand::Rng::with_seed(1);
    for _ in 0..5_000 {
        let names = names(&mut random);
        let count = random.usize(..=names.len());
        for table in [TRAITS, WIRE_TRAITS] {
            let schema = schema(&mut random, table, &names[..count]);
            let text = schema.to_string();
            assert_eq!(SchemaText::parse_with(&text, table).as_ref(), Ok(&schema), "{text}");
            // A line may end between any two pieces.
            let pieces = schema.pieces().concat();
            assert_eq!(SchemaText::parse_with(&pieces, table).as_ref(), Ok(&schema), "{text}");
        }
    }
}

/// The parser's answer, and that what it takes can be written and parsed again.
fn takes(text: &str) -> bool {
    let Ok(schema) = parse(text) else { return false };
    let again = schema.to_string();
    assert_eq!(parsed(&again), schema, "{text:?} and {again:?}");
    true
}

#[test]
fn no_text_panics_and_what_parses_can_be_written() {
    let mut random = fastrand::Rng::with_seed(2);
    let words =
        [ShapeType::WORDS, TimestampFormat::WORDS, &["sensitive", "xmlName=\"a\"", "A", "B!", "<", ">", ",", ";"]];
    let words = words.concat();
    let mut taken = 0;
    for _ in 0..20_000 {
        let spaced = (0..random.usize(..8)).map(|_| words[random.usize(..words.len())]);
        taken += usize::from(takes(&spaced.collect::<Vec<_>>().join(if random.bool() { " " } else { "" })));
        takes(&hostile(&mut random));
        let names = names(&mut random);
        let mut text: Vec<char> = schema(&mut random, WIRE_TRAITS, &names[..3]).to_string().chars().collect();
        for _ in 0..random.usize(1..4) {
            let at = random.usize(..=text.len());
            match random.u8(..3) {
                0 => drop(text.drain(at..(at + 1).min(text.len()))),
                1 => text.insert(at, random.choice(HOSTILE).copied().unwrap_or('a')),
                _ => text.truncate(at),
            }
        }
        taken += usize::from(takes(&text.into_iter().collect::<String>()));
    }
    assert!(taken > 2_000, "{taken} texts are too few to say anything");
}

#[test]
fn a_name_that_is_no_identifier_is_no_text_of_its_schema() {
    let mut random = fastrand::Rng::with_seed(3);
    for _ in 0..5_000 {
        let name = hostile(&mut random);
        let is_identifier = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !name.starts_with('0');
        let value = ValueSchema::new(ShapeType::Blob);
        let members = vec![MemberSchema { name: &name, required: random.bool(), value }];
        let schema = SchemaText { shape_type: ShapeType::Structure, traits: Traits::new(), members };
        let survives = parse(&schema.to_string()).is_ok_and(|parsed| parsed == schema);
        assert_eq!(survives, is_identifier && !name.is_empty(), "{name:?}");
    }
}

#[test]
fn a_trait_has_one_value() {
    let mut traits = Traits::new();
    traits.set(&XML_NAME, Cow::Borrowed("a"));
    traits.insert(&REDACTED);
    traits.set(&XML_NAME, String::from("b"));
    assert_eq!((traits.get(&XML_NAME), traits.get(&REDACTED), traits.get(&FORMAT)), (Some("b"), Some(""), None));
}
