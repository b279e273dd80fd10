"""A function behind an HTTP API: `./gatehouse run examples/hello-python` serves it."""

import json


def lambda_handler(event, context):
    name = event.get("queryStringParameters", {}).get("name", "world")
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(
            {"message": f"Hello, {name}!", "path": event["rawPath"], "requestId": context.aws_request_id}
        ),
    }
