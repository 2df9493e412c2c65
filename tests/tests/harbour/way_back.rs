//! What a fake of the service does: inputs out of requests, responses out of outputs and errors.

use harbour::operation::dock_ship::{DockShip, DockShipError, DockShipInput, DockShipOutput};
use harbour::operation::get_ship::{GetShip, GetShipInput, GetShipOutput};
use harbour::operation::leave::{Leave, LeaveOutput};
use harbour::operation::put_photo::{PutPhoto, PutPhotoInput};
use harbour::primitives::{Blob, DateTime};
use harbour::protocol::{decode, decode_input, encode, encode_error, encode_output};
use harbour::types::error::BerthTaken;
use harbour::types::{Load, Ship, ShipKind};

fn ship() -> Ship {
    Ship::builder().id("s").name("Argo").kind(ShipKind::Ferry).deck(2).length(1.5).crew("a").captain("Nemo").build()
}

#[test]
fn an_input_comes_back_from_its_request() {
    let input = DockShipInput::builder()
        .harbour("Süd /1%")
        .berth("a/b c/../ship")
        .force(false)
        .set_cargo(Some(vec!["coal".to_owned(), "a&b=c+d".to_owned(), String::new()]))
        .since(DateTime::from_secs(1_795_167_000))
        .until(DateTime::from_millis(1_795_167_000_250))
        .tide(f32::INFINITY)
        .extra("colour", "red/blue")
        .set_flags(Some(vec!["a".to_owned(), "b,c".to_owned(), "say \"hi\"".to_owned()]))
        .set_counts(Some(vec![1, 2]))
        .arrived(DateTime::from_secs(1_795_167_000))
        .set_times(Some(vec![DateTime::from_secs(1_795_167_000), DateTime::from_secs(0)]))
        .pilot("Ada")
        .notes("{\"a\": 1}")
        .tags("one", "1")
        .token("t")
        .captain("Nemo")
        .load(Load::Ship(ship()))
        .photo(Blob::new("hi"))
        .build()
        .expect("an input");
    let request = encode::<DockShip>(&input).expect("a request");
    let mut back = decode_input::<DockShip>(request).expect("an input");
    // The map of parameters has all of them.
    assert_eq!(back.extra.as_ref().and_then(|extra| extra.get("colour")), Some(&"red/blue".to_owned()));
    back.extra = input.extra.clone();
    assert_eq!(back, input);
}

#[test]
fn a_payload_comes_back_from_its_request() {
    let input = PutPhotoInput::builder().id("s").content_type("image/jpeg").photo(Blob::new([0, 159, 146])).build();
    let input = input.expect("an input");
    let request = encode::<PutPhoto>(&input).expect("a request");
    assert_eq!(decode_input::<PutPhoto>(request).expect("an input"), input);
}

#[test]
fn a_path_of_another_operation_is_refused() {
    let request = encode::<GetShip>(&GetShipInput::builder().id("s").build().expect("an input")).expect("a request");
    decode_input::<DockShip>(request).expect_err("another path");
}

#[test]
fn an_output_comes_back_from_its_response() {
    let output = DockShipOutput::builder()
        .status(202)
        .dock("7")
        .depth(-1)
        .lit(true)
        .flags("a,b")
        .times(DateTime::from_secs(0))
        .notes("{}")
        .tags("one", "1")
        .ship(ship())
        .load(Load::Nothing)
        .build();
    let response = encode_output::<DockShip>(&output).expect("a response");
    assert_eq!((response.status().as_u16(), response.headers()["x-flags"].as_bytes()), (202, &b"\"a,b\""[..]));
    assert_eq!(decode::<DockShip>(response).expect("an output"), output);

    // What a status is that has a default, which nobody has set.
    let unset = encode_output::<DockShip>(&DockShipOutput::builder().status(0).build()).expect("a response");
    let usual = encode_output::<DockShip>(&DockShipOutput::builder().build()).expect("a response");
    assert_eq!(unset.status(), usual.status());

    let output = GetShipOutput::builder().etag("e").ship(ship()).build();
    let response = encode_output::<GetShip>(&output).expect("a response");
    assert_eq!(decode::<GetShip>(response).expect("an output"), output);

    let response = encode_output::<Leave>(&LeaveOutput::builder().build()).expect("a response");
    assert_eq!((response.status().as_u16(), response.headers().len()), (204, 0));
}

#[test]
fn an_error_comes_back_from_its_response() {
    let taken = BerthTaken::builder().retry_after(7).berth("b").message("taken").build();
    let response = encode_error::<DockShip, _>(&taken, 409).expect("a response");
    assert_eq!((response.status().as_u16(), response.headers()["retry-after"].as_bytes()), (409, &b"7"[..]));
    match decode::<DockShip>(response).expect_err("an error") {
        DockShipError::BerthTaken(error) => {
            assert_eq!((error.retry_after(), error.berth(), error.message()), (Some(7), Some("b"), Some("taken")));
        }
        other => panic!("{other:?}"),
    }
}
