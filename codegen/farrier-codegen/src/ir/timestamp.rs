//! Timestamps of models.

use serde_json::{Number, Value};

/// Seconds since the epoch and nanoseconds of a
/// [node value](https://smithy.io/2.0/spec/model.html#trait-node-values): a number of seconds, or a date of RFC 3339 in
/// UTC.
pub(crate) fn of_value(value: &Value) -> Option<(i64, u32)> {
    match value {
        Value::Number(number) => timestamp(number),
        Value::String(text) => date(text),
        _ => None,
    }
}

/// A date such as `1985-04-12T23:20:50.52Z`. One with more than nine digits of a second would be rounded, and is none.
fn date(text: &str) -> Option<(i64, u32)> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [year, month, day] = fields(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = fields(time, ':', [2, 2, 2])?;
    let days = days(year, month, day);
    let is_date = (1..=12).contains(&month) && day >= 1 && days < self::days(year, month + 1, 1);
    let is_fraction = (1..=9).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let is_valid = is_date && hour < 24 && minute < 60 && second < 60 && is_fraction;
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    is_valid.then_some((seconds, format!("{fraction:0<9}").parse().ok()?))
}

/// The numbers of a text, each of so many digits.
fn fields(text: &str, separator: char, digits: [usize; 3]) -> Option<[i64; 3]> {
    let mut parts = text.split(separator);
    let mut fields = [0; 3];
    for (field, digits) in fields.iter_mut().zip(digits) {
        let part =
            parts.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        *field = part.parse().ok()?;
    }
    parts.next().is_none().then_some(fields)
}

/// Days since the epoch, in the Gregorian calendar. A month 13 is the first of the next year. Years begin in March
/// here, so that a leap day is the last of one.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day
        - 719_469
}

/// Seconds since the epoch and nanoseconds, by the digits of a number: a float would round them.
pub(crate) fn timestamp(number: &Number) -> Option<(i64, u32)> {
    // Unlike the number itself, a float is shown without an exponent.
    let float = || number.as_f64().filter(|_| number.is_f64()).map(|float| float.to_string());
    let text = float().unwrap_or_else(|| number.to_string());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let seconds: i64 = whole.parse().ok()?;
    let nanos: u32 = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    match (text.starts_with('-'), nanos) {
        (true, 1..) => Some((seconds.checked_sub(1)?, 1_000_000_000_u32.checked_sub(nanos)?)),
        _ => Some((seconds, nanos)),
    }
}

#[cfg(test)]
mod tests {
    use super::{date, timestamp};

    #[test]
    fn timestamps() {
        for (text, time) in [
            ("0", Some((0, 0))),
            ("1398796238", Some((1_398_796_238, 0))),
            ("946845296.123", Some((946_845_296, 123_000_000))),
            ("1099510880.771", Some((1_099_510_880, 771_000_000))),
            ("-1.25", Some((-2, 750_000_000))),
            ("-0.5", Some((-1, 500_000_000))),
            ("1.5e9", Some((1_500_000_000, 0))),
            ("1e-7", Some((0, 100))),
            ("9223372036854775808", None),
            ("1e300", None),
        ] {
            assert_eq!(timestamp(&text.parse().expect("a number")), time, "{text}");
        }
    }

    #[test]
    fn dates() {
        for (text, time) in [
            ("1970-01-01T00:00:00Z", Some((0, 0))),
            ("1969-12-31T23:59:59.5Z", Some((-1, 500_000_000))),
            ("1985-04-12T23:20:50.52Z", Some((482_196_050, 520_000_000))),
            ("2000-02-29T12:00:00Z", Some((951_825_600, 0))),
            ("2024-12-31T23:59:59.000000001Z", Some((1_735_689_599, 1))),
            ("9999-12-31T23:59:59Z", Some((253_402_300_799, 0))),
            ("1900-02-29T00:00:00Z", None),
            ("2026-13-01T00:00:00Z", None),
            ("2026-12-32T00:00:00Z", None),
            ("2026-01-00T00:00:00Z", None),
            ("2026-01-01T24:00:00Z", None),
            ("2026-01-01T00:00:00.Z", None),
            ("2026-01-01T00:00:00.0000000001Z", None),
            ("2026-01-01T00:00:00+01:00", None),
            ("2026-01-01T00:00Z", None),
            ("+026-01-01T00:00:00Z", None),
            ("2026-01-01", None),
        ] {
            assert_eq!(date(text), time, "{text}");
        }
    }
}
