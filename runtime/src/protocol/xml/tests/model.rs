//! Shapes with members of every kind, written as generated code would be.

use crate::schema::{ShapeSchema, shape};
use crate::serde::{Boxed, Reader, SerdeResult, Structure, Union, UnknownMember, Writer};
use crate::structure;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime};
use std::collections::HashMap;

/// Structures without required members, given their ids and texts and the types of their members.
macro_rules! structures {
    ($($name:ident = $id:literal, $text:literal { $($field:ident: $type:ty,)* })*) => {$(
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(in crate::protocol) struct $name {
            $(pub(in crate::protocol) $field: Option<$type>,)*
        }
        structure!($name, $id, $text, [$($field),*], both);
    )*};
}

structures! {
    Scalars = "test#Scalars", r#"
        Text, Flag boolean, Byte byte, Short short, Int integer, Long long, Float float, Double double, Big bigInteger,
        Decimal bigDecimal, Blob blob, At timestamp, Http timestamp http-date, Seconds timestamp epoch-seconds,
        Renamed xmlName="other:Name", Nested structure xmlName="nested"
    "# {
        text: String, flag: bool, byte: i8, short: i16, int: i32, long: i64, float: f32, double: f64, big: BigInteger,
        decimal: BigDecimal, blob: Blob, at: DateTime, http: DateTime, seconds: DateTime, renamed: String, nested: Root,
    }

    Root = "test#Root", r#"structure xmlName="root" xmlNamespace="urn:r&d" xmlNamespacePrefix="r"; Text, Inner xmlNamespace="urn:i""# {
        text: String, inner: String,
    }

    Attributes = "test#Attributes", r#"
        Text, Id xmlAttribute xmlName="xsi:id", Count integer xmlAttribute, Self structure xmlNamespace="urn:x" xmlNamespacePrefix="xsi",
        List list <structure>, Map map <structure>
    "# {
        text: String, id: String, count: i32, itself: Flags, list: Vec<Flags>, map: HashMap<String, Flags>,
    }

    Flags = "test#Flags", r#"Text, Flag boolean xmlAttribute, At timestamp epoch-seconds xmlAttribute xmlName="at""# {
        text: String, flag: bool, at: DateTime,
    }

    Lists = "test#Lists", r#"
        Plain list, Renamed list xmlName="items" <xmlName="item">, Flat list xmlFlattened <xmlName="ignored">,
        FlatRenamed list xmlFlattened xmlName="f" <integer>, Nested list <list>, Structures list <structure>,
        FlatStructures list xmlFlattened <structure>, Sparse list <integer>,
        Namespaced list xmlNamespace="urn:l" <xmlNamespace="urn:m">,
        FlatNamespaced list xmlFlattened <xmlNamespace="urn:m">
    "# {
        plain: Vec<String>, renamed: Vec<String>, flat: Vec<String>, flat_renamed: Vec<i32>, nested: Vec<Vec<String>>,
        structures: Vec<Root>, flat_structures: Vec<Root>, sparse: Vec<Option<i32>>, namespaced: Vec<String>,
        flat_namespaced: Vec<String>,
    }

    Maps = "test#Maps", r#"
        Plain map, Renamed map xmlName="m" <xmlName="K": xmlName="V">, Flat map xmlFlattened xmlName="e" <integer>,
        FlatRenamed map xmlFlattened <xmlName="K": xmlName="V">, Lists map <list>, Structures map <structure>, Maps map <map>,
        FlatMaps map xmlFlattened <map>,
        Namespaced map xmlNamespace="urn:m" <xmlNamespace="urn:k": xmlNamespace="urn:v">,
        FlatNamespaced map xmlFlattened xmlNamespace="urn:e" <xmlNamespace="urn:k": xmlNamespace="urn:v">
    "# {
        plain: HashMap<String, String>, renamed: HashMap<String, String>, flat: HashMap<String, i32>,
        flat_renamed: HashMap<String, String>, lists: HashMap<String, Vec<String>>, structures: HashMap<String, Root>,
        maps: HashMap<String, HashMap<String, String>>, flat_maps: HashMap<String, HashMap<String, String>>,
        namespaced: HashMap<String, String>, flat_namespaced: HashMap<String, String>,
    }

    Unions = "test#Unions", "Choice union, List list <union>" {
        choice: Choice, list: Vec<Choice>,
    }

    Unwrapped = "test#Unwrapped", "structure s3UnwrappedXmlOutput; LocationConstraint" {
        location_constraint: String,
    }

    Empty = "test#Empty", "" {}
}

/// A structure that holds itself, in each way.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::protocol) struct Tree {
    pub(in crate::protocol) name: Option<String>,
    pub(in crate::protocol) child: Option<Box<Tree>>,
    pub(in crate::protocol) kids: Option<Vec<Tree>>,
    pub(in crate::protocol) list: Option<Vec<Tree>>,
    pub(in crate::protocol) map: Option<HashMap<String, Tree>>,
}

impl Structure for Tree {
    type Builder = Self;

    fn shape() -> &'static ShapeSchema {
        shape(
            "test#Tree",
            "Name, Child structure, Kids list xmlFlattened <structure>, List list <structure>, Map map <structure>",
        )
    }

    fn write(&self, to: &mut Writer<'_>) -> SerdeResult {
        to.members(&[&self.name, &Boxed(&self.child), &self.kids, &self.list, &self.map])
    }

    fn read(to: &mut Self, from: &mut Reader<'_>) -> SerdeResult {
        from.members(&mut [&mut to.name, &mut Boxed(&mut to.child), &mut to.kids, &mut to.list, &mut to.map])
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::protocol) enum Choice {
    Text(String),
    Number(i32),
    Root(Root),
    Unit,
    Many(Vec<String>),
    Unknown,
}

impl Structure for Choice {
    type Builder = Option<Self>;

    fn shape() -> &'static ShapeSchema {
        shape("test#Choice", "union; Text, Number integer, Root structure, Unit structure, Many list xmlFlattened")
    }

    fn write(&self, to: &mut Writer<'_>) -> SerdeResult {
        match self {
            Self::Text(value) => to.variant(0, value),
            Self::Number(value) => to.variant(1, value),
            Self::Root(value) => to.variant(2, value),
            Self::Unit => to.unit(3),
            Self::Many(value) => to.variant(4, value),
            Self::Unknown => to.unknown(&UnknownMember::default()),
        }
    }

    fn read(slot: &mut Option<Self>, from: &mut Reader<'_>) -> SerdeResult {
        *slot = Some(Self::Unknown);
        from.variant(&mut |index, from| match index {
            0 => from.value(slot, Self::Text),
            1 => from.value(slot, Self::Number),
            2 => from.value(slot, Self::Root),
            3 => from.unit(slot, Self::Unit),
            4 => from.value(slot, Self::Many),
            _ => from.unknown(slot),
        })
    }
}

impl Union for Choice {
    fn unknown(_: UnknownMember) -> Self {
        Self::Unknown
    }
}
