//! How an item of CBOR begins.

/// What kind of item it is: the first three bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A whole number that is not negative.
    Unsigned,
    /// A whole number that is: -1 without the argument.
    Negative,
    Bytes,
    Text,
    List,
    Map,
    /// What the item after it means.
    Tag,
    /// A boolean, a null, a float, or the end of what is of no length.
    Simple,
}

impl Kind {
    /// The kind of an item that begins with this byte.
    #[inline]
    pub(super) fn of(initial: u8) -> Self {
        match initial >> 5 {
            0 => Self::Unsigned,
            1 => Self::Negative,
            2 => Self::Bytes,
            3 => Self::Text,
            4 => Self::List,
            5 => Self::Map,
            6 => Self::Tag,
            _ => Self::Simple,
        }
    }

    /// The first byte of an item of this kind, by its last five bits.
    #[inline]
    pub(super) const fn initial(self, rest: u8) -> u8 {
        (self as u8) << 5 | rest
    }
}

/// The last five bits of the first byte: the argument is so many bytes after it, or there is none.
pub(super) const ONE_BYTE: u8 = 24;
pub(super) const TWO_BYTES: u8 = 25;
pub(super) const FOUR_BYTES: u8 = 26;
pub(super) const EIGHT_BYTES: u8 = 27;
pub(super) const NO_LENGTH: u8 = 31;

pub(super) const FALSE: u8 = Kind::Simple.initial(20);
pub(super) const TRUE: u8 = Kind::Simple.initial(21);
pub(super) const NULL: u8 = Kind::Simple.initial(22);
pub(super) const UNDEFINED: u8 = Kind::Simple.initial(23);
pub(super) const F16: u8 = Kind::Simple.initial(TWO_BYTES);
pub(super) const F32: u8 = Kind::Simple.initial(FOUR_BYTES);
pub(super) const F64: u8 = Kind::Simple.initial(EIGHT_BYTES);
pub(super) const END: u8 = Kind::Simple.initial(NO_LENGTH);

/// Tags: seconds since 1970, whole numbers of any size, and digits with an exponent.
pub(super) const SECONDS: u64 = 1;
pub(super) const BIG_UNSIGNED: u64 = 2;
pub(super) const BIG_NEGATIVE: u64 = 3;
pub(super) const DECIMAL: u64 = 4;
