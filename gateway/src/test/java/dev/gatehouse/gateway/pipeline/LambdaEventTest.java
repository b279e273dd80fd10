package dev.gatehouse.gateway.pipeline;

import static dev.gatehouse.gateway.pipeline.Gateway.FUNCTION;
import static dev.gatehouse.gateway.pipeline.Gateway.function;
import static dev.gatehouse.gateway.pipeline.Gateway.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.gateway.Requests;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
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
                        .header("Header1", "value1")
                        .header("header2", "value1")
                        .header("Header2", "value2")
                        .header("Cookie", "a=b")
                        .header("content-type", "text/plain"));

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
                                    "Content-Length": "0",
                                    "cookie": "a=b",
                                    "Content-Type": "text/plain",
                                    "Header1": "value1",
                                    "Header2": "value2",
                                    "Host": "api1.execute-api.us-east-1.amazonaws.com",
                                    "X-Amzn-Trace-Id": "TRACE",
                                    "X-Forwarded-For": "203.0.113.9",
                                    "X-Forwarded-Port": "443",
                                    "X-Forwarded-Proto": "https"
                                  },
                                  "multiValueHeaders": {
                                    "Content-Length": ["0"],
                                    "cookie": ["a=b"],
                                    "Content-Type": ["text/plain"],
                                    "Header1": ["value1"],
                                    "Header2": ["value1", "value2"],
                                    "Host": ["api1.execute-api.us-east-1.amazonaws.com"],
                                    "X-Amzn-Trace-Id": ["TRACE"],
                                    "X-Forwarded-For": ["203.0.113.9"],
                                    "X-Forwarded-Port": ["443"],
                                    "X-Forwarded-Proto": ["https"]
                                  },
                                  "queryStringParameters":
                                    {"parameter1": "value2", "parameter2": "value"},
                                  "multiValueQueryStringParameters":
                                    {"parameter1": ["value1", "value2"], "parameter2": ["value"]},
                                  "requestContext": {
                                    "accountId": "123456789012",
                                    "apiId": "api1",
                                    "domainName": "api1.execute-api.us-east-1.amazonaws.com",
                                    "domainPrefix": "api1",
                                    "extendedRequestId": "ID",
                                    "httpMethod": "GET",
                                    "identity": {
                                      "accessKey": null,
                                      "accountId": null,
                                      "caller": null,
                                      "cognitoAmr": null,
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
                                    "resourceId": "GET /my/{name}",
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

    /** AWS's own events have these spellings. */
    @ParameterizedTest
    @CsvSource({
        "content-type,         Content-Type",
        "USER-AGENT,           User-Agent",
        "Accept-Encoding,      accept-encoding",
        "Authorization,        authorization",
        "X-Razorpay-Signature, X-Razorpay-Signature",
        "x-own,                x-own",
    })
    void format1SpellsHeaderNamesAsAwsDoes(String sent, String shown) {
        gateway.publish(stage("$default").route("$default", function(FUNCTION, "1.0")));

        gateway.send(Requests.get("/").header(sent, "a"));

        JsonNode event = gateway.functions.lastEvent();
        assertThat(event.get("headers").propertyNames()).contains(shown);
        assertThat(event.get("multiValueHeaders").get(shown)).hasToString("[\"a\"]");
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

        gateway.send(Requests.of("POST", "/").body("text/plain", "é".repeat(10_000)));
        assertThat(gateway.functions.lastEvent().get("body").asString()).hasSize(10_000);

        byte[] cut = Arrays.copyOf("é".repeat(10_000).getBytes(StandardCharsets.UTF_8), 19_999);
        gateway.send(Requests.of("POST", "/").body("text/plain", cut));
        assertThat(gateway.functions.lastEvent().get("isBase64Encoded").asBoolean()).isTrue();

        gateway.send(
                Requests.of("POST", "/")
                        .header("Content-Encoding", "gzip")
                        .body("text/plain", "x"));
        assertThat(gateway.functions.lastEvent().get("body").asString()).isEqualTo("eA==");
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
        String trace = event.has("multiValueHeaders") ? "X-Amzn-Trace-Id" : "x-amzn-trace-id";
        assertThat(headers.get(trace).asString()).matches("Root=1-5e6a879e-[0-9a-f]{24}");
        headers.put(trace, "TRACE");
        if (event.get("multiValueHeaders") instanceof ObjectNode multiple) {
            multiple.putArray(trace).add("TRACE");
        }
        return event;
    }
}
