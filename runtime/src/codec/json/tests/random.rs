//! Bodies at random: most are right, and any of their values may be of another kind than the model says.

use fastrand::Rng;

/// The members of an [`All`](super::model::All), and others.
pub(super) fn structure(random: &mut Rng, depth: usize, out: &mut String) {
    const MEMBERS: [(&str, u8); 23] = [
        ("Text", 0),
        ("Flag", 1),
        ("Byte", 2),
        ("Short", 2),
        ("Int", 2),
        ("Long", 2),
        ("Float", 3),
        ("Double", 3),
        ("Big", 4),
        ("Decimal", 4),
        ("Blob", 5),
        ("At", 6),
        ("Date", 6),
        ("Http", 6),
        ("Seconds", 6),
        ("Any", 7),
        ("List", 8),
        ("Sparse", 9),
        ("Map", 10),
        ("Dates", 11),
        ("Choice", 12),
        ("Other", 7),
        ("__type", 0),
    ];
    out.push('{');
    for index in 0..random.usize(..4) {
        let (name, kind) = MEMBERS[random.usize(..MEMBERS.len())];
        out.push_str(&format!("{}{}\"{name}\"{}:{}", comma(index), space(random), space(random), space(random)));
        member(random, kind, depth + 1, out);
    }
    out.push_str(space(random));
    out.push('}');
}

/// Values of each kind that is neither text nor made of members, right ones and wrong ones.
const SCALARS: [&[&str]; 6] = [
    &["true", "false", "null"],
    &["0", "-1", "127", "128", "32767", "2147483647", "9223372036854775807", "1.5", "007", "-"],
    &["0", "-0.0", "1.5", "1e-7", "1E400", "\"NaN\"", "\"-Infinity\"", "\"1\"", "1.", ".5", "3.4e38"],
    &["0", "123456789012345678901234567890", "-1.50", "\"17\"", "1e500", "\"x\"", "-"],
    &["\"\"", "\"aGk=\"", "\"aGk\"", "\"?\"", "null"],
    &[
        "0",
        "-1.5",
        "1e9",
        "\"2026-11-20T09:30:00.125Z\"",
        "\"2024-02-29T23:59:59Z\"",
        "\"2023-02-29T00:00:00Z\"",
        "\"2026-11-20T09:30:00+01:00\"",
        "\"Fri, 20 Nov 2026 09:30:00 GMT\"",
        "\"1\"",
        "9223372036854775807",
        "9223372036854775808",
        "1e300",
    ],
];

/// A value of a kind, by the numbers of [`structure`].
pub(super) fn member(random: &mut Rng, kind: u8, depth: usize, out: &mut String) {
    // Sometimes it is of another kind than the model says.
    let kind = if depth > 5 {
        0
    } else if random.u8(..40) == 0 {
        random.u8(..13)
    } else {
        kind
    };
    match kind {
        0 => out.push_str(&text(random)),
        1..=6 => {
            let choices = SCALARS[usize::from(kind) - 1];
            out.push_str(choices[random.usize(..choices.len())]);
        }
        7 => {
            let kind = [0, 1, 2, 3, 8, 10][random.usize(..6)];
            member(random, kind, depth + 1, out);
        }
        10 => map(random, depth, out),
        8 | 9 | 11 => list(random, kind, depth, out),
        _ => choice(random, depth, out),
    }
}

fn map(random: &mut Rng, depth: usize, out: &mut String) {
    out.push('{');
    for index in 0..random.usize(..4) {
        out.push_str(&format!("{}{}:[", comma(index), text(random)));
        structure(random, depth + 1, out);
        out.push(']');
    }
    out.push('}');
}

fn list(random: &mut Rng, kind: u8, depth: usize, out: &mut String) {
    out.push('[');
    for index in 0..random.usize(..10) {
        out.push_str(comma(index));
        if random.u8(..8) == 0 {
            out.push_str("null")
        } else {
            member(random, [0, 0, 6][usize::from(kind % 4 % 3)], depth + 1, out)
        }
        out.push_str(space(random));
    }
    out.push(']');
}

fn choice(random: &mut Rng, depth: usize, out: &mut String) {
    let name = ["Text", "All", "Unit", "Other", "__type"][random.usize(..5)];
    out.push_str(&format!("{{\"{name}\":"));
    if name == "All" || name == "Unit" {
        structure(random, depth + 1, out)
    } else {
        out.push_str(&text(random))
    }
    out.push('}');
}

fn text(random: &mut Rng) -> String {
    const PIECES: [&str; 18] = [
        "a",
        "Title",
        "with care",
        "\\\"",
        "\\\\",
        "\\/",
        "\\n",
        "\\u00e4",
        "\\ud83d\\ude00",
        "\\u0000",
        "ü",
        "😀",
        "\t",
        "\u{7f}",
        "0123456789abcdef",
        "\\ud800",
        "\\x",
        "\\uD83D\\u0041",
    ];
    // The last ones are wrong, and rare.
    let right = if random.u8(..10) == 0 { PIECES.len() } else { PIECES.len() - 3 };
    let piece = |_| PIECES[random.usize(..right)];
    let pieces: String = (0..4).map(piece).collect();
    format!("\"{pieces}\"")
}

fn comma(index: usize) -> &'static str {
    if index == 0 { "" } else { "," }
}

fn space(random: &mut Rng) -> &'static str {
    ["", "", "", " ", "\n\t\r "][random.usize(..5)]
}
