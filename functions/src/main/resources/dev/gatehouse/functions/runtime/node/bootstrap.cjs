// Runs one Node.js function: loads its handler, then answers events until the process is ended.
//
// With --await-launch the process is a spare: it has loaded everything but the function, and waits
// for a JSON object of environment variables on stdin, up to the end of the stream.
'use strict';

const fs = require('fs');
const { Module } = require('module');
const { RuntimeApi } = require('./runtime-api.cjs');
const { patchConsole, logFailure, currentRequest } = require('./console.cjs');
const { asReport, UnhandledPromiseRejection } = require('./errors.cjs');
const { loadHandler } = require('./handler.cjs');
const { serve } = require('./invocation.cjs');
const { installTraceId } = require('./trace.cjs');

const EXIT_AFTER_REJECTION = 128;
const EXIT_AFTER_EXCEPTION = 129;

function awaitLaunch() {
  const variables = JSON.parse(fs.readFileSync(0, 'utf8'));
  Object.assign(process.env, variables);
  process.chdir(process.env.LAMBDA_TASK_ROOT);
  // NODE_PATH is otherwise read only when the interpreter starts.
  Module._initPaths();
}

/**
 * What nobody caught is reported for the event at work, or for the start, and ends the process.
 * Between events there is nobody to tell.
 */
function reportUncaught(api) {
  const report = async (error, status) => {
    logFailure('Uncaught Exception', error);
    try {
      if (currentRequest.id === undefined) {
        await api.initError(asReport(error));
      } else if (currentRequest.atWork) {
        await api.invocationError(currentRequest.id, asReport(error));
      }
    } finally {
      process.exit(status);
    }
  };
  process.on('uncaughtException', (error) => report(error, EXIT_AFTER_EXCEPTION));
  process.on('unhandledRejection', (reason, promise) =>
    report(new UnhandledPromiseRejection(reason, promise), EXIT_AFTER_REJECTION)
  );
}

async function main() {
  const spare = process.argv.includes('--await-launch');
  process.argv.length = 2;
  patchConsole();
  if (spare) {
    awaitLaunch();
  }
  installTraceId();
  const api = new RuntimeApi(process.env.AWS_LAMBDA_RUNTIME_API);
  await api.connect();
  reportUncaught(api);
  let handler;
  try {
    handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
  } catch (error) {
    logFailure('Uncaught Exception', error);
    await api.initError(asReport(error));
    process.exit(EXIT_AFTER_EXCEPTION);
  }
  await serve(api, handler);
}

main();
