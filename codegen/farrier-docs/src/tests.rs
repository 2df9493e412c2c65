use crate::lines_and_summary;

#[test]
fn cases() {
    insta::glob!("cases/*.{html,md}", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (lines, summary) = lines_and_summary(&text);
        let output = [lines.join("\n"), "=== summary".to_owned(), summary.unwrap_or_default()];
        insta::assert_snapshot!(output.join("\n\n"));
    });
}

/// Far slower than the other tests if anything reads the rest of a text again and again.
#[test]
fn hostile_repetition_takes_linear_time() {
    let units = [
        "<",
        "&",
        "`",
        "` `` ",
        "*",
        "a*",
        "[",
        "](",
        "[a](b",
        "<p ",
        "<p '\"",
        "<ul><li>x",
        "</li>",
        "<b>x<i>",
        "<code>*",
        "<a href=x>_",
        "<dt>x",
        "<td> <th> ",
        "<note>",
        "<pre>x",
        "<!--",
        "x<br>",
        "> ",
        "- ",
        "- x\n",
        "> x\n",
        "~~~\n",
        "    x\n\n",
        "\\",
        "!",
        "a.",
        "http://",
        "http://a>",
        "http://a.b,<",
        ")",
        "&#",
        "\u{202e}",
        "x\\\n",
    ];
    for unit in units {
        for prefix in ["", "<p>", "<p><a href='https://lake.example/boats'>"] {
            let text = prefix.to_owned() + &unit.repeat(30_000 / unit.len());
            let (lines, summary) = lines_and_summary(&text);
            assert!(lines.iter().all(|line| line.trim_end() == line && !line.contains(char::is_control)), "{unit:?}");
            assert!(summary.is_none_or(|summary| !summary.contains('\n')), "{unit:?}");
        }
    }
}
