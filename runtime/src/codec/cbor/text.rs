//! What an item is in JSON, where no member says what it is to be.

use super::item::{BIG_NEGATIVE, BIG_UNSIGNED, DECIMAL, F16, F32, F64, FALSE, Kind, TRUE};
use super::reader::Reader;
use crate::codec::json;
use crate::schema::SerdeResult;
use aws_smithy_types::base64;

impl Reader<'_> {
    /// Reads any value as JSON: bytes are base64, and times the seconds since 1970. What JSON cannot have is skipped.
    pub(crate) fn keep_value(&mut self) -> SerdeResult<Option<String>> {
        let (start, depth) = (self.at, self.depth);
        let mut to = json::Writer::new();
        if self.json(&mut to).is_ok() {
            return Ok(String::from_utf8(to.finish()).ok());
        }
        (self.at, self.depth) = (start, depth);
        self.skip().map(|()| None)
    }

    fn json(&mut self, to: &mut json::Writer) -> SerdeResult {
        match self.kind()? {
            Kind::Unsigned | Kind::Negative => to.big_number(&self.digits()?)?,
            Kind::Bytes => to.string(&base64::encode(self.blob()?), b','),
            Kind::Text => to.string(&self.text()?, b','),
            Kind::List => {
                to.open(b'[');
                self.read_list(|from| from.json(to))?;
                to.close(b']');
            }
            Kind::Map => {
                to.open(b'{');
                self.read_map(|key, from| {
                    to.string(&key, b':');
                    from.json(to)
                })?;
                to.close(b'}');
            }
            Kind::Tag => self.tagged(to)?,
            Kind::Simple => match self.peek() {
                Some(TRUE | FALSE) => to.boolean(self.read_boolean()?),
                Some(F16 | F32) => to.float(self.read_float()?),
                Some(F64) => to.float(self.read_double()?),
                _ => {
                    self.argument()?;
                    to.null();
                }
            },
        }
        Ok(())
    }

    fn tagged(&mut self, to: &mut json::Writer) -> SerdeResult {
        let start = self.at;
        match self.number()? {
            BIG_UNSIGNED | BIG_NEGATIVE | DECIMAL => {
                self.at = start;
                to.big_number(self.read_big_decimal()?.as_ref())
            }
            // Seconds are a number, and of what other tags mean only the value is kept.
            _ => {
                self.enter()?;
                self.json(to)?;
                self.leave()
            }
        }
    }
}
