/// Kept apart.
#[derive(Clone, Debug)]
pub struct Public {
    /// One.
    pub one: u8,
}
pub struct Marker;
pub struct Builder {
    value: Public,
}
pub struct Storage {
    first_member_with_a_long_name: Option<String>,
    second_member_with_a_long_name: Option<String>,
    third_member_with_a_long_name: Option<String>,
    fourth: Option<u8>,
}
pub enum Choice {
    One(u8),
    Two,
}
impl std::error::Error for Public {}
impl AsRef<str> for Public {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
impl<E, R> From<SdkError<E, R>> for Error
where
    E: rt::OperationError + Into<Error>,
    R: Send + Sync + rt::fmt::Debug + 'static,
{
    fn from(error: SdkError<E, R>) -> Self {
        Self::new(error)
    }
}
