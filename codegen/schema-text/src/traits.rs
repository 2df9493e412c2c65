//! The traits that schema texts hold. [`TRAITS`] is all the grammar knows of them: a new one is a new row there.

use crate::words::{ShapeType, TimestampFormat};
use std::borrow::Cow;
use std::fmt;

/// A trait that a schema text can hold.
pub struct Trait {
    /// The word of a schema text: the name of the trait in Smithy.
    name: &'static str,
    form: Form,
    sites: &'static [Site],
    types: &'static [ShapeType],
}

/// How a trait is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// By its name.
    Flag,
    /// By its name and a string: `name="value"`.
    Text,
    /// By its value, one of these words.
    Choice(&'static [&'static str]),
}

/// Where a trait may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// At a structure or union.
    Shape,
    /// At one of its members.
    Member,
    /// At an element of a list, or a key or value of a map.
    Nested,
}

/// Defines a static per trait, and the list of them. A row: the word, how it is written, where it may stand, and the
/// types of value it means something for.
macro_rules! traits {
    ($visibility:vis, $list:ident: $($(#[$doc:meta])* $name:ident = $word:literal, $form:expr, $sites:expr, $types:expr;)*) => {
        $(
            $(#[$doc])*
            $visibility static $name: Trait = Trait::new($word, $form, $sites, $types);
        )*

        /// All of them.
        pub(crate) static $list: &[&Trait] = &[$(&$name),*];
    };
}
#[cfg(test)]
pub(crate) use traits;

const EVERYWHERE: &[Site] = &[Site::Shape, Site::Member, Site::Nested];

const BOOLEANS_AND_NUMBERS: &[ShapeType] = &[
    ShapeType::Boolean,
    ShapeType::Byte,
    ShapeType::Short,
    ShapeType::Integer,
    ShapeType::Long,
    ShapeType::Float,
    ShapeType::Double,
];

/// What is written as one text.
const SCALARS: &[ShapeType] = SCALARS_AND_LISTS.split_at(SCALARS_AND_LISTS.len() - 1).0;

const SCALARS_AND_LISTS: &[ShapeType] = &[
    ShapeType::Boolean,
    ShapeType::String,
    ShapeType::Byte,
    ShapeType::Short,
    ShapeType::Integer,
    ShapeType::Long,
    ShapeType::Float,
    ShapeType::Double,
    ShapeType::BigInteger,
    ShapeType::BigDecimal,
    ShapeType::Timestamp,
    ShapeType::List,
];

traits! {
    pub, TRAITS:
    /// `@sensitive`: the value is never shown.
    SENSITIVE = "sensitive", Form::Flag, EVERYWHERE, ShapeType::ALL;
    /// `@idempotencyToken`: a client fills the member in where it is absent.
    IDEMPOTENCY_TOKEN = "idempotencyToken", Form::Flag, &[Site::Member], &[ShapeType::String];
    /// `@default`, where a member with that value is left out. It is what would be written.
    DEFAULT = "default", Form::Text, &[Site::Member], BOOLEANS_AND_NUMBERS;
    /// `@timestampFormat`: see [`ValueSchema::timestamp_format`](crate::ValueSchema::timestamp_format).
    TIMESTAMP_FORMAT = "timestampFormat", Form::Choice(TimestampFormat::WORDS), &[Site::Member, Site::Nested],
        &[ShapeType::Timestamp];
    /// `@jsonName`: what the member is called in JSON.
    JSON_NAME = "jsonName", Form::Text, &[Site::Member], ShapeType::ALL;
    /// `@xmlName`: what the element is called.
    XML_NAME = "xmlName", Form::Text, EVERYWHERE, ShapeType::ALL;
    /// `@xmlNamespace`: the URI of the namespace that the element declares.
    XML_NAMESPACE = "xmlNamespace", Form::Text, EVERYWHERE, ShapeType::ALL;
    /// The `prefix` of `@xmlNamespace`.
    XML_NAMESPACE_PREFIX = "xmlNamespacePrefix", Form::Text, EVERYWHERE, ShapeType::ALL;
    /// `@xmlAttribute`: the member is an attribute.
    XML_ATTRIBUTE = "xmlAttribute", Form::Flag, &[Site::Member], SCALARS;
    /// `@xmlFlattened`: there is no element around the elements of the list or the entries of the map.
    XML_FLATTENED = "xmlFlattened", Form::Flag, &[Site::Member], &[ShapeType::List, ShapeType::Map];
    /// `@ec2QueryName`: what the member is called in a form of ec2Query.
    EC2_QUERY_NAME = "ec2QueryName", Form::Text, &[Site::Member], ShapeType::ALL;
    /// `@awsQueryError`: the code of an error in the former protocol of its service, if it is not the name of the
    /// shape.
    AWS_QUERY_ERROR = "awsQueryError", Form::Text, &[Site::Shape], &[ShapeType::Structure];
    /// `@s3UnwrappedXmlOutput`: the root element of an output is that of its one member.
    S3_UNWRAPPED_XML_OUTPUT = "s3UnwrappedXmlOutput", Form::Flag, &[Site::Shape], &[ShapeType::Structure];
    /// `@httpLabel`: the member is part of the path.
    HTTP_LABEL = "httpLabel", Form::Flag, &[Site::Member], SCALARS;
    /// `@httpQuery`: the member is a parameter of the query.
    HTTP_QUERY = "httpQuery", Form::Text, &[Site::Member], SCALARS_AND_LISTS;
    /// The value is that of an enum, which may be empty: other parameters of the query that are required may not.
    ENUM = "enum", Form::Flag, &[Site::Member], &[ShapeType::String];
    /// `@httpQueryParams`: the entries of the map are parameters of the query.
    HTTP_QUERY_PARAMS = "httpQueryParams", Form::Flag, &[Site::Member], &[ShapeType::Map];
    /// `@httpHeader`: the member is a header.
    HTTP_HEADER = "httpHeader", Form::Text, &[Site::Member], SCALARS_AND_LISTS;
    /// `@httpPrefixHeaders`: the entries of the map are headers whose names begin so.
    HTTP_PREFIX_HEADERS = "httpPrefixHeaders", Form::Text, &[Site::Member], &[ShapeType::Map];
    /// `@httpPayload`: the member is the body.
    HTTP_PAYLOAD = "httpPayload", Form::Flag, &[Site::Member], ShapeType::ALL;
    /// `@httpResponseCode`: the member is the status of the response.
    HTTP_RESPONSE_CODE = "httpResponseCode", Form::Flag, &[Site::Member], &[ShapeType::Integer];
    /// `@mediaType`: what a string or blob holds, which a header has as base64 and a body says in `Content-Type`.
    MEDIA_TYPE = "mediaType", Form::Text, &[Site::Member, Site::Nested], &[ShapeType::Blob, ShapeType::String];
    /// `@eventHeader`: the member of an event is the header of that name.
    EVENT_HEADER = "eventHeader", Form::Flag, &[Site::Member], &[
        ShapeType::Blob, ShapeType::Boolean, ShapeType::Byte, ShapeType::Short, ShapeType::Integer, ShapeType::Long,
        ShapeType::String, ShapeType::Timestamp,
    ];
    /// `@eventPayload`: the member of an event is all of its payload.
    EVENT_PAYLOAD = "eventPayload", Form::Flag, &[Site::Member],
        &[ShapeType::Blob, ShapeType::String, ShapeType::Structure, ShapeType::Union];
}

impl Trait {
    pub(crate) const fn new(
        name: &'static str,
        form: Form,
        sites: &'static [Site],
        types: &'static [ShapeType],
    ) -> Self {
        Self { name, form, sites, types }
    }

    /// The name of the trait in Smithy, without its namespace.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the trait means something for values of a type.
    pub fn applies_to(&self, shape_type: ShapeType) -> bool {
        self.types.contains(&shape_type)
    }

    /// Whether the trait may stand there.
    pub fn fits(&self, site: Site, shape_type: ShapeType) -> bool {
        self.sites.contains(&site) && self.applies_to(shape_type)
    }

    /// How the trait is written.
    pub fn form(&self) -> Form {
        self.form
    }

    /// Whether the trait is written by this word.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        match self.form {
            Form::Flag | Form::Text => self.name == word,
            Form::Choice(words) => words.contains(&word),
        }
    }
}

impl fmt::Debug for Trait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Trait {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Trait {}

/// The traits of a shape, a member or what is nested in it: each at most once, with its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits<'a>(Vec<(&'static Trait, Cow<'a, str>)>);

impl<'a> Traits<'a> {
    /// No traits.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a trait without a value.
    pub fn insert(&mut self, which: &'static Trait) {
        self.set(which, "");
    }

    /// Adds a trait, or gives it another value.
    pub fn set(&mut self, which: &'static Trait, value: impl Into<Cow<'a, str>>) {
        let value = value.into();
        match self.0.iter_mut().find(|(other, _)| *other == which) {
            Some((_, old)) => *old = value,
            None => self.0.push((which, value)),
        }
    }

    /// Whether the trait is there.
    pub fn has(&self, which: &Trait) -> bool {
        self.get(which).is_some()
    }

    /// The value of a trait; that of a trait without one is empty.
    pub fn get(&self, which: &Trait) -> Option<&str> {
        self.0.iter().find(|(other, _)| *other == which).map(|(_, value)| &**value)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static Trait, &str)> {
        self.0.iter().map(|(which, value)| (*which, &**value))
    }
}
