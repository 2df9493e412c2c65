//! Timestamps as text, in any of the formats of Smithy. The date-time that services send is read without the detour
//! over a calendar library.

use super::json;
use crate::schema::SerdeResult;
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_schema::traits::TimestampFormat;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

/// Days before each month of a year that is no leap year.
const DAYS_BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/// The days from the beginning of year 0 to 1970.
const EPOCH: i64 = 719_528;

/// The format of a trait, if there is one.
pub(crate) fn format(schema: &Schema<'_>) -> SerdeResult<Option<Format>> {
    match schema.timestamp_format().map(|timestamp| timestamp.format()) {
        None => Ok(None),
        Some(TimestampFormat::EpochSeconds) => Ok(Some(Format::EpochSeconds)),
        Some(TimestampFormat::HttpDate) => Ok(Some(Format::HttpDate)),
        Some(TimestampFormat::DateTime) => Ok(Some(Format::DateTime)),
        Some(other) => Err(SerdeError::unsupported(format!("the timestamp format {other:?}"))),
    }
}

/// The text of a timestamp.
pub(crate) fn write(value: &DateTime, format: Format) -> SerdeResult<String> {
    value.fmt(format).map_err(|error| SerdeError::write_failed(format!("a timestamp cannot be written: {error}")))
}

/// The timestamp of a text. A date-time may have an offset.
pub(crate) fn read(text: &str, format: Format) -> SerdeResult<DateTime> {
    let format = if matches!(format, Format::DateTime) { Format::DateTimeWithOffset } else { format };
    let utc = matches!(format, Format::DateTimeWithOffset).then(|| utc(text)).flatten();
    utc.map_or_else(|| DateTime::from_str(text, format), Ok)
        .map_err(|error| SerdeError::invalid_input(error.to_string()))
}

/// A date-time in UTC, such as `2026-11-20T09:30:00.125Z`. `None` leaves any other form, and any doubt, to
/// [`DateTime::from_str`].
pub(super) fn utc(text: &str) -> Option<DateTime> {
    let (date_time, fraction) = text.strip_suffix('Z')?.as_bytes().split_at_checked(19)?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2] = date_time else {
        return None;
    };
    let year = number(&[*y1, *y2, *y3, *y4])?;
    let [month, day, hour, minute, second] =
        [[*m1, *m2], [*d1, *d2], [*h1, *h2], [*n1, *n2], [*s1, *s2]].map(|digits| number(&digits));
    let (month, day, hour, minute, second) = (month?, day?, hour?, minute?, second?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    // The last days of months are rare enough to be left alone.
    if !(1..=12).contains(&month) || !(1..=28).contains(&day) || hour > 23 || minute > 59 || second > 59 || year == 0 {
        return None;
    }
    let leap_days = (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1;
    let days = year * 365 + leap_days + DAYS_BEFORE[usize::try_from(month).ok()? - 1] + i64::from(leap && month > 2);
    let seconds = (days + day - 1 - EPOCH) * 86_400 + hour * 3_600 + minute * 60 + second;
    Some(DateTime::from_secs_and_nanos(seconds, nanos(fraction)?))
}

/// A number of seconds since 1970, by its digits: a float has too few for milliseconds of today. What is finer than a
/// nanosecond is cut off.
pub(super) fn epoch_seconds(text: &str) -> Option<DateTime> {
    if let Ok(seconds) = text.parse() {
        return Some(DateTime::from_secs(seconds));
    }
    let (nanos, _) = json::number::shifted(text, 9)?;
    DateTime::from_nanos(nanos).ok()
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
}

fn nanos(fraction: &[u8]) -> Option<u32> {
    let [b'.', digits @ ..] = fraction else { return fraction.is_empty().then_some(0) };
    let places = u32::try_from(digits.len()).ok().filter(|places| (1..=9).contains(places))?;
    u32::try_from(number(digits)?).ok()?.checked_mul(10_u32.pow(9 - places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_read_by_their_digits() {
        let at = |seconds, nanos| Some(DateTime::from_secs_and_nanos(seconds, nanos));
        for (text, time) in [
            ("0", at(0, 0)),
            ("-1.25", at(-2, 750_000_000)),
            ("-0.5", at(-1, 500_000_000)),
            ("1421867122.054", at(1_421_867_122, 54_000_000)),
            ("1.421867122054E9", at(1_421_867_122, 54_000_000)),
            ("-1.421867122054e+9", at(-1_421_867_123, 946_000_000)),
            ("1421867122054e-3", at(1_421_867_122, 54_000_000)),
            ("1.5e9", at(1_500_000_000, 0)),
            ("0.9999999999", at(0, 999_999_999)),
            ("1e-400", at(0, 0)),
            ("0e400", at(0, 0)),
            ("0.3333333333333333333333333333333333333333333333", at(0, 333_333_333)),
            ("9223372036854775807.5", at(i64::MAX, 500_000_000)),
            ("9223372036854775808", None),
            ("9223372036854775808.0", None),
            ("99999999999999999999.5", None),
            ("1e400", None),
            ("-1e19", None),
            ("1e99999999999999999999", None),
            ("", None),
            (".", None),
            ("1.2.3", None),
            ("1e", None),
            ("1.-5", None),
            ("NaN", None),
        ] {
            assert_eq!(epoch_seconds(text), time, "{text}");
        }
    }
}
