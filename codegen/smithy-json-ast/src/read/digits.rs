//! Numbers that no float has exactly as they are written.

/// How many digits any float keeps.
const DIGITS: usize = 15;

/// The JSON with those numbers in quotes; `None` if it has none. Its syntax is known to be right.
pub(super) fn quoted(json: &str) -> Option<String> {
    let bytes = json.as_bytes();
    let (mut quoted, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(byte) = bytes.get(at) {
        let rest = &bytes[at..];
        match byte {
            b'"' => at += length_of_string(rest),
            b'-' | b'0'..=b'9' => {
                let length = rest.iter().take_while(|byte| is_of_number(**byte)).count();
                let number = &json[at..at + length];
                if is_long(number) {
                    quoted.extend([&json[copied..at], "\"", number, "\""]);
                    copied = at + length;
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    (copied > 0).then(|| quoted + &json[copied..])
}

/// The length of the string that the JSON begins with, quotes included.
pub(super) fn length_of_string(json: &[u8]) -> usize {
    let mut length = 1;
    while json.get(length).is_some_and(|byte| *byte != b'"') {
        length += if json[length] == b'\\' { 2 } else { 1 };
    }
    length + 1
}

fn is_of_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
}

/// Whether the nearest float is written otherwise. Whole numbers of 64 bits are kept as they are.
fn is_long(number: &str) -> bool {
    let (digits, exponent) = decimal(number);
    let nearest: f64 = number.parse().unwrap_or_default();
    let is_tiny = !digits.is_empty() && (nearest == 0.0 || nearest.is_subnormal());
    let is_kept = || number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok();
    (digits.len() > DIGITS || is_tiny) && !is_kept() && decimal(&format!("{nearest:e}")) != (digits, exponent)
}

/// The digits of a number from the first that is not zero to the last, and the power of ten of the last one.
fn decimal(number: &str) -> (String, i64) {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = whole.trim_start_matches('-').to_owned() + fraction;
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    let exponent = exponent.parse().unwrap_or(i64::MAX);
    (
        significant.to_owned(),
        exponent.saturating_sub_unsigned(fraction.len() as u64).saturating_add_unsigned(zeros as u64),
    )
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn long_numbers() {
        for (json, expected) in [
            ("[-9223372036854775809, 1]", Some("[\"-9223372036854775809\", 1]")),
            ("{\"a\":0.1000000000000000001}", Some("{\"a\":\"0.1000000000000000001\"}")),
            ("1234567890123456.5e-7", Some("\"1234567890123456.5e-7\"")),
            ("[-9223372036854775808, 18446744073709551615]", None),
            ("[3.141592653589793, 1700000000.123456, 1.00000000000000000, 12345678901234560000000e-3]", None),
            (
                "[3.1415926535897931, -1e99999999999999999999]",
                Some("[\"3.1415926535897931\", -1e99999999999999999999]"),
            ),
            ("1234567890123456789e999", Some("\"1234567890123456789e999\"")),
            ("[0.0000000000000000000001, 1e300, 0.123456789012345]", None),
            ("{\"1234567890123456.5\": \"\\\"1234567890123456.5\", \"\\\\\": true}", None),
            ("[1e-999, -0e-999, 2.5e-310, 4e-324]", Some("[\"1e-999\", -0e-999, 2.5e-310, \"4e-324\"]")),
            ("\"\"", None),
        ] {
            assert_eq!(quoted(json).as_deref(), expected, "{json}");
        }
    }
}
