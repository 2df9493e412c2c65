//~ has no constraints to check: it is no input, output, structure, union or error of a crate with the feature `validate`
//~ turn on `validate`, or `test-util`, of the crate of the type

pub fn text() -> String {
    partnercentral_account::fake::fixture(1)
}
