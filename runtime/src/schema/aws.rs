//! Builds the schemas of `aws-smithy-schema` from ours: the only place that knows how.

use super::names::{JsonName, Names};
use aws_smithy_schema::traits::TimestampFormat;
use aws_smithy_schema::{Schema, ShapeId, prelude};
use farrier_schema_text as text;
use farrier_schema_text::{MemberSchema, SENSITIVE, ShapeType, ValueSchema};
use std::fmt;

/// What codecs need of a shape.
pub(crate) struct Built {
    pub(crate) schema: Schema<'static>,
    /// In the order of the model.
    pub(crate) members: Box<[BuiltMember]>,
    /// By which the members are found.
    pub(crate) names: Names,
}

/// A member, for codecs.
pub(crate) struct BuiltMember {
    pub(crate) member: MemberSchema<'static>,
    pub(crate) schema: &'static Schema<'static>,
    /// What JSON has for it.
    pub(crate) name: JsonName,
}

impl Built {
    pub(crate) fn new(
        id: &'static str,
        shape_type: ShapeType,
        sensitive: bool,
        members: Vec<MemberSchema<'static>>,
    ) -> Self {
        // Of a union nothing but one member is written.
        let before = if shape_type == ShapeType::Union { "{" } else { "" };
        let build = |(index, member)| {
            let schema = leak(self::member(id, index, &member));
            BuiltMember { schema, name: JsonName::new(before, member.name), member }
        };
        let members: Box<[BuiltMember]> = members.into_iter().enumerate().map(build).collect();
        let names = Names::new(members.iter().map(|built| built.member.name).collect());
        // Member schemas do not hold the members of what they target: a codec is handed the target's own schema when it
        // gets there, so recursive shapes need nothing special.
        let schemas: Vec<_> = members.iter().map(|built| built.schema).collect();
        let schema = Schema::new_struct(shape_id(id), aws_type(shape_type), leak(schemas));
        Self { schema: if sensitive { schema.with_sensitive() } else { schema }, members, names }
    }
}

impl fmt::Debug for Built {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.schema.fmt(f)
    }
}

fn member(id: &'static str, index: usize, member: &MemberSchema<'static>) -> Schema<'static> {
    let shape_type = aws_type(member.value.shape_type);
    let mut schema = decorate(Schema::new_member(shape_id(id), shape_type, member.name, index), &member.value);
    if let Some(name) = member.value.traits.get(&text::JSON_NAME) {
        schema = schema.with_json_name(leak(name.to_owned()));
    }
    if member.value.traits.has(&text::EVENT_HEADER) {
        schema = schema.with_event_header();
    }
    if member.value.traits.has(&text::EVENT_PAYLOAD) {
        schema = schema.with_event_payload();
    }
    schema
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

/// Namespace and name of an absolute shape id.
pub(super) fn split(id: &'static str) -> (&'static str, &'static str) {
    id.split_once('#').unwrap_or(("", id))
}

fn nested(value: &ValueSchema<'_>) -> Schema<'static> {
    decorate(Schema::new(shape_id("smithy.api#Document"), aws_type(value.shape_type)), value)
}

fn decorate(mut schema: Schema<'static>, value: &ValueSchema<'_>) -> Schema<'static> {
    if value.traits.has(&SENSITIVE) {
        schema = schema.with_sensitive();
    }
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
