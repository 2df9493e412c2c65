//! Builds the schemas of `aws-smithy-schema` from ours: the only place that knows how.

use super::location::{Location, Part};
use super::names::{JsonName, Names};
#[cfg(feature = "xml")]
use aws_smithy_schema::TraitMap;
#[cfg(feature = "xml")]
use aws_smithy_schema::extension::SchemaExtensionKey;
use aws_smithy_schema::traits::TimestampFormat;
use aws_smithy_schema::{Schema, ShapeId, prelude};
use farrier_schema_text as text;
use farrier_schema_text::{MemberSchema, ShapeType, Traits, ValueSchema};
use std::fmt;
#[cfg(feature = "xml")]
use std::sync::{LazyLock, OnceLock};

/// What codecs need of a shape.
pub(crate) struct Built {
    pub(crate) schema: Schema<'static>,
    /// In the order of the model.
    pub(crate) members: Box<[BuiltMember]>,
    /// By which the members are found.
    pub(crate) names: Names,
    /// The indices of those that are required.
    pub(crate) required: Box<[usize]>,
}

/// A member, for codecs.
pub(crate) struct BuiltMember {
    pub(crate) member: MemberSchema<'static>,
    pub(crate) schema: &'static Schema<'static>,
    /// What JSON has for it.
    pub(crate) name: JsonName,
    /// Where it is in a message.
    pub(crate) location: Location,
}

impl BuiltMember {
    /// Whether it belongs to a part of a message.
    #[inline]
    pub(crate) fn is_in(&self, part: Part) -> bool {
        match part {
            Part::Whole => true,
            #[cfg(feature = "event-sender")]
            Part::EventHeaders => self.schema.event_header().is_some(),
            #[cfg(feature = "event-sender")]
            Part::EventPayload => self.schema.event_payload().is_some(),
            #[cfg(feature = "event-sender")]
            Part::EventDocument => !self.is_in(Part::EventHeaders) && !self.is_in(Part::EventPayload),
            part => part == self.location.part(),
        }
    }
}

impl Built {
    pub(crate) fn new(
        id: &'static str,
        shape_type: ShapeType,
        traits: &Traits<'static>,
        members: Vec<MemberSchema<'static>>,
    ) -> Self {
        // Of a union nothing but one member is written.
        let before = if shape_type == ShapeType::Union { "{" } else { "" };
        let build = |(index, member)| {
            let schema: &Schema<'_> = leak(self::member(id, index, &member));
            let name = JsonName::new(before, json_name(&member));
            BuiltMember { schema, name, location: Location::of(schema), member }
        };
        let members: Box<[BuiltMember]> = members.into_iter().enumerate().map(build).collect();
        let names = Names::new(members.iter().map(|built| json_name(&built.member)));
        let required = members.iter().enumerate().filter(|(_, built)| built.member.required);
        let required = required.map(|(index, _)| index).collect();
        // Member schemas do not hold the members of what they target: a codec is handed the target's own schema when it
        // gets there, so recursive shapes need nothing special.
        let schemas: Vec<_> = members.iter().map(|built| built.schema).collect();
        let schema = Schema::new_struct(shape_id(id), aws_type(shape_type), leak(schemas));
        Self { schema: shape_traits(schema, traits), members, names, required }
    }
}

impl fmt::Debug for Built {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.schema.fmt(f)
    }
}

/// What a member is called in JSON.
pub(crate) fn json_name(member: &MemberSchema<'static>) -> &'static str {
    text_of(&member.value.traits, &text::JSON_NAME).unwrap_or(member.name)
}

fn member(id: &'static str, index: usize, member: &MemberSchema<'static>) -> Schema<'static> {
    let shape_type = aws_type(member.value.shape_type);
    let schema = decorate(Schema::new_member(shape_id(id), shape_type, member.name, index), &member.value);
    let schema = member_traits(schema, &member.value.traits);
    #[cfg(feature = "query")]
    if let Some(name) = text_of(&member.value.traits, &text::EC2_QUERY_NAME) {
        schema.extension(&EC2_QUERY_NAME).get_or_init(|| name);
    }
    #[cfg(feature = "xml")]
    if let Some(default) = text_of(&member.value.traits, &text::DEFAULT) {
        let schema = schema.with_traits(&MORE);
        schema.extension(&DEFAULT).get_or_init(|| default);
        return schema;
    }
    schema
}

