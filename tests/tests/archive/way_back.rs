//! What a fake of the service does: inputs out of requests, responses out of outputs and errors.

use archive::operation::bind::{Bind, BindInput};
use archive::operation::file::{File, FileError, FileInput, FileOutput};
use archive::primitives::{Blob, DateTime};
use archive::protocol::{decode, decode_input, encode, encode_error, encode_output};
use archive::types::error::RoomLocked;
use archive::types::{Find, Kind, Loan, Paper, Shelf};

fn paper() -> Paper {
    let copy = Paper::builder().title("<copy> & \"more\" 'of' it\r\n\t\u{85}\u{2028}").build();
    Paper::builder()
        .kind(Kind::Map)
        .written(DateTime::from_millis(1_795_167_000_125))
        .sealed(false)
        .weight(f64::NEG_INFINITY)
        .scan(Blob::new([0, 159, 146]))
        .copy_of(copy)
        .build()
}

/// Some of it is the default, and so left out.
fn loan() -> Loan {
    Loan::builder().days(3).shared(true).level(0).build()
}

fn shelf() -> Shelf {
    Shelf::builder().width(3).label("a \"b\" <c>\n").papers(paper()).papers(Paper::builder().build()).build()
}

#[test]
fn an_input_comes_back_from_its_request() {
    let input = FileInput::builder()
        .room("a/b")
        .copies(2)
        .clerk("Ada")
        .title("  blanks stay ")
        .id("7")
        .set_words(Some(vec!["x".to_owned(), String::new()]))
        .topics("t")
        .flat("1")
        .flat("2")
        .notes("k", "v")
        .flat_notes("k", "v")
        .shelves("north", shelf())
        .paper(paper())
        .find(Find::All(vec!["a".to_owned(), "b".to_owned()]))
        .times(DateTime::from_secs(0))
        .until(DateTime::from_secs(1_795_167_000))
        .count(i64::MIN)
        .loan(loan())
        .build()
        .expect("an input");
    let request = encode::<File>(&input).expect("a request");
    assert_eq!(decode_input::<File>(request).expect("an input"), input);

    let input = BindInput::builder().room("r").shelf(shelf()).build().expect("an input");
    let request = encode::<Bind>(&input).expect("a request");
    assert_eq!(decode_input::<Bind>(request).expect("an input"), input);
}

#[test]
fn an_output_comes_back_from_its_response() {
    let output = FileOutput::builder()
        .receipt("r")
        .id("7")
        .others("o")
        .flat("f")
        .paper(paper())
        .find(Find::Any)
        .loan(loan())
        .build();
    let response = encode_output::<File>(&output).expect("a response");
    assert_eq!(response.headers()["content-type"], "application/xml");
    assert_eq!(decode::<File>(response).expect("an output"), output);
}

#[test]
fn an_error_comes_back_from_its_response() {
    let locked = RoomLocked::builder().retry_after(9).room("7").message("locked").build();
    let response = encode_error::<File, _>(&locked, 423).expect("a response");
    assert_eq!((response.status().as_u16(), response.headers()["retry-after"].as_bytes()), (423, &b"9"[..]));
    match decode::<File>(response).expect_err("an error") {
        FileError::RoomLocked(error) => {
            assert_eq!((error.retry_after(), error.room(), error.message()), (Some(9), Some("7"), Some("locked")));
        }
        other => panic!("{other:?}"),
    }
}
