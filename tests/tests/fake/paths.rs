//! Which requests a fake takes for those of an operation.

use harbour::error::ProvideErrorMetadata as _;
use harbour::fake::Fake;
use harbour::operation::list_ships::ListShipsOutput;

/// Route 53 takes a path with a slash more than its model has. No other service says so.
#[tokio::test]
async fn a_slash_more_is_another_path() {
    let fake = Fake::new().on_list_ships(|_| async { Ok(ListShipsOutput::builder().build()) });
    let client = fake.client();
    client.list_ships().send().await.expect("an output");
    let call = client.list_ships().customize().mutate_request(|request| {
        let uri = request.uri().replace("/ships", "/ships/");
        request.set_uri(uri).expect("a URI");
    });
    let error = call.send().await.expect_err("no such path");
    assert_eq!(error.code(), Some("FakeHasNoOperation"), "{error}");
}
