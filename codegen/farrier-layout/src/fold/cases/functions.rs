pub fn short(&self) -> Option<&str> {
    self.short.as_deref()
}
pub fn two(mut self, input: u8) -> Self {
    self.two = Some(input);
    self
}
pub fn three(mut self) -> Self {
    self.one = 1;
    self.two = 2;
    self
}
pub fn long_signature(
    self,
    first: impl Into<String>,
    second: impl Into<String>,
    third: u8,
) -> Result<(), Error> {
    Ok(())
}
pub fn too_long_for_one_line(
    self,
    first: impl Into<std::string::String>,
    second: impl Into<std::string::String>,
    third_and_last: impl Into<std::string::String>,
) -> Result<(), Error> {
    Ok(())
}
pub async fn send(self, client: &crate::Client) -> rt::SendResult<GetThing> {
    client.handle.call().send::<GetThing>(self.input).await
}
fn branches(&self) -> bool {
    if self.a { true } else { self.b && !self.c }
}
fn commented() {
    /// Kept on its line.
    struct Inside;
}
