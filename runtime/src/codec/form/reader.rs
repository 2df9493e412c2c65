//! The way back: what a service does.

use super::names::{Names, push};
use crate::codec::{percent, timestamp};
use crate::schema::SerdeResult;
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Parse;
use aws_smithy_types::{Blob, DateTime, base64};
use std::borrow::Cow;
use std::str::FromStr;

/// Reads a form: the value at one key.
pub(crate) struct Reader<'a> {
    /// All parameters.
    params: &'a [(String, String)],
    /// The key of the value, and the schema of the member that has it.
    key: String,
    names: Names,
}

impl<'a> Reader<'a> {
    /// Reads all of a form, whose parameters are these.
    pub(crate) fn new(params: &'a [(String, String)], names: Names) -> Self {
        Self { params, key: String::new(), names }
    }

    /// The parameters of a form.
    pub(crate) fn params(body: &[u8]) -> SerdeResult<Vec<(String, String)>> {
        percent::params(str::from_utf8(body).map_err(|_| SerdeError::invalid_input("the form is not UTF-8"))?)
    }

    /// What is below this key.
    fn at(&self, part: &str) -> Self {
        self.below(|key| push(key, part))
    }

    fn below(&self, go: impl FnOnce(&mut String)) -> Self {
        let mut key = self.key.clone();
        go(&mut key);
        Self { params: self.params, key, names: self.names }
    }

    /// Whether there is a value.
    fn is_there(&self) -> bool {
        let is_below =
            |key: &str| key.strip_prefix(&*self.key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        self.params.iter().any(|(key, _)| is_below(key))
    }

    /// The numbered values that are there, one after the other.
    fn numbered(&self, part: Option<&str>) -> impl Iterator<Item = Self> {
        let list = part.map_or_else(|| self.at(""), |part| self.at(part));
        let before = list.key.trim_end_matches('.').to_owned();
        let (params, names) = (self.params, self.names);
        (1..)
            .map(move |number: usize| Self { params, key: format!("{before}.{number}"), names })
            .take_while(Self::is_there)
    }

    /// Reads the members that are there.
    pub(crate) fn read_struct(
        &mut self,
        schema: &Schema<'_>,
        mut member: impl FnMut(&Schema<'_>, &mut Self) -> SerdeResult,
    ) -> SerdeResult {
        for schema in schema.members() {
            let mut from = self.below(|key| self.names.push_member(key, schema));
            if from.is_there() {
                member(schema, &mut from)?;
            }
        }
        Ok(())
    }

    /// Reads the elements of a list.
    pub(crate) fn read_list(
        &mut self,
        schema: &Schema<'_>,
        mut element: impl FnMut(&mut Self) -> SerdeResult,
    ) -> SerdeResult {
        self.numbered(self.names.of_elements(schema)).try_for_each(|mut from| element(&mut from))
    }

    /// Reads the entries of a map.
    pub(crate) fn read_map(
        &mut self,
        schema: &Schema<'_>,
        mut entry: impl FnMut(Cow<'_, str>, &mut Self) -> SerdeResult,
    ) -> SerdeResult {
        let [key, value] = self.names.of_entry(schema);
        self.numbered(self.names.of_entries(schema))
            .try_for_each(|from| entry(from.at(key).text()?, &mut from.at(value)))
    }

    /// The text of the value.
    pub(crate) fn text(&self) -> SerdeResult<Cow<'a, str>> {
        let found = self.params.iter().find(|(key, _)| *key == self.key);
        let (_, value) = found.ok_or_else(|| self.error("there is no value"))?;
        Ok(value.into())
    }

    /// A value that AWS can parse.
    pub(crate) fn primitive<T: Parse>(&self) -> SerdeResult<T> {
        T::parse_smithy_primitive(&self.text()?).map_err(|error| self.error(&error.to_string()))
    }

    /// A number of any size.
    pub(crate) fn big_number<T: FromStr>(&self) -> SerdeResult<T> {
        self.text()?.parse().map_err(|_| self.error("expected a number"))
    }

    pub(crate) fn blob(&self) -> SerdeResult<Blob> {
        base64::decode(self.text()?.as_ref()).map(Blob::new).map_err(|error| self.error(&error.to_string()))
    }

    pub(crate) fn timestamp(&self, schema: &Schema<'_>) -> SerdeResult<DateTime> {
        timestamp::read(&self.text()?, timestamp::format(schema)?.unwrap_or(Format::DateTime))
    }

    fn error(&self, message: &str) -> SerdeError {
        SerdeError::invalid_input(format!("{}: {message}", self.key))
    }
}
