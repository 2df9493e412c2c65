use super::big_number;
use super::float;
use super::item::{BIG_NEGATIVE, BIG_UNSIGNED, DECIMAL, F16, F32, F64, FALSE, Kind, NULL, SECONDS, TRUE, UNDEFINED};
use super::reader::{Reader, invalid, mismatch};
use crate::schema::{SerdeResult, find_from, unknown_member};
use aws_smithy_schema::{Schema, ShapeType, prelude};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime};
use std::borrow::Cow;

/// The longest list or map that room is made for before it is read: what is in a body may be made up.
const MAX_ROOM: u64 = 1024;

/// A method per kind of value.
impl<'a> Reader<'a> {
    /// Reads the members of a structure or union that are there and not null. One that the model does not have comes
    /// with a schema that is no member.
    #[inline]
    pub(crate) fn read_struct(
        &mut self,
        schema: &Schema<'_>,
        mut member: impl FnMut(&Schema<'_>, &mut Self) -> SerdeResult,
    ) -> SerdeResult {
        if self.body.is_empty() {
            return Ok(());
        }
        let members = schema.members();
        let mut likely = 0;
        let length = self.expect(Kind::Map, "expected a map")?;
        self.each(length, |from| {
            let key = from.text()?;
            if from.is_null() {
                return from.read_null();
            }
            let before = from.at;
            match find(members, &key, &mut likely) {
                Some(found) => member(found, from)?,
                // It says which shape this is, and is never a member.
                None if key == "__type" => {}
                None if schema.shape_type() == ShapeType::Union => from.unknown_member(&key, &mut member)?,
                None => member(&prelude::DOCUMENT, from)?,
            }
            if from.at == before { from.skip() } else { Ok(()) }
        })
    }

    #[inline(never)]
    fn unknown_member(
        &mut self,
        name: &str,
        member: &mut dyn FnMut(&Schema<'_>, &mut Self) -> SerdeResult,
    ) -> SerdeResult {
        member(&unknown_member(name), self)
    }

    /// Reads the elements of a list, nulls among them.
    #[inline]
    pub(crate) fn read_list(&mut self, element: impl FnMut(&mut Self) -> SerdeResult) -> SerdeResult {
        let length = self.expect(Kind::List, "expected a list")?;
        self.each(length, element)
    }

    /// Reads the entries of a map, nulls among them.
    #[inline]
    pub(crate) fn read_map(&mut self, mut entry: impl FnMut(Cow<'a, str>, &mut Self) -> SerdeResult) -> SerdeResult {
        let length = self.expect(Kind::Map, "expected a map")?;
        self.each(length, |from| {
            let key = from.text()?;
            entry(key, from)
        })
    }

    /// How many elements or entries there are in what comes next, as far as it says so.
    pub(crate) fn likely_length(&self) -> usize {
        let mut ahead = Reader::new(self.body.get(self.at..).unwrap_or_default());
        let length = ahead.argument().ok().flatten().unwrap_or_default();
        // Each has a byte at least.
        usize::try_from(length.min(MAX_ROOM)).unwrap_or_default().min(ahead.body.len() - ahead.at)
    }

    /// Whether a string comes next.
    pub(crate) fn is_text(&self) -> bool {
        self.kind().is_ok_and(|kind| kind == Kind::Text)
    }

    pub(crate) fn read_str(&mut self) -> SerdeResult<Cow<'a, str>> {
        self.text()
    }

    pub(crate) fn read_boolean(&mut self) -> SerdeResult<bool> {
        let value = match self.peek() {
            Some(TRUE) => true,
            Some(FALSE) => false,
            _ => return Err(mismatch("expected a boolean")),
        };
        self.at += 1;
        Ok(value)
    }

    /// Reads a whole number, whatever its width.
    pub(crate) fn read_integer<T: TryFrom<i64>>(&mut self) -> SerdeResult<T> {
        let start = self.at;
        let is_negative = match self.kind()? {
            Kind::Unsigned => false,
            Kind::Negative => true,
            _ => return Err(mismatch("expected a whole number")),
        };
        let number = i64::try_from(self.number()?).ok().map(|number| if is_negative { !number } else { number });
        number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| {
            self.at = start;
            invalid("a number out of range")
        })
    }

    /// Reads a number of any kind and width.
    pub(crate) fn read_double(&mut self) -> SerdeResult<f64> {
        match self.peek().map(|initial| (initial, Kind::of(initial))) {
            Some((F16, _)) => self.after_initial().map(|bits| float::half(u16::from_be_bytes(bits))),
            Some((F32, _)) => self.after_initial().map(|bits| f64::from(f32::from_be_bytes(bits))),
            Some((F64, _)) => self.after_initial().map(f64::from_be_bytes),
            Some((_, Kind::Unsigned)) => self.number().map(|number| number as f64),
            Some((_, Kind::Negative)) => self.number().map(|number| -1.0 - number as f64),
            _ => Err(mismatch("expected a number")),
        }
    }

    pub(crate) fn read_float(&mut self) -> SerdeResult<f32> {
        self.read_double().map(|number| number as f32)
    }

    pub(crate) fn read_big_integer(&mut self) -> SerdeResult<BigInteger> {
        let digits = self.digits()?;
        digits.parse().map_err(|_| invalid("a number that cannot be read"))
    }

    /// Reads digits with an exponent; a whole number is one, too.
    pub(crate) fn read_big_decimal(&mut self) -> SerdeResult<BigDecimal> {
        let start = self.at;
        let text = match self.kind()? {
            Kind::Tag if self.number()? == DECIMAL => self.decimal()?,
            _ => {
                self.at = start;
                self.digits()?
            }
        };
        text.parse().map_err(|_| invalid("a number that cannot be read"))
    }

    /// The digits of a whole number of any size.
    pub(super) fn digits(&mut self) -> SerdeResult<String> {
        let start = self.at;
        match self.kind()? {
            Kind::Unsigned => self.number().map(|number| number.to_string()),
            Kind::Negative => self.number().map(|number| (-1 - i128::from(number)).to_string()),
            Kind::Tag => {
                let tag = self.number()?;
                if tag != BIG_UNSIGNED && tag != BIG_NEGATIVE {
                    self.at = start;
                    return Err(mismatch("expected a whole number"));
                }
                let bytes = self.blob()?;
                big_number::digits(&bytes, tag == BIG_NEGATIVE).ok_or_else(|| invalid("a number out of range"))
            }
            _ => Err(mismatch("expected a whole number")),
        }
    }

    /// Exponent and digits: the list after the tag of a decimal.
    fn decimal(&mut self) -> SerdeResult<String> {
        let (mut exponent, mut digits) = (None, None);
        self.read_list(|from| {
            match (exponent, &digits) {
                (None, _) => exponent = Some(from.read_integer::<i64>()?),
                (_, None) => digits = Some(from.digits()?),
                _ => return Err(invalid("a decimal with more than digits and an exponent")),
            }
            Ok(())
        })?;
        match (exponent, digits) {
            (Some(exponent), Some(digits)) => Ok(big_number::decimal(&digits, exponent)),
            _ => Err(invalid("a decimal without digits")),
        }
    }

    pub(crate) fn read_blob(&mut self) -> SerdeResult<Blob> {
        self.blob().map(|bytes| Blob::new(bytes.into_owned()))
    }

    /// Reads a timestamp, which must have its tag: a number alone is no time.
    pub(crate) fn read_timestamp(&mut self) -> SerdeResult<DateTime> {
        let start = self.at;
        if self.kind()? != Kind::Tag || self.number()? != SECONDS {
            self.at = start;
            return Err(mismatch("expected a timestamp"));
        }
        match self.kind()? {
            Kind::Unsigned | Kind::Negative => self.read_integer().map(DateTime::from_secs),
            _ => float::timestamp(self.read_double()?).ok_or_else(|| invalid("a timestamp out of range")),
        }
    }

    /// Whether a null comes next, or what other languages have beside it.
    #[inline]
    pub(crate) fn is_null(&self) -> bool {
        matches!(self.peek(), Some(NULL | UNDEFINED))
    }

    pub(crate) fn read_null(&mut self) -> SerdeResult {
        if !self.is_null() {
            return Err(mismatch("expected null"));
        }
        self.at += 1;
        Ok(())
    }

    pub(crate) fn skip_value(&mut self) -> SerdeResult {
        self.skip()
    }
}

/// The member of a name.
#[inline]
fn find<'s>(members: &'s [&'s Schema<'s>], name: &str, likely: &mut usize) -> Option<&'s Schema<'s>> {
    let index = find_from(members, likely, |member| member.member_name() == Some(name))?;
    members.get(index).copied()
}
