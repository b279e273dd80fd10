// A function behind an HTTP API: `./gatehouse run examples/hello-node/index.mjs` serves it.
export const handler = async (event, context) => {
  const name = event.queryStringParameters?.name ?? 'world';
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      message: `Hello, ${name}!`,
      route: event.routeKey,
      path: event.rawPath,
      requestId: context.awsRequestId,
    }),
  };
};
