"""What a Python function writes, as Lambda shows it."""

import logging
import sys
import time

#: The id that log lines carry; None while the function starts.
current_request_id = None

_INDENT = "  "
#: Log viewers drop ordinary leading blanks; AWS indents with no-break spaces.
_SHOWN_INDENT = "\u00a0\u00a0"


class _Handler(logging.Handler):
    """Writes a record as one log event, also when its text has several lines."""

    def emit(self, record):
        try:
            write_event(self.format(record))
        except Exception:
            self.handleError(record)


class _RequestId(logging.Filter):
    def filter(self, record):
        record.aws_request_id = current_request_id or ""
        return True


def prepare_streams():
    """Lets a line leave when it is finished, so that a crash loses none."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)


def flush():
    """Lets out what has no line end yet, so that it belongs to the event that printed it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            # The function has closed or replaced its streams.
            pass


def install_handler():
    """Gives the root logger AWS's handler; its level stays Python's own, WARNING."""
    handler = _Handler()
    formatter = logging.Formatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s",
        "%Y-%m-%dT%H:%M:%S",
    )
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.addFilter(_RequestId())
    logging.getLogger().addHandler(handler)


def write_event(text):
    """Writes one event; a carriage return stands for a line end within it."""
    sys.stdout.write(text.replace("\n", "\r") + "\n")


def write_failure(report):
    """Writes an error report as AWS shows an exception that the handler let through."""
    lines = ["[ERROR] %s: %s" % (report["errorType"], report["errorMessage"])]
    lines.append("Traceback (most recent call last):")
    for entry in report["stackTrace"]:
        lines += map(_shown, entry.splitlines())
    write_event("\n".join(lines))


def _shown(line):
    text = line.lstrip(" ")
    indent = len(line) - len(text)
    return _SHOWN_INDENT * (indent // len(_INDENT)) + " " * (indent % len(_INDENT)) + text
