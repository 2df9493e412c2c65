//! The shapes of a model.

use std::collections::BTreeMap;
use std::slice;

use crate::{ShapeId, Span, Traits};

/// A [shape](https://smithy.io/2.0/spec/model.html#shapes): its kind, its traits and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The id, without a member.
    pub id: ShapeId,
    /// The type of the shape with what belongs to that type.
    pub kind: ShapeKind,
    /// The traits, those of its mixins included.
    pub traits: Traits,
    /// Where the file names the shape. `1:1` for shapes of the prelude.
    pub span: Span,
}

/// The type of a shape, with the parts that shapes of this type have.
#[derive(Clone, Debug, PartialEq)]
pub enum ShapeKind {
    /// Uninterpreted bytes.
    Blob,
    /// True or false.
    Boolean,
    /// Text in UTF-8.
    String,
    /// A signed integer of 8 bits.
    Byte,
    /// A signed integer of 16 bits.
    Short,
    /// A signed integer of 32 bits.
    Integer,
    /// A signed integer of 64 bits.
    Long,
    /// A floating point number of 32 bits.
    Float,
    /// A floating point number of 64 bits.
    Double,
    /// A signed integer of any size.
    BigInteger,
    /// A decimal number of any precision.
    BigDecimal,
    /// A point in time.
    Timestamp,
    /// Untyped data.
    Document,
    /// A string of known values. Every member has the trait `smithy.api#enumValue` with a string, also where
    /// the model leaves it out; a string shape with the trait `smithy.api#enum` of Smithy 1.0 reads as this.
    Enum(Vec<Member>),
    /// An integer of known values. Every member has the trait `smithy.api#enumValue` with an integer.
    IntEnum(Vec<Member>),
    /// A list. The `set` of Smithy 1.0 reads as a list with the trait `smithy.api#uniqueItems`.
    List(Member),
    /// A map.
    Map {
        /// The key, which targets a string.
        key: Member,
        /// The value.
        value: Member,
    },
    /// A structure: members in the order of the file, those of mixins first.
    Structure(Vec<Member>),
    /// A union: exactly one of its members is set.
    Union(Vec<Member>),
    /// An operation.
    Operation(Operation),
    /// A service.
    Service(Box<Service>),
    /// A resource.
    Resource(Box<Resource>),
}

/// A member of a structure, union, enum, list or map.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The id: that of the shape with `$` and the name.
    pub id: ShapeId,
    /// The name. `member`, `key` or `value` in a list or map.
    pub name: String,
    /// The shape that says what values the member holds. `smithy.api#Unit` for members of enums.
    pub target: ShapeId,
    /// The traits of the member itself; those of its target are not among them.
    pub traits: Traits,
    /// Where the file names the member: in the mixin, when it was inherited and not defined again.
    pub span: Span,
}

/// What an [operation](https://smithy.io/2.0/spec/service-types.html#operation) takes and gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Operation {
    /// The input structure. `None` when absent or `smithy.api#Unit`.
    pub input: Option<ShapeId>,
    /// The output structure. `None` when absent or `smithy.api#Unit`.
    pub output: Option<ShapeId>,
    /// The errors of this operation; those of its service are not among them.
    pub errors: Vec<ShapeId>,
}

/// What a [service](https://smithy.io/2.0/spec/service-types.html#service) binds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// The version, in a format of the service's choice. Empty when the model has none.
    pub version: String,
    /// The operations bound to the service itself; those of its resources are not among them.
    pub operations: Vec<ShapeId>,
    /// The resources bound to the service itself.
    pub resources: Vec<ShapeId>,
    /// The errors every operation may give.
    pub errors: Vec<ShapeId>,
    /// New names of shapes whose names clash inside the service.
    pub rename: BTreeMap<ShapeId, String>,
}

/// What a [resource](https://smithy.io/2.0/spec/service-types.html#resource) binds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resource {
    /// The identifiers, by name.
    pub identifiers: BTreeMap<String, ShapeId>,
    /// The properties, by name.
    pub properties: BTreeMap<String, ShapeId>,
    /// The operation that creates a resource and chooses its identifiers.
    pub create: Option<ShapeId>,
    /// The operation that creates or replaces a resource of given identifiers.
    pub put: Option<ShapeId>,
    /// The operation that reads a resource.
    pub read: Option<ShapeId>,
    /// The operation that changes a resource.
    pub update: Option<ShapeId>,
    /// The operation that deletes a resource.
    pub delete: Option<ShapeId>,
    /// The operation that lists resources.
    pub list: Option<ShapeId>,
    /// Further operations on one resource.
    pub operations: Vec<ShapeId>,
    /// Further operations on the collection of resources.
    pub collection_operations: Vec<ShapeId>,
    /// The child resources.
    pub resources: Vec<ShapeId>,
}

impl Shape {
    /// The members of a structure, union or enum in their order, and the one member of a list. Empty for all
    /// other shapes, also for maps: see [`Shape::all_members`].
    pub fn members(&self) -> &[Member] {
        match &self.kind {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members) => members,
            ShapeKind::List(member) => slice::from_ref(member),
            _ => &[],
        }
    }

    /// The members of any shape; key and value of a map.
    pub fn all_members(&self) -> impl Iterator<Item = &Member> {
        let map = match &self.kind {
            ShapeKind::Map { key, value } => [Some(key), Some(value)],
            _ => [None, None],
        };
        self.members().iter().chain(map.into_iter().flatten())
    }

    /// The member of this name.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.all_members().find(|member| member.name == name)
    }

    /// The member of this name, to be changed.
    pub(crate) fn member_mut(&mut self, name: &str) -> Option<&mut Member> {
        let mut members: Vec<&mut Member> = match &mut self.kind {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::Enum(members)
            | ShapeKind::IntEnum(members) => members.iter_mut().collect(),
            ShapeKind::List(member) => vec![member],
            ShapeKind::Map { key, value } => vec![key, value],
            _ => Vec::new(),
        };
        let at = members.iter().position(|member| member.name == name)?;
        Some(members.swap_remove(at))
    }

    /// The name of the shape's type in the JSON AST: `structure`, `intEnum`, ...
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            ShapeKind::Blob => "blob",
            ShapeKind::Boolean => "boolean",
            ShapeKind::String => "string",
            ShapeKind::Byte => "byte",
            ShapeKind::Short => "short",
            ShapeKind::Integer => "integer",
            ShapeKind::Long => "long",
            ShapeKind::Float => "float",
            ShapeKind::Double => "double",
            ShapeKind::BigInteger => "bigInteger",
            ShapeKind::BigDecimal => "bigDecimal",
            ShapeKind::Timestamp => "timestamp",
            ShapeKind::Document => "document",
            ShapeKind::Enum(_) => "enum",
            ShapeKind::IntEnum(_) => "intEnum",
            ShapeKind::List(_) => "list",
            ShapeKind::Map { .. } => "map",
            ShapeKind::Structure(_) => "structure",
            ShapeKind::Union(_) => "union",
            ShapeKind::Operation(_) => "operation",
            ShapeKind::Service(_) => "service",
            ShapeKind::Resource(_) => "resource",
        }
    }
}

impl Resource {
    /// The lifecycle operations there are, each with the name of its property in the JSON AST.
    pub fn lifecycle(&self) -> impl Iterator<Item = (&'static str, &ShapeId)> {
        [
            ("create", &self.create),
            ("put", &self.put),
            ("read", &self.read),
            ("update", &self.update),
            ("delete", &self.delete),
            ("list", &self.list),
        ]
        .into_iter()
        .filter_map(|(name, operation)| Some((name, operation.as_ref()?)))
    }
}
