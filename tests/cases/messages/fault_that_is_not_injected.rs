//~ error: unused `Fault` that must be used
//~ = note: nothing goes wrong before it is handed to `inject`

#![deny(unused_must_use)]

use relay::fake::Fault;

pub fn fault() {
    Fault::throttling();
}
