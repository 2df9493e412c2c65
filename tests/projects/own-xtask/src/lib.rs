//! Makes the request that lets the ferry go; others sign and send it.

use ferry::operation::depart::{Depart, DepartInput};
use ferry::protocol::encode;

/// The request.
///
/// # Errors
/// None for any number of passengers; the type says what could be wrong with other inputs.
pub fn departure(passengers: i32) -> Result<http::Request<Vec<u8>>, Box<dyn std::error::Error>> {
    let input = DepartInput::builder().passengers(passengers).build()?;
    let request = encode::<Depart>(&input)?;
    Ok(request.map(|body| body.bytes().unwrap_or_default().to_vec()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_request() -> Result<(), Box<dyn std::error::Error>> {
        let request = super::departure(7)?;
        assert!(request.uri().path().ends_with("/operation/Depart"), "{request:?}");
        assert_eq!(request.body().last(), Some(&0xff));
        Ok(())
    }
}
