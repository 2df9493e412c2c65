use super::{lines, summary};

#[test]
fn cases() {
    insta::glob!("cases/*.{html,md}", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let summary = summary(&text).unwrap_or_default();
        insta::assert_snapshot!(format!("{}\n\n=== summary\n{summary}", lines(&text).join("\n")));
    });
}
