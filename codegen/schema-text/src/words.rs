//! Words that stand for one of a few things.

/// Defines an enum, each variant with the word it is in a schema text.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$variant_doc])* #[doc = concat!("`", $word, "`")] $variant,)*
        }

        impl $name {
            /// All there are.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The words of all.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word of the model, which is also that of schema texts.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// Which of them a word stands for.
            pub fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

words! {
    /// The type of a shape that holds data. Enums are strings here and those of integers integers: what their values
    /// are is nothing that the wire knows.
    ShapeType {
        Blob = "blob",
        Boolean = "boolean",
        String = "string",
        Byte = "byte",
        Short = "short",
        Integer = "integer",
        Long = "long",
        Float = "float",
        Double = "double",
        BigInteger = "bigInteger",
        BigDecimal = "bigDecimal",
        Timestamp = "timestamp",
        Document = "document",
        List = "list",
        Map = "map",
        Structure = "structure",
        Union = "union",
    }
}

words! {
    /// The values of the trait
    /// [`smithy.api#timestampFormat`](https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait).
    TimestampFormat {
        DateTime = "date-time",
        HttpDate = "http-date",
        EpochSeconds = "epoch-seconds",
    }
}
