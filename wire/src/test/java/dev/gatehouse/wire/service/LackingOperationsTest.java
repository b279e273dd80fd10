package dev.gatehouse.wire.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.foundation.json.Json;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nobody answers is answered with an error that names it, never with an empty 200. */
class LackingOperationsTest {
    private static final String METRICS = "/service/GraniteServiceVersion20100801/operation/";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Headers CBOR = Headers.of("smithy-protocol", "rpc-v2-cbor");

    private final Calls calls =
            new Calls(
                    ServiceOperations.of("lambda")
                            .refuse(
                                    () -> ServiceFault.validation("no layers"),
                                    "PublishLayerVersion")
                            .build(),
                    ServiceOperations.of("sts").build(),
                    ServiceOperations.of("monitoring").build(),
                    ServiceOperations.of("logs").build(),
                    ServiceOperations.of("apigateway").build(),
                    ServiceOperations.of("apigatewaymanagementapi").build());

    @Test
    void operationsThatAreNotImplementedNameThemselvesInEveryProtocol() {
        assertLacking(
                "Gatehouse does not implement apigateway:GetRestApis yet",
                calls.signed("GET", "apigateway", "/restapis", Headers.empty(), ""));
        assertLacking(
                "Gatehouse does not implement apigatewaymanagementapi:PostToConnection yet",
                calls.signed(
                        "POST", "execute-api", "/@connections/L0SM9c", Headers.empty(), "hello"));
        assertLacking(
                "Gatehouse does not implement logs:DescribeLogGroups yet",
                calls.signed("POST", "logs", "/", target("Logs_20140328.DescribeLogGroups"), "{}"));
        assertLacking(
                "Gatehouse does not implement monitoring:ListMetrics yet",
                calls.signed("POST", "monitoring", METRICS + "ListMetrics", CBOR, ""));
        assertLacking(
                "Gatehouse does not implement sts:GetSessionToken yet",
                calls.post("sts", "/", FORM, "Action=GetSessionToken"));
    }

    @Test
    void callsOfServicesThatAreNotHereNameTheirOperation() {
        assertLacking(
                "Gatehouse does not implement the service s3 yet: GET /bucket",
                calls.signed("GET", "s3", "/bucket", Headers.empty(), ""));
        assertLacking(
                "Gatehouse does not implement the service iam yet: CreateRole",
                calls.post("iam", "/", FORM, "Action=CreateRole&Version=2010-05-08"));
        assertLacking(
                "Gatehouse does not implement the service arc-region-switch yet: ListPlans",
                calls.signed(
                        "POST", "arc-region-switch", "/service/Arc/operation/ListPlans", CBOR, ""));
        assertLacking(
                "Gatehouse does not implement the service dynamodb yet: ListTables",
                calls.signed(
                        "POST", "dynamodb", "/", target("DynamoDB_20120810.ListTables"), "{}"));
    }

    @Test
    void aServiceThatIsNotHereIsToldToUnsignedCallsToo() {
        Headers target = target("AWSCognitoIdentityProviderService.InitiateAuth");

        assertLacking(
                "Gatehouse does not implement the service AWSCognitoIdentityProviderService yet:"
                        + " InitiateAuth",
                calls.unsigned("POST", "/", target, "{}"));
    }

    private static void assertLacking(String message, Response response) {
        assertThat(response.status()).isEqualTo(501);
        assertThat(Calls.text(response)).contains(message);
    }

    @Test
    void operationsThatAServiceDoesNotHaveAreNamed() {
        Response viaJson = calls.signed("POST", "logs", "/", target("Logs_20140328.Juggle"), "{}");
        Response viaCbor = calls.signed("POST", "monitoring", METRICS + "Juggle", CBOR, "");
        Response viaOtherCbor =
                calls.signed(
                        "POST", "monitoring", "/service/Other/operation/ListMetrics", CBOR, "");
        Response viaForm = calls.post("sts", "/", FORM, "Action=Juggle");

        assertThat(List.of(viaJson.status(), viaCbor.status(), viaOtherCbor.status()))
                .containsExactly(404, 404, 404);
        assertThat(Json.parse(Calls.bytes(viaJson)).path("message").asString())
                .isEqualTo("Unknown operation: Juggle");
        assertThat(Calls.text(viaCbor)).contains("Unknown operation: Juggle");
        assertThat(viaForm.status()).isEqualTo(400);
        assertThat(Calls.text(viaForm))
                .contains("<Code>InvalidAction</Code>")
                .contains("Could not find operation Juggle for version 2011-06-15");
    }

    @Test
    void aRefusedOperationGivesItsReasonWhateverTheInput() {
        Response response =
                calls.post("lambda", "/2018-10-31/layers/x/versions", "text/plain", "{");

        assertThat(response.status()).isEqualTo(400);
        assertThat(Json.parse(Calls.bytes(response)).path("message").asString())
                .isEqualTo("no layers");
    }

    private static Headers target(String operation) {
        return Headers.of("X-Amz-Target", operation);
    }
}
