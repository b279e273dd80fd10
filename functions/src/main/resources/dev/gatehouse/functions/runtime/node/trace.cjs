// The trace id of the event at work, which handlers and the X-Ray SDK read from the environment.
'use strict';

const NAME = '_X_AMZN_TRACE_ID';
let traceId = '';

/**
 * Lets process.env show the id without putting each one into the C library's environment: that
 * keeps every value it was ever given, and searches them all for the next.
 */
function installTraceId() {
  process.env[NAME] = traceId;
  process.env = new Proxy(process.env, {
    get: (environment, name) => (name === NAME ? traceId : environment[name]),
    set: (environment, name, value) => {
      if (name === NAME) {
        traceId = String(value);
      } else {
        environment[name] = value;
      }
      return true;
    },
  });
}

function showTraceId(id) {
  traceId = id;
}

module.exports = { installTraceId, showTraceId };
