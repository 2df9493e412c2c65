//! The bucket of a request: part of the endpoint, which has it in the host or in front of each path.

use std::borrow::Cow;

/// The bucket, and the path without it.
pub(super) fn split<'a>(host: &'a str, path: &'a str) -> (&'a str, Cow<'a, str>) {
    if let Some(bucket) = in_host(host) {
        return (bucket, path.into());
    }
    let path = path.strip_prefix('/').unwrap_or(path);
    let (bucket, path) = path.split_once('/').unwrap_or((path, ""));
    (bucket, format!("/{path}").into())
}

/// The bucket in a host, whose name may look like what follows it.
fn in_host(host: &str) -> Option<&str> {
    let end = [".s3.", ".s3-", ".s3express-"].iter().filter_map(|service| host.rfind(service)).max()?;
    Some(&host[..end])
}

/// Where a bucket is, with path and query below it.
#[cfg(feature = "test-util")]
pub(super) fn url(bucket: &str, path: &str) -> String {
    format!("https://{bucket}.s3.amazonaws.com{path}")
}

#[cfg(test)]
mod tests {
    use super::{in_host, split};

    #[test]
    fn the_bucket_is_in_the_host_or_in_front_of_the_path() {
        for (host, path, bucket, rest) in [
            ("a.s3.us-east-1.amazonaws.com", "/b/c", "a", "/b/c"),
            ("a.s3.us-east-1.amazonaws.com", "/", "a", "/"),
            ("s3.us-east-1.amazonaws.com", "/a/b/c", "a", "/b/c"),
            ("127.0.0.1", "/a", "a", "/"),
        ] {
            assert_eq!(split(host, path), (bucket, rest.into()), "{host} {path}");
        }
    }

    #[test]
    fn a_bucket_may_look_like_the_service() {
        for (host, bucket) in [
            ("a.s3.us-east-1.amazonaws.com", Some("a")),
            ("my.s3data.s3.us-east-1.amazonaws.com", Some("my.s3data")),
            ("my.s3.data.s3-fips.dualstack.us-east-1.amazonaws.com", Some("my.s3.data")),
            ("a--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com", Some("a--use1-az4--x-s3")),
            ("my.s3.data.s3.us-east-1.amazonaws.com", Some("my.s3.data")),
            ("s3.us-east-1.amazonaws.com", None),
            ("my.s3data.example", None),
        ] {
            assert_eq!(in_host(host), bucket, "{host}");
        }
    }
}
