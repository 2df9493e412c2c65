//! CBOR in a form in which what means the same is the same. It is read by a parser that clients do not use.

use minicbor::data::Token;
use minicbor::decode::Tokenizer;

/// The normal form of a body. One without bytes is that of no value.
pub(super) fn normal(cbor: &[u8]) -> String {
    let mut tokens = Tokenizer::new(cbor);
    let mut values = Vec::new();
    while let Some(token) = tokens.next() {
        let token = token.unwrap_or_else(|error| panic!("no CBOR: {error}: {cbor:x?}"));
        values.push(value(token, &mut tokens));
    }
    values.join(" and ")
}

fn next<'b>(tokens: &mut Tokenizer<'_, 'b>) -> Token<'b> {
    match tokens.next() {
        Some(Ok(token)) => token,
        other => panic!("no CBOR: {other:?}"),
    }
}

/// Whether something has a length or an end means nothing, nor does the order of a map, nor the width of a number.
fn value<'b>(token: Token<'b>, tokens: &mut Tokenizer<'_, 'b>) -> String {
    match token {
        Token::F16(number) | Token::F32(number) => format!("{:?}", f64::from(number)),
        Token::F64(number) => format!("{number:?}"),
        Token::Array(_) | Token::BeginArray => format!("[{}]", inside(&token, tokens).join(", ")),
        Token::Map(_) | Token::BeginMap => {
            let inside = inside(&token, tokens);
            let mut entries: Vec<String> = inside.chunks(2).map(|entry| entry.join(": ")).collect();
            entries.sort();
            format!("{{{}}}", entries.join(", "))
        }
        Token::BeginString | Token::BeginBytes => {
            let parts = parts(tokens);
            if token == Token::BeginString { format!("{:?}", String::from_utf8_lossy(&parts)) } else { bytes(&parts) }
        }
        Token::String(text) => format!("{text:?}"),
        Token::Bytes(of) => bytes(of),
        Token::Tag(tag) => {
            let token = next(tokens);
            let tagged = value(token, tokens);
            // Seconds are the same whether they are a float or not.
            let seconds = if tag.as_u64() == 1 { tagged.parse::<f64>().ok() } else { None };
            format!("{}({})", tag.as_u64(), seconds.map_or(tagged, |seconds| seconds.to_string()))
        }
        Token::Break => panic!("no CBOR: an end of nothing"),
        // Whole numbers of all widths, and simple values.
        token => token.to_string(),
    }
}

/// What is in a list or map.
fn inside<'b>(around: &Token<'b>, tokens: &mut Tokenizer<'_, 'b>) -> Vec<String> {
    let length = match around {
        Token::Array(length) => Some(*length),
        Token::Map(length) => Some(length * 2),
        _ => None,
    };
    let mut values = Vec::new();
    while length.is_none_or(|length| (values.len() as u64) < length) {
        match next(tokens) {
            Token::Break if length.is_none() => break,
            token => values.push(value(token, tokens)),
        }
    }
    values
}

/// The parts of a string, put together.
fn parts(tokens: &mut Tokenizer<'_, '_>) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        match next(tokens) {
            Token::String(part) => whole.extend_from_slice(part.as_bytes()),
            Token::Bytes(part) => whole.extend_from_slice(part),
            Token::Break => return whole,
            token => panic!("no CBOR: {token} in a string"),
        }
    }
}

fn bytes(of: &[u8]) -> String {
    format!("h{of:x?}")
}
