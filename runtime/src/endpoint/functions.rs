//! The functions a rule set may call, by the names of the specification in snake case.
//!
//! What the language expresses by an operator of Rust (`isSet`, `not`, `stringEquals`, `booleanEquals`, `coalesce`,
//! `ite`, `getAttr`) is compiled to that operator instead.
//!
//! They are not inlined: the rules of S3 call them in many places, and a client would compile each of them several
//! times.

use super::partition::PARTITIONS;
use super::{Arn, List, Partition, Url};
use crate::codec::percent;

/// `aws.partition`: the partition of a region, known or not: by name, then by pattern, and `aws` for all others.
pub fn partition(region: &str) -> &'static Partition {
    Partition::of(region).unwrap_or(&PARTITIONS[0])
}

/// `aws.parseArn`: an ARN taken apart.
pub fn parse_arn(value: &str) -> Option<Arn<'_>> {
    Arn::parse(value)
}

/// `parseURL`: an `http` or `https` URL without a query taken apart.
pub fn parse_url(value: &str) -> Option<Url<'_>> {
    Url::parse(value)
}

/// `split`: the parts of `value` between `delimiter`s, at most `limit` of them unless that is 0.
pub fn split<'a>(value: &'a str, delimiter: &'a str, limit: usize) -> List<'a> {
    List::split(value, delimiter, limit)
}

/// `substring`: the characters from `start` up to `stop`, both counted from the end with `reverse`. `None` if `value`
/// is shorter than that or not ASCII.
pub fn substring(value: &str, start: usize, stop: usize, reverse: bool) -> Option<&str> {
    let length = value.len();
    if start >= stop || stop > length || !value.is_ascii() {
        return None;
    }
    if reverse { value.get(length - stop..length - start) } else { value.get(start..stop) }
}

/// `uriEncode`: everything but the unreserved characters of RFC 3986 percent-encoded.
pub fn uri_encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    percent::push(&mut encoded, value);
    encoded
}

/// `isValidHostLabel`: 1 to 63 letters, digits and hyphens, not starting with a hyphen; with `allow_sub_domains` any
/// number of these with dots between.
pub fn is_valid_host_label(value: &str, allow_sub_domains: bool) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if allow_sub_domains { value.split('.').all(is_label) } else { is_label(value) }
}

/// `aws.isVirtualHostableS3Bucket`: whether a bucket's name may become a part of the host: a name of 3 to 63 lower-case
/// letters, digits and hyphens that starts and ends with a letter or digit, or several of these with dots between with
/// `allow_sub_domains`.
///
/// As in the official crates each of several is held to that alone: they may be longer than a name of a bucket can be,
/// and four of three digits each are no address.
pub fn is_virtual_hostable_s3_bucket(value: &str, allow_sub_domains: bool) -> bool {
    let is_edge = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let is_label = |label: &str| {
        (3..=63).contains(&label.len())
            && is_edge(label.as_bytes().first())
            && is_edge(label.as_bytes().last())
            && label.bytes().all(|byte| byte == b'-' || is_edge(Some(&byte)))
    };
    if allow_sub_domains { value.split('.').all(is_label) } else { is_label(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substring_counts_from_either_end() {
        assert_eq!(substring("abcdef", 0, 4, false), Some("abcd"));
        assert_eq!(substring("abcdef", 1, 3, true), Some("de"));
        assert_eq!(substring("abc", 0, 3, true), Some("abc"));
        assert_eq!(substring("abc", 0, 4, false), None);
        assert_eq!(substring("abc", 2, 2, false), None);
        assert_eq!(substring("äbc", 0, 1, false), None);
    }

    #[test]
    fn uri_encode_keeps_the_unreserved() {
        assert_eq!(uri_encode("aZ0-._~"), "aZ0-._~");
        assert_eq!(uri_encode("a b/c%ä"), "a%20b%2Fc%25%C3%A4");
    }

    #[test]
    fn host_labels() {
        for valid in ["a", "A-1", "a-", &"x".repeat(63)] {
            assert!(is_valid_host_label(valid, false), "{valid}");
        }
        for invalid in ["", "-a", "a.b", "a_b", "ä", &"x".repeat(64)] {
            assert!(!is_valid_host_label(invalid, false), "{invalid}");
        }
        assert!(is_valid_host_label("a.b-c.d", true));
        assert!(!is_valid_host_label("a..b", true));
        assert!(!is_valid_host_label(".a", true));
    }

    #[test]
    fn virtual_hostable_buckets() {
        for valid in ["abc", "my-bucket", "bucket--az1--x-s3", &"a".repeat(63)] {
            assert!(is_virtual_hostable_s3_bucket(valid, false), "{valid}");
        }
        for invalid in ["ab", "Abc", "a_bc", "-abc", "abc-", "a.bc", &"a".repeat(64)] {
            assert!(!is_virtual_hostable_s3_bucket(invalid, false), "{invalid}");
        }
        for valid in ["abc", "abc.d-f", "100.200.100.200", &["a".repeat(63), "b".repeat(63)].join(".")] {
            assert!(is_virtual_hostable_s3_bucket(valid, true), "{valid}");
        }
        for invalid in
            ["192.168.5.4", "abc..def", "abc.-def", "abc-.def", ".abc", "abc.", "my.pail", "abc.de", "Abc.def"]
        {
            assert!(!is_virtual_hostable_s3_bucket(invalid, true), "{invalid}");
        }
    }

    #[test]
    fn a_region_nobody_knows_is_in_the_first_partition() {
        assert_eq!(partition("mars").name(), "aws");
        assert_eq!(partition("").name(), "aws");
        assert_eq!(partition("cn-mars-1").name(), "aws-cn");
    }
}
