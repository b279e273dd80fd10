// The main path with the AWS SDK for JavaScript 3. Arguments: the server's URL and a compiled Hello.class.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as lambda from '@aws-sdk/client-lambda';
import * as gateway from '@aws-sdk/client-apigatewayv2';

const [endpoint, javaClass] = process.argv.slice(2);
const options = { endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
const functions = new lambda.LambdaClient(options);
const apis = new gateway.ApiGatewayV2Client(options);
const work = mkdtempSync(join(tmpdir(), 'main-path-'));

const node = (version) =>
  `exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify({ version: '${version}', event }) });`;
const bash = `#!/bin/bash
api="http://\${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation"
while true; do
  id=$(curl -sS -D - -o /dev/null "$api/next" | tr -d '\\r' | awk 'tolower($1) == "lambda-runtime-aws-request-id:" { print $2 }')
  curl -sS -o /dev/null -d '{"statusCode":200,"body":"bash"}' "$api/$id/response"
done
`;

function zip(name, content, mode = 0o644) {
  const archive = join(work, `${Math.random()}.zip`);
  writeFileSync(join(work, name), content, { mode });
  execFileSync('zip', ['-q', archive, name], { cwd: work });
  return readFileSync(archive);
}

async function create(name, runtime, handler, zipFile) {
  const created = await functions.send(
    new lambda.CreateFunctionCommand({
      FunctionName: name, Runtime: runtime, Handler: handler, Code: { ZipFile: zipFile }, Timeout: 20, MemorySize: 512,
      Role: 'arn:aws:iam::000000000000:role/main-path',
    }));
  assert.equal(created.State, 'Pending');
  await lambda.waitUntilFunctionActiveV2({ client: functions, maxWaitTime: 30, minDelay: 1 }, { FunctionName: name });
  return created.FunctionArn;
}

async function get(path, init) {
  const answer = await fetch(`${endpoint}/_aws/execute-api/${api}/${path}`, init);
  return { status: answer.status, body: await answer.text() };
}

const nodeArn = await create('js-node', 'nodejs20.x', 'index.handler', zip('index.js', node('one')));
const pythonArn = await create('js-python', 'python3.11', 'app.handler',
  zip('app.py', 'def handler(event, context): return {"language": "python", "path": event["rawPath"]}\n'));
const javaArn = await create('js-java', 'java21', 'Hello::handle', zip('Hello.class', readFileSync(javaClass)));
const bashArn = await create('js-bash', 'provided.al2023', 'bootstrap', zip('bootstrap', bash, 0o755));
await functions.send(new lambda.PublishVersionCommand({ FunctionName: 'js-node' }));
await functions.send(new lambda.CreateAliasCommand({ FunctionName: 'js-node', Name: 'live', FunctionVersion: '1' }));

const { ApiId: api } = await apis.send(new gateway.CreateApiCommand({ Name: 'js', ProtocolType: 'HTTP' }));
for (const [name, Qualifier] of [['js-node', 'live'], ['js-python'], ['js-java'], ['js-bash']]) {
  await functions.send(
    new lambda.AddPermissionCommand({
      FunctionName: name, Qualifier, StatementId: 'api', Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com',
      SourceArn: `arn:aws:execute-api:eu-west-1:000000000000:${api}/*`,
    }));
}
for (const [key, uri] of [
  ['GET /node/{id}', `${nodeArn}:\${stageVariables.alias}`],
  ['GET /python/{proxy+}', pythonArn],
  ['POST /java', javaArn],
  ['ANY /bash', bashArn],
  ['$default', pythonArn],
]) {
  const { IntegrationId } = await apis.send(
    new gateway.CreateIntegrationCommand({
      ApiId: api, IntegrationType: 'AWS_PROXY', IntegrationUri: uri, PayloadFormatVersion: '2.0', IntegrationMethod: 'POST',
    }));
  await apis.send(new gateway.CreateRouteCommand({ ApiId: api, RouteKey: key, Target: `integrations/${IntegrationId}` }));
}
assert.deepEqual(await get('prod/node/7'), { status: 404, body: '{"message":"Not Found"}' });
const { DeploymentId } = await apis.send(new gateway.CreateDeploymentCommand({ ApiId: api }));
await apis.send(
  new gateway.CreateStageCommand({ ApiId: api, StageName: 'prod', DeploymentId, StageVariables: { alias: 'live' } }));

const first = JSON.parse((await get('prod/node/7?x=1', { headers: { cookie: 'a=1; b=2' } })).body);
assert.equal(first.version, 'one');
assert.equal(first.event.routeKey, 'GET /node/{id}');
assert.deepEqual(first.event.cookies, ['a=1', 'b=2']);
assert.deepEqual(first.event.pathParameters, { id: '7' });
assert.equal(JSON.parse((await get('prod/python/a/b')).body).path, '/prod/python/a/b');
assert.deepEqual(await get('prod/java', { method: 'POST', body: '{}' }), { status: 200, body: 'java' });
assert.deepEqual(await get('prod/bash', { method: 'PUT', body: 'x' }), { status: 200, body: 'bash' });
assert.equal(JSON.parse((await get('prod/elsewhere')).body).path, '/prod/elsewhere');

let stop = false;
const load = (async () => {
  let count = 0;
  for (; !stop; count++) assert.equal((await get('prod/node/7')).status, 200);
  return count;
})();
await functions.send(new lambda.UpdateFunctionCodeCommand({ FunctionName: 'js-node', ZipFile: zip('index.js', node('two')) }));
await lambda.waitUntilFunctionUpdatedV2({ client: functions, maxWaitTime: 30, minDelay: 1 }, { FunctionName: 'js-node' });
const { Version } = await functions.send(new lambda.PublishVersionCommand({ FunctionName: 'js-node' }));
await functions.send(new lambda.UpdateAliasCommand({ FunctionName: 'js-node', Name: 'live', FunctionVersion: Version }));
assert.equal(JSON.parse((await get('prod/node/7')).body).version, 'two');
stop = true;
console.log(`main path: well, ${await load} requests under load and none failed`);

const invoked = await functions.send(new lambda.InvokeCommand({ FunctionName: 'js-node', Qualifier: 'live', Payload: '{}' }));
assert.equal(invoked.ExecutedVersion, '2');
await assert.rejects(
  functions.send(new lambda.GetFunctionCommand({ FunctionName: 'absent' })),
  { name: 'ResourceNotFoundException', message: 'Function not found: arn:aws:lambda:eu-west-1:000000000000:function:absent' });
