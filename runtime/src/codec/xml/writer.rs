use super::escape::escape;
use super::nested::name;
use crate::codec::timestamp;
use crate::schema::{SerdeResult, is_left_out, simple_writes};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, base64};

/// A namespace that an element declares: its URI, and its prefix unless it is the default one.
type Namespace<'a> = (&'a str, Option<&'a str>);

/// Writes XML: the value at a place of a document.
pub(crate) struct Writer<'a> {
    out: &'a mut String,
    place: Place<'a>,
}

/// Where a value is written.
enum Place<'a> {
    /// It is the whole document. This is the namespace of the root unless that has one of its own.
    Root(Option<Namespace<'a>>),
    /// In an element that is there already, which is that of the structure.
    #[cfg(feature = "server")]
    Inside(Of),
    /// In the start tag of a structure: what is no attribute is left out.
    Attributes,
    /// Among the members of a structure: what is an attribute is left out.
    Members(Of),
    /// In a list, as an element of this name, with this namespace unless it has one of its own.
    Items(&'a str, Option<Namespace<'a>>),
    /// In a map: its schema, and whether the key of an entry was written and its value is next.
    Entries(&'a Schema<'a>, bool),
}

/// What members are of.
#[derive(Clone, Copy)]
pub(crate) enum Of {
    Structure,
    /// Services write `Message` whether the model has that or `message`, and clients look for it.
    #[cfg(feature = "server")]
    Error,
}

impl Of {
    fn name<'s>(self, member: &'s Schema<'_>) -> &'s str {
        match (self, name(Some(member), "")) {
            #[cfg(feature = "server")]
            (Self::Error, "message") => MESSAGE,
            (_, name) => name,
        }
    }
}

/// What the message of an error is called.
#[cfg(feature = "server")]
const MESSAGE: &str = "Message";

impl<'a> Writer<'a> {
    /// Writes a document, the root of which declares this namespace unless it has one of its own.
    pub(crate) fn new(out: &'a mut String, namespace: Option<Namespace<'a>>) -> Self {
        Self { out, place: Place::Root(namespace) }
    }

    /// Writes members into an element that is there already.
    #[cfg(feature = "server")]
    pub(crate) fn inside(out: &'a mut String, of: Of) -> Self {
        Self { out, place: Place::Inside(of) }
    }

    /// Writes the element of a value, given what is left to write of it after its name.
    fn element(
        &mut self,
        schema: &Schema<'_>,
        target: &Schema<'_>,
        rest: impl FnOnce(&mut String) -> SerdeResult,
    ) -> SerdeResult {
        let out = &mut *self.out;
        match &mut self.place {
            Place::Attributes => Ok(()),
            #[cfg(feature = "server")]
            Place::Inside(_) => Err(SerdeError::unsupported("only members can be written into an element")),
            Place::Members(of) => element(out, of.name(schema), namespace(schema), rest),
            Place::Items(name, inherited) => element(out, name, namespace(schema).or(*inherited), rest),
            Place::Root(inherited) => {
                let namespace = namespace(schema).or_else(|| namespace(target)).or(*inherited);
                element(out, root_name(schema, target), namespace, rest)
            }
            Place::Entries(map, is_value) => {
                let is_key = !*is_value;
                *is_value = is_key;
                entry(out, map, is_key, rest)
            }
        }
    }

    /// Writes a value that is one text, as it stands there.
    fn scalar(&mut self, schema: &Schema<'_>, write: impl FnOnce(&mut String)) -> SerdeResult {
        if schema.xml_attribute() {
            if matches!(self.place, Place::Attributes) {
                self.out.extend([" ", name(Some(schema), ""), "=\""]);
                write(self.out);
                self.out.push('"');
            }
            return Ok(());
        }
        self.element(schema, schema, |out| {
            out.push('>');
            write(out);
            Ok(())
        })
    }

    /// Writes a text in which nothing has to be escaped.
    fn plain(&mut self, schema: &Schema<'_>, text: &str) -> SerdeResult {
        if is_left_out(schema, text) {
            return Ok(());
        }
        self.scalar(schema, |out| out.push_str(text))
    }
}

/// Writes an element, given what is left of it after its name. It is never written as `<name/>`, which services were
/// not tested with.
fn element(
    out: &mut String,
    name: &str,
    namespace: Option<Namespace<'_>>,
    rest: impl FnOnce(&mut String) -> SerdeResult,
) -> SerdeResult {
    open(out, name, namespace);
    rest(out)?;
    close(out, name);
    Ok(())
}