/// The default of a member that is left out where it has that value, for which schemas of AWS have no room of their
/// own.
#[cfg(feature = "xml")]
static DEFAULT: SchemaExtensionKey<OnceLock<&'static str>> = SchemaExtensionKey::new(|_| OnceLock::new());

/// What tells members with a default from all others, which are not to pay for that.
#[cfg(feature = "xml")]
static MORE: LazyLock<TraitMap> = LazyLock::new(TraitMap::default);

/// Whether a member is left out where this is its value.
#[cfg(feature = "xml")]
#[inline]
pub(crate) fn is_left_out(member: &Schema<'_>, value: &str) -> bool {
    member.traits().is_some() && member.extension(&DEFAULT).get() == Some(&value)
}

/// `@ec2QueryName`, for which schemas of AWS have no room of their own.
#[cfg(feature = "query")]
static EC2_QUERY_NAME: SchemaExtensionKey<OnceLock<&'static str>> = SchemaExtensionKey::new(|_| OnceLock::new());

/// `@ec2QueryName` of a member.
#[cfg(feature = "query")]
pub(crate) fn ec2_query_name(member: &Schema<'_>) -> Option<&'static str> {
    member.extension(&EC2_QUERY_NAME).get().copied()
}

/// Hands on the traits that a schema text has, each by its method of [`Schema`].
macro_rules! hand_on {
    ($schema:ident, $traits:ident: $($flag:ident => $set_flag:ident,)* ; $($text:ident => $set_text:ident,)*) => {{
        let mut schema = $schema;
        $(if $traits.has(&text::$flag) {
            schema = schema.$set_flag();
        })*
        $(if let Some(value) = text_of($traits, &text::$text) {
            schema = schema.$set_text(value);
        })*
        schema
    }};
}

/// The traits that only members have.
fn member_traits(schema: Schema<'static>, traits: &Traits<'static>) -> Schema<'static> {
    hand_on! { schema, traits:
        EVENT_HEADER => with_event_header,
        EVENT_PAYLOAD => with_event_payload,
        HTTP_LABEL => with_http_label,
        HTTP_PAYLOAD => with_http_payload,
        HTTP_QUERY_PARAMS => with_http_query_params,
        HTTP_RESPONSE_CODE => with_http_response_code,
        XML_ATTRIBUTE => with_xml_attribute,
        XML_FLATTENED => with_xml_flattened,
        ;
        HTTP_HEADER => with_http_header,
        HTTP_PREFIX_HEADERS => with_http_prefix_headers,
        HTTP_QUERY => with_http_query,
        JSON_NAME => with_json_name,
    }
}

/// The traits that shapes have, and members and what is nested in them too.
fn shape_traits(schema: Schema<'static>, traits: &Traits<'static>) -> Schema<'static> {
    let schema = match text_of(traits, &text::XML_NAMESPACE) {
        Some(uri) => schema.with_xml_namespace(uri, text_of(traits, &text::XML_NAMESPACE_PREFIX)),
        None => schema,
    };
    hand_on! { schema, traits:
        SENSITIVE => with_sensitive,
        S3_UNWRAPPED_XML_OUTPUT => with_xml_unwrapped_output,
        ;
        MEDIA_TYPE => with_media_type,
        XML_NAME => with_xml_name,
    }
}

