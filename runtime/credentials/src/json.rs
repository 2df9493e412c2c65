//! JSON objects as metadata services, processes and caches have them: names in any case, values that are texts.

use aws_credential_types::Credentials;
use aws_smithy_json::deserialize::json_token_iter;
use aws_smithy_json::deserialize::token::expect_document;
use aws_smithy_types::Document;
use aws_smithy_types::date_time::{DateTime, Format};
use farrier_runtime::error::message;
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

    /// What a member is, if it is there and not null.
    ///
    /// # Errors
    /// It is not what it should be: `None` of `read`. To pass over it would give credentials that never end, or
    /// another's.
    fn read_as<'a, T>(
        &'a self,
        name: &str,
        what: &str,
        read: impl Fn(&'a Document) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let value = self.get(name).filter(|value| !value.is_null());
        value.map(|value| read(value).ok_or_else(|| format!("its `{name}` is no {what}"))).transpose()
    }

    /// A text.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>, String> {
        self.read_as(name, "text", Document::as_string)
    }

    /// An object.
    pub(crate) fn object(&self, name: &str) -> Result<Option<Self>, String> {
        Ok(self.read_as(name, "object", Document::as_object)?.cloned().map(Self))
    }

    /// A text that must be there.
    pub(crate) fn required(&self, name: &str) -> Result<&str, String> {
        self.text(name)?.filter(|text| !text.is_empty()).ok_or_else(|| format!("its `{name}` is missing"))
    }

    /// A whole number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<u64>, String> {
        self.read_as(name, "whole number", |value| u64::try_from(*value.as_number()?).ok())
    }

    /// A point in time.
    pub(crate) fn time(&self, name: &str) -> Result<Option<SystemTime>, String> {
        self.read_as(name, "time as in RFC 3339", |value| {
            SystemTime::try_from(DateTime::from_str(value.as_string()?, Format::DateTimeWithOffset).ok()?).ok()
        })
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

    /// The code and the message of a metadata service that refuses.
    pub(crate) fn refusal(&self) -> Result<Option<String>, String> {
        let code = self.text("Code")?.filter(|code| !code.eq_ignore_ascii_case("Success"));
        let said =
            |code| Ok(format!("it says {}: {}", message(code), message(self.text("Message")?.unwrap_or("no reason"))));
        code.map(said).transpose()
    }

    /// The credentials that a metadata service answers with, which always end.
    pub(crate) fn credentials(&self, provider: &'static str) -> Result<Credentials, String> {
        if let Some(refusal) = self.refusal()? {
            return Err(refusal);
        }
        let expiry = match self.time("Expiration")? {
            None => self.time("ExpiresAt")?.ok_or("its `Expiration` is missing")?,
            Some(expiry) => expiry,
        };
        let mut builder = Credentials::builder()
            .access_key_id(self.required("AccessKeyId")?)
            .secret_access_key(self.required("SecretAccessKey")?)
            .session_token(match self.text("Token")? {
                None => self.required("SessionToken").map_err(|_| "its `Token` is missing")?,
                Some(_) => self.required("Token")?,
            })
            .expiry(expiry)
            .provider_name(provider);
        builder.set_account_id(self.text("AccountId")?.map(|id| id.to_owned().into()));
        Ok(builder.build())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_any_case_and_the_exact_one_wins() {
        let members = Members::read(br#"{"TOKEN":"a","Token":"b","n":1,"text":"\u00e9"}"#).expect("an object");
        let found = (members.text("Token"), members.text("tOKEN").is_ok_and(|it| it.is_some()), members.number("N"));
        assert_eq!(found, (Ok(Some("b")), true, Ok(Some(1))));
        assert_eq!(members.required("text").as_deref(), Ok("\u{e9}"));
    }

    #[test]
    fn a_member_of_another_type_is_an_error_and_null_is_as_none() {
        let json = br#"{"text":1,"number":"1","time":1767225600,"part":1.5,"negative":-1,"null":null}"#;
        let members = Members::read(json).expect("an object");
        let wrong = |name: &str, what: &str| Some(format!("its `{name}` is no {what}"));
        assert_eq!(members.text("text").err(), wrong("text", "text"));
        assert_eq!(members.required("text").err(), wrong("text", "text"));
        for name in ["number", "part", "negative"] {
            assert_eq!(members.number(name).err(), wrong(name, "whole number"));
        }
        assert_eq!(members.time("time").err(), wrong("time", "time as in RFC 3339"));
        assert_eq!(
            (members.text("null"), members.number("null"), members.time("null")),
            (Ok(None), Ok(None), Ok(None))
        );
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
        assert_eq!(again.required("accessToken"), Ok("new \"one\""));
        assert_eq!((again.0.len(), again.get("kept")), (2, members.get("kept")));
    }
}
