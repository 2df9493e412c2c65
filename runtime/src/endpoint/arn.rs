use super::List;

/// An Amazon Resource Name taken apart, as `aws.parseArn` returns it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arn<'a> {
    partition: &'a str,
    service: &'a str,
    region: &'a str,
    account_id: &'a str,
    resource: &'a str,
}

impl<'a> Arn<'a> {
    /// `None` unless `value` is `arn:partition:service:region:account-id:resource` with at most region and account
    /// empty.
    pub(super) fn parse(value: &'a str) -> Option<Self> {
        let mut parts = value.strip_prefix("arn:")?.splitn(5, ':');
        let arn = Self {
            partition: parts.next()?,
            service: parts.next()?,
            region: parts.next()?,
            account_id: parts.next()?,
            resource: parts.next()?,
        };
        let complete = !arn.partition.is_empty() && !arn.service.is_empty() && !arn.resource.is_empty();
        complete.then_some(arn)
    }

    /// The partition: `aws`, `aws-cn`, ...
    pub fn partition(self) -> &'a str {
        self.partition
    }

    /// The service: `s3`, `dynamodb`, ...
    pub fn service(self) -> &'a str {
        self.service
    }

    /// The region; empty for global resources.
    pub fn region(self) -> &'a str {
        self.region
    }

    /// The account that owns the resource; empty where the service leaves it out.
    pub fn account_id(self) -> &'a str {
        self.account_id
    }

    /// The rest, split at `:` and `/`.
    pub fn resource_id(self) -> List<'a> {
        List::resource(self.resource)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_an_arn_apart() {
        let arn = Arn::parse("arn:aws:s3:us-west-2:123456789012:accesspoint:mine/dir").expect("valid");
        assert_eq!(arn.partition(), "aws");
        assert_eq!(arn.service(), "s3");
        assert_eq!(arn.region(), "us-west-2");
        assert_eq!(arn.account_id(), "123456789012");
        assert_eq!(arn.resource_id().get(0), Some("accesspoint"));
        assert_eq!(arn.resource_id().get(2), Some("dir"));
        assert_eq!(arn.resource_id().get(3), None);
    }

    #[test]
    fn region_and_account_may_be_empty() {
        assert!(Arn::parse("arn:aws:s3:::bucket").is_some());
        for invalid in
            ["", "arn", "arn:aws:s3:::", "arn::s3:::bucket", "arn:aws::::bucket", "urn:aws:s3:::b", "arn:aws:s3::b"]
        {
            assert_eq!(Arn::parse(invalid), None, "{invalid}");
        }
    }
}