/// The value of a trait, which lives as long as the schema.
fn text_of(traits: &Traits<'static>, which: &text::Trait) -> Option<&'static str> {
    traits.get(which).map(|value| &**leak(value.to_owned()))
}

/// The prelude schema of a type: for elements and values without traits of their own.
pub(crate) fn bare(shape_type: ShapeType) -> &'static Schema<'static> {
    match shape_type {
        ShapeType::Blob => &prelude::BLOB,
        ShapeType::Boolean => &prelude::BOOLEAN,
        ShapeType::Byte => &prelude::BYTE,
        ShapeType::Short => &prelude::SHORT,
        ShapeType::Integer => &prelude::INTEGER,
        ShapeType::Long => &prelude::LONG,
        ShapeType::Float => &prelude::FLOAT,
        ShapeType::Double => &prelude::DOUBLE,
        ShapeType::BigInteger => &prelude::BIG_INTEGER,
        ShapeType::BigDecimal => &prelude::BIG_DECIMAL,
        ShapeType::Timestamp => &prelude::TIMESTAMP,
        ShapeType::String => &prelude::STRING,
        ShapeType::Structure | ShapeType::Union => &prelude::UNIT,
        ShapeType::Document | ShapeType::List | ShapeType::Map => &prelude::DOCUMENT,
    }
}

/// The schema of a member that a union is found to have and its model does not: its name, and the index of none.
pub(crate) fn unknown_member(name: &str) -> Schema<'_> {
    Schema::new_member(shape_id("smithy.api#Document"), aws_type(ShapeType::Document), name, usize::MAX - 1)
}

/// Namespace and name of an absolute shape id.
pub(super) fn split(id: &'static str) -> (&'static str, &'static str) {
    id.split_once('#').unwrap_or(("", id))
}

fn nested(value: &ValueSchema<'static>) -> Schema<'static> {
    decorate(Schema::new(shape_id("smithy.api#Document"), aws_type(value.shape_type)), value)
}

fn decorate(schema: Schema<'static>, value: &ValueSchema<'static>) -> Schema<'static> {
    let mut schema = shape_traits(schema, &value.traits);
    if let Some(format) = value.timestamp_format() {
        schema = schema.with_timestamp_format(aws_format(format));
    }
    let Some(member) = &value.member else { return schema };
    let member = leak(nested(member));
    match (value.shape_type, &value.key) {
        (ShapeType::Map, Some(key)) => schema.with_map_members(leak(nested(key)), member),
        (ShapeType::Map, None) => schema.with_map_members(&prelude::STRING, member),
        _ => schema.with_list_member(member),
    }
}

fn shape_id(id: &'static str) -> ShapeId<'static> {
    let (namespace, name) = split(id);
    ShapeId::from_parts(id, namespace, name)
}

fn aws_type(shape_type: ShapeType) -> aws_smithy_schema::ShapeType {
    use aws_smithy_schema::ShapeType as Aws;
    match shape_type {
        ShapeType::Blob => Aws::Blob,
        ShapeType::Boolean => Aws::Boolean,
        ShapeType::String => Aws::String,
        ShapeType::Byte => Aws::Byte,
        ShapeType::Short => Aws::Short,
        ShapeType::Integer => Aws::Integer,
        ShapeType::Long => Aws::Long,
        ShapeType::Float => Aws::Float,
        ShapeType::Double => Aws::Double,
        ShapeType::BigInteger => Aws::BigInteger,
        ShapeType::BigDecimal => Aws::BigDecimal,
        ShapeType::Timestamp => Aws::Timestamp,
        ShapeType::Document => Aws::Document,
        ShapeType::List => Aws::List,
        ShapeType::Map => Aws::Map,
        ShapeType::Structure => Aws::Structure,
        ShapeType::Union => Aws::Union,
    }
}

fn aws_format(format: text::TimestampFormat) -> TimestampFormat {
    match format {
        text::TimestampFormat::DateTime => TimestampFormat::DateTime,
        text::TimestampFormat::HttpDate => TimestampFormat::HttpDate,
        text::TimestampFormat::EpochSeconds => TimestampFormat::EpochSeconds,
    }
}

/// Schemas live as long as the program; there is one per shape of the models compiled in, so what is leaked is bounded.
fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
