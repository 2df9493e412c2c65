//! The formats of serde: what is in `cases/serde` is read into the type that the name of the file names, and comes
//! back.

mod documents;
mod events;
mod numbers;
mod reading;
mod secrets;
mod unknown;

use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;
use std::path::Path;

/// How many changed copies of each case are tried.
const CHANGED: usize = 400;

/// Looks at the case of a type.
macro_rules! cases {
    ($($name:ident: $type:ty;)*) => {
        $(#[test]
        fn $name() {
            each_form::<$type>(stringify!($name));
        })*

        #[test]
        fn each_case_has_a_type() {
            let names = [$(stringify!($name)),*];
            for entry in std::fs::read_dir(folder()).expect("a folder") {
                let path = entry.expect("a file").path();
                let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
                assert!(names.contains(&&*name), "tests/cases/serde/{name}.json is of no type");
            }
        }
    };
}

cases! {
    archive_shelf: archive::types::Shelf;
    harbour_answer_input: harbour::operation::answer::AnswerInput;
    harbour_dock_ship_input: harbour::operation::dock_ship::DockShipInput;
    harbour_load: harbour::types::Load;
    harbour_dock_ship_output: harbour::operation::dock_ship::DockShipOutput;
    harbour_tides: harbour::types::Tides;
    invitation: aws_sdk_partnercentralaccount::operation::create_connection_invitation::CreateConnectionInvitationOutput;
    observatory_record_input: observatory::operation::record::RecordInput;
    relay_cursed: relay::types::error::Cursed;
    relay_tomb: relay::types::Tomb;
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/cases/serde"))
}

fn case(name: &str) -> Value {
    let text = std::fs::read_to_string(folder().join(format!("{name}.json"))).expect("a case");
    serde_json::from_str(&text).expect("JSON")
}

/// A type that serde reads, and writes with what is sensitive.
trait Shape: DeserializeOwned + Debug {
    fn reveal(&self) -> Value;
    fn to_cbor(&self) -> Vec<u8>;
}

impl<T: DeserializeOwned + Debug + farrier_runtime::rt::Structure> Shape for T {
    fn reveal(&self) -> Value {
        // By a text: there a float has the digits of its own type.
        let text = serde_json::to_string(&farrier_runtime::serde_impl::Revealed(self)).expect("written");
        serde_json::from_str(&text).expect("JSON")
    }

    fn to_cbor(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        ciborium::into_writer(&farrier_runtime::serde_impl::Revealed(self), &mut bytes).expect("written");
        bytes
    }
}

fn each_form<T: Shape>(name: &str) {
    let json = case(name);
    let value: T = serde_json::from_value(json.clone()).expect("read");
    assert_eq!(value.reveal(), json, "as it was read");
    comes_back(&value);
    // What the type takes of a changed copy comes back as well.
    let mut random = fastrand::Rng::with_seed(7);
    let mut taken = 0;
    for _ in 0..CHANGED {
        let mut json = json.clone();
        change(&mut json, &mut random);
        if let Ok(value) = serde_json::from_value::<T>(json) {
            comes_back(&value);
            taken += 1;
        }
    }
    assert!(taken > CHANGED / 10, "{taken} of {CHANGED}");
}

/// A value is the same after JSON, and after CBOR, which is binary.
fn comes_back<T: Shape>(value: &T) {
    let json = value.reveal();
    let text = json.to_string();
    let read: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(read.reveal(), json);
    let read: T = ciborium::from_reader(value.to_cbor().as_slice()).expect("read");
    assert_eq!(read.reveal(), json);
}

/// Replaces one value somewhere.
fn change(json: &mut Value, random: &mut fastrand::Rng) {
    let inner = match json {
        Value::Array(items) if !items.is_empty() => {
            let index = random.usize(..items.len());
            items.get_mut(index)
        }
        Value::Object(entries) if !entries.is_empty() => {
            let index = random.usize(..entries.len());
            entries.values_mut().nth(index)
        }
        _ => None,
    };
    match inner {
        Some(inner) if random.u8(..4) > 0 => change(inner, random),
        Some(inner) => *inner = other(random),
        None => *json = other(random),
    }
}

fn other(random: &mut fastrand::Rng) -> Value {
    match random.u8(..9) {
        0 => Value::Null,
        1 => Value::Bool(random.bool()),
        2 => random.u64(..).into(),
        3 => random.i64(..).into(),
        4 => (random.f64() * 2e10).into(),
        5 => random.i32(..).into(),
        6 => Value::String(std::iter::repeat_with(|| random.char(' '..='ÿ')).take(8).collect()),
        7 => serde_json::json!([]),
        _ => serde_json::json!({}),
    }
}
