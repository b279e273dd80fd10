package dev.gatehouse.wire.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.foundation.json.Json;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.TlsConfig;

class ModelTreesTest {
    private static final Stage STAGE =
            Stage.builder()
                    .stageName("prod")
                    .autoDeploy(true)
                    .createdDate(Instant.parse("2026-01-02T03:04:05.678Z"))
                    .defaultRouteSettings(s -> s.throttlingBurstLimit(5).throttlingRateLimit(2.5))
                    .routeSettings(Map.of())
                    .stageVariables(Map.of("alias", "blue"))
                    .build();

    @Test
    void membersCarryTheirWireNames() {
        assertThat(Json.parse(Json.bytes(ModelTrees.tree(STAGE))))
                .isEqualTo(
                        Json.parse(
                                """
                                {"autoDeploy":true,"createdDate":"2026-01-02T03:04:05.678Z",
                                 "defaultRouteSettings":{"throttlingBurstLimit":5,"throttlingRateLimit":2.5},
                                 "routeSettings":{},"stageName":"prod","stageVariables":{"alias":"blue"}}
                                """));
    }

    @Test
    void treeReadBackEqualsTheModel() {
        byte[] bytes = Json.bytes(ModelTrees.tree(STAGE));
        assertThat(ModelTrees.model(Stage.builder(), Json.parse(bytes))).isEqualTo(STAGE);
    }

    @Test
    void mapsOfMapsSurvive() {
        Integration integration =
                Integration.builder()
                        .responseParameters(Map.of("200", Map.of("overwrite:statuscode", "201")))
                        .build();
        byte[] bytes = Json.bytes(ModelTrees.tree(integration));
        assertThat(ModelTrees.model(Integration.builder(), Json.parse(bytes)))
                .isEqualTo(integration);
    }

    @Test
    void copyTurnsAStructureIntoItsTargetsClass() {
        CreateIntegrationRequest request =
                CreateIntegrationRequest.builder()
                        .tlsConfig(tls -> tls.serverNameToVerify("inside.example"))
                        .build();
        assertThat(ModelTrees.copy(request, Integration.builder()).build().tlsConfig())
                .isEqualTo(TlsConfig.builder().serverNameToVerify("inside.example").build());
    }

    @Test
    void copyTakesOnlySetMembersThatBothSidesKnow() {
        CreateStageRequest request =
                CreateStageRequest.builder().apiId("a1").stageName("dev").autoDeploy(false).build();
        assertThat(ModelTrees.copy(request, STAGE.toBuilder()).build())
                .isEqualTo(STAGE.toBuilder().stageName("dev").autoDeploy(false).build());
    }
}
