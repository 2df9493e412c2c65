/// A group of regions with common properties, such as the suffix of their host names; see
/// [`functions::partition`](super::functions::partition).
#[derive(Debug, PartialEq, Eq)]
pub struct Partition {
    name: &'static str,
    dns_suffix: &'static str,
    dual_stack_dns_suffix: &'static str,
    supports_fips: bool,
    supports_dual_stack: bool,
    implicit_global_region: &'static str,
    /// The regions known by name.
    regions: &'static [&'static str],
    /// What the names of further regions start with, before `-<word>-<digits>`.
    prefixes: &'static [&'static str],
}

impl Partition {
    /// The partition a region is in by name, or else by pattern.
    pub(super) fn of(region: &str) -> Option<&'static Self> {
        let by_name = PARTITIONS.iter().find(|partition| partition.regions.contains(&region));
        by_name.or_else(|| PARTITIONS.iter().find(|partition| partition.is_pattern_of(region)))
    }

    fn is_pattern_of(&self, region: &str) -> bool {
        self.prefixes.iter().any(|prefix| {
            let rest = region.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-'));
            rest.and_then(|rest| rest.split_once('-')).is_some_and(|(word, digits)| {
                !word.is_empty()
                    && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                    && !digits.is_empty()
                    && digits.bytes().all(|byte| byte.is_ascii_digit())
            })
        })
    }

    /// The name: `aws`, `aws-cn`, ...
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What host names end with: `amazonaws.com`.
    pub fn dns_suffix(&self) -> &'static str {
        self.dns_suffix
    }

    /// What host names reachable by IPv4 and IPv6 end with: `api.aws`.
    pub fn dual_stack_dns_suffix(&self) -> &'static str {
        self.dual_stack_dns_suffix
    }

    /// Whether there are FIPS 140-3 endpoints.
    pub fn supports_fips(&self) -> bool {
        self.supports_fips
    }

    /// Whether there are endpoints reachable by IPv4 and IPv6.
    pub fn supports_dual_stack(&self) -> bool {
        self.supports_dual_stack
    }

    /// The region that signs for services without regions.
    pub fn implicit_global_region(&self) -> &'static str {
        self.implicit_global_region
    }
}

/// All partitions as of August 2026. The first is also that of regions nobody knows.
pub(super) static PARTITIONS: [Partition; 8] = [
    Partition {
        name: "aws",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-east-1",
        regions: &[
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-central-1",
            "ca-west-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "mx-central-1",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "aws-global",
        ],
        prefixes: &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
    },
    Partition {
        name: "aws-us-gov",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-gov-west-1",
        regions: &["us-gov-west-1", "us-gov-east-1", "aws-us-gov-global"],
        prefixes: &["us-gov"],
    },
    Partition {
        name: "aws-cn",
        dns_suffix: "amazonaws.com.cn",
        dual_stack_dns_suffix: "api.amazonwebservices.com.cn",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "cn-northwest-1",
        regions: &["cn-north-1", "cn-northwest-1", "aws-cn-global"],
        prefixes: &["cn"],
    },
    Partition {
        name: "aws-iso",
        dns_suffix: "c2s.ic.gov",
        dual_stack_dns_suffix: "api.aws.ic.gov",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-iso-east-1",
        regions: &["us-iso-east-1", "us-iso-west-1", "aws-iso-global"],
        prefixes: &["us-iso"],
    },
    Partition {
        name: "aws-iso-b",
        dns_suffix: "sc2s.sgov.gov",
        dual_stack_dns_suffix: "api.aws.scloud",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-isob-east-1",
        regions: &["us-isob-east-1", "us-isob-west-1", "aws-iso-b-global"],
        prefixes: &["us-isob"],
    },
    Partition {
        name: "aws-iso-e",
        dns_suffix: "cloud.adc-e.uk",
        dual_stack_dns_suffix: "api.cloud-aws.adc-e.uk",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "eu-isoe-west-1",
        regions: &["eu-isoe-west-1", "aws-iso-e-global"],
        prefixes: &["eu-isoe"],
    },
    Partition {
        name: "aws-iso-f",
        dns_suffix: "csp.hci.ic.gov",
        dual_stack_dns_suffix: "api.aws.hci.ic.gov",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "us-isof-south-1",
        regions: &["aws-iso-f-global", "us-isof-east-1", "us-isof-south-1"],
        prefixes: &["us-isof"],
    },
    Partition {
        name: "aws-eusc",
        dns_suffix: "amazonaws.eu",
        dual_stack_dns_suffix: "api.amazonwebservices.eu",
        supports_fips: true,
        supports_dual_stack: true,
        implicit_global_region: "eusc-de-east-1",
        regions: &["eusc-de-east-1"],
        prefixes: &["eusc-de"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_is_found_and_most_match_the_pattern_too() {
        for partition in &PARTITIONS {
            for &region in partition.regions {
                assert_eq!(Partition::of(region), Some(partition), "{region}");
                let is_pseudo_region = region == format!("{}-global", partition.name);
                assert_eq!(partition.is_pattern_of(region), !is_pseudo_region, "{region}");
            }
            let global = Partition::of(partition.implicit_global_region);
            assert_eq!(global, Some(partition), "{}", partition.name);
        }
    }

    #[test]
    fn patterns_do_not_overlap() {
        for (region, name) in [
            ("us-north-9", Some("aws")),
            ("mx-x_1-10", Some("aws")),
            ("us-gov-north-1", Some("aws-us-gov")),
            ("us-isob-north-1", Some("aws-iso-b")),
            ("eu-isoe-north-1", Some("aws-iso-e")),
            ("eusc-de-north-1", Some("aws-eusc")),
            ("eusc-fr-north-1", None),
            ("us-north", None),
            ("us-north-", None),
            ("us--1", None),
            ("us-north-1-more", None),
            ("us-north-1a", None),
            ("xx-north-1", None),
        ] {
            assert_eq!(Partition::of(region).map(Partition::name), name, "{region}");
        }
    }
}
