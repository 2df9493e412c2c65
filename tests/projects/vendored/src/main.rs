//! Says whether a lamp is on. Credentials, region and endpoint are those of the environment.

use farrier_credentials::BehaviorVersion;
use lighthouse::Client;

async fn is_on(client: &Client, name: &str) -> Result<bool, lighthouse::Error> {
    let answer = client.get_lamp().name(name).send().await?;
    Ok(answer.lamp().and_then(|lamp| lamp.on()).unwrap_or_default())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lighthouse::Error> {
    let config = farrier_credentials::load_defaults(BehaviorVersion::latest()).await;
    println!("{}", is_on(&Client::new(&config), "north").await?);
    Ok(())
}
