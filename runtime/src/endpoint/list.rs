/// A list of strings in a rule set: a `stringArray` parameter, or the parts of a string that was split.
///
/// Parts are found when asked for, so that every value of the rules language is a cheap copy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct List<'a>(Repr<'a>);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Repr<'a> {
    Strings(&'a [String]),
    Split { value: &'a str, delimiter: &'a str, limit: usize },
    Resource(&'a str),
}

impl<'a> List<'a> {
    /// The parts of `value` between `delimiter`s, at most `limit` of them unless that is 0.
    pub(super) fn split(value: &'a str, delimiter: &'a str, limit: usize) -> Self {
        Self(Repr::Split { value, delimiter, limit })
    }

    /// The parts of the resource of an ARN, separated by `:` or `/`.
    pub(super) fn resource(value: &'a str) -> Self {
        Self(Repr::Resource(value))
    }

    /// The element at `index`, from the end if that is negative (-1 is the last), or `None` out of bounds.
    pub fn get(self, index: i32) -> Option<&'a str> {
        let position = usize::try_from(index.unsigned_abs()).ok()?;
        match self.0 {
            Repr::Strings(values) => pick(values.iter().map(String::as_str), position, index < 0),
            // An empty delimiter splits nothing: the specification asks for a non-empty one.
            Repr::Split { value, delimiter, limit } if limit == 1 || delimiter.is_empty() => {
                pick(std::iter::once(value), position, index < 0)
            }
            Repr::Split { value, delimiter, limit: 0 } => pick(value.split(delimiter), position, index < 0),
            Repr::Split { value, delimiter, limit } => pick(value.splitn(limit, delimiter), position, index < 0),
            Repr::Resource(value) => pick(value.split([':', '/']), position, index < 0),
        }
    }
}

impl<'a> From<&'a [String]> for List<'a> {
    fn from(values: &'a [String]) -> Self {
        Self(Repr::Strings(values))
    }
}

fn pick<'a>(mut values: impl Iterator<Item = &'a str> + Clone, position: usize, from_end: bool) -> Option<&'a str> {
    if from_end {
        let length = values.clone().count();
        values.nth(length.checked_sub(position)?)
    } else {
        values.nth(position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(list: List<'_>) -> Vec<&str> {
        (0..).map_while(|index| list.get(index)).collect()
    }

    #[test]
    fn splits_up_to_the_limit() {
        assert_eq!(all(List::split("a--b--c", "--", 0)), ["a", "b", "c"]);
        assert_eq!(all(List::split("a--b--c", "--", 1)), ["a--b--c"]);
        assert_eq!(all(List::split("a--b--c", "--", 2)), ["a", "b--c"]);
        assert_eq!(all(List::split("--a--", "--", 0)), ["", "a", ""]);
        assert_eq!(all(List::split("", "--", 0)), [""]);
        assert_eq!(all(List::split("ab", "", 0)), ["ab"]);
    }

    #[test]
    fn counts_from_either_end() {
        let values = ["x".to_owned(), "y".to_owned()];
        let list = List::from(values.as_slice());
        assert_eq!(list.get(1), Some("y"));
        assert_eq!(list.get(-2), Some("x"));
        assert_eq!(list.get(2), None);
        assert_eq!(list.get(-3), None);
        assert_eq!(list.get(i32::MIN), None);
        assert_eq!(List::resource("outpost:op/name").get(-1), Some("name"));
    }
}
