//! Traits whose value is a string, any string.

use serde_json::Value;

use super::{Reader, Trait};

/// Declares a type for each such trait, with an example of its value as JSON.
macro_rules! strings {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $example:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl Trait for $name {
            const ID: &'static str = $id;
            const EXAMPLE: &'static str = $example;
            type Value<'a> = &'a str;

            fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<&'a str> {
                reader.string(value)
            }
        }
    )*};
}

strings! {
    /// `smithy.api#documentation`: text in CommonMark or HTML.
    Documentation = "smithy.api#documentation", r#""What it is.""#;
    /// `aws.protocols#ec2QueryName`: what a member is called in a form of ec2Query.
    Ec2QueryName = "aws.protocols#ec2QueryName", r#""OtherName""#;
    /// `smithy.api#jsonName`: what a member is called in JSON, by the protocols that heed it.
    JsonName = "smithy.api#jsonName", r#""otherName""#;
    /// `smithy.api#title`: the proper name of a service or resource.
    Title = "smithy.api#title", r#""A Service""#;
}
