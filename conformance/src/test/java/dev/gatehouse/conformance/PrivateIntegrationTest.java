package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.foundation.json.Json;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;

/** Private integrations. AWS docs: Create private integrations for HTTP APIs. */
class PrivateIntegrationTest {
    private static final String LISTENER =
            "arn:aws:elasticloadbalancing:eu-west-1:000000000000:listener/app/inside/1/2";
    private static final String SERVICE =
            "arn:aws:servicediscovery:eu-west-1:000000000000:service/srv-1";

    private static final EchoBackend plain = EchoBackend.start();
    private static final SelfSigned identity = SelfSigned.named("inside.example");
    private static final EchoBackend secret = EchoBackend.startWithTls(identity.context());

    @RegisterExtension
    static final RunningServer server =
            new RunningServer(
                    "--vpc-link=" + LISTENER + "=" + plain.address(),
                    "--vpc-link=" + SERVICE + "=" + secret.address(),
                    "--backend-authorities=" + identity.certificate());

    private Clients clients;
    private HttpApi api;
    private String link;

    @AfterAll
    static void stopBackends() {
        plain.close();
        secret.close();
    }

    @BeforeEach
    void createApi() {
        clients = new Clients(server.url());
        api = HttpApi.create(clients, "private");
        link =
                clients.apis
                        .createVpcLink(request -> request.name("link").subnetIds("subnet-1"))
                        .vpcLinkId();
    }

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    void pathOfTheRequestIsPassedOnWithTheStage() {
        api.route("ANY /inner/{proxy+}", api.integration(privately(LISTENER)));
        api.stage("prod", Map.of());
        HttpResponse<String> answer = get("inner/a/b%20c?x=1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parse(answer.body()).path("target").asString())
                .isEqualTo("/prod/inner/a/b%20c?x=1");
    }

    @Test
    void stageIsLeftOutByAMapping() {
        api.route(
                "ANY /inner/{proxy+}",
                api.integration(
                        privately(LISTENER)
                                .requestParameters(Map.of("overwrite:path", "$request.path"))));
        api.stage("prod", Map.of());
        assertThat(Json.parse(get("inner/a").body()).path("target").asString())
                .isEqualTo("/inner/a");
    }

    @Test
    void certificateMustBearTheNameToVerify() {
        api.route("ANY /right", api.integration(withTls("inside.example")));
        api.route("ANY /wrong", api.integration(withTls("outside.example")));
        api.stage("prod", Map.of());
        assertThat(Json.parse(get("right").body()).path("target").asString())
                .isEqualTo("/prod/right");
        HttpResponse<String> answer = get("wrong");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    private CreateIntegrationRequest.Builder withTls(String name) {
        return privately(SERVICE).tlsConfig(tls -> tls.serverNameToVerify(name));
    }

    @Test
    void unknownTargetsAndLinksAreRefused() {
        assertThatThrownBy(() -> api.integration(privately(LISTENER + "3")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("the configuration maps this ARN to no address");
        assertThatThrownBy(() -> api.integration(privately(LISTENER).connectionId("none")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Invalid Vpc Link identifier specified none");
    }

    @Test
    void linkInUseCannotBeDeleted() {
        String integration = api.integration(privately(LISTENER));
        assertThatThrownBy(() -> clients.apis.deleteVpcLink(r -> r.vpcLinkId(link)))
                .isInstanceOf(BadRequestException.class);
        clients.apis.deleteIntegration(r -> r.apiId(api.id()).integrationId(integration));
        clients.apis.deleteVpcLink(r -> r.vpcLinkId(link));
        assertThatThrownBy(() -> clients.apis.getVpcLink(r -> r.vpcLinkId(link)))
                .isInstanceOf(NotFoundException.class);
    }

    private CreateIntegrationRequest.Builder privately(String arn) {
        return api.proxyTo(arn).connectionType(ConnectionType.VPC_LINK).connectionId(link);
    }

    private HttpResponse<String> get(String path) {
        return clients.get(server.apiUrl(api.id(), "prod") + path);
    }
}
