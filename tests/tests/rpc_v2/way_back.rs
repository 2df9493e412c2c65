//! What a fake of the service does: inputs out of requests, responses out of outputs and errors.

/// The tests of a client.
macro_rules! way_back {
    ($module:ident, $krate:ident) => {
        mod $module {
            use $krate::operation::ping::{Ping, PingInput, PingOutput};
            use $krate::operation::record::{Record, RecordError, RecordInput, RecordOutput};
            use $krate::primitives::{Blob, DateTime};
            use $krate::protocol::{decode, decode_input, encode, encode_error, encode_output};
            use $krate::types::error::Overcast;
            use $krate::types::{Find, Kind, Star};

            #[test]
            fn an_input_comes_back_from_its_request() {
                let star = Star::builder().magnitude(0.1).moons(Star::builder().build()).build();
                let input = RecordInput::builder()
                    .name("ü\n\"")
                    .kind(Kind::Dwarf)
                    .secret("s")
                    .at(DateTime::from_millis(1_795_167_000_001))
                    .until(DateTime::from_secs(-1))
                    .clear(true)
                    .byte(i8::MIN)
                    .short(i16::MAX)
                    .count(i32::MIN)
                    .total(i64::MIN)
                    .brightness(0.1)
                    .distance(f64::INFINITY)
                    .mass("-123456789012345678901234567890".parse().expect("a number"))
                    .size("-0.000000000000000000001".parse().expect("a number"))
                    .image(Blob::new([0, 159]))
                    .set_names(Some(Vec::new()))
                    .set_gaps(Some(vec![None, Some(7), None]))
                    .notes("", "v")
                    .holes("a", None)
                    .holes("b", Some(star.clone()))
                    .star(star)
                    .find(Find::Nothing)
                    .renamed("r")
                    .build()
                    .expect("an input");
                let request = encode::<Record>(&input).expect("a request");
                assert_eq!(decode_input::<Record>(request).expect("an input"), input);
            }

            #[test]
            fn an_output_comes_back_from_its_response() {
                let output =
                    RecordOutput::builder().name("n").names("x").gaps(None).find(Find::Word("w".to_owned())).build();
                let response = encode_output::<Record>(&output).expect("a response");
                assert_eq!(decode::<Record>(response).expect("an output"), output);
            }

            #[test]
            fn nothing_comes_back_from_no_body() {
                let request = encode::<Ping>(&PingInput::builder().build().expect("an input")).expect("a request");
                assert!(request.body().bytes().is_some_and(<[u8]>::is_empty));
                decode_input::<Ping>(request).expect("an input");
                let response = encode_output::<Ping>(&PingOutput::builder().build()).expect("a response");
                assert!(response.headers().get("content-type").is_none());
                decode::<Ping>(response).expect("an output");
            }

            #[test]
            fn an_error_comes_back_from_its_response() {
                let overcast = Overcast::builder().until(DateTime::from_secs(7)).message("rain").build();
                for error in [overcast, Overcast::builder().build()] {
                    let response = encode_error::<Record, _>(&error, 409).expect("a response");
                    assert_eq!(response.headers()["x-amzn-query-error"], "SkyOvercast;Sender");
                    let RecordError::Overcast(read) = decode::<Record>(response).expect_err("an error") else {
                        panic!()
                    };
                    assert_eq!((read.message(), read.until()), (error.message(), error.until()));
                }
            }

            #[test]
            fn a_request_for_another_operation_is_refused() {
                let input = RecordInput::builder().build().expect("an input");
                let request = encode::<Record>(&input).expect("a request");
                assert!(decode_input::<Ping>(request).is_err());
                assert!(decode_input::<Record>(http::Request::new("")).is_err());
            }
        }
    };
}

way_back!(cbor, observatory);
way_back!(json, observatory_json);
