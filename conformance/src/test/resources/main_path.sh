#!/bin/bash
# The main path with the unmodified AWS CLI. Arguments: the server's URL and a compiled Hello.class.
set -euo pipefail
endpoint=$1 java_class=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

export AWS_PAGER=
aws() { command aws --endpoint-url "$endpoint" --region eu-west-1 --output text "$@"; }
same() { [ "$1" = "$2" ] || { printf 'line %s: expected «%s», got «%s»\n' "${BASH_LINENO[0]}" "$2" "$1" >&2; exit 1; }; }
has() { case $1 in *"$2"*) ;; *) printf 'line %s: «%s» is not in «%s»\n' "${BASH_LINENO[0]}" "$2" "$1" >&2; exit 1 ;; esac; }
call() { curl -sS "${@:2}" "$endpoint/_aws/execute-api/$api/$1"; }

node_code() { echo "exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify({ version: '$1', route: event.routeKey, alias: event.stageVariables?.alias }) });" >index.js; rm -f node.zip; zip -q node.zip index.js; }
node_code one
echo 'def handler(event, context): return {"language": "python", "path": event["rawPath"]}' >app.py && zip -q python.zip app.py
cp "$java_class" Hello.class && zip -q java.zip Hello.class
cat >bootstrap <<'BASH'
#!/bin/bash
api="http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation"
while true; do
  id=$(curl -sS -D - -o /dev/null "$api/next" | tr -d '\r' | awk 'tolower($1) == "lambda-runtime-aws-request-id:" { print $2 }')
  curl -sS -o /dev/null -d '{"statusCode":200,"body":"bash"}' "$api/$id/response"
done
BASH
chmod +x bootstrap && zip -q bash.zip bootstrap

create() {
  aws lambda create-function --function-name "cli-$1" --runtime "$2" --handler "$3" --zip-file "fileb://$1.zip" \
    --role arn:aws:iam::000000000000:role/main-path --timeout 20 --memory-size 512 --query State >state
  same "$(cat state)" Pending
  aws lambda wait function-active-v2 --function-name "cli-$1"
}
create node nodejs20.x index.handler
create python python3.11 app.handler
create java java21 Hello::handle
create bash provided.al2023 bootstrap

same "$(aws lambda publish-version --function-name cli-node --query Version)" 1
aws lambda create-alias --function-name cli-node --name live --function-version 1 >/dev/null

api=$(aws apigatewayv2 create-api --name cli --protocol-type HTTP --query ApiId)
permit() { aws lambda add-permission --statement-id api --action lambda:InvokeFunction --principal apigateway.amazonaws.com --source-arn "arn:aws:execute-api:eu-west-1:000000000000:$api/*" "$@" >/dev/null; }
permit --function-name cli-node --qualifier live
for name in python java bash; do permit --function-name "cli-$name"; done

arn=arn:aws:lambda:eu-west-1:000000000000:function
integrate() { aws apigatewayv2 create-integration --api-id "$api" --integration-type AWS_PROXY --payload-format-version 2.0 --integration-method POST --query IntegrationId --integration-uri "$1"; }
route() { aws apigatewayv2 create-route --api-id "$api" --route-key "$1" --target "integrations/$2" >/dev/null; }
route 'GET /node/{id}' "$(integrate "$arn:cli-node:\${stageVariables.alias}")"
route 'GET /python/{proxy+}' "$(integrate "$arn:cli-python")"
route 'POST /java' "$(integrate "$arn:cli-java")"
route 'ANY /bash' "$(integrate "$arn:cli-bash")"
route '$default' "$(integrate "$arn:cli-python")"

same "$(call prod/node/7)" '{"message":"Not Found"}'
deployment=$(aws apigatewayv2 create-deployment --api-id "$api" --query DeploymentId)
aws apigatewayv2 create-stage --api-id "$api" --stage-name prod --deployment-id "$deployment" --stage-variables alias=live >/dev/null

same "$(call prod/node/7)" '{"version":"one","route":"GET /node/{id}","alias":"live"}'
has "$(call prod/python/a/b)" '/prod/python/a/b'
same "$(call prod/java -X POST -d '{}')" java
same "$(call prod/bash -X PUT -d x)" bash
has "$(call prod/elsewhere)" '/prod/elsewhere'

# A new version becomes live by moving the alias, and no request fails meanwhile.
(
  failed=0 count=0
  while [ ! -f stop ]; do
    code=$(curl -s -o /dev/null -w '%{http_code}' "$endpoint/_aws/execute-api/$api/prod/node/7") || code=000
    count=$((count + 1))
    [ "$code" = 200 ] || failed=$((failed + 1))
  done
  echo "$failed of $count" >load
) &
load=$!
node_code two
aws lambda update-function-code --function-name cli-node --zip-file fileb://node.zip >/dev/null
aws lambda wait function-updated-v2 --function-name cli-node
same "$(aws lambda publish-version --function-name cli-node --query Version)" 2
aws lambda update-alias --function-name cli-node --name live --function-version 2 >/dev/null
same "$(call prod/node/7)" '{"version":"two","route":"GET /node/{id}","alias":"live"}'
touch stop
wait "$load"
has "$(cat load)" '0 of '

aws lambda invoke --function-name cli-python --payload "$(printf '{"rawPath":"/x"}' | base64)" out.json >/dev/null 2>&1 ||
  aws lambda invoke --function-name cli-python --payload '{"rawPath":"/x"}' out.json >/dev/null
has "$(cat out.json)" '/x'
has "$(aws lambda list-functions --query 'Functions[].FunctionName')" cli-java
has "$(aws apigatewayv2 get-apis --query 'Items[].Name')" cli
has "$(aws lambda get-function --function-name absent 2>&1 || true)" 'Function not found: arn:aws:lambda:eu-west-1:000000000000:function:absent'
same "$(aws sts get-caller-identity --query Arn)" arn:aws:iam::000000000000:root
echo "main path: well, load failures: $(cat load)"
