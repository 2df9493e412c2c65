use crate::schema::ec2_query_name;
use aws_smithy_schema::Schema;

/// What the parts of keys are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// By `@xmlName`, and lists and maps have a part of their own unless they are flattened.
    AwsQuery,
    /// By `@ec2QueryName`, else with the first letter in upper case; all lists are flattened, and there are no maps.
    Ec2Query,
}

impl Names {
    /// Adds the part of a member to a key.
    pub(super) fn push_member(self, key: &mut String, member: &Schema<'_>) {
        let name = member.xml_name().map_or_else(|| member.member_name().unwrap_or_default(), |name| name.value());
        let exact = match self {
            Self::AwsQuery => Some(name),
            Self::Ec2Query => ec2_query_name(member),
        };
        push(key, exact.unwrap_or(name));
        // A letter of ASCII is one byte before and after; what is another stays.
        let first = key.len().saturating_sub(name.len());
        if exact.is_none()
            && let Some(first) = key.get_mut(first..=first)
        {
            first.make_ascii_uppercase();
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

/// Adds a part to a key.
pub(super) fn push(key: &mut String, part: &str) {
    if !key.is_empty() {
        key.push('.');
    }
    key.push_str(part);
}
