//! Timestamps of models.

use serde_json::Number;

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
    use super::timestamp;

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
}
