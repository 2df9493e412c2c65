//! Numbers with more digits than a float has.

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

fn length_of_string(json: &[u8]) -> usize {
    let mut length = 1;
    while json.get(length).is_some_and(|byte| *byte != b'"') {
        length += if json[length] == b'\\' { 2 } else { 1 };
    }
    length + 1
}

fn is_of_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
}

/// Whole numbers of 64 bits are kept as they are.
fn is_long(number: &str) -> bool {
    let mantissa = number.split(['e', 'E']).next().unwrap_or_default();
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
    digits > DIGITS && number.parse::<i64>().is_err() && number.parse::<u64>().is_err()
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
            ("[0.0000000000000000000001, 1e300, 0.123456789012345]", None),
            ("{\"1234567890123456.5\": \"\\\"1234567890123456.5\", \"\\\\\": true}", None),
            ("\"\"", None),
        ] {
            assert_eq!(quoted(json).as_deref(), expected, "{json}");
        }
    }
}
