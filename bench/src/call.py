"""Prints the seconds of one call by boto3, answered in memory, as often as the argument says."""

import sys
import time

import boto3
from botocore.awsrequest import AWSResponse

BODY = b'{"Catalog":"Sandbox","Id":"pacinv-1234567890abc","ConnectionType":"OPPORTUNITY_COLLABORATION","Status":"PENDING"}'


class Raw:
    def stream(self, *_args, **_options):
        yield BODY


def answer(request, **_options):
    return AWSResponse(request.url, 200, {"content-type": "application/x-amz-json-1.0"}, Raw())


client = boto3.client(
    "partnercentral-account", region_name="us-east-1", aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret"
)
client.meta.events.register("before-send.*.*", answer)


def call():
    client.create_connection_invitation(
        Catalog="Sandbox",
        ConnectionType="OPPORTUNITY_COLLABORATION",
        Email="grace@example.com",
        Message="Shall we work together?",
        Name="Ada Lovelace",
        ReceiverIdentifier="123456789012",
    )


call()
for _ in range(int(sys.argv[1])):
    start = time.perf_counter()
    for _ in range(200):
        call()
    print((time.perf_counter() - start) / 200)
