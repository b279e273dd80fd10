// The loop over events, and how a handler's outcome becomes an answer.
'use strict';

const { currentRequest, logFailure } = require('./console.cjs');
const { asReport } = require('./errors.cjs');
const { contextsOf } = require('./context.cjs');
const { field } = require('./runtime-api.cjs');
const { showTraceId } = require('./trace.cjs');

const REQUEST_ID = field('lambda-runtime-aws-request-id');
const TRACE_ID = field('lambda-runtime-trace-id');

async function serve(api, handler) {
  const createContext = contextsOf(process.env);
  const state = { emptyLoop: undefined };
  process.on('beforeExit', () => state.emptyLoop && state.emptyLoop());
  let event = await api.next();
  for (;;) {
    api.unref();
    currentRequest.id = event.header(REQUEST_ID);
    currentRequest.atWork = true;
    showTraceId(event.header(TRACE_ID) || '');
    const outcome = await invoke(handler, event, createContext, state);
    state.emptyLoop = undefined;
    currentRequest.atWork = false;
    api.ref();
    event = await answer(api, currentRequest.id, outcome);
  }
}

/**
 * Runs the handler. Settles with the first of: its promise, its callback (after the event loop
 * has run empty, unless callbackWaitsForEmptyEventLoop is false), and an empty event loop.
 */
function invoke(handler, event, createContext, state) {
  return new Promise((resolve) => {
    const callback = (error, result) => {
      const outcome = error ? { error } : { result };
      if (context.callbackWaitsForEmptyEventLoop) {
        state.emptyLoop = () => resolve(outcome);
      } else {
        resolve(outcome);
      }
    };
    const context = createContext(event, currentRequest.id, callback);
    state.emptyLoop = () => resolve({ result: null });
    try {
      const returned = handler(JSON.parse(event.body), context, callback);
      if (returned && typeof returned.then === 'function') {
        returned.then(
          (result) => resolve({ result }),
          (error) => resolve({ error })
        );
      }
    } catch (error) {
      resolve({ error });
    }
  });
}

function answer(api, id, outcome) {
  if ('error' in outcome) {
    return fail(api, id, outcome.error);
  }
  let body;
  try {
    body = JSON.stringify(outcome.result);
  } catch {
    return fail(api, id, new Error('Unable to stringify response body'));
  }
  return api.respondAndNext(id, body === undefined ? 'null' : body);
}

function fail(api, id, error) {
  logFailure('Invoke Error', error);
  return api.failAndNext(id, asReport(error));
}

module.exports = { serve };
