//! `cargo run --example by_reqwest ID [URL]`: finds a parcel by reqwest.

use courier::{BoxError, Office};
use parcels::operation::find_parcel::FindParcel;
use parcels::protocol::decode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BoxError> {
    let mut args = std::env::args().skip(1);
    let id = args.next().ok_or("name a parcel")?;
    let request = Office::new("eu-west-1", args.next())?.find(&id)?;
    let answer = reqwest::Client::new().execute(request.try_into()?).await?;
    let mut response = http::Response::builder().status(answer.status());
    if let Some(headers) = response.headers_mut() {
        headers.extend(answer.headers().clone());
    }
    let response = response.body(answer.bytes().await?.to_vec())?;
    println!("{}", decode::<FindParcel>(response)?.place());
    Ok(())
}
