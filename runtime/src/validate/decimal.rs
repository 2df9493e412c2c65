//! Compares numbers by their digits: exact for whatever Smithy can say.

use std::cmp::Ordering;

/// The order of two decimal numbers, such as `-1.50e3`; `None` if one of them is no number.
pub(super) fn compare(a: &str, b: &str) -> Option<Ordering> {
    let (a, b) = (Decimal::parse(a)?, Decimal::parse(b)?);
    Some(match (a.negative, b.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => a.magnitude.cmp(&b.magnitude),
        (true, true) => b.magnitude.cmp(&a.magnitude),
    })
}

struct Decimal {
    negative: bool,
    /// The number is `0.digits` times ten to the power of the exponent. Digits neither begin nor end with zeros, so
    /// that exponents, then digits, are in the order of the numbers. Zero has the least exponent.
    magnitude: (i64, String),
}

impl Decimal {
    fn parse(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        // What Rust prints of a float.
        if text == "inf" {
            return Some(Self { negative, magnitude: (i64::MAX, String::new()) });
        }
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let significant = digits.trim_start_matches('0');
        if significant.is_empty() {
            return Some(Self { negative: false, magnitude: (i64::MIN, String::new()) });
        }
        // The length of a text fits: memory holds no longer one.
        let point = whole.len() as i64 - (digits.len() - significant.len()) as i64;
        let magnitude = (exponent.saturating_add(point), significant.trim_end_matches('0').to_owned());
        Some(Self { negative, magnitude })
    }
}