/// Writes the key or the value of an entry, and the half of the entry that is around it.
fn entry(
    out: &mut String,
    map: &Schema<'_>,
    is_key: bool,
    rest: impl FnOnce(&mut String) -> SerdeResult,
) -> SerdeResult {
    let entry = if map.xml_flattened() { name(Some(map), "") } else { "entry" };
    let (part, default) = if is_key { (map.key(), "key") } else { (map.member(), "value") };
    if is_key {
        open(out, entry, namespace(map).filter(|_| map.xml_flattened()));
        out.push('>');
    }
    element(out, name(part, default), part.and_then(namespace), rest)?;
    if !is_key {
        close(out, entry);
    }
    Ok(())
}

fn open(out: &mut String, name: &str, namespace: Option<Namespace<'_>>) {
    out.push('<');
    out.push_str(name);
    namespace.into_iter().for_each(|namespace| declare(out, namespace));
}

/// Declares a namespace in a start tag.
pub(crate) fn declare(out: &mut String, (uri, prefix): Namespace<'_>) {
    out.push_str(" xmlns");
    prefix.into_iter().for_each(|prefix| out.extend([":", prefix]));
    out.push_str("=\"");
    escape(uri, out);
    out.push('"');
}

fn close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn namespace<'s>(schema: &'s Schema<'_>) -> Option<Namespace<'s>> {
    schema.xml_namespace().map(|namespace| (namespace.uri(), namespace.prefix()))
}

/// What the root is called: by the payload that it is, else by its shape.
fn root_name<'s>(schema: &'s Schema<'_>, target: &'s Schema<'_>) -> &'s str {
    match schema.xml_name().or_else(|| target.xml_name()) {
        Some(name) => name.value(),
        None => target.member_name().unwrap_or_else(|| target.shape_id().shape_name()),
    }
}

impl ShapeSerializer for Writer<'_> {
    fn write_struct(&mut self, schema: &Schema<'_>, value: &dyn SerializableStruct) -> SerdeResult {
        let target = value.schema();
        if matches!(self.place, Place::Root(_)) && target.xml_unwrapped_output() {
            // The one member is what would be the structure.
            return value.serialize_members(self);
        }
        #[cfg(feature = "server")]
        if let Place::Inside(of) = self.place {
            // One that has both is written as it is.
            let has_both = target.members().iter().any(|member| name(Some(member), "") == MESSAGE);
            let place = Place::Members(if has_both { Of::Structure } else { of });
            return value.serialize_members(&mut Writer { out: self.out, place });
        }
        self.element(schema, target, |out| {
            if target.members().iter().any(|member| member.xml_attribute()) {
                value.serialize_members(&mut Writer { out, place: Place::Attributes })?;
            }
            out.push('>');
            value.serialize_members(&mut Writer { out, place: Place::Members(Of::Structure) })
        })
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        match self.place {
            Place::Members(_) if schema.xml_flattened() => {
                let place = Place::Items(name(Some(schema), ""), namespace(schema));
                write(&mut Writer { out: self.out, place })
            }
            _ => self.element(schema, schema, |out| {
                out.push('>');
                write(&mut Writer { out, place: Place::Items(name(schema.member(), "member"), None) })
            }),
        }
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        match self.place {
            Place::Members(_) if schema.xml_flattened() => {
                write(&mut Writer { out: self.out, place: Place::Entries(schema, false) })
            }
            _ => self.element(schema, schema, |out| {
                out.push('>');
                write(&mut Writer { out, place: Place::Entries(schema, false) })
            }),
        }
    }

    simple_writes! {
        by plain;
        write_boolean(value: bool) => if value { "true" } else { "false" };
        write_byte(value: i8) => Encoder::from(value).encode();
        write_short(value: i16) => Encoder::from(value).encode();
        write_integer(value: i32) => Encoder::from(value).encode();
        write_long(value: i64) => Encoder::from(value).encode();
        write_float(value: f32) => Encoder::from(value).encode();
        write_double(value: f64) => Encoder::from(value).encode();
        write_blob(value: Blob) => &base64::encode(value);
    }

    simple_writes! {
        by write_string;
        write_big_integer(value: &BigInteger) => value.as_ref();
        write_big_decimal(value: &BigDecimal) => value.as_ref();
    }

    fn write_string(&mut self, schema: &Schema<'_>, value: &str) -> SerdeResult {
        self.scalar(schema, |out| escape(value, out))
    }

    fn write_timestamp(&mut self, schema: &Schema<'_>, value: &DateTime) -> SerdeResult {
        let format = timestamp::format(schema)?.unwrap_or(Format::DateTime);
        self.plain(schema, &timestamp::write(value, format)?)
    }

    fn write_document(&mut self, _: &Schema<'_>, _: &Document) -> SerdeResult {
        Err(SerdeError::unsupported("XML has no documents"))
    }

    /// An element without anything in it stands for an element or value that is absent.
    fn write_null(&mut self, schema: &Schema<'_>) -> SerdeResult {
        self.plain(schema, "")
    }
}
