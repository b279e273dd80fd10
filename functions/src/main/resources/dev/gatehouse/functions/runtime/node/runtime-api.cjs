// The Runtime API over one keep-alive TCP socket. An answer asks for the next event as well, which
// is its reply: a warm invocation costs one request and one system call each way.
'use strict';

const net = require('net');

const HEADER_END = Buffer.from('\r\n\r\n');
const VERSION = '/2018-06-01/runtime';

class RuntimeApi {
  /** @param {string} address host:port, with or without a path before the API's own */
  constructor(address) {
    const [, host, port, prefix] = /^([^:/]+):(\d+)(\/.*)?$/.exec(address);
    this.base = (prefix || '') + VERSION;
    this.host = `${host}:${port}`;
    this.nextRequest = Buffer.from(
      `GET ${this.base}/invocation/next HTTP/1.1\r\nHost: ${this.host}\r\n\r\n`
    );
    this.waiting = [];
    this.chunks = [];
    this.length = 0;
    this.needed = 0;
    this.socket = net.connect(Number(port), host);
    this.socket.setNoDelay(true);
    this.socket.on('data', (chunk) => this.received(chunk));
    // Without its Runtime API the process has nothing left to do: the server is gone.
    this.socket.on('error', () => process.exit(1));
    this.socket.on('close', () => process.exit(1));
  }

  next() {
    this.socket.write(this.nextRequest);
    return this.response();
  }

  /** Answers an event and asks for the next one, which is the reply when all is well. */
  async respondAndNext(id, body) {
    this.socket.write(this.post(`/invocation/${id}/response-then-next`, body));
    const reply = await this.response();
    if (reply.status === 200) {
      return reply;
    }
    exitOnServerError(reply);
    return this.next();
  }

  /** Reports that the handler failed and asks for the next event. */
  failAndNext(id, report) {
    const post = this.errorPost(`/invocation/${id}/error`, report);
    this.socket.write(Buffer.concat([post, this.nextRequest]));
    this.response().then(exitOnServerError);
    return this.response();
  }

  invocationError(id, report) {
    this.socket.write(this.errorPost(`/invocation/${id}/error`, report));
    return this.response();
  }

  initError(report) {
    this.socket.write(this.errorPost('/init/error', report));
    return this.response();
  }

  /** Lets the process end, or the event loop run empty, while the handler is at work. */
  unref() {
    this.socket.unref();
  }

  ref() {
    this.socket.ref();
  }

  errorPost(path, report) {
    const type = String(report.errorType).replace(/[^\x20-\x7e]/g, '?');
    return this.post(
      path,
      JSON.stringify(report),
      `Lambda-Runtime-Function-Error-Type: ${type}\r\n`
    );
  }

  post(path, body, headers = '') {
    const head =
      `POST ${this.base}${path} HTTP/1.1\r\nHost: ${this.host}\r\n` +
      `Content-Type: application/json\r\n${headers}Content-Length: `;
    return Buffer.from(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  response() {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  received(chunk) {
    this.chunks.push(chunk);
    this.length += chunk.length;
    while (this.length > 0 && this.length >= this.needed && this.takeResponse()) {
      this.needed = 0;
    }
  }

  /** Takes one whole response off the received bytes; false when more must arrive first. */
  takeResponse() {
    const bytes = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks);
    this.chunks = [bytes];
    const headEnd = bytes.indexOf(HEADER_END);
    if (headEnd < 0) {
      return false;
    }
    const { status, headers } = parseHead(bytes.latin1Slice(0, headEnd));
    const bodyStart = headEnd + HEADER_END.length;
    const end = bodyStart + Number(headers['content-length'] || 0);
    if (bytes.length < end) {
      this.needed = end;
      return false;
    }
    this.chunks = bytes.length === end ? [] : [bytes.subarray(end)];
    this.length = bytes.length - end;
    this.waiting.shift()({ status, headers, body: bytes.utf8Slice(bodyStart, end) });
    return true;
  }
}

/** The server says by a 5xx that this environment is finished. */
function exitOnServerError(response) {
  if (response.status >= 500) {
    process.exit(1);
  }
}

function parseHead(text) {
  const lines = text.split('\r\n');
  const headers = Object.create(null);
  for (let i = 1; i < lines.length; i++) {
    const colon = lines[i].indexOf(':');
    // Header values are UTF-8; the head was cut as Latin-1 to keep offsets and bytes the same.
    headers[lines[i].slice(0, colon).toLowerCase()] = utf8(lines[i].slice(colon + 1).trim());
  }
  return { status: Number(lines[0].slice(9, 12)), headers };
}

function utf8(latin1) {
  return /[\x80-\xff]/.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1;
}

module.exports = { RuntimeApi };
