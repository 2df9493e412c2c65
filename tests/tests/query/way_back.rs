//! What a fake of the service does: inputs out of forms, XML out of outputs and errors.

/// The tests of a service, whose client is this crate.
macro_rules! way_back {
    ($module:ident, $krate:ident, |$input:ident| $more:expr) => {
        mod $module {
            use $krate::operation::store::{Store, StoreError, StoreInput, StoreOutput};
            use $krate::primitives::{Blob, DateTime};
            use $krate::protocol::{decode, decode_input, encode, encode_error, encode_output};
            use $krate::types::error::Full;
            use $krate::types::{Bin, Kind, Loan, Pick};

            #[test]
            fn an_input_comes_back_from_its_request() {
                let bin = Bin::builder().size(1).parts(Bin::builder().size(2).build()).build();
                let $input = StoreInput::builder()
                    .name("a b&c=d+e%")
                    .kind(Kind::Box)
                    .secret("s")
                    .at(DateTime::from_millis(1_795_167_000_250))
                    .until(DateTime::from_secs(1_795_167_000))
                    .sealed(false)
                    .weight(f64::INFINITY)
                    .count(i64::MIN)
                    .image(Blob::new([0, 159]))
                    .set_words(Some(vec!["x".to_owned(), String::new()]))
                    .topics("t")
                    .flat("1")
                    .flat("2")
                    .bin(bin.clone())
                    .bins(bin)
                    .pick(Pick::Word("w".to_owned()))
                    .renamed("r")
                    // Some of it is the default, and so left out.
                    .loan(Loan::builder().days(3).shared(true).level(0).build())
                    .token("t");
                let input = $more.build().expect("an input");
                let request = encode::<Store>(&input).expect("a request");
                assert_eq!(decode_input::<Store>(request).expect("an input"), input);
            }

            #[test]
            fn an_output_comes_back_from_its_response() {
                let output =
                    StoreOutput::builder().name(" <n> ").words("x").flat("f").pick(Pick::Any).renamed("r").build();
                let response = encode_output::<Store>(&output).expect("a response");
                assert_eq!(decode::<Store>(response).expect("an output"), output);
            }

            #[test]
            fn an_error_comes_back_from_its_response() {
                let full = Full::builder().room("7").message("no room").build();
                let response = encode_error::<Store, _>(&full, 400).expect("a response");
                match decode::<Store>(response).expect_err("an error") {
                    StoreError::Full(error) => {
                        assert_eq!((error.room(), error.message()), (Some("7"), Some("no room")))
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
    };
}

/// The code of an awsQuery error is not the name of its shape; ec2Query knows no other.
#[test]
fn an_error_has_its_code() {
    let full = depot::types::error::Full::builder().build();
    let response = depot::protocol::encode_error::<depot::operation::store::Store, _>(&full, 500).expect("a response");
    let expected = "<ErrorResponse><Error><Type>Receiver</Type><Code>DepotFull</Code></Error></ErrorResponse>";
    assert_eq!(response.body().bytes(), Some(expected.as_bytes()));
}

way_back!(aws_query, depot, |input| input
    .notes("k", "v")
    .flat_notes("k", "v")
    .placed("n", Bin::builder().size(3).build()));
way_back!(ec2_query, yard, |input| input.chosen("c"));
