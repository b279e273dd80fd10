package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;

/** Every list page by page, and tags. */
class HttpApiListsTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static Clients clients;
    private static HttpApi api;

    @BeforeAll
    static void createThreeOfEach() {
        clients = new Clients(server.url());
        HttpApi.create(clients, "first");
        HttpApi.create(clients, "second");
        api = HttpApi.create(clients, "third");
        for (String name : List.of("a", "b", "c")) {
            api.route("GET /" + name, api.proxy("http://127.0.0.1:1/" + name));
            api.stage(name, Map.of());
            clients.apis.createVpcLink(request -> request.name(name).subnetIds("subnet-1"));
        }
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    /** What one call answers. */
    private record Page<T>(List<T> items, @Nullable String next) {}

    @Test
    void everyListComesInPages() {
        String id = api.id();
        assertPaged(token -> {
            var page = clients.apis.getApis(r -> r.maxResults("2").nextToken(token));
            return new Page<>(page.items(), page.nextToken());
        });
        assertPaged(token -> {
            var page = clients.apis.getRoutes(r -> r.apiId(id).maxResults("2").nextToken(token));
            return new Page<>(page.items(), page.nextToken());
        });
        assertPaged(token -> {
            var page =
                    clients.apis.getIntegrations(r -> r.apiId(id).maxResults("2").nextToken(token));
            return new Page<>(page.items(), page.nextToken());
        });
        assertPaged(token -> {
            var page = clients.apis.getStages(r -> r.apiId(id).maxResults("2").nextToken(token));
            return new Page<>(page.items(), page.nextToken());
        });
        assertPaged(token -> {
            var page =
                    clients.apis.getDeployments(r -> r.apiId(id).maxResults("2").nextToken(token));
            return new Page<>(page.items(), page.nextToken());
        });
        assertPaged(token -> {
            var page = clients.apis.getVpcLinks(r -> r.maxResults("2").nextToken(token));
            return new Page<>(page.items(), page.nextToken());
        });
    }

    private static <T> void assertPaged(Function<@Nullable String, Page<T>> list) {
        List<T> all = new ArrayList<>();
        Page<T> page = list.apply(null);
        assertThat(page.items()).hasSize(2);
        all.addAll(page.items());
        page = list.apply(page.next());
        assertThat(page.items()).hasSize(1);
        all.addAll(page.items());
        assertThat(page.next()).isNull();
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void madeUpTokensAndSizesAreRefused() {
        assertThatThrownBy(() -> clients.apis.getApis(r -> r.nextToken("zzz")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Invalid nextToken zzz");
        assertThatThrownBy(() -> clients.apis.getApis(r -> r.maxResults("501")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Invalid maxResults 501: expected 1 to 500");
    }

    @Test
    void modelsOfAnHttpApiAreAnEmptyList() {
        var models = clients.apis.getModels(request -> request.apiId(api.id()));
        assertThat(models.hasItems()).isTrue();
        assertThat(models.items()).isEmpty();
        assertThatThrownBy(() -> clients.apis.getModels(request -> request.apiId("absent")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void apisStagesAndLinksHaveTags() {
        String arn = "arn:aws:apigateway:eu-west-1::/apis/" + api.id();
        String link =
                clients.apis.getVpcLinks(r -> r.maxResults("1")).items().getFirst().vpcLinkId();
        assertTagged(arn);
        assertTagged(arn + "/stages/a");
        assertTagged("arn:aws:apigateway:eu-west-1::/vpclinks/" + link);
        assertThatThrownBy(() -> clients.apis.getTags(r -> r.resourceArn(arn + "/stages/none")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> clients.apis.getTags(r -> r.resourceArn("mine")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Invalid ARN specified in the request: mine");
    }

    private static void assertTagged(String arn) {
        clients.apis.tagResource(r -> r.resourceArn(arn).tags(Map.of("a", "1", "b", "2")));
        clients.apis.untagResource(r -> r.resourceArn(arn).tagKeys("a"));
        assertThat(clients.apis.getTags(r -> r.resourceArn(arn)).tags())
                .isEqualTo(Map.of("b", "2"));
    }
}
