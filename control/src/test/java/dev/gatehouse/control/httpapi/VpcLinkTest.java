package dev.gatehouse.control.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.gateway.stage.HttpIntegration;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateVpcLinkRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateVpcLinkResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteVpcLinkRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponse;

/** AWS docs: Create private integrations for HTTP APIs. */
class VpcLinkTest {
    private static final String LISTENER =
            "arn:aws:elasticloadbalancing:us-east-1:000000000000:listener/app/a/b/c";

    @TempDir Path directory;
    private ControlPlane plane;
    private String api = "";
    private String link = "";

    @BeforeEach
    void open() {
        plane =
                new ControlPlane(
                        directory,
                        HttpApiSettings.defaults()
                                .withPrivateTargets(Map.of(LISTENER, "127.0.0.1:8080")));
        api = plane.api("pets");
        CreateVpcLinkResponse created =
                plane.call(CreateVpcLinkRequest.builder().name("l").subnetIds("s1").build());
        link = created.vpcLinkId();
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void linkLeadsWhereTheConfigurationSays() {
        CreateIntegrationResponse created = plane.call(integration().build());
        plane.route(api, "$default", created.integrationId());
        plane.autoStage(api, "$default");
        assertThat(plane.live(api, "$default").routes().getFirst().integration())
                .isEqualTo(backend("http://127.0.0.1:8080", null));

        plane.call(
                UpdateIntegrationRequest.builder()
                        .apiId(api)
                        .integrationId(created.integrationId())
                        .tlsConfig(tls -> tls.serverNameToVerify("inside.example"))
                        .build());
        assertThat(plane.live(api, "$default").routes().getFirst().integration())
                .isEqualTo(backend("https://127.0.0.1:8080", "inside.example"));
    }

    private static HttpIntegration backend(String uri, @Nullable String serverName) {
        return new HttpIntegration.HttpProxy(
                "ANY", uri, "127.0.0.1:8080", serverName, 30_000, Map.of(), Map.of());
    }

    /** Clients such as Terraform name the default, and take a setting away by an empty one. */
    @Test
    void privateIntegrationCanBecomePublic() {
        CreateIntegrationResponse created =
                plane.call(
                        integration()
                                .passthroughBehavior("WHEN_NO_MATCH")
                                .tlsConfig(tls -> tls.serverNameToVerify("inside.example"))
                                .build());
        assertThat(created.passthroughBehavior()).isNull();
        assertThat(created.tlsConfig().serverNameToVerify()).isEqualTo("inside.example");

        UpdateIntegrationResponse updated =
                plane.call(
                        UpdateIntegrationRequest.builder()
                                .apiId(api)
                                .integrationId(created.integrationId())
                                .integrationUri("https://example.com")
                                .connectionType("INTERNET")
                                .connectionId("")
                                .tlsConfig(tls -> {})
                                .build());
        assertThat(updated.connectionId()).isNull();
        assertThat(updated.tlsConfig()).isNull();
        assertThat(updated.integrationUri()).isEqualTo("https://example.com");
    }

    @Test
    void whatLeadsNowhereOrCannotBeVerifiedIsRefused() {
        refused(integration().integrationUri(LISTENER + "x").build(), "no address");
        refused(integration().tlsConfig(tls -> {}).build(), "TlsConfig without ServerNameToVerify");
    }

    @Test
    void usedLinkCannotBeDeleted() {
        plane.call(integration().build());
        refused(
                DeleteVpcLinkRequest.builder().vpcLinkId(link).build(),
                "an integration refers to it");
    }

    private void refused(Object request, String words) {
        assertThatThrownBy(() -> plane.call(request))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(words);
    }

    private CreateIntegrationRequest.Builder integration() {
        return CreateIntegrationRequest.builder()
                .apiId(api)
                .integrationType("HTTP_PROXY")
                .integrationMethod("ANY")
                .connectionType("VPC_LINK")
                .connectionId(link)
                .integrationUri(LISTENER);
    }
}
