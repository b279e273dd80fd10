// The context object of a Node.js handler.
'use strict';

const { field } = require('./runtime-api.cjs');

const DEADLINE = field('lambda-runtime-deadline-ms');
const CLIENT_CONTEXT = field('lambda-runtime-client-context');
const IDENTITY = field('lambda-runtime-cognito-identity');
const ARN = field('lambda-runtime-invoked-function-arn');

/** What makes contexts; asks the environment once, since each look at it is a call into C. */
function contextsOf(environment) {
  const functionVersion = environment.AWS_LAMBDA_FUNCTION_VERSION;
  const functionName = environment.AWS_LAMBDA_FUNCTION_NAME;
  const memoryLimitInMB = environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE;
  const logGroupName = environment.AWS_LAMBDA_LOG_GROUP_NAME;
  const logStreamName = environment.AWS_LAMBDA_LOG_STREAM_NAME;

  return (event, awsRequestId, callback) => {
    const context = {
      callbackWaitsForEmptyEventLoop: true,
      functionVersion,
      functionName,
      memoryLimitInMB,
      logGroupName,
      logStreamName,
      clientContext: parsed(event.header(CLIENT_CONTEXT)),
      identity: parsed(event.header(IDENTITY)),
      invokedFunctionArn: event.header(ARN),
      awsRequestId,
      getRemainingTimeInMillis: () => Number(event.header(DEADLINE)) - Date.now(),
    };
    const done = (error, result) => {
      context.callbackWaitsForEmptyEventLoop = false;
      callback(error, result);
    };
    context.done = done;
    context.fail = (error) => done(error === undefined || error === null ? 'handled' : error);
    context.succeed = (result) => done(null, result);
    return context;
  };
}

/** A header's text was read as Latin-1. */
function parsed(header) {
  return header ? JSON.parse(Buffer.from(header, 'latin1').toString()) : undefined;
}

module.exports = { contextsOf };
