// The Runtime API over one keep-alive connection. An answer asks for the next event as well, which
// is its reply: a warm invocation costs one request and one system call each way.
'use strict';

const net = require('net');
const path = require('path');

const HEAD_END = Buffer.from('\r\n\r\n');
const VERSION = '/2018-06-01/runtime';
const CHUNK = 64 * 1024;

/**
 * What to ask a response for: a header's name with what stands around it. Made once, since a string
 * that was just put together is copied before it can be looked for.
 * @param {string} name in lower case
 */
function field(name) {
  return Buffer.from(`\r\n${name}:`).toString('latin1');
}

const CONTENT_LENGTH = field('content-length');

/** A response of the Runtime API. Its headers, read as Latin-1, are looked up when asked for. */
class Response {
  constructor(head) {
    this.head = head;
    this.names = head.toLowerCase();
    this.status = Number(head.slice(9, 12));
    this.body = undefined;
  }

  /** @param {string} wanted made by {@link field} */
  header(wanted) {
    const line = this.names.indexOf(wanted);
    if (line < 0) {
      return undefined;
    }
    const start = line + wanted.length;
    const end = this.head.indexOf('\r\n', start);
    return this.head.slice(start, end < 0 ? undefined : end).trim();
  }
}

class RuntimeApi {
  /** @param {string} address host:port, with or without a path before the API's own */
  constructor(address) {
    const [, host, port, prefix] = /^([^:/]+):(\d+)(\/.*)?$/.exec(address);
    this.base = (prefix || '') + VERSION;
    this.hostAndType = `Host: ${host}:${port}\r\nContent-Type: application/json\r\n`;
    this.nextRequest = `GET ${this.base}/invocation/next HTTP/1.1\r\nHost: ${host}:${port}\r\n\r\n`;
    this.waiting = [];
    // What has come of a response that is not whole, how much that is, and what it needs at least.
    this.chunks = [];
    this.length = 0;
    this.needed = 0;
    // One buffer for all reads: otherwise each of them allocates its own 64 KB and gives them back.
    const onread = {
      buffer: Buffer.allocUnsafeSlow(CHUNK),
      callback: (length, buffer) => {
        this.received(buffer, length);
        return true;
      },
    };
    this.places = [
      { path: path.join(__dirname, '..', `runtime-api-${port}.sock`), onread },
      { host, port: Number(port), noDelay: true, onread },
    ];
  }

  /** By the socket file beside our own files; where there is none for this port, by TCP. */
  async connect() {
    const [file, tcp] = this.places;
    this.socket = await connected(file).catch(() => connected(tcp).catch(leave));
    this.socket.on('error', leave);
    this.socket.on('close', leave);
  }

  async next() {
    const reply = await this.send(this.nextRequest);
    if (reply.status !== 200) {
      // Who asks for an event and gets none has no place here any more.
      process.exit(1);
    }
    return reply;
  }

  /** Answers an event and asks for the next one, which is the reply when all is well. */
  respondAndNext(id, body) {
    this.socket.write(this.post(`/invocation/${id}/response-then-next`, body));
    return new Promise((resolve) => {
      this.waiting.push((reply) => {
        if (reply.status === 200) {
          resolve(reply);
        } else {
          exitOnServerError(reply);
          resolve(this.next());
        }
      });
    });
  }

  /** Reports that the handler failed and asks for the next event. */
  failAndNext(id, report) {
    this.send(this.errorPost(`/invocation/${id}/error`, report)).then(exitOnServerError);
    return this.next();
  }

  invocationError(id, report) {
    return this.send(this.errorPost(`/invocation/${id}/error`, report));
  }

  initError(report) {
    return this.send(this.errorPost('/init/error', report));
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
    const length = Buffer.byteLength(body);
    return (
      `POST ${this.base}${path} HTTP/1.1\r\n${this.hostAndType}${headers}` +
      `Content-Length: ${length}\r\n\r\n${body}`
    );
  }

  send(request) {
    this.socket.write(request);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /**
   * @param {Buffer} buffer valid during the call only
   * @param {number} length how much of it has come
   */
  received(buffer, length) {
    if (this.length === 0) {
      this.takeResponses(buffer, length);
      return;
    }
    this.keep(buffer, 0, length);
    if (this.length >= this.needed) {
      const all = Buffer.concat(this.chunks);
      this.chunks = [];
      this.length = 0;
      this.takeResponses(all, all.length);
    }
  }

  /** Takes what is whole, and keeps the rest until more has come. */
  takeResponses(bytes, length) {
    let start = 0;
    let end = this.takeResponse(bytes, start, length);
    while (end > start) {
      start = end;
      end = start < length ? this.takeResponse(bytes, start, length) : start;
    }
    if (start < length) {
      this.keep(bytes, start, length);
    }
  }

  keep(bytes, start, end) {
    this.chunks.push(Buffer.from(bytes.subarray(start, end)));
    this.length += end - start;
  }

  /** Takes one whole response; where it ends, or its start when more must arrive first. */
  takeResponse(bytes, start, length) {
    const headEnd = bytes.indexOf(HEAD_END, start);
    // Behind the length are the bytes of earlier reads.
    if (headEnd < 0 || headEnd + HEAD_END.length > length) {
      this.needed = 0;
      return start;
    }
    const response = new Response(bytes.latin1Slice(start, headEnd));
    const bodyStart = headEnd + HEAD_END.length;
    const end = bodyStart + Number(response.header(CONTENT_LENGTH) || 0);
    if (length < end) {
      this.needed = end - start;
      return start;
    }
    response.body = bytes.utf8Slice(bodyStart, end);
    this.waiting.shift()(response);
    return end;
  }
}

function connected(place) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(place);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/** Without its Runtime API the process has nothing left to do: the server is gone. */
function leave() {
  process.exit(1);
}

/** The server says by a 5xx that this environment is finished. */
function exitOnServerError(response) {
  if (response.status >= 500) {
    process.exit(1);
  }
}

module.exports = { RuntimeApi, field };
