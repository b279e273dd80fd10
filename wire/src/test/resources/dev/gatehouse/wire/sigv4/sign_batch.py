"""Signs a batch of awkward requests with botocore; prints one JSON object a line."""
import base64
import itertools
import json
import sys
from urllib.parse import urlsplit

try:
    from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth, SigV4QueryAuth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials
except ImportError:
    sys.exit(3)

KEY = Credentials("test", "test")
PATHS = [
    "/",
    "/2015-03-31/functions/hello/invocations",
    "/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A000000000000%3Afunction%3Ahello",
    "/a//b///c/",
    "/with%20space/%2F/slash",
    "/%E2%82%AC/~_-./%25/%2B/+/(x)*'!",
]
QUERIES = [
    "",
    "a=1",
    "a=b%20c&plus=a%2Bb&slash=%2F",
    "k=2&k=1&k=&k=1",
    "empty=&flag=&z=",
    "a-b=1&a=2&a.b=3&A=4",
    "%E2%82%AC=%C3%BC&tilde=~&q=%22%27%28%29%2A",
]
HEADERS = [
    {},
    {"X-Amz-Target": "  Service.Operation   With   Blanks  ", "Content-Type": "application/json"},
    {"X-Amz-Meta-Tab": "a\t\tb", "X-Amz-Empty": "", "X-Custom": "v" * 300},
    {f"X-Many-{n}": str(n) for n in range(40)},
]
BODIES = [b"", b'{"a": "\xe2\x82\xac"}', bytes(range(256))]


def emit(name, request, unsigned):
    parts = urlsplit(request.url)
    headers = [[k, v] for k, v in request.headers.items()]
    if not any(k.lower() == "host" for k, _ in headers):
        headers.append(["Host", parts.netloc])
    print(json.dumps({
        "name": name,
        "method": request.method,
        "target": (parts.path or "/") + ("?" + parts.query if parts.query else ""),
        "headers": headers,
        "body": base64.b64encode(request.data or b"").decode(),
        "unsignedPayload": unsigned,
    }))


def sign(auth, service, path, query, headers, body, unsigned=False, scheme="http"):
    url = f"{scheme}://localhost:4566{path}" + ("?" + query if query else "")
    request = AWSRequest(method="POST", url=url, headers=dict(headers), data=body)
    if unsigned:
        request.context["payload_signing_enabled"] = False
    auth(KEY, service, "eu-west-1").add_auth(request)
    emit(f"{auth.__name__} {path}?{query} {sorted(headers)[:1]} {len(body)}", request, unsigned)


for number, (path, query, headers) in enumerate(itertools.product(PATHS, QUERIES, HEADERS)):
    sign(SigV4Auth, "lambda", path, query, headers, BODIES[number % len(BODIES)])
for path, query in itertools.product(PATHS, QUERIES):
    sign(SigV4QueryAuth, "lambda", path, query, {}, b"")
    # For S3 botocore signs the path as it is given; its clients always escape these first.
    path = path.translate({ord(c): f"%{ord(c):02X}" for c in "+(x)*'!" if c != "x"})
    sign(S3SigV4Auth, "s3", path, query, {}, BODIES[1])
    sign(S3SigV4QueryAuth, "s3", path, query, {}, BODIES[1], unsigned=True)
    sign(S3SigV4Auth, "s3", path, query, {}, BODIES[1], unsigned=True, scheme="https")
