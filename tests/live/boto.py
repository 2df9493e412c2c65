"""Calls boto3 as lines of standard input say, and prints what it reads: a line of JSON for each. Ends with standard input.

A line is {"service", "call", "arguments"}; with "pages" all pages are read. The answer is {"output"} or {"error"}. Bytes
are lists of numbers, and times are seconds since 1970, as tests/live/harness writes both.
"""

import datetime
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

CONFIG = Config(retries={"total_max_attempts": 1}, read_timeout=60)


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.timestamp()
    if isinstance(value, (bytes, bytearray)):
        return list(value)
    if hasattr(value, "read"):
        return list(value.read())
    raise TypeError(f"{type(value)} has no JSON")


def answer(clients, endpoint, line):
    request = json.loads(line)
    service = request["service"]
    if service not in clients:
        clients[service] = boto3.client(
            service,
            endpoint_url=endpoint,
            region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE",
            aws_secret_access_key="secret",
            config=CONFIG,
        )
    client = clients[service]
    try:
        if request.get("pages"):
            pages = client.get_paginator(request["call"]).paginate(**request["arguments"])
            output = pages.build_full_result()
        else:
            # What copies files gives nothing.
            output = getattr(client, request["call"])(**request["arguments"]) or {}
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return {"error": {**error.response["Error"], "Status": status}}
    return {"output": output}


def main(endpoint):
    clients = {}
    for line in sys.stdin:
        print(json.dumps(answer(clients, endpoint, line), default=plain), flush=True)


main(sys.argv[1])
