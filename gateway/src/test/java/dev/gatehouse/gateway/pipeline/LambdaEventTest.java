package dev.gatehouse.gateway.pipeline;

import static dev.gatehouse.gateway.pipeline.Gateway.FUNCTION;
import static dev.gatehouse.gateway.pipeline.Gateway.function;
import static dev.gatehouse.gateway.pipeline.Gateway.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.gateway.Requests;
import dev.gatehouse.gateway.integrate.LambdaInvoker.LambdaOutcome;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Source: AWS docs, "Create AWS Lambda proxy integrations for HTTP APIs", the sample events. */
class LambdaEventTest {
    private final Gateway gateway = new Gateway();

    @Test
    void format2IsTheDocumentedEvent() {
        gateway.publish(
                stage("$default")
                        .route("ANY /my/{proxy+}", function(FUNCTION, "2.0"))
                        .variables(
                                Map.of(
                                        "stageVariable1", "value1",
                                        "stageVariable2", "value2")));

        gateway.send(
                Requests.of(
                                "POST",
                                "/my/path%20x?parameter1=value1&parameter1=value2&parameter2=v%2B+")
                        .header("Cookie", "cookie1=a; cookie2=b")
                        .header("Header1", "value1")
                        .header("Header2", "value1")
                        .header("HEADER2", "value2")
                        .header("User-Agent", "agent")
                        .body("text/plain", "Hello from Lambda"));

        assertThat(withoutIds(gateway.functions.lastEvent()))
                .isEqualTo(
                        Json.parse(
                                """
                                {
                                  "version": "2.0",
                                  "routeKey": "ANY /my/{proxy+}",
                                  "rawPath": "/my/path x",
                                  "rawQueryString":
                                    "parameter1=value1&parameter1=value2&parameter2=v%2B+",
                                  "cookies": ["cookie1=a", "cookie2=b"],
                                  "headers": {
                                    "content-length": "17",
                                    "content-type": "text/plain",
                                    "header1": "value1",
                                    "header2": "value1,value2",
                                    "host": "api1.execute-api.us-east-1.amazonaws.com",
                                    "user-agent": "agent",
                                    "x-amzn-trace-id": "TRACE",
                                    "x-forwarded-for": "203.0.113.9",
                                    "x-forwarded-port": "443",
                                    "x-forwarded-proto": "https"
                                  },
                                  "queryStringParameters": {
                                    "parameter1": "value1,value2",
                                    "parameter2": "v+ "
                                  },
                                  "requestContext": {
                                    "accountId": "123456789012",
                                    "apiId": "api1",
                                    "domainName": "api1.execute-api.us-east-1.amazonaws.com",
                                    "domainPrefix": "api1",
                                    "http": {
                                      "method": "POST",
                                      "path": "/my/path x",
                                      "protocol": "HTTP/1.1",
                                      "sourceIp": "203.0.113.9",
                                      "userAgent": "agent"
                                    },
                                    "requestId": "ID",
                                    "routeKey": "ANY /my/{proxy+}",
                                    "stage": "$default",
                                    "time": "12/Mar/2020:19:03:58 +0000",
                                    "timeEpoch": 1584039838390
                                  },
                                  "pathParameters": {"proxy": "path x"},
                                  "stageVariables": {
                                    "stageVariable1": "value1",
                                    "stageVariable2": "value2"
                                  },
                                  "body": "Hello from Lambda",
                                  "isBase64Encoded": false
                                }
                                """));
    }

    @Test
    void format2LeavesOutWhatIsEmpty() {
        gateway.publish(stage("$default").route("$default"));

        gateway.send(Requests.get("/"));

        ObjectNode event = (ObjectNode) gateway.functions.lastEvent();
        assertThat(event.propertyNames())
                .containsExactly(
                        "version",
                        "routeKey",
                        "rawPath",
                        "rawQueryString",
                        "headers",
                        "requestContext",
                        "isBase64Encoded");
        assertThat(event.get("routeKey").asString()).isEqualTo("$default");
        assertThat(event.get("rawPath").asString()).isEqualTo("/");
        assertThat(event.get("rawQueryString").asString()).isEmpty();
        assertThat(event.get("headers").get("content-length").asString()).isEqualTo("0");
    }

