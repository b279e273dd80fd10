"""Events and answers as JSON."""

import decimal
import json

from .failures import Failure

_FIRST_WITH_UNICODE = (3, 12)


class Marshaller:
    """Reads events and writes answers as the runtime of one version does."""

    def __init__(self, execution_env):
        # From Python 3.12 on, AWS leaves characters beyond ASCII as they are.
        version = execution_env.rpartition("python")[2].split(".")
        escape = all(v.isdigit() for v in version) and tuple(map(int, version)) < _FIRST_WITH_UNICODE
        self._encoder = json.JSONEncoder(ensure_ascii=escape, default=_decimal)

    def load(self, body):
        """The event as Python values."""
        try:
            return json.loads(body)
        except Exception as error:
            raise Failure("Runtime.UnmarshalError", "Unable to unmarshal input: %s" % error)

    def dump(self, result):
        """The answer as bytes."""
        try:
            return self._encoder.encode(result).encode("utf-8")
        except Exception as error:
            raise Failure("Runtime.MarshalError", "Unable to marshal response: %s" % error)


def _decimal(value):
    if isinstance(value, decimal.Decimal):
        return float(value)
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)
