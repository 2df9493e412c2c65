//! Whole numbers of any size between bytes and digits. There is nothing to compute with them, so that this is all.

use std::fmt::Write as _;

/// The longest number that is read: to convert it takes time by the square of its length, and a body may be made up.
const MAX_BYTES: usize = 4096;

/// So many digits are computed with at once.
const DIGITS: usize = 9;
const BASE: u64 = 1_000_000_000;

/// The digits of a number in bytes, the most significant first. What is negative is -1 without the number. `None` of
/// one that is too long.
pub(super) fn digits(bytes: &[u8], is_negative: bool) -> Option<String> {
    if bytes.len() > MAX_BYTES {
        return None;
    }
    // The least significant part first.
    let mut parts: Vec<u64> = Vec::new();
    bytes.iter().for_each(|byte| multiply_add(&mut parts, BASE, 256, u64::from(*byte)));
    if is_negative {
        multiply_add(&mut parts, BASE, 1, 1);
    }
    let mut text = if is_negative { "-".to_owned() } else { String::new() };
    let (last, rest) = parts.split_last().map_or((&0, [].as_slice()), |(last, rest)| (last, rest));
    // Writing to a string cannot fail.
    let _ = write!(text, "{last}");
    rest.iter().rev().for_each(|part| _ = write!(text, "{part:0DIGITS$}"));
    Some(text)
}

/// The bytes of the number that these digits are, the most significant first and without zeros before it.
pub(super) fn bytes(digits: &str) -> Vec<u8> {
    let mut bytes: Vec<u64> = Vec::new();
    digits.bytes().for_each(|digit| multiply_add(&mut bytes, 256, 10, u64::from(digit.wrapping_sub(b'0'))));
    bytes.iter().rev().map(|byte| *byte as u8).collect()
}

/// The number before a negative one without its sign: what CBOR has for it.
pub(super) fn decremented(mut bytes: Vec<u8>) -> Vec<u8> {
    for byte in bytes.iter_mut().rev() {
        let borrows = *byte == 0;
        *byte = byte.wrapping_sub(1);
        if !borrows {
            break;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.split_off(zeros)
}

/// Multiplies a number in parts of a base, the least significant first, and adds to it.
fn multiply_add(parts: &mut Vec<u64>, base: u64, factor: u64, add: u64) {
    let mut carry = add;
    for part in parts.iter_mut() {
        let sum = *part * factor + carry;
        (*part, carry) = (sum % base, sum / base);
    }
    if carry > 0 {
        parts.push(carry);
    }
}

/// Digits with an exponent as text, with a point where that is not long.
pub(super) fn decimal(digits: &str, exponent: i64) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    match usize::try_from(exponent.unsigned_abs()) {
        Ok(0) => format!("{sign}{digits}"),
        Ok(places) if exponent < 0 && places < 64 => {
            let digits = format!("{digits:0>width$}", width = places + 1);
            let (whole, fraction) = digits.split_at(digits.len() - places);
            format!("{sign}{whole}.{fraction}")
        }
        _ => format!("{sign}{digits}E{exponent}"),
    }
}

/// The sign, digits and exponent of a number as text; `None` if the exponent has no place.
pub(super) fn parts(text: &str) -> Option<(bool, String, i64)> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let exponent = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    Some((mantissa.starts_with('-'), [whole, fraction].concat(), exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_digits() {
        for (of_bytes, text) in [
            (&[][..], "0"),
            (&[1], "1"),
            (&[1, 0], "256"),
            (&[0x3B, 0x9A, 0xCA, 0x00], "1000000000"),
            (&[1, 0, 0, 0, 0, 0, 0, 0, 0], "18446744073709551616"),
            (&[0xFF; 16], "340282366920938463463374607431768211455"),
        ] {
            assert_eq!(digits(of_bytes, false).as_deref(), Some(text));
            assert_eq!(bytes(text), of_bytes);
        }
        assert_eq!(digits(&[0, 0, 7], false).as_deref(), Some("7"));
        assert_eq!(bytes("007"), [7]);
    }

    #[test]
    fn negative_numbers() {
        for (of_bytes, text) in [(&[][..], "1"), (&[1], "2"), (&[0xFF], "256"), (&[1, 0, 0], "65537")] {
            assert_eq!(digits(of_bytes, true), Some(format!("-{text}")));
            assert_eq!(decremented(bytes(text)), of_bytes);
        }
    }

    #[test]
    fn a_number_that_takes_long_is_refused() {
        assert!(digits(&[0xFF; MAX_BYTES], false).is_some());
        assert_eq!(digits(&[0xFF; MAX_BYTES + 1], false), None);
    }

    #[test]
    fn decimals() {
        for (digits, exponent, text) in [
            ("27315", -2, "273.15"),
            ("-5", -3, "-0.005"),
            ("5", -1, "0.5"),
            ("7", 0, "7"),
            ("7", 3, "7E3"),
            ("1", -100, "1E-100"),
            ("1", i64::MIN, "1E-9223372036854775808"),
        ] {
            assert_eq!(decimal(digits, exponent), text);
        }
        for (text, found) in [
            ("273.15", (false, "27315".to_owned(), -2)),
            ("-.5e-3", (true, "5".to_owned(), -4)),
            ("+5.", (false, "5".to_owned(), 0)),
            ("1E+3", (false, "1".to_owned(), 3)),
        ] {
            assert_eq!(parts(text), Some(found));
        }
    }
}
