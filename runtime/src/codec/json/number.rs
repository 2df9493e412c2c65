//! Whole numbers in the notations of others.

use super::grammar::is_number;

/// The whole number that a number is in another notation, such as `1.0` or `12e2`; `None` if it is none, or has too many
/// digits. No digit is rounded.
pub(super) fn whole(text: &str) -> Option<i64> {
    if !is_number(text) {
        return None;
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let significant = digits.trim_end_matches('0');
    if significant.trim_start_matches(['-', '0']).is_empty() {
        return Some(0);
    }
    // The number is the significant digits and so many zeros. It has no more than 19 digits, so that more do not count.
    let zeros = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    let zeros = zeros.checked_add(i64::try_from(digits.len() - significant.len()).ok()?)?;
    let factor = 10_i64.checked_pow(u32::try_from(zeros).ok()?)?;
    significant.parse::<i64>().ok()?.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn other_notations() {
        for (text, number) in [
            ("1.0", Some(1)),
            ("-1.0", Some(-1)),
            ("1e3", Some(1_000)),
            ("1E+3", Some(1_000)),
            ("100e-2", Some(1)),
            ("1.50E1", Some(15)),
            ("0.05e2", Some(5)),
            ("-0.0", Some(0)),
            ("0e400", Some(0)),
            ("9007199254740993.0", Some(9_007_199_254_740_993)),
            ("9223372036854775807.0", Some(i64::MAX)),
            ("-9223372036854775808e0", Some(i64::MIN)),
            ("9223372036854775808.0", None),
            ("1e19", None),
            ("1e99999999999999999999", None),
            ("1.5", None),
            ("1e-5", None),
            ("123e-2", None),
            ("1.", None),
            ("1e", None),
            (".0", None),
            ("1.0.0", None),
        ] {
            assert_eq!(whole(text), number, "{text}");
        }
    }
}
