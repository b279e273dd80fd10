"""The Runtime API over one keep-alive connection.

An answer asks for the next event as well, which is its reply: a warm invocation costs one request
and one system call each way.
"""

import json
import os
import socket

_VERSION = "/2018-06-01/runtime"
_BLOCK = 65536
_FILES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


class RuntimeApi:
    """One connection. It is used by one thread, the one that runs the handler."""

    def __init__(self, address):
        """Connects to host:port, with or without a path before the API's own."""
        authority, slash, prefix = address.partition("/")
        host, _, port = authority.rpartition(":")
        self._base = slash + prefix + _VERSION
        self._host = authority
        self._next = (
            "GET %s/invocation/next HTTP/1.1\r\nHost: %s\r\n\r\n" % (self._base, authority)
        ).encode()
        self._received = b""
        self._socket = _connected(host, int(port))

    def next(self):
        """Waits for an event; returns its headers and body."""
        self._send(self._next)
        return self._event()

    def respond_and_next(self, request_id, body):
        """Answers an event and waits for the next one, which is the reply when all is well."""
        self._send(self._post("/invocation/%s/response-then-next" % request_id, body, ""))
        status, headers, body = self._reply()
        return (headers, body) if status == 200 else self.next()

    def fail_and_next(self, request_id, report):
        """Reports that the handler failed and waits for the next event."""
        post = self._post("/invocation/%s/error" % request_id, _json(report), _error_type(report))
        self._send(post + self._next)
        self._reply()
        return self._event()

    def init_error(self, report):
        """Reports that the function could not be loaded."""
        self._send(self._post("/init/error", _json(report), _error_type(report)))
        self._reply()

    def _post(self, path, body, headers):
        head = "POST %s%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n%s" % (
            self._base,
            path,
            self._host,
            headers,
        )
        return ("%sContent-Length: %d\r\n\r\n" % (head, len(body))).encode() + body

    def _event(self):
        status, headers, body = self._reply()
        if status != 200:
            # Whoever is refused an event is about to be ended; a refusal is no event.
            os._exit(1)
        return headers, body

    def _reply(self):
        head = self._take_head()
        lines = head.decode("utf-8").split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = self._take(int(headers.get("content-length", 0)))
        status = int(lines[0].split(" ", 2)[1])
        if status >= 500:
            # The server says that this environment is finished.
            os._exit(1)
        return status, headers, body

    def _take_head(self):
        while True:
            end = self._received.find(b"\r\n\r\n")
            if end >= 0:
                head = self._received[:end]
                self._received = self._received[end + 4 :]
                return head
            self._received += self._receive()

    def _take(self, length):
        if len(self._received) < length:
            parts = [self._received]
            missing = length - len(self._received)
            while missing > 0:
                parts.append(self._receive())
                missing -= len(parts[-1])
            self._received = b"".join(parts)
        body, self._received = self._received[:length], self._received[length:]
        return body

    def _send(self, message):
        try:
            self._socket.sendall(message)
        except OSError:
            _leave()

    def _receive(self):
        try:
            block = self._socket.recv(_BLOCK)
        except OSError:
            block = b""
        if not block:
            _leave()
        return block


def _connected(host, port):
    """By the socket file beside our own files; where there is none for this port, by TCP."""
    by_file = socket.socket(socket.AF_UNIX)
    try:
        by_file.connect(os.path.join(_FILES, "runtime-api-%d.sock" % port))
        return by_file
    except OSError:
        by_file.close()
    by_tcp = socket.create_connection((host, port))
    by_tcp.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return by_tcp


def _leave():
    """Without its Runtime API the process has nothing left to do: the server is gone."""
    os._exit(1)


def _json(report):
    return json.dumps(report).encode()


def _error_type(report):
    name = str(report.get("errorType", "")).encode("ascii", "replace").decode()
    return "Lambda-Runtime-Function-Error-Type: %s\r\n" % name.replace("\r", "").replace("\n", "")
