//! The text of a table; see [`shape`](super::shape()).
//!
//! It was written by the generator: what it does not write means nothing here, and is passed over.

use super::{EventPart, Kind, Member, Target};
use aws_smithy_schema::traits::TimestampFormat;

/// What the shape itself is, whether it is sensitive, and its members.
pub(super) fn shape(text: &'static str) -> (Kind, bool, Vec<Member>) {
    let (head, members) = text.split_once(';').unwrap_or(("", text));
    let has = |wanted| head.split_ascii_whitespace().any(|word| word == wanted);
    (if has("union") { Kind::Union } else { Kind::Structure }, has("sensitive"), self::members(members))
}

fn members(text: &'static str) -> Vec<Member> {
    text.split(',').map(str::trim).filter(|text| !text.is_empty()).map(member).collect()
}

fn member(text: &'static str) -> Member {
    let (name, rest) = text.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((text, ""));
    let (name, required) = name.strip_suffix('!').map_or((name, false), |name| (name, true));
    let has = |wanted| own(rest).any(|word| word == wanted);
    let event = match () {
        () if has("header") => Some(EventPart::Header),
        () if has("payload") => Some(EventPart::Payload),
        () => None,
    };
    Member { name, required, token: has("token"), event, target: target(rest) }
}

fn target(text: &str) -> Target {
    let mut target = Target { kind: Kind::String, sensitive: false, timestamp_format: None, item: None };
    for word in own(text) {
        match word {
            "sensitive" => target.sensitive = true,
            "date-time" => target.timestamp_format = Some(TimestampFormat::DateTime),
            "http-date" => target.timestamp_format = Some(TimestampFormat::HttpDate),
            "epoch-seconds" => target.timestamp_format = Some(TimestampFormat::EpochSeconds),
            _ => target.kind = kind(word).unwrap_or(target.kind),
        }
    }
    let item = text.split_once('<').and_then(|(_, item)| item.trim_end().strip_suffix('>'));
    target.item = item.map(|item| Box::new(self::target(item)));
    target
}

/// The words before those of an element.
fn own(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').next().unwrap_or_default().split_ascii_whitespace()
}

fn kind(word: &str) -> Option<Kind> {
    Some(match word {
        "blob" => Kind::Blob,
        "boolean" => Kind::Boolean,
        "string" => Kind::String,
        "byte" => Kind::Byte,
        "short" => Kind::Short,
        "integer" => Kind::Integer,
        "long" => Kind::Long,
        "float" => Kind::Float,
        "double" => Kind::Double,
        "bigInteger" => Kind::BigInteger,
        "bigDecimal" => Kind::BigDecimal,
        "timestamp" => Kind::Timestamp,
        "document" => Kind::Document,
        "list" => Kind::List,
        "map" => Kind::Map,
        "structure" => Kind::Structure,
        "union" => Kind::Union,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_a_string_unless_its_type_is_said() {
        let members = members("Name!, Kinds\n    list, At! timestamp date-time,Key token sensitive");
        let seen: Vec<_> = members.iter().map(|m| (m.name, m.required, m.target.kind)).collect();
        let expected = [
            ("Name", true, Kind::String),
            ("Kinds", false, Kind::List),
            ("At", true, Kind::Timestamp),
            ("Key", false, Kind::String),
        ];
        assert_eq!(seen, expected);
        assert_eq!(members[2].target.timestamp_format, Some(TimestampFormat::DateTime));
        assert!(members[3].token && members[3].target.sensitive && !members[0].token && !members[0].target.sensitive);
    }

    #[test]
    fn elements_have_traits_of_their_own() {
        let member = &members("Secrets list sensitive <map <timestamp http-date sensitive>>")[0];
        assert!(member.target.sensitive && member.target.kind == Kind::List);
        let map = member.target.item.as_ref().expect("an element");
        let value = map.item.as_ref().expect("a value");
        assert!(!map.sensitive && map.kind == Kind::Map);
        assert!(value.sensitive && value.kind == Kind::Timestamp);
        assert_eq!(value.timestamp_format, Some(TimestampFormat::HttpDate));
    }

    #[test]
    fn a_shape_is_a_structure_unless_it_is_said_to_be_a_union() {
        let seen = |text| {
            let (kind, sensitive, members) = shape(text);
            (kind, sensitive, members.len())
        };
        assert_eq!(seen("A, B"), (Kind::Structure, false, 2));
        assert_eq!(seen("sensitive; A"), (Kind::Structure, true, 1));
        assert_eq!(seen("union; A, B"), (Kind::Union, false, 2));
        assert_eq!(seen("sensitive union;"), (Kind::Union, true, 0));
    }

    #[test]
    fn parts_of_events() {
        let members = members("A header, B payload blob, C");
        let parts: Vec<_> = members.iter().map(|member| member.event).collect();
        assert_eq!(parts, [Some(EventPart::Header), Some(EventPart::Payload), None]);
    }

    #[test]
    fn no_text_fails() {
        for text in ["", " , ,", "!", "A <", "A <<>", "A >", "<", "A list <a b>, <>", "\u{e9}! \u{e9}<\u{e9}>"] {
            shape(text);
        }
    }
}
