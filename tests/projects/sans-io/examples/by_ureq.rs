//! `cargo run --example by_ureq TO GRAMS [URL]`: hands a parcel in by ureq, which waits for the answer.

use courier::{BoxError, Office};
use parcels::operation::send_parcel::SendParcel;
use parcels::protocol::decode;

fn main() -> Result<(), BoxError> {
    let mut args = std::env::args().skip(1);
    let to = args.next().ok_or("say where to")?;
    let grams = args.next().ok_or("say how heavy")?.parse()?;
    let request = Office::new("eu-west-1", args.next())?.send(&to, grams)?;
    // What another status than 2xx means, the client knows.
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let (head, mut body) = agent.run(request)?.into_parts();
    let response = http::Response::from_parts(head, body.read_to_vec()?);
    println!("{}", decode::<SendParcel>(response)?.id());
    Ok(())
}
