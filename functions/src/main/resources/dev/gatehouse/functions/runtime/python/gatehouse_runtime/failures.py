"""Errors as the Runtime API and the log show them."""

import os
import traceback

_OWN_FOLDER = os.path.dirname(os.path.abspath(__file__))


class Failure(Exception):
    """An error of the runtime's own, with AWS's name for it and the trace to show."""

    def __init__(self, error_type, message, trace=()):
        super().__init__(message)
        self.error_type = error_type
        self.trace = list(trace)


def report(error, request_id):
    """The error object that is posted."""
    if isinstance(error, Failure):
        error_type, trace = error.error_type, error.trace
    else:
        error_type, trace = type(error).__name__, _trace(error)
    return {
        "errorMessage": str(error),
        "errorType": error_type,
        "requestId": request_id,
        "stackTrace": trace,
    }


def _trace(error):
    """The frames of the function's code: ours, and the import machinery's, tell it nothing."""
    frames = traceback.extract_tb(error.__traceback__)
    return traceback.format_list(
        [f for f in frames if not f.filename.startswith((_OWN_FOLDER, "<frozen importlib"))
         and not f.filename.endswith("/importlib/__init__.py")]
    )
