//! Traits whose value is a string.

use serde_json::Value;

use super::{Reader, Trait};

/// Declares a type for each such trait, with an example of its value as JSON and how it is read.
macro_rules! strings {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $example:literal, $read:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl Trait for $name {
            const ID: &'static str = $id;
            const EXAMPLE: &'static str = $example;
            type Value<'a> = &'a str;

            fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<&'a str> {
                reader.$read(value)
            }
        }
    )*};
}

strings! {
    /// `smithy.api#documentation`: text in CommonMark or HTML.
    Documentation = "smithy.api#documentation", r#""What it is.""#, documentation;
    /// `aws.protocols#ec2QueryName`: what a member is called in a form of ec2Query.
    Ec2QueryName = "aws.protocols#ec2QueryName", r#""OtherName""#, string;
    /// `smithy.api#jsonName`: what a member is called in JSON, by the protocols that heed it.
    JsonName = "smithy.api#jsonName", r#""otherName""#, string;
    /// `smithy.api#title`: the proper name of a service or resource.
    Title = "smithy.api#title", r#""A Service""#, name;
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Documentation, JsonName, Title};
    use crate::traits::Accessor;

    /// What is written once may be of any length, as far as that of a model goes.
    #[test]
    fn lengths() {
        let (documentation, name) = (Accessor::of::<Documentation>(), Accessor::of::<Title>());
        for (accessor, length, is_fine) in [
            (documentation, 1 << 20, true),
            (documentation, (1 << 20) + 1, false),
            (name, 1_024, true),
            (name, 1_025, false),
            (Accessor::of::<JsonName>(), 2 << 20, true),
        ] {
            let problems = accessor.check(&Value::String("x".repeat(length)));
            assert_eq!(problems.is_empty(), is_fine, "{} of {length}: {problems:?}", accessor.id);
        }
    }
}
