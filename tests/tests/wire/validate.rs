//! Constraints are checked when asked, and only then.

use aws_sdk_partnercentralaccount::operation::create_connection_invitation::CreateConnectionInvitationInput;
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::builders::CreateConnectionInvitationInputBuilder;
use aws_sdk_partnercentralaccount::operation::create_partner::CreatePartnerInput;
use aws_sdk_partnercentralaccount::operation::list_connections::ListConnectionsInput;
use aws_sdk_partnercentralaccount::operation::start_profile_update_task::StartProfileUpdateTaskInput;
use aws_sdk_partnercentralaccount::types::{
    AllianceLeadContact, ConnectionType, IndustrySegment, LocalizedContent, PrimarySolutionType, Tag, TaskDetails,
};
use aws_sdk_partnercentralaccount::validate::{Validate, ValidationErrors, ViolationKind};
use farrier_tests::client::{SECRET_NAME, client};
use farrier_tests::server::{Answer, Server};

/// An input that violates nothing.
fn invitation() -> CreateConnectionInvitationInputBuilder {
    CreateConnectionInvitationInput::builder()
        .catalog("AWS")
        .connection_type(ConnectionType::OpportunityCollaboration)
        .email("ada@example.com")
        .message("Shall we?")
        .name(SECRET_NAME)
        .receiver_identifier("123456789012")
}

fn errors(input: CreateConnectionInvitationInputBuilder) -> ValidationErrors {
    input.build().expect("built").validate().expect_err("violations")
}

#[test]
fn the_length_of_a_member_overrides_that_of_its_target() {
    // The target says 80. An absent token is no violation, since the client fills it in.
    assert_eq!(invitation().message("x".repeat(256)).build().expect("built").validate(), Ok(()));
    let errors = errors(invitation().message("é".repeat(257)));
    assert_eq!(errors.to_string(), "Message: length 257 is not between 1 and 256");
    let [violation] = errors.violations() else { panic!("{errors}") };
    assert_eq!(violation.path(), "Message");
    assert!(matches!(violation.kind(), ViolationKind::Length { max: Some(256), actual: 257, .. }), "{violation:?}");
    assert_eq!(violation.shape_id(), "com.amazonaws.partnercentralaccount#CreateConnectionInvitationRequest");
}

#[test]
fn all_violations_are_reported_at_once() {
    let input = CreateConnectionInvitationInput::builder()
        .catalog("")
        .client_token("no spaces")
        .connection_type("FRIENDSHIP".into())
        .email("not an address")
        .message("line\nline\u{7}")
        .name("");
    let errors = errors(input);
    let lines: Vec<_> = errors.to_string().lines().map(|line| line.chars().take(60).collect::<String>()).collect();
    assert_eq!(
        lines,
        [
            "Catalog: length 0 is not between 1 and 64",
            "Catalog: \"\" does not match ^[a-zA-Z0-9-]+$",
            "ClientToken: \"no spaces\" does not match ^[A-Za-z0-9-_]+$",
            "ConnectionType: \"FRIENDSHIP\" is none of OPPORTUNITY_COLLABOR",
            "Email: \"not an address\" does not match ^[a-zA-Z0-9.!#$%&'*+/",
            "Message: \"line\\nline\\u{7}\" does not match ^[\\u0020-\\u007E\\u0",
            "Name: length 0 is not between 1 and 80",
            "Name: the value does not match ^[\\u0020-\\u007E\\u00A0-\\uD7FF\\",
            "ReceiverIdentifier: required, but not set",
        ]
    );
}

#[test]
fn a_sensitive_value_is_not_shown() {
    let errors = errors(invitation().name(format!("{SECRET_NAME}\n{}", "x".repeat(80))));
    let text = format!("{errors}\n{errors:?}\n{errors:#?}");
    assert!(text.contains("Name: length 103 is not between 1 and 80"), "{text}");
    assert!(!text.contains("Ada") && !text.contains("xx"), "{text}");
}

#[test]
fn paths_lead_into_structures_and_lists() {
    let lead = AllianceLeadContact::builder().first_name("").last_name("L").email("a@b.c").business_title("T");
    let tag = |key: &str, value: &str| Tag::builder().key(key).value(value).build().expect("built");
    let input = CreatePartnerInput::builder()
        .catalog("AWS")
        .legal_name("Example")
        .primary_solution_type(PrimarySolutionType::from("MAGIC"))
        .alliance_lead_contact(lead.build().expect("built"))
        .email_verification_code("12345a")
        .tags(tag("k", "v"))
        .tags(tag("", &"v".repeat(257)));
    let errors = input.build().expect("built").validate().expect_err("violations");
    let places: Vec<_> = errors.violations().iter().map(|violation| (violation.path(), violation.shape_id())).collect();
    let id = |name: &str| format!("com.amazonaws.partnercentralaccount#{name}");
    let (request, contact, tag) = (id("CreatePartnerRequest"), id("AllianceLeadContact"), id("Tag"));
    assert_eq!(
        places,
        [
            ("PrimarySolutionType", request.as_str()),
            ("AllianceLeadContact.FirstName", &contact),
            ("AllianceLeadContact.FirstName", &contact),
            ("EmailVerificationCode", &request),
            ("Tags[1].Key", &tag),
            ("Tags[1].Value", &tag),
        ],
        "{errors}"
    );
}

#[test]
fn elements_of_lists_are_checked() {
    let content = |locale: &str| {
        let content = LocalizedContent::builder().display_name("D").description("D").website_url("https://a.example");
        content.logo_url("https://a.example/l.png").locale(locale).build().expect("built")
    };
    let details = TaskDetails::builder()
        .display_name("D")
        .description("D".repeat(600))
        .website_url("ftp://a.example")
        .logo_url("https://a.example/l.png")
        .primary_solution_type(PrimarySolutionType::SoftwareProducts)
        .industry_segments(IndustrySegment::from("NONE"))
        .translation_source_locale("en-US")
        .localized_contents(content("de-DE"))
        .localized_contents(content("de"));
    let details = details.build().expect("built");
    let input = StartProfileUpdateTaskInput::builder().catalog("AWS").identifier("partner-1234567890123");
    let errors = input.task_details(details.clone()).build().expect("built").validate().expect_err("violations");
    let paths: Vec<_> = errors.violations().iter().map(|violation| violation.path()).collect();
    let inside = ["WebsiteUrl", "IndustrySegments[0]", "LocalizedContents[1].Locale"];
    assert_eq!(paths, inside.map(|path| format!("TaskDetails.{path}")), "{errors}");
    // A structure alone, by the same trait.
    let errors = details.validate().expect_err("violations");
    assert_eq!(errors.violations().iter().map(|violation| violation.path()).collect::<Vec<_>>(), inside, "{errors}");

    let input = ListConnectionsInput::builder().catalog("AWS").max_results(0);
    let input = input.other_participant_identifiers("a").other_participant_identifiers("a b");
    let input = input.other_participant_identifiers("a").build().expect("built");
    assert_eq!(
        input.validate().expect_err("violations").to_string(),
        "MaxResults: 0 is not between 1 and 100\n\
         OtherParticipantIdentifiers: elements 0 and 2 are equal\n\
         OtherParticipantIdentifiers[1]: \"a b\" does not match ^[a-zA-Z0-9-]+$"
    );
}

#[tokio::test]
async fn what_validates_can_be_sent() {
    let server = Server::start([Answer::ok("{}")]).await;
    let input = invitation();
    input.clone().build().expect("built").validate().expect("no violations");
    input.send_with(&client(&server)).await.expect("sent");
    assert_eq!(server.requests().len(), 1);
}
