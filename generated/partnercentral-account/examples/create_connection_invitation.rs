//! Invites another participant of AWS Partner Central to connect.
//!
//! `cargo run -p partnercentral-account --example create_connection_invitation` needs no AWS account: a stand-in for the
//! service answers on this machine, and shows what was sent to it.
//!
//! With `-- --live RECEIVER EMAIL NAME` the invitation goes to AWS, into the catalog `Sandbox`, with the credentials and
//! the region of the environment.

use partnercentral_account::config::{BehaviorVersion, Builder, Config, Credentials, Region};
use partnercentral_account::error::ProvideErrorMetadata;
use partnercentral_account::operation::RequestId;
use partnercentral_account::operation::create_connection_invitation::CreateConnectionInvitationError;
use partnercentral_account::types::ConnectionType;
use partnercentral_account::{Client, Error};
use std::env;
use tokio::io::{self, AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => invite(fake_service().await?, "123456789012", "ada@example.com", "Ada Lovelace").await?,
        ["--live", receiver, email, name] => invite(from_environment()?, receiver, email, name).await?,
        _ => return Err("usage: create_connection_invitation [--live RECEIVER EMAIL NAME]".into()),
    }
    Ok(())
}

async fn invite(config: Builder, receiver: &str, email: &str, name: &str) -> Result<(), Error> {
    let client = Client::from_conf(config.build());
    let sent = client
        .create_connection_invitation()
        .catalog("Sandbox")
        .connection_type(ConnectionType::OpportunityCollaboration)
        .receiver_identifier(receiver)
        .email(email)
        .name(name)
        .message("Shall we work together?")
        .send()
        .await;
    match sent {
        Ok(invitation) => {
            // The name of the inviter is sensitive: it is there, but Debug does not show it.
            println!("{invitation:#?}");
            println!("request id: {}", invitation.request_id().unwrap_or("none"));
            Ok(())
        }
        Err(error) => {
            // The line says operation, code, message, status, request id and attempts.
            eprintln!("{error}");
            if let Some(CreateConnectionInvitationError::ValidationException(invalid)) = error.as_service_error() {
                eprintln!("{:#?}", invalid.error_details());
            }
            if error.code() == Some("AccessDeniedException") {
                eprintln!("the credentials need the permission partnercentral:CreateConnectionInvitation");
            }
            Err(error.into())
        }
    }
}

/// The crate `aws-config` knows many more places where credentials and regions can be, at the price of a longer build.
fn from_environment() -> Result<Builder, String> {
    let variable = |name: &str| env::var(name).map_err(|error| format!("{name}: {error}"));
    let (key, secret) = (variable("AWS_ACCESS_KEY_ID")?, variable("AWS_SECRET_ACCESS_KEY")?);
    let session = variable("AWS_SESSION_TOKEN").ok();
    Ok(Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(variable("AWS_REGION")?))
        .credentials_provider(Credentials::new(key, secret, session, None, "environment")))
}

/// Starts the stand-in and configures a client for it.
async fn fake_service() -> io::Result<Builder> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            if let Err(error) = serve(connection).await {
                eprintln!("the stand-in: {error}");
            }
        }
    });
    Ok(Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "example"))
        .endpoint_url(url))
}

/// Shows a request and answers it, whatever it is, with an invitation.
async fn serve(connection: TcpStream) -> io::Result<()> {
    let mut connection = BufReader::new(connection);
    let (mut head, mut length) = (String::new(), 0);
    while !head.ends_with("\r\n\r\n") {
        let start = head.len();
        if connection.read_line(&mut head).await? == 0 {
            return Ok(());
        }
        if let Some(value) = head[start..].to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().map_err(io::Error::other)?;
        }
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body).await?;
    println!("{head}{}\n", String::from_utf8_lossy(&body));
    let answer = format!(
        "HTTP/1.1 200 OK\r\nx-amzn-requestid: 7b1c7f2e-0000-4000-8000-example\r\ncontent-type: application/x-amz-json-1.0\
         \r\ncontent-length: {}\r\nconnection: close\r\n\r\n{INVITATION}",
        INVITATION.len()
    );
    connection.write_all(answer.as_bytes()).await
}

const INVITATION: &str = r#"{
  "Catalog": "Sandbox",
  "Id": "pacinv-1234567890abc",
  "Arn": "arn:aws:partnercentral:us-east-1::catalog/Sandbox/connection-invitation/pacinv-1234567890abc",
  "ConnectionType": "OPPORTUNITY_COLLABORATION",
  "CreatedAt": "2026-11-20T09:30:00.125Z",
  "UpdatedAt": "2026-11-20T09:30:00.125Z",
  "ExpiresAt": "2026-12-05T09:30:00.125Z",
  "OtherParticipantIdentifier": "123456789012",
  "ParticipantType": "SENDER",
  "Status": "PENDING",
  "InvitationMessage": "Shall we work together?",
  "InviterEmail": "ada@example.com",
  "InviterName": "Ada Lovelace"
}"#;
