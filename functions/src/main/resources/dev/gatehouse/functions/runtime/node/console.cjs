// console.* as Lambda writes it: TIME, request id, level and text, separated by tabs, one line.
'use strict';

const util = require('util');
const { asLogged } = require('./errors.cjs');

/** The event that the handler works on, or was last; id is undefined while the function starts. */
const currentRequest = { id: undefined, atWork: false };

function writeLine(level, message) {
  const line = `${new Date().toISOString()}\t${currentRequest.id}\t${level}\t${message}`;
  // A carriage return keeps a message of several lines one log event.
  process.stdout.write(line.replace(/\n/g, '\r') + '\n');
}

function patchConsole() {
  const levels = { log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR', debug: 'DEBUG' };
  for (const [method, level] of Object.entries(levels)) {
    console[method] = (...values) => writeLine(level, util.format(...values));
  }
  console.trace = (...values) => {
    const here = { name: 'Trace', message: util.format(...values) };
    Error.captureStackTrace(here, console.trace);
    writeLine('TRACE', here.stack);
  };
  // Opening the stream now rather than at the first line keeps that out of a cold start.
  process.stdout.writable;
}

function logFailure(what, error) {
  writeLine('ERROR', `${what} \t${asLogged(error)}`);
}

module.exports = { currentRequest, patchConsole, logFailure };
