//! Lists and maps, and what is in a structure.

use super::cursor::{Tag, invalid};
use super::reader::Reader;
use crate::schema::{SerdeResult, find_from};
use aws_smithy_schema::Schema;
use std::borrow::Cow;

/// What elements and attributes are called that hold a value: by `@xmlName`, by the name of the member, or so.
pub(super) fn name<'s>(schema: Option<&'s Schema<'_>>, default: &'static str) -> &'s str {
    let trait_or_member = |schema: &'s Schema<'_>| schema.xml_name().map(|name| name.value()).or(schema.member_name());
    schema.and_then(trait_or_member).unwrap_or(default)
}

/// The members of a structure or union, by the names they have in XML.
pub(super) struct Members<'s> {
    members: &'s [&'s Schema<'s>],
    /// How many come before the one that is likely next.
    likely: usize,
}

impl<'s> Members<'s> {
    pub(super) fn new(schema: &'s Schema<'_>) -> Self {
        Self { members: schema.members(), likely: 0 }
    }

    /// The member that an element or attribute of this name is. One without a prefix is found whatever the prefix.
    #[inline]
    pub(super) fn find(&mut self, tag: Tag<'_>, is_attribute: bool) -> Option<&'s Schema<'s>> {
        let found = self.find_name(tag.name, is_attribute);
        found.or_else(|| self.find_name(tag.local()?, is_attribute))
    }

    #[inline]
    fn find_name(&mut self, wanted: &str, is_attribute: bool) -> Option<&'s Schema<'s>> {
        let is_it = |member: &&Schema<'_>| name(Some(*member), "") == wanted && member.xml_attribute() == is_attribute;
        let index = find_from(self.members, &mut self.likely, is_it)?;
        self.members.get(index).copied()
    }
}

impl<'a> Reader<'a> {
    /// Reads the elements of a list or the entries of a map: what is in the element that is read next, if it has that
    /// name, or, flattened, that element itself and all others of its name beside it.
    pub(super) fn repeated(
        &mut self,
        schema: &Schema<'_>,
        name: &str,
        each: impl FnMut(&mut Self, Tag<'a>) -> SerdeResult,
    ) -> SerdeResult {
        let tag = self.element()?;
        if schema.xml_flattened() { self.flattened(tag, each) } else { self.wrapped(tag, name, each) }
    }

    fn wrapped(
        &mut self,
        tag: Tag<'a>,
        name: &str,
        mut each: impl FnMut(&mut Self, Tag<'a>) -> SerdeResult,
    ) -> SerdeResult {
        self.enter()?;
        while let Some(child) = self.cursor.child(tag)? {
            if child.is(name) { each(self, child)? } else { self.skip(child)? }
        }
        self.leave();
        Ok(())
    }

    /// Elements of other members may be in between. Those that come after are found by looking ahead to the end of the
    /// structure; reading goes on after the elements that are beside one another.
    fn flattened(&mut self, first: Tag<'a>, mut each: impl FnMut(&mut Self, Tag<'a>) -> SerdeResult) -> SerdeResult {
        let parent = self.parent;
        let mut go_on_at = None;
        let mut read_ahead = false;
        let mut next = Some(first);
        while let Some(tag) = next {
            if tag.name == first.name {
                each(self, tag)?;
                read_ahead |= go_on_at.is_some();
            } else {
                self.skip(tag)?;
            }
            let before = self.cursor.at;
            next = self.cursor.child(parent)?;
            if next.is_none_or(|tag| tag.name != first.name) {
                go_on_at.get_or_insert(before);
            }
        }
        // There is one: the loop ends at the end of the structure.
        self.cursor.at = go_on_at.unwrap_or(self.cursor.at);
        self.read_ahead = read_ahead;
        Ok(())
    }

    /// Reads an entry of a map. Its value may come before its key.
    pub(super) fn entry(
        &mut self,
        tag: Tag<'a>,
        map: &Schema<'_>,
        read: &mut impl FnMut(Cow<'a, str>, &mut Self) -> SerdeResult,
    ) -> SerdeResult {
        let (key_name, value_name) = (name(map.key(), "key"), name(map.member(), "value"));
        let (mut key, mut value) = (None, None);
        while let Some(child) = self.cursor.child(tag)? {
            if child.is(key_name) {
                key = Some(self.cursor.content(child)?);
            } else if child.is(value_name)
                && let Some(key) = key.take()
            {
                self.value_of(key, child, read)?;
                return self.rest_of_entry(tag);
            } else {
                value = Some((self.cursor.at, child)).filter(|_| child.is(value_name)).or(value);
                self.skip(child)?;
            }
        }
        let (Some(key), Some((at, child))) = (key, value) else {
            return Err(invalid("an entry without its key or its value"));
        };
        let end = std::mem::replace(&mut self.cursor.at, at);
        self.value_of(key, child, read)?;
        self.cursor.at = end;
        Ok(())
    }

    fn value_of(
        &mut self,
        key: Cow<'a, str>,
        value: Tag<'a>,
        read: &mut impl FnMut(Cow<'a, str>, &mut Self) -> SerdeResult,
    ) -> SerdeResult {
        self.set_element(value);
        read(key, self)?;
        self.skip_unread()
    }

    fn rest_of_entry(&mut self, tag: Tag<'a>) -> SerdeResult {
        while let Some(child) = self.cursor.child(tag)? {
            self.skip(child)?;
        }
        Ok(())
    }
}
