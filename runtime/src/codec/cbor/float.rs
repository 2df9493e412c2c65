//! Floats of half precision, which Rust does not have, and timestamps that are floats.

use aws_smithy_types::DateTime;

/// The number of the bits of a float of half precision: a sign, five bits of an exponent, ten of a fraction.
pub(super) fn half(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1F), f64::from(bits & 0x3FF));
    let magnitude = match exponent {
        0 => fraction * 2_f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (fraction + 1024.0) * 2_f64.powi(exponent - 25),
    };
    if bits >> 15 == 0 { magnitude } else { -magnitude }
}

/// The time so many seconds after 1970, to the millisecond below it. A float of today is a tenth of a microsecond off,
/// which must not turn a millisecond into the one before: it is rounded to microseconds first.
pub(super) fn timestamp(seconds: f64) -> Option<DateTime> {
    let micros = (seconds * 1e6).round();
    // What is more than that is not a date that anybody could print.
    let in_range = micros.is_finite() && micros.abs() < 1e18;
    in_range.then(|| DateTime::from_millis((micros as i64).div_euclid(1000)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves() {
        for (bits, number) in [
            (0x0000, 0.0),
            (0x8000, -0.0),
            (0x0001, 5.960464477539063e-8),
            (0x03FF, 6.097555160522461e-5),
            (0x0400, 6.103515625e-5),
            (0x3C00, 1.0),
            (0x3E00, 1.5),
            (0xC400, -4.0),
            (0x7BFF, 65504.0),
            (0x7C00, f64::INFINITY),
            (0xFC00, f64::NEG_INFINITY),
        ] {
            assert_eq!(half(bits).to_bits(), number.to_bits(), "{bits:x}");
        }
        for bits in [0x7C01, 0x7E00, 0xFE00, 0x7FFF] {
            assert!(half(bits).is_nan(), "{bits:x}");
        }
    }

    #[test]
    fn milliseconds_are_kept_and_what_is_finer_is_cut_off() {
        for (seconds, millis) in [
            (0.0, 0),
            (946_845_296.123, 946_845_296_123),
            (1_700_000_000.123, 1_700_000_000_123),
            (1_700_000_000.001, 1_700_000_000_001),
            (1.9996, 1_999),
            (-1.5, -1_500),
            (-0.0004, -1),
            (253_402_300_799.999, 253_402_300_799_999),
        ] {
            assert_eq!(timestamp(seconds), Some(DateTime::from_millis(millis)), "{seconds}");
        }
        for millis in 1_795_167_000_000..1_795_167_001_000 {
            let time = DateTime::from_millis(millis);
            assert_eq!(timestamp(time.as_secs_f64()), Some(time));
        }
        for none in [f64::NAN, f64::INFINITY, 1e300, -1e13] {
            assert_eq!(timestamp(none), None, "{none}");
        }
    }
}
