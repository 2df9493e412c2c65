//~ error: unused `Served` that must be used
//~ = note: the server ends when this is dropped: keep it in a variable

#![deny(unused_must_use)]

pub async fn serve(fake: &relay::fake::Fake) -> std::io::Result<()> {
    fake.serve_on(8080).await?;
    Ok(())
}