    @Test
    void format1IsTheDocumentedEvent() {
        gateway.publish(stage("prod").route("GET /my/{name}", function(FUNCTION, "1.0")));

        gateway.send(
                Requests.get("/prod/my/path?parameter1=value1&parameter1=value2&parameter2=value")
                        .header("header1", "value1")
                        .header("header2", "value1")
                        .header("Header2", "value2")
                        .header("Cookie", "a=b"));

        assertThat(withoutIds(gateway.functions.lastEvent()))
                .isEqualTo(
                        Json.parse(
                                """
                                {
                                  "version": "1.0",
                                  "resource": "/my/{name}",
                                  "path": "/prod/my/path",
                                  "httpMethod": "GET",
                                  "headers": {
                                    "content-length": "0",
                                    "cookie": "a=b",
                                    "header1": "value1",
                                    "header2": "value2",
                                    "host": "api1.execute-api.us-east-1.amazonaws.com",
                                    "x-amzn-trace-id": "TRACE",
                                    "x-forwarded-for": "203.0.113.9",
                                    "x-forwarded-port": "443",
                                    "x-forwarded-proto": "https"
                                  },
                                  "multiValueHeaders": {
                                    "content-length": ["0"],
                                    "cookie": ["a=b"],
                                    "header1": ["value1"],
                                    "header2": ["value1", "value2"],
                                    "host": ["api1.execute-api.us-east-1.amazonaws.com"],
                                    "x-amzn-trace-id": ["TRACE"],
                                    "x-forwarded-for": ["203.0.113.9"],
                                    "x-forwarded-port": ["443"],
                                    "x-forwarded-proto": ["https"]
                                  },
                                  "queryStringParameters":
                                    {"parameter1": "value2", "parameter2": "value"},
                                  "multiValueQueryStringParameters":
                                    {"parameter1": ["value1", "value2"], "parameter2": ["value"]},
                                  "requestContext": {
                                    "accountId": "123456789012",
                                    "apiId": "api1",
                                    "authorizer": {"claims": null, "scopes": null},
                                    "domainName": "api1.execute-api.us-east-1.amazonaws.com",
                                    "domainPrefix": "api1",
                                    "extendedRequestId": "ID",
                                    "httpMethod": "GET",
                                    "identity": {
                                      "accessKey": null,
                                      "accountId": null,
                                      "caller": null,
                                      "cognitoAuthenticationProvider": null,
                                      "cognitoAuthenticationType": null,
                                      "cognitoIdentityId": null,
                                      "cognitoIdentityPoolId": null,
                                      "principalOrgId": null,
                                      "sourceIp": "203.0.113.9",
                                      "user": null,
                                      "userAgent": "",
                                      "userArn": null
                                    },
                                    "path": "/prod/my/path",
                                    "protocol": "HTTP/1.1",
                                    "requestId": "ID",
                                    "requestTime": "12/Mar/2020:19:03:58 +0000",
                                    "requestTimeEpoch": 1584039838390,
                                    "resourceId": null,
                                    "resourcePath": "/my/{name}",
                                    "stage": "prod"
                                  },
                                  "pathParameters": {"name": "path"},
                                  "stageVariables": null,
                                  "body": null,
                                  "isBase64Encoded": false
                                }
                                """));
    }

    @ParameterizedTest
    @CsvSource({
        "text/html; charset=utf-8,          false",
        "application/json,                  false",
        "APPLICATION/JSON,                  false",
        "application/problem+json,          false",
        "application/atom+xml,              false",
        "application/xml,                   false",
        "application/javascript,            false",
        "application/x-www-form-urlencoded, true",
        "application/octet-stream,          true",
        "image/png,                         true",
    })
    void theContentTypeDecidesWhetherABodyIsText(String contentType, boolean base64) {
        gateway.publish(stage("$default").route("$default"));

        gateway.send(Requests.of("POST", "/").body(contentType, "a\"é\u0001"));

        JsonNode event = gateway.functions.lastEvent();
        assertThat(event.get("isBase64Encoded").asBoolean()).isEqualTo(base64);
        assertThat(event.get("body").asString()).isEqualTo(base64 ? "YSLDqQE=" : "a\"é\u0001");
    }

    @Test
    void textThatIsCompressedOrNoUtf8IsBase64() {
        gateway.publish(stage("$default").route("$default"));

        gateway.send(Requests.of("POST", "/").body("text/plain", new byte[] {(byte) 0xff}));
        assertThat(gateway.functions.lastEvent().get("isBase64Encoded").asBoolean()).isTrue();

        gateway.send(
                Requests.of("POST", "/")
                        .header("Content-Encoding", "gzip")
                        .body("text/plain", "x"));
        assertThat(gateway.functions.lastEvent().get("body").asString()).isEqualTo("eA==");
    }

