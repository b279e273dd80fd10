"""The life of a function's process: launch, load the handler, answer events until it is ended."""

import json
import os
import sys
import time

from . import failures, handlers, logs
from .context import Context, parsed
from .marshal import Marshaller
from .runtime_api import RuntimeApi


def main(await_launch):
    """Never returns: the process is ended from outside, or ends with the function's own exit.

    With await_launch the process is a spare, which waits for a JSON object of environment
    variables on stdin, up to the end of the stream.
    """
    sys.argv = [""]
    logs.prepare_streams()
    if await_launch:
        _await_launch()
    _extend_path()
    logs.install_handler()
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    handler = _load(api)
    marshaller = Marshaller(os.environ.get("AWS_EXECUTION_ENV", ""))
    event = api.next()
    while True:
        event = _answer(api, handler, marshaller, event)


def _await_launch():
    # A raw read takes no lock and no buffer along into the function.
    parts = iter(lambda: os.read(0, 65536), b"")
    os.environ.update(json.loads(b"".join(parts)))
    os.chdir(os.environ["LAMBDA_TASK_ROOT"])
    time.tzset()


def _extend_path():
    """Puts the function's code before its layers, and both before everything else."""
    layers = os.environ.get("GATEHOUSE_LAYER_ROOT", "/opt") + "/python"
    version = "python%d.%d" % sys.version_info[:2]
    sys.path[0:1] = [
        os.environ["LAMBDA_TASK_ROOT"],
        layers + "/lib/" + version + "/site-packages",
        layers,
    ]


def _load(api):
    try:
        return handlers.load(os.environ["_HANDLER"])
    except Exception as error:
        report = failures.report(error, request_id="")
        logs.write_failure(report)
        api.init_error(report)
        sys.exit(1)


def _answer(api, handler, marshaller, event):
    """Runs the handler on one event, answers it and returns the next."""
    headers, body = event
    request_id = headers["lambda-runtime-aws-request-id"]
    logs.current_request_id = request_id
    os.environ["_X_AMZN_TRACE_ID"] = headers.get("lambda-runtime-trace-id", "")
    try:
        result = marshaller.dump(_invoke(handler, marshaller, headers, body))
    except Exception as error:
        report = failures.report(error, request_id)
        logs.write_failure(report)
        logs.flush()
        return api.fail_and_next(request_id, report)
    logs.flush()
    return api.respond_and_next(request_id, result)


def _invoke(handler, marshaller, headers, body):
    event = marshaller.load(body)
    client_context = parsed(headers.get("lambda-runtime-client-context"), "client context")
    identity = parsed(headers.get("lambda-runtime-cognito-identity"), "cognito identity")
    return handler(event, Context(headers, client_context, identity))
