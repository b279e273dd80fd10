"""The main path with boto3: four functions, an HTTP API with five routes, a stage whose variable chooses an alias."""

import collections
import io
import json
import sys
import threading
import urllib.error
import urllib.request
import zipfile

import boto3

ENDPOINT, JAVA_CLASS = sys.argv[1:3]
ROLE = "arn:aws:iam::000000000000:role/main-path"
session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="eu-west-1")
functions = session.client("lambda", endpoint_url=ENDPOINT)
apis = session.client("apigatewayv2", endpoint_url=ENDPOINT)

NODE = """
export const handler = async (event, context) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ version: 'VERSION', event, function: context.functionName }),
});
"""
PYTHON = """
def handler(event, context):
    return {"language": "python", "routeKey": event["routeKey"], "pathParameters": event.get("pathParameters")}
"""
BASH = """#!/bin/bash
api="http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation"
while true; do
  id=$(curl -sS -D - -o /dev/null "$api/next" | tr -d '\\r' | awk 'tolower($1) == "lambda-runtime-aws-request-id:" { print $2 }')
  curl -sS -o /dev/null -d '{"statusCode":200,"body":"bash"}' "$api/$id/response"
done
"""


def package(name, content, mode=0o644):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, content)
    return buffer.getvalue()


def create(name, runtime, handler, zip_file):
    created = functions.create_function(
        FunctionName=name, Runtime=runtime, Handler=handler, Role=ROLE, Code={"ZipFile": zip_file}, Timeout=20, MemorySize=512
    )
    assert created["State"] == "Pending", created["State"]
    functions.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
    return created["FunctionArn"]


def permit(name, api_id, qualifier=None):
    extra = {"Qualifier": qualifier} if qualifier else {}
    functions.add_permission(
        FunctionName=name,
        StatementId="api",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
        SourceArn=f"arn:aws:execute-api:eu-west-1:000000000000:{api_id}/*",
        **extra,
    )


def get(path, method="GET", body=None):
    request = urllib.request.Request(f"{ENDPOINT}/_aws/execute-api/{api}/{path}", method=method, data=body)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


node = create("boto-node", "nodejs20.x", "index.handler", package("index.mjs", NODE.replace("VERSION", "one")))
python = create("boto-python", "python3.11", "app.handler", package("app.py", PYTHON))
java = create("boto-java", "java21", "Hello::handle", package("Hello.class", open(JAVA_CLASS, "rb").read()))
bash = create("boto-bash", "provided.al2023", "bootstrap", package("bootstrap", BASH, 0o755))

first = functions.publish_version(FunctionName="boto-node")["Version"]
functions.create_alias(FunctionName="boto-node", Name="live", FunctionVersion=first)

api = apis.create_api(Name="boto", ProtocolType="HTTP")["ApiId"]
permit("boto-node", api, "live")
for name in ("boto-python", "boto-java", "boto-bash"):
    permit(name, api)


def integrate(uri, payload="2.0"):
    return apis.create_integration(
        ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=uri, PayloadFormatVersion=payload, IntegrationMethod="POST"
    )["IntegrationId"]


targets = {
    "GET /node/{id}": integrate(node + ":${stageVariables.alias}"),
    "GET /python/{proxy+}": integrate(python),
    "POST /java": integrate(java, "1.0"),
    "ANY /bash": integrate(bash),
    "$default": integrate(python),
}
for route, integration in targets.items():
    apis.create_route(ApiId=api, RouteKey=route, Target=f"integrations/{integration}")
assert get("prod/node/7")[0] == 404, "nothing is live before a deployment"
deployment = apis.create_deployment(ApiId=api)["DeploymentId"]
apis.create_stage(ApiId=api, StageName="prod", DeploymentId=deployment, StageVariables={"alias": "live"})

status, body = get("prod/node/7?a=1&a=2&b=x%20y")
answer = json.loads(body)
assert (status, answer["version"]) == (200, "one"), body
event = answer["event"]
assert event["version"] == "2.0"
assert event["routeKey"] == "GET /node/{id}"
assert event["rawPath"] == "/prod/node/7"
assert event["rawQueryString"] == "a=1&a=2&b=x%20y"
assert event["queryStringParameters"] == {"a": "1,2", "b": "x y"}
assert event["pathParameters"] == {"id": "7"}
assert event["stageVariables"] == {"alias": "live"}
assert event["requestContext"]["stage"] == "prod"
assert event["requestContext"]["apiId"] == api

assert json.loads(get("prod/python/a/b")[1]) == {
    "language": "python",
    "routeKey": "GET /python/{proxy+}",
    "pathParameters": {"proxy": "a/b"},
}
assert get("prod/java", "POST", b"{}") == (200, "java"), get("prod/java", "POST", b"{}")
assert get("prod/bash", "PUT", b"x") == (200, "bash")
assert json.loads(get("prod/elsewhere")[1])["routeKey"] == "$default"

# A new version becomes live by moving the alias, and no request fails meanwhile.
over = threading.Event()
seen = collections.Counter()


def call_on():
    while not over.is_set():
        try:
            seen[get("prod/node/7")[0]] += 1
        except OSError as error:
            seen[repr(error)] += 1


load = threading.Thread(target=call_on, daemon=True)
load.start()
functions.update_function_code(FunctionName="boto-node", ZipFile=package("index.mjs", NODE.replace("VERSION", "two")))
functions.get_waiter("function_updated_v2").wait(FunctionName="boto-node", WaiterConfig={"Delay": 1})
second = functions.publish_version(FunctionName="boto-node")["Version"]
assert (first, second) == ("1", "2")
assert json.loads(get("prod/node/7")[1])["version"] == "one"
functions.update_alias(FunctionName="boto-node", Name="live", FunctionVersion=second)
assert json.loads(get("prod/node/7")[1])["version"] == "two"
over.set()
load.join()
assert list(seen) == [200], seen

invoked = functions.invoke(FunctionName="boto-node", Qualifier="live", Payload=b'{"rawPath":"/x"}', LogType="Tail")
assert invoked["ExecutedVersion"] == "2" and "FunctionError" not in invoked
assert json.loads(json.loads(invoked["Payload"].read())["body"])["version"] == "two"

try:
    functions.get_function(FunctionName="absent")
    raise AssertionError("an absent function was found")
except functions.exceptions.ResourceNotFoundException as error:
    assert error.response["Error"]["Message"] == (
        "Function not found: arn:aws:lambda:eu-west-1:000000000000:function:absent"
    ), error
print(f"main path: well, {seen[200]} requests under load and none failed")
