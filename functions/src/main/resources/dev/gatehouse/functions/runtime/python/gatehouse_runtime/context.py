"""The context object of a Python handler."""

import json
import os
import time

from .failures import Failure


class CognitoIdentity:
    """Who called, as Amazon Cognito knows them; both members are None for everybody else."""

    __slots__ = ["cognito_identity_id", "cognito_identity_pool_id"]

    def __init__(self, values):
        self.cognito_identity_id = values.get("cognitoIdentityId")
        self.cognito_identity_pool_id = values.get("cognitoIdentityPoolId")


class Client:
    """The mobile application that called."""

    __slots__ = [
        "installation_id",
        "app_title",
        "app_version_name",
        "app_version_code",
        "app_package_name",
    ]

    def __init__(self, values):
        for name in self.__slots__:
            setattr(self, name, values.get(name))


class ClientContext:
    """What the caller sent as client context."""

    __slots__ = ["custom", "env", "client"]

    def __init__(self, values):
        self.custom = values.get("custom")
        self.env = values.get("env")
        client = values.get("client")
        self.client = Client(client) if client is not None else None


class Context:
    """What a handler may ask about its invocation and its function."""

    def __init__(self, headers, client_context, identity):
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self.tenant_id = headers.get("lambda-runtime-aws-tenant-id")
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.client_context = ClientContext(client_context) if client_context else None
        self.identity = CognitoIdentity(identity or {})
        self._deadline_ms = int(headers.get("lambda-runtime-deadline-ms", 0))

    def get_remaining_time_in_millis(self):
        """Milliseconds until the function's time is up; never negative."""
        return max(self._deadline_ms - int(time.time() * 1000), 0)

    def log(self, message):
        """Writes to the function's log."""
        print(message)

    def __repr__(self):
        members = ",".join("%s=%s" % item for item in vars(self).items() if item[0][0] != "_")
        return "LambdaContext([%s])" % members


def parsed(text, what):
    """A JSON header's value; None when the header is absent."""
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError as error:
        raise Failure("Runtime.LambdaContextUnmarshalError", "Unable to parse %s: %s" % (what, error))
