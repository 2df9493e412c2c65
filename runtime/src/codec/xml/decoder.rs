use super::nested::{Members, name};
use super::reader::Reader;
use crate::codec::timestamp;
use crate::schema::SerdeResult;
use aws_smithy_schema::{Schema, prelude};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime, base64};
use std::borrow::Cow;
use std::str::FromStr;

/// A method per kind of value.
impl<'a> Reader<'a> {
    /// Reads the members of a structure or union. One that the model does not have comes with a schema that is no
    /// member.
    #[inline]
    pub(crate) fn read_struct(
        &mut self,
        schema: &Schema<'_>,
        mut member: impl FnMut(&Schema<'_>, &mut Self) -> SerdeResult,
    ) -> SerdeResult {
        if schema.xml_unwrapped_output() {
            // The one member is what would be the structure.
            return schema.members().iter().try_for_each(|only| member(only, self));
        }
        let tag = self.element()?;
        self.enter()?;
        let mut members = Members::new(schema);
        // There may be any number of attributes, and hardly a structure has members that are some.
        if tag.has_attributes() && schema.members().iter().any(|member| member.xml_attribute()) {
            for (attribute, value) in tag.attributes() {
                if let Some(schema) = members.find(attribute, true) {
                    self.set_attribute(value);
                    member(schema, self)?;
                }
            }
        }
        // The flattened members all of whose elements have been read.
        let mut complete = Vec::new();
        while let Some(child) = self.cursor.child(tag)? {
            let found = members.find(child, false);
            if found.is_some_and(|schema| complete.contains(&schema.member_index())) {
                self.skip(child)?;
                continue;
            }
            self.set_element(child);
            self.parent = tag;
            self.read_ahead = false;
            member(found.unwrap_or(&prelude::DOCUMENT), self)?;
            self.skip_unread()?;
            if let Some(schema) = found.filter(|schema| schema.xml_flattened() && self.read_ahead) {
                complete.push(schema.member_index());
            }
        }
        self.leave();
        Ok(())
    }

    /// Reads the elements of a list; there are no nulls.
    pub(crate) fn read_list(
        &mut self,
        schema: &Schema<'_>,
        mut element: impl FnMut(&mut Self) -> SerdeResult,
    ) -> SerdeResult {
        self.repeated(schema, name(schema.member(), "member"), |from, tag| {
            from.set_element(tag);
            element(from)?;
            from.skip_unread()
        })
    }

    /// Reads the entries of a map; there are no nulls.
    pub(crate) fn read_map(
        &mut self,
        schema: &Schema<'_>,
        mut entry: impl FnMut(Cow<'a, str>, &mut Self) -> SerdeResult,
    ) -> SerdeResult {
        self.repeated(schema, "entry", |from, tag| from.entry(tag, schema, &mut entry))
    }

    /// Reads a string, every blank of it.
    pub(crate) fn read_str(&mut self) -> SerdeResult<Cow<'a, str>> {
        self.text()
    }

    pub(crate) fn read_boolean(&mut self) -> SerdeResult<bool> {
        self.parse("expected a boolean", |text| text.parse().ok())
    }

    /// Reads a whole number.
    pub(crate) fn read_integer<T: FromStr>(&mut self) -> SerdeResult<T> {
        self.parse("expected a whole number in range", |text| text.parse().ok())
    }

    /// Reads any number. Those that are not finite have the names that they have in Rust.
    pub(crate) fn read_number<T: FromStr>(&mut self) -> SerdeResult<T> {
        self.parse("expected a number", |text| text.parse().ok())
    }

    pub(crate) fn read_blob(&mut self) -> SerdeResult<Blob> {
        self.parse("expected base64", |text| base64::decode(text).ok().map(Blob::new))
    }

    pub(crate) fn read_timestamp(&mut self, schema: &Schema<'_>) -> SerdeResult<DateTime> {
        let format = timestamp::format(schema)?.unwrap_or(Format::DateTime);
        self.parse("expected a timestamp", |text| match format {
            Format::EpochSeconds => timestamp::epoch_seconds(text),
            _ => timestamp::read(text, format).ok(),
        })
    }

    pub(crate) fn skip_value(&mut self) -> SerdeResult {
        self.skip_unread()
    }
}
