//! Builds the schemas of `aws-smithy-schema` from our tables: the only place that knows how.

use super::{EventPart, JsonName, Kind, Member, Names, Target};
use aws_smithy_schema::{Schema, ShapeId, ShapeType, prelude};
use std::fmt;

/// What codecs need of a table.
pub(crate) struct Built {
    pub(crate) schema: Schema<'static>,
    /// In the order of the table.
    pub(crate) rows: Box<[Row]>,
    /// By which the members are found.
    pub(crate) names: Names,
}

/// A member of a table, for codecs.
pub(crate) struct Row {
    pub(crate) member: Member,
    pub(crate) schema: &'static Schema<'static>,
    /// What JSON has for it.
    pub(crate) name: JsonName,
}

impl Built {
    pub(crate) fn new(id: &'static str, kind: Kind, sensitive: bool, members: Vec<Member>) -> Self {
        // Of a union nothing but one member is written.
        let before = if kind == Kind::Union { "{" } else { "" };
        let row = |(index, member)| {
            let schema = leak(self::member(id, index, &member));
            Row { schema, name: JsonName::new(before, member.name), member }
        };
        let rows: Box<[Row]> = members.into_iter().enumerate().map(row).collect();
        let names = Names::new(rows.iter().map(|row| row.member.name).collect());
        // Member schemas do not hold the members of what they target: a codec is handed the target's own schema when it
        // gets there, so recursive shapes need nothing special.
        let members: Vec<_> = rows.iter().map(|row| row.schema).collect();
        let schema = Schema::new_struct(shape_id(id), shape_type(kind), leak(members));
        Self { schema: if sensitive { schema.with_sensitive() } else { schema }, rows, names }
    }
}

impl fmt::Debug for Built {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.schema.fmt(f)
    }
}

/// The way back from a schema to its table.
#[cfg(feature = "validate")]
pub(crate) mod table {
    use crate::schema::ShapeSchema;
    use aws_smithy_schema::Schema;
    use aws_smithy_schema::extension::SchemaExtensionKey;
    use std::sync::OnceLock;

    static TABLE: SchemaExtensionKey<OnceLock<&'static ShapeSchema>> = SchemaExtensionKey::new(|_| OnceLock::new());

    pub(crate) fn keep(shape: &'static ShapeSchema) {
        shape.schema().extension(&TABLE).get_or_init(|| shape);
    }

    /// The table that a schema was built from; `None` of a schema that is not ours.
    pub(crate) fn of(schema: &Schema<'_>) -> Option<&'static ShapeSchema> {
        schema.extension(&TABLE).get().copied()
    }
}

fn member(id: &'static str, index: usize, row: &Member) -> Schema<'static> {
    let kind = shape_type(row.target.kind);
    let schema = decorate(Schema::new_member(shape_id(id), kind, row.name, index), &row.target);
    match row.event {
        None => schema,
        Some(EventPart::Header) => schema.with_event_header(),
        Some(EventPart::Payload) => schema.with_event_payload(),
    }
}

/// The prelude schema of a kind: for elements and values without traits of their own.
pub(crate) fn bare(kind: Kind) -> &'static Schema<'static> {
    match kind {
        Kind::Blob => &prelude::BLOB,
        Kind::Boolean => &prelude::BOOLEAN,
        Kind::Byte => &prelude::BYTE,
        Kind::Short => &prelude::SHORT,
        Kind::Integer => &prelude::INTEGER,
        Kind::Long => &prelude::LONG,
        Kind::Float => &prelude::FLOAT,
        Kind::Double => &prelude::DOUBLE,
        Kind::BigInteger => &prelude::BIG_INTEGER,
        Kind::BigDecimal => &prelude::BIG_DECIMAL,
        Kind::Timestamp => &prelude::TIMESTAMP,
        Kind::String => &prelude::STRING,
        Kind::Structure | Kind::Union => &prelude::UNIT,
        Kind::Document | Kind::List | Kind::Map => &prelude::DOCUMENT,
    }
}

/// Namespace and name of an absolute shape id.
pub(crate) fn split(id: &'static str) -> (&'static str, &'static str) {
    id.split_once('#').unwrap_or(("", id))
}

fn item(target: &Target) -> Schema<'static> {
    decorate(Schema::new(shape_id("smithy.api#Document"), shape_type(target.kind)), target)
}

fn decorate(mut schema: Schema<'static>, target: &Target) -> Schema<'static> {
    if target.sensitive {
        schema = schema.with_sensitive();
    }
    if let Some(format) = target.timestamp_format {
        schema = schema.with_timestamp_format(format);
    }
    match (target.kind, &target.item) {
        (Kind::List, Some(element)) => schema.with_list_member(leak(item(element))),
        (Kind::Map, Some(value)) => schema.with_map_members(&prelude::STRING, leak(item(value))),
        _ => schema,
    }
}

fn shape_id(id: &'static str) -> ShapeId<'static> {
    let (namespace, name) = split(id);
    ShapeId::from_parts(id, namespace, name)
}

fn shape_type(kind: Kind) -> ShapeType {
    match kind {
        Kind::Blob => ShapeType::Blob,
        Kind::Boolean => ShapeType::Boolean,
        Kind::String => ShapeType::String,
        Kind::Byte => ShapeType::Byte,
        Kind::Short => ShapeType::Short,
        Kind::Integer => ShapeType::Integer,
        Kind::Long => ShapeType::Long,
        Kind::Float => ShapeType::Float,
        Kind::Double => ShapeType::Double,
        Kind::BigInteger => ShapeType::BigInteger,
        Kind::BigDecimal => ShapeType::BigDecimal,
        Kind::Timestamp => ShapeType::Timestamp,
        Kind::Document => ShapeType::Document,
        Kind::List => ShapeType::List,
        Kind::Map => ShapeType::Map,
        Kind::Structure => ShapeType::Structure,
        Kind::Union => ShapeType::Union,
    }
}

/// Schemas live as long as the program; there is one a shape of the models compiled in, so what is leaked is bounded.
fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
