package dev.gatehouse.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.conformance.SignedCalls.Call;
import dev.gatehouse.conformance.SignedCalls.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** What clients see of operations that are refused, not implemented, or not there at all. */
class LackingOperationsTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static Clients clients;
    private static SignedCalls calls;

    @BeforeAll
    static void connect() {
        clients = new Clients(server.url());
        calls = new SignedCalls(server.url());
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    @Test
    void refusedOperationsTellWhy() {
        assertThatThrownBy(() -> clients.apis.getAuthorizers(request -> request.apiId("absent")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Gatehouse does not support authorizers yet");
        assertThatThrownBy(() -> clients.apis.getModel(request -> request.apiId("a").modelId("m")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Models are supported only for WebSocket APIs");
    }

    @Test
    void operationsThatAreNotImplementedNameThemselves() {
        assertThatThrownBy(() -> clients.lambda.listEventSourceMappings())
                .isInstanceOf(LambdaException.class)
                .hasMessageContaining("Gatehouse does not implement lambda:ListEventSourceMappings")
                .hasMessageContaining("Status Code: 501");
    }

    @ParameterizedTest
    @CsvSource({
        "apigateway,  GET,    /restapis,             apigateway:GetRestApis yet",
        "apigateway,  POST,   /restapis?mode=import, apigateway:ImportRestApi yet",
        "apigateway,  GET,    /usageplans/x/keys,    apigateway:GetUsagePlanKeys yet",
        "apigateway,  GET,    /v2/portals,           apigatewayv2:ListPortals yet",
        "execute-api, DELETE, /@connections/x,       apigatewaymanagementapi:DeleteConnection yet",
        "s3,          GET,    /bucket/key,           the service s3 yet: GET /bucket/key",
    })
    void pathsTellWhatIsNotImplemented(String service, String method, String target, String what) {
        String answer = calls.send(calls.sign(new Plan(service, method, target, "", "")));

        assertThat(answer)
                .startsWith("HTTP/1.1 501 ")
                .contains("x-amzn-ErrorType: NotImplementedException")
                .contains("{\"message\":\"Gatehouse does not implement " + what + "\"}");
    }

    @Test
    void formsTellWhatIsNotImplemented() {
        String form = "Action=ListRoles&Version=2010-05-08";
        Plan plan = new Plan("iam", "POST", "/", "application/x-www-form-urlencoded", form);

        assertThat(calls.send(calls.sign(plan)))
                .startsWith("HTTP/1.1 501 ")
                .contains("<Code>NotImplementedException</Code>")
                .contains("Gatehouse does not implement the service iam yet: ListRoles");
    }

    /** Amazon Cognito's own clients sign nothing when they sign somebody in. */
    @Test
    void targetsTellWhatIsNotImplementedWithoutASignature() {
        Call call =
                new Call(
                        "POST",
                        "/",
                        List.of(
                                Map.entry("Host", "localhost"),
                                Map.entry("Content-Type", "application/x-amz-json-1.1"),
                                Map.entry(
                                        "X-Amz-Target",
                                        "AWSCognitoIdentityProviderService.InitiateAuth")),
                        "{}".getBytes(UTF_8));

        assertThat(calls.send(call))
                .startsWith("HTTP/1.1 501 ")
                .contains("\"__type\":\"NotImplementedException\"")
                .contains("AWSCognitoIdentityProviderService yet: InitiateAuth");
    }
}
