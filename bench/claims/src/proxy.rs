//! Proxies that the environment names.

use crate::sides::{OFFICIAL, OURS, Side};
use crate::{Claim, arguments};
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

/// Makes this program one that calls.
const CALL: &str = "call";

/// A variable with a proxy, where the call goes, and whether the proxy is to see it.
struct Case {
    variable: &'static str,
    endpoint: &'static str,
    no_proxy: bool,
}

const CASES: [Case; 4] = [
    Case { variable: "HTTP_PROXY", endpoint: "http://partner.invalid", no_proxy: false },
    Case { variable: "HTTPS_PROXY", endpoint: "https://partner.invalid", no_proxy: false },
    Case { variable: "ALL_PROXY", endpoint: "http://partner.invalid", no_proxy: false },
    Case { variable: "HTTP_PROXY", endpoint: "http://partner.invalid", no_proxy: true },
];

pub(crate) fn claims() -> Vec<Claim> {
    let show = |used: &[bool; 4]| {
        let word = |used: bool| if used { "used" } else { "ignored" };
        let [http, https, all, despite_no_proxy] = *used;
        let no_proxy = word(!despite_no_proxy);
        format!("HTTP_PROXY {}, HTTPS_PROXY {}, ALL_PROXY {}, NO_PROXY {no_proxy}", word(http), word(https), word(all))
    };
    let claim = "proxies of the environment are used, as there";
    vec![Claim::same(
        claim,
        |side| CASES.map(|case| is_used(side, &case)),
        show,
        |used| *used == [true, true, true, false],
    )]
}

/// What this program is to print if it was started to call.
pub(crate) fn called() -> Option<String> {
    match arguments().as_slice() {
        [call, name, endpoint] if call == CALL => {
            let side = if name == OURS.name { OURS } else { OFFICIAL };
            Some((side.call_by_default_client)(endpoint).display)
        }
        _ => None,
    }
}

/// Whether the proxy saw the call.
///
/// # Panics
/// If the system has no sockets, or this program cannot be run again.
fn is_used(side: &Side, case: &Case) -> bool {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let (sender, requests) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut line = String::new();
            // A client that says nothing is none.
            if BufReader::new(&stream).read_line(&mut line).is_ok() {
                let _ =
                    (&stream).write_all(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                let _ = sender.send(line);
            }
        }
    });
    let mut call = Command::new(env::current_exe().expect("this program"));
    call.args([CALL, side.name, case.endpoint]);
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().to_lowercase().ends_with("_proxy") {
            call.env_remove(name);
        }
    }
    call.env(case.variable, format!("http://{address}")).stdout(Stdio::null());
    if case.no_proxy {
        call.env("NO_PROXY", "partner.invalid");
    }
    let status = call.status().expect("this program runs again");
    assert!(status.success(), "{} has failed", side.name);
    requests.try_recv().is_ok_and(|line| line.contains("partner.invalid"))
}
