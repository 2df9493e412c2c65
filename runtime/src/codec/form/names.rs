use crate::schema::ec2_query_name;
use aws_smithy_schema::Schema;
use std::borrow::Cow;

/// What the parts of keys are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// By `@xmlName`, and lists and maps have a part of their own unless they are flattened.
    AwsQuery,
    /// By `@ec2QueryName`, else with the first letter in upper case; all lists are flattened, and there are no maps.
    Ec2Query,
}

impl Names {
    /// The part of a member.
    pub(super) fn of_member<'s>(self, schema: &'s Schema<'_>) -> Cow<'s, str> {
        let member = schema.member_name().unwrap_or_default();
        let name = schema.xml_name().map_or(member, |name| name.value());
        match self {
            Self::AwsQuery => name.into(),
            Self::Ec2Query => ec2_query_name(schema).map_or_else(|| capitalized(name), Cow::Borrowed),
        }
    }

    /// The part of the elements of a list; `None` if they have none.
    pub(super) fn of_elements<'s>(self, list: &'s Schema<'_>) -> Option<&'s str> {
        match self {
            Self::AwsQuery if !list.xml_flattened() => Some(name_of(list.member(), "member")),
            _ => None,
        }
    }

    /// The part of the entries of a map; `None` if they have none.
    pub(super) fn of_entries(self, map: &Schema<'_>) -> Option<&'static str> {
        (!map.xml_flattened()).then_some("entry")
    }

    /// The parts of the key and the value of an entry.
    pub(super) fn of_entry<'s>(self, map: &'s Schema<'_>) -> [&'s str; 2] {
        [name_of(map.key(), "key"), name_of(map.member(), "value")]
    }
}

fn name_of<'s>(schema: Option<&'s Schema<'_>>, default: &'static str) -> &'s str {
    schema.and_then(Schema::xml_name).map_or(default, |name| name.value())
}

fn capitalized(name: &str) -> Cow<'_, str> {
    let mut name = Cow::Borrowed(name);
    if name.starts_with(|first: char| first.is_ascii_lowercase()) {
        name.to_mut()[..1].make_ascii_uppercase();
    }
    name
}
