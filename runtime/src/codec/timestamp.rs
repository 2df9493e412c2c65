//! Timestamps as text, in any of the formats of Smithy. The date-time that services send is read without the detour over a
//! calendar library.

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

/// A number of seconds since 1970. Decimal digits are read as they are, because a float has too few for milliseconds of
/// today; what is finer than a nanosecond is cut off. Any other form of number is read as a float.
pub(super) fn epoch_seconds(text: &str) -> Option<DateTime> {
    let Some((whole, fraction)) = text.split_once('.') else {
        // A whole number that does not fit is not rounded.
        let is_float = text.contains(['e', 'E']);
        return if is_float { float_seconds(text) } else { text.parse().ok().map(DateTime::from_secs) };
    };
    decimal_seconds(whole, fraction).or_else(|| float_seconds(text))
}

fn float_seconds(text: &str) -> Option<DateTime> {
    text.parse().ok().map(DateTime::from_secs_f64)
}

fn decimal_seconds(whole: &str, fraction: &str) -> Option<DateTime> {
    let seconds: i64 = whole.parse().ok()?;
    let is_number = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let fine = fraction.get(..fraction.len().min(9)).filter(|_| is_number)?;
    let nanos = number(fine.as_bytes())? * 10_i64.pow(9 - u32::try_from(fine.len()).ok()?);
    let nanos = if whole.starts_with('-') { -nanos } else { nanos };
    DateTime::from_nanos(i128::from(seconds) * 1_000_000_000 + i128::from(nanos)).ok()
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
}

fn nanos(fraction: &[u8]) -> Option<u32> {
    let [b'.', digits @ ..] = fraction else { return fraction.is_empty().then_some(0) };
    let places = u32::try_from(digits.len()).ok().filter(|places| (1..=9).contains(places))?;
    u32::try_from(number(digits)?).ok()?.checked_mul(10_u32.pow(9 - places))
}
