//! Where we differ from the official crates on purpose.

/// Paths that match the pattern, in which `*` is any text, are not offered; and why.
pub(super) struct Difference {
    pub(super) pattern: &'static str,
    pub(super) reason: &'static str,
}

const SCHEMAS: &str =
    "of the newest crates: constants of aws-smithy-schema for each shape. Ours are texts that are read on first use";
const PROTOCOLS: &str =
    "of the newest crates: a client speaks one protocol, which `--protocol` and farrier.toml choose";

/// The first row that fits counts.
pub(super) const DIFFERENCES: [Difference; 7] = [
    Difference {
        pattern: "config::endpoint::Params::*",
        reason: "one type for all services: parameters of one service are read by `string(name)` and the like",
    },
    Difference {
        pattern: "config::endpoint::ParamsBuilder::*",
        reason: "one type for all services: parameters of one service are set by `Params::set(name, value)`",
    },
    Difference { pattern: "*SCHEMA", reason: SCHEMAS },
    Difference { pattern: "*::deserialize()", reason: SCHEMAS },
    Difference { pattern: "*registry()", reason: SCHEMAS },
    Difference { pattern: "Config::protocol()", reason: PROTOCOLS },
    Difference { pattern: "config::Builder::*protocol()", reason: PROTOCOLS },
];

/// The difference a path belongs to.
pub(super) fn of(path: &str) -> Option<&'static Difference> {
    DIFFERENCES.iter().find(|difference| matches(difference.pattern, path))
}

fn matches(pattern: &str, path: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == path };
    let Some(path) = path.strip_prefix(start) else { return false };
    (0..=path.len()).filter(|&at| path.is_char_boundary(at)).any(|at| matches(rest, &path[at..]))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        for (pattern, path, expected) in [
            ("Client", "Client", true),
            ("Client", "Client::new()", false),
            ("config::*", "config::Builder::new()", true),
            ("operation::*::orchestrate()", "operation::a::A::orchestrate()", true),
            ("operation::*::orchestrate()", "operation::a::A::new()", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
