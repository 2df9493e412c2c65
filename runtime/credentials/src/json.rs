//! JSON objects as metadata services, processes and caches have them: names in any case, values that are texts.

use aws_credential_types::Credentials;
use aws_smithy_json::deserialize::json_token_iter;
use aws_smithy_json::deserialize::token::expect_document;
use aws_smithy_types::Document;
use aws_smithy_types::date_time::{DateTime, Format};
use std::collections::HashMap;
use std::time::SystemTime;

/// The members of an object.
pub(crate) struct Members(HashMap<String, Document>);

impl Members {
    /// Reads an object. What is wrong is said without what is in it.
    pub(crate) fn read(json: &[u8]) -> Result<Self, String> {
        let mut tokens = json_token_iter(json).peekable();
        match (expect_document(&mut tokens), tokens.next()) {
            (Ok(Document::Object(members)), None) => Ok(Self(members)),
            _ => Err("it is no JSON object".to_owned()),
        }
    }

    fn get(&self, name: &str) -> Option<&Document> {
        let exact = self.0.get(name);
        exact.or_else(|| Some(self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?.1))
    }

    /// A text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_string()
    }

    /// A text that must be there.
    pub(crate) fn required(&self, name: &str) -> Result<&str, String> {
        self.text(name).filter(|text| !text.is_empty()).ok_or_else(|| format!("its `{name}` is missing"))
    }

    /// A whole number.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.get(name)?.as_number().and_then(|number| u64::try_from(*number).ok())
    }

    /// A point in time.
    pub(crate) fn time(&self, name: &str) -> Result<Option<SystemTime>, String> {
        let time = |text| SystemTime::try_from(DateTime::from_str(text, Format::DateTimeWithOffset).ok()?).ok();
        match self.text(name) {
            None => Ok(None),
            Some(text) => time(text).map(Some).ok_or_else(|| format!("its `{name}` is no time as in RFC 3339")),
        }
    }

    /// Sets a text, under the name that it has.
    pub(crate) fn set(&mut self, name: &str, text: String) {
        self.0.retain(|key, _| !key.eq_ignore_ascii_case(name));
        self.0.insert(name.to_owned(), Document::String(text));
    }

    /// The object as JSON.
    pub(crate) fn write(&self) -> String {
        let mut json = String::new();
        let mut object = aws_smithy_json::serialize::JsonObjectWriter::new(&mut json);
        for (name, value) in &self.0 {
            object.key(name).document(value);
        }
        object.finish();
        json
    }

    /// The credentials that a metadata service answers with, which always end. The code and the message, if it refuses.
    pub(crate) fn credentials(&self, provider: &'static str) -> Result<Credentials, String> {
        if let Some(code) = self.text("Code").filter(|code| !code.eq_ignore_ascii_case("Success")) {
            return Err(format!("it says {code}: {}", self.text("Message").unwrap_or("no reason")));
        }
        let expiry = self.time("Expiration")?.ok_or("its `Expiration` is missing")?;
        let mut builder = Credentials::builder()
            .access_key_id(self.required("AccessKeyId")?)
            .secret_access_key(self.required("SecretAccessKey")?)
            .session_token(
                self.required("Token").or_else(|missing| self.required("SessionToken").map_err(|_| missing))?,
            )
            .expiry(expiry)
            .provider_name(provider);
        builder.set_account_id(self.text("AccountId").map(|id| id.to_owned().into()));
        Ok(builder.build())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_any_case_and_the_exact_one_wins() {
        let members = Members::read(br#"{"TOKEN":"a","Token":"b","n":1,"text":"\u00e9"}"#).expect("an object");
        let found = (members.text("Token"), members.text("tOKEN").is_some(), members.number("N"), members.text("n"));
        assert_eq!(found, (Some("b"), true, Some(1), None));
        assert_eq!(members.required("text").as_deref(), Ok("\u{e9}"));
    }

    #[test]
    fn what_is_no_object_is_an_error_without_what_is_in_it() {
        let deep = "{\"a\":".repeat(100_000);
        let cases: [&[u8]; 8] =
            [b"", b"null", b"[]", b"canary", b"{} canary", b"{\"a\":\"canary", b"{\"a\":\"\xff\"}", deep.as_bytes()];
        for json in cases {
            assert_eq!(Members::read(json).err().as_deref(), Some("it is no JSON object"));
        }
    }

    #[test]
    fn what_was_not_changed_is_written_as_it_was() {
        let mut members = Members::read(br#"{"accesstoken":"old","kept":{"list":[1,null,true]}}"#).expect("an object");
        members.set("accessToken", "new \"one\"".to_owned());
        let again = Members::read(members.write().as_bytes()).expect("an object");
        assert_eq!(again.text("accessToken"), Some("new \"one\""));
        assert_eq!((again.0.len(), again.get("kept")), (2, members.get("kept")));
    }
}
