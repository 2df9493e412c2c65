//! Generates two of the three operations.

fn main() {
    farrier_build::Config::new()
        .operations(["BuyPaper", "ListPapers"])
        .validate(true)
        .serde(true)
        .test_util(true)
        .compile("models/kiosk.json");
}
