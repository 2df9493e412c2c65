//! Numbers by their digits, in the notations of others.

use super::grammar::is_number;

/// The whole number that a number is in another notation, such as `1.0` or `12e2`; `None` if it is none, or has too
/// many digits. No digit is rounded.
pub(super) fn whole(text: &str) -> Option<i64> {
    let (whole, is_all) = shifted(text, 0).filter(|_| is_number(text))?;
    i64::try_from(whole).ok().filter(|_| is_all)
}

/// The digits of a number before its point, once that is moved by so many places, and whether others are all zeros.
/// `None` if it is no number, or has too many digits.
pub(in crate::codec) fn shifted(text: &str, places: i64) -> Option<(i128, bool)> {
    /// Any number of so many digits fits.
    const MOST: usize = 38;
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or((1, mantissa), |unsigned| (-1, unsigned));
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = || before.bytes().chain(after.bytes());
    let count = before.len() + after.len();
    if count == 0 || !digits().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let exponent: i64 = exponent.parse().ok()?;
    let is_zero = |digit: &u8| *digit == b'0';
    if digits().all(|digit| is_zero(&digit)) {
        return Some((0, true));
    }
    let point = i64::try_from(before.len()).ok()?.checked_add(exponent)?.checked_add(places)?;
    let point = usize::try_from(point.max(0)).ok()?;
    let whole = digits().take(point).skip_while(is_zero);
    if whole.clone().count() > MOST {
        return None;
    }
    let whole = whole.fold(0, |sum, digit| sum * 10 + i128::from(digit - b'0'));
    let zeros = u32::try_from(point.saturating_sub(count)).ok()?;
    let whole = whole.checked_mul(10_i128.checked_pow(zeros)?)?;
    Some((sign * whole, digits().skip(point).all(|digit| is_zero(&digit))))
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
