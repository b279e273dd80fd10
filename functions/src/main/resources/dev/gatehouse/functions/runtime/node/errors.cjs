// Errors as the Runtime API and the log show them.
'use strict';

const util = require('util');

class RuntimeError extends Error {
  constructor(name, reason) {
    super(reason);
    this.name = name;
  }
}

const importModuleError = (reason) => new RuntimeError('Runtime.ImportModuleError', reason);
const handlerNotFound = (reason) => new RuntimeError('Runtime.HandlerNotFound', reason);
const malformedHandlerName = (reason) => new RuntimeError('Runtime.MalformedHandlerName', reason);
const userCodeSyntaxError = (reason) => new RuntimeError('Runtime.UserCodeSyntaxError', reason);

class UnhandledPromiseRejection extends RuntimeError {
  constructor(reason, promise) {
    super('Runtime.UnhandledPromiseRejection', String(reason));
    this.reason = reason;
    this.promise = promise;
  }
}

function isError(value) {
  return (
    util.types.isNativeError(value) ||
    (value !== null &&
      typeof value === 'object' &&
      typeof value.name === 'string' &&
      typeof value.message === 'string' &&
      typeof value.stack === 'string')
  );
}

/** What is posted: errorType, errorMessage and the stack as a list of lines. */
function asReport(error) {
  if (!isError(error)) {
    return { errorType: typeof error, errorMessage: textOf(error), trace: [] };
  }
  const report = { errorType: error.name, errorMessage: error.message };
  if (error instanceof UnhandledPromiseRejection) {
    report.reason = asReport(error.reason);
    report.promise = {};
  }
  report.trace = linesOf(error);
  return report;
}

/** What is logged: the report with the error's own members, as JSON. */
function asLogged(error) {
  if (!isError(error)) {
    return JSON.stringify(asReport(error));
  }
  const members = { errorType: error.name, errorMessage: error.message, ...error };
  if (error instanceof UnhandledPromiseRejection) {
    members.reason = asReport(error.reason);
  }
  members.stack = linesOf(error);
  delete members.name;
  try {
    return JSON.stringify(members);
  } catch {
    return JSON.stringify(asReport(error));
  }
}

function linesOf(error) {
  return String(error.stack || '').split('\n');
}

function textOf(value) {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

module.exports = {
  UnhandledPromiseRejection,
  asReport,
  asLogged,
  handlerNotFound,
  importModuleError,
  malformedHandlerName,
  userCodeSyntaxError,
};
