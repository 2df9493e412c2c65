//! What a call leaves behind, in exporters that keep it in memory.

use lighthouse::Client;
use lighthouse::config::{BehaviorVersion, Config, Credentials, Region};
use opentelemetry_sdk::metrics::data::{AggregatedMetrics, Metric, MetricData};
use opentelemetry_sdk::metrics::{InMemoryMetricExporter, PeriodicReader, SdkMeterProvider};
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider, SpanData};
use std::error::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

type Result<T = ()> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Answers a request.
async fn serve(server: TcpListener) -> Result {
    let (mut connection, _) = server.accept().await?;
    let (mut request, mut some) = (String::new(), [0; 1024]);
    while !request.ends_with(r#"{"Name":"north"}"#) {
        let count = connection.read(&mut some).await?;
        if count == 0 {
            return Err("the request ended before its body".into());
        }
        request += &String::from_utf8_lossy(&some[..count]);
    }
    let answer = r#"{"Lamp":{"Name":"north","On":true}}"#;
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", answer.len());
    connection.write_all((head + answer).as_bytes()).await?;
    Ok(())
}

#[tokio::test]
async fn a_call() -> Result {
    let (spans, metrics) = (InMemorySpanExporter::default(), InMemoryMetricExporter::default());
    let tracers = SdkTracerProvider::builder().with_simple_exporter(spans.clone()).build();
    let meters = SdkMeterProvider::builder().with_reader(PeriodicReader::builder(metrics.clone()).build()).build();
    watch::observe(&tracers, meters.clone())?;

    let server = TcpListener::bind("127.0.0.1:0").await?;
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("AKIDEXAMPLE", "secret", None, None, "example"))
        .endpoint_url(format!("http://{}", server.local_addr()?));
    let client = Client::from_conf(config.build());
    let (answer, served) = tokio::join!(client.get_lamp().name("north").send(), serve(server));
    (answer?, served?);

    let spans = spans.get_finished_spans()?;
    let call = spans.iter().find(|span| span.name == "Lighthouse.GetLamp").ok_or("the call has no span")?;
    let of_call = |key: &str| call.attributes.iter().find(|it| it.key.as_str() == key).map(|it| it.value.to_string());
    assert_eq!(of_call("rpc.method").as_deref(), Some("GetLamp"));
    let attempt = spans.iter().find(|span| span.name == "try_attempt").ok_or("the attempt has no span")?;
    let above = |span: &SpanData| spans.iter().find(|it| it.span_context.span_id() == span.parent_span_id);
    assert!(std::iter::successors(above(attempt), |span| above(span)).any(|span| span.name == call.name));

    for name in ["finally_attempt", "serialization", "deserialization", "read_body", "orchestrate_endpoint"] {
        assert!(spans.iter().any(|span| span.name == name), "no span {name}");
    }

    meters.force_flush()?;
    let metrics = metrics.get_finished_metrics()?;
    let scopes = metrics.iter().flat_map(|it| it.scope_metrics());
    let mut measured = scopes.flat_map(|scope| scope.metrics()).map(line).collect::<Result<Vec<_>>>()?;
    measured.sort();
    assert_eq!(
        measured,
        [
            "smithy.client.call.attempt.duration in s, 1: attempt=1 rpc.method=GetLamp rpc.service=Lighthouse",
            "smithy.client.call.duration in s, 1: http.status_code=200 rpc.method=GetLamp rpc.service=Lighthouse",
            "smithy.client.call.request.size in By, 1: rpc.method=GetLamp rpc.service=Lighthouse",
            "smithy.client.call.response.size in By, 1: rpc.method=GetLamp rpc.service=Lighthouse",
            "smithy.client.http.connections.acquire_duration in s, 1: ",
        ]
    );
    Ok(())
}

/// A histogram: its unit, how often it was measured, and the attributes of that.
fn line(metric: &Metric) -> Result<String> {
    let AggregatedMetrics::F64(MetricData::Histogram(histogram)) = metric.data() else {
        return Err(format!("{} is no histogram", metric.name()).into());
    };
    let point = histogram.data_points().next().ok_or("nothing was measured")?;
    let mut attributes: Vec<_> = point.attributes().map(|it| format!("{}={}", it.key, it.value)).collect();
    attributes.sort();
    Ok(format!("{} in {}, {}: {}", metric.name(), metric.unit(), point.count(), attributes.join(" ")))
}