    @Test
    void inboundCopiesOfGatewayHeadersNeverReachTheFunctionAsOurs() {
        gateway.publish(stage("$default").route("$default"));

        gateway.send(
                Requests.get("/")
                        .header("X-Forwarded-For", "198.51.100.1")
                        .header("X-Forwarded-Port", "1")
                        .header("X-Forwarded-Proto", "gopher")
                        .header("apigw-requestid", "forged")
                        .header("X-Amzn-Apigateway-Api-Id", "forged")
                        .header("X-Amzn-Trace-Id", "Root=1-60ad1af6-7bbc041f64b16ac44ad97952")
                        .header("Connection", "X-Private, close")
                        .header("X-Private", "secret")
                        .header("Transfer-Encoding", "chunked"));

        JsonNode headers = gateway.functions.lastEvent().get("headers");
        assertThat(headers.propertyNames())
                .containsExactly(
                        "content-length",
                        "host",
                        "x-amzn-trace-id",
                        "x-forwarded-for",
                        "x-forwarded-port",
                        "x-forwarded-proto");
        assertThat(headers.get("x-forwarded-for").asString())
                .isEqualTo("198.51.100.1, 203.0.113.9");
        assertThat(headers.get("x-forwarded-port").asString()).isEqualTo("443");
        assertThat(headers.get("x-forwarded-proto").asString()).isEqualTo("https");
        assertThat(headers.get("x-amzn-trace-id").asString())
                .matches("Self=1-5e6a879e-[0-9a-f]{24};Root=1-60ad1af6-7bbc041f64b16ac44ad97952");
        assertThat(gateway.functions.last().traceHeader())
                .isEqualTo("Root=1-60ad1af6-7bbc041f64b16ac44ad97952");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /pets/{id}  | GET  | /pets/7 | api1/$default/GET/pets/{id}",
                "ANY /pets/{id}  | POST | /pets/7 | api1/$default/POST/pets/{id}",
                "$default        | GET  | /x      | api1/$default/$default",
            })
    void theCallNamesItsRouteForTheResourcePolicy(
            String key, String verb, String path, String resource) {
        gateway.publish(stage("$default").route(key));

        gateway.send(Requests.of(verb, path));

        assertThat(gateway.functions.last().sourceArn())
                .isEqualTo("arn:aws:execute-api:us-east-1:123456789012:" + resource);
        assertThat(gateway.functions.last().sourceAccount()).isEqualTo("123456789012");
    }

    @ParameterizedTest
    @CsvSource({
        FUNCTION + ":${stageVariables.alias}",
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                + FUNCTION
                + ":${stageVariables.alias}/invocations",
    })
    void stageVariablesChooseTheAlias(String uri) {
        gateway.publish(
                stage("$default")
                        .route("$default", function(uri, "2.0"))
                        .variables(Map.of("alias", "live")));

        gateway.send(Requests.get("/"));

        assertThat(gateway.functions.last().functionArn()).isEqualTo(FUNCTION + ":live");
    }

    @Test
    void parameterMappingChangesTheEvent() {
        gateway.publish(
                stage("$default")
                        .route(
                                "POST /pets/{id}",
                                Integrations.function(
                                        Map.of(
                                                "overwrite:header.x-id", "$request.path.id",
                                                "append:header.x-seen", "${context.requestTime}",
                                                "remove:header.x-gone", "''",
                                                "overwrite:querystring.kind", "$request.body.kind",
                                                "remove:querystring.old", "''",
                                                "overwrite:path", "/animals/${request.path.id}"))));

        gateway.send(
                Requests.of("POST", "/pets/a%20b?old=1&keep=2")
                        .header("X-Gone", "1")
                        .body("application/json", "{\"kind\":\"dog\"}"));

        JsonNode event = gateway.functions.lastEvent();
        assertThat(event.get("headers").get("x-id").asString()).isEqualTo("a b");
        assertThat(event.get("headers").get("x-seen").asString())
                .isEqualTo("12/Mar/2020:19:03:58 +0000");
        assertThat(event.get("headers").has("x-gone")).isFalse();
        assertThat(event.get("rawQueryString").asString()).isEqualTo("keep=2&kind=dog");
        assertThat(event.get("rawPath").asString()).isEqualTo("/animals/a b");
        assertThat(event.get("body").asString()).isEqualTo("{\"kind\":\"dog\"}");
    }

    @Test
    void aFunctionsResultBecomesTheResponse() {
        gateway.publish(stage("$default").route("$default"));
        gateway.functions.become(
                new LambdaOutcome.Answered(
                        "{\"statusCode\":201,\"headers\":{\"X-A\":\"1\"},\"body\":\"hi\"}"
                                .getBytes(StandardCharsets.UTF_8)));

        Response response = gateway.send(Requests.get("/"));

        String id = Objects.requireNonNull(response.headers().first("apigw-requestid"));
        assertThat(id).hasSize(16).endsWith("=");
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers())
                .isEqualTo(
                        Headers.of(
                                "x-a",
                                "1",
                                "content-type",
                                "text/plain; charset=utf-8",
                                "apigw-requestid",
                                id));
        assertThat(Gateway.text(response)).isEqualTo("hi");
    }

    /** Replaces what differs from call to call, having looked at its shape. */
    private static JsonNode withoutIds(JsonNode event) {
        ObjectNode context = (ObjectNode) event.get("requestContext");
        assertThat(context.get("requestId").asString()).matches("[A-Za-z0-9_-]{15}=");
        context.put("requestId", "ID");
        if (context.has("extendedRequestId")) {
            context.put("extendedRequestId", "ID");
        }
        ObjectNode headers = (ObjectNode) event.get("headers");
        assertThat(headers.get("x-amzn-trace-id").asString())
                .matches("Root=1-5e6a879e-[0-9a-f]{24}");
        headers.put("x-amzn-trace-id", "TRACE");
        if (event.get("multiValueHeaders") instanceof ObjectNode multiple) {
            multiple.putArray("x-amzn-trace-id").add("TRACE");
        }
        return event;
    }
}
