//! The texts of sensitive members, to be taken out of what is kept.

use crate::serde::{DynStructure, SerdeResult, Sink};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerializableStruct, ShapeSerializer};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, base64};

/// The texts of a structure that its model calls sensitive, and its blobs in base64.
pub(super) fn texts(structure: &DynStructure<'_>) -> Vec<String> {
    let mut walk = Walk { inside: false, found: Vec::new() };
    // What cannot be written, such as an unknown member of a union, has none.
    let _ = structure.write(&mut Sink::new(&mut walk));
    walk.found
}

struct Walk {
    /// Whether all that is being walked is sensitive.
    inside: bool,
    found: Vec<String>,
}

impl Walk {
    fn nest(&mut self, sensitive: bool, walk: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult) -> SerdeResult {
        let outer = self.inside;
        self.inside |= sensitive;
        let walked = walk(self);
        self.inside = outer;
        walked
    }

    fn keep(&mut self, schema: &Schema<'_>, text: impl FnOnce() -> String) {
        if self.inside || schema.sensitive().is_some() {
            self.found.push(text());
        }
    }
}

/// Implements the methods for values that are no texts.
macro_rules! no_texts {
    ($($method:ident($type:ty);)*) => {$(
        fn $method(&mut self, _: &Schema<'_>, _: $type) -> SerdeResult {
            Ok(())
        }
    )*};
}

impl ShapeSerializer for Walk {
    fn write_struct(&mut self, schema: &Schema<'_>, value: &dyn SerializableStruct) -> SerdeResult {
        let sensitive = schema.sensitive().is_some() || value.schema().sensitive().is_some();
        self.nest(sensitive, &|walk| value.serialize_members(walk))
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.nest(schema.sensitive().is_some(), write)
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.nest(schema.sensitive().is_some(), write)
    }

    fn write_string(&mut self, schema: &Schema<'_>, value: &str) -> SerdeResult {
        self.keep(schema, || value.to_owned());
        Ok(())
    }

    fn write_blob(&mut self, schema: &Schema<'_>, value: Blob) -> SerdeResult {
        self.keep(schema, || base64::encode(value));
        Ok(())
    }

    fn write_null(&mut self, _: &Schema<'_>) -> SerdeResult {
        Ok(())
    }

    no_texts! {
        write_boolean(bool);
        write_byte(i8);
        write_short(i16);
        write_integer(i32);
        write_long(i64);
        write_float(f32);
        write_double(f64);
        write_big_integer(&BigInteger);
        write_big_decimal(&BigDecimal);
        write_timestamp(&DateTime);
        write_document(&Document);
    }
}

/// Writes asterisks over texts, in any form that a body may have them in. Lengths stay, so that what counts them still does;
/// of base64 it is the letter that stands for zero.
pub(super) fn mask(body: &mut [u8], texts: &[String]) {
    for text in texts.iter().filter(|text| !text.is_empty()) {
        let json = serde_json::to_string(text).unwrap_or_default();
        let xml = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let percent: String = text
            .bytes()
            .map(|byte| match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect();
        let fill = if base64::decode(text).is_ok() { b'A' } else { b'*' };
        for form in [text.as_str(), json.trim_matches('"'), &xml, &percent] {
            overwrite(body, form.as_bytes(), fill);
        }
    }
}

fn overwrite(body: &mut [u8], text: &[u8], fill: u8) {
    let mut at = 0;
    while let Some(found) =
        body.get(at..).and_then(|rest| rest.windows(text.len().max(1)).position(|part| part == text))
    {
        let end = at + found + text.len();
        body[at + found..end].iter_mut().filter(|byte| **byte != b'=').for_each(|byte| *byte = fill);
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn texts_are_written_over_wherever_they_are() {
        let texts = ["s3cret \"word\"&".to_owned(), "QUJD".to_owned()];
        let mut body = br#"{"a":"s3cret \"word\"&"} <a>s3cret "word"&amp;</a> a=s3cret%20%22word%22%26 QUJD="#.to_vec();
        let length = body.len();
        mask(&mut body, &texts);
        let body = String::from_utf8(body).expect("text");
        assert_eq!(body.len(), length);
        assert!(!body.contains("s3cret") && !body.contains("QUJD") && !body.contains("word"), "{body}");
        assert!(body.ends_with("AAAA=") && body.starts_with("{\"a\":\"**"), "{body}");
    }
}
