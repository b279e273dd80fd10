package dev.gatehouse.control.httpapi;

import dev.gatehouse.gateway.stage.HttpApiStage;
import dev.gatehouse.store.directory.DataDirectory;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.store.sqlite.SqliteDocumentStore;
import dev.gatehouse.wire.service.CallContext;
import dev.gatehouse.wire.service.ServiceOperations;
import dev.gatehouse.wire.service.ServiceOperations.Operation;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;

/** The service under test over a real store, with short words for what most tests need. */
final class ControlPlane implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:hello";

    private final DataDirectory directory;
    private final DocumentStore store;
    private final HttpApiSettings settings;
    private RecordingStages stages = new RecordingStages();
    private HttpApiService service;

    ControlPlane(Path path, HttpApiSettings settings) {
        this.settings = settings;
        directory = DataDirectory.claim(path);
        store = SqliteDocumentStore.open(directory, InstantSource.fixed(NOW));
        service = new HttpApiService(store, stages, settings);
    }

    /** The same store in a new process. */
    void restart() {
        stages = new RecordingStages();
        service = new HttpApiService(store, stages, settings);
        service.resume();
    }

    ServiceOperations operations() {
        return service.operations();
    }

    /** Calls the operation that the request's class names. */
    // The table pairs each request class with its response class; Java cannot say so.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <I, O> O call(I request) {
        String name = request.getClass().getSimpleName().replaceFirst("Request$", "");
        Operation<I, O> operation = (Operation<I, O>) service.operations().operation(name);
        if (operation == null) {
            throw new AssertionError("no operation " + name);
        }
        CallContext context =
                new CallContext(
                        "000000000000",
                        "us-east-1",
                        "arn:aws:iam::000000000000:root",
                        "test",
                        "request-1",
                        "http://localhost:4566",
                        NOW);
        return operation.handler().handle(request, context);
    }

    String api(String name) {
        CreateApiResponse created =
                call(CreateApiRequest.builder().name(name).protocolType("HTTP").build());
        return created.apiId();
    }

    String integration(String apiId) {
        CreateIntegrationResponse created =
                call(
                        CreateIntegrationRequest.builder()
                                .apiId(apiId)
                                .integrationType("AWS_PROXY")
                                .integrationUri(FUNCTION)
                                .payloadFormatVersion("2.0")
                                .build());
        return created.integrationId();
    }

    String route(String apiId, String key, @Nullable String integrationId) {
        String target = integrationId == null ? null : "integrations/" + integrationId;
        CreateRouteResponse created =
                call(
                        CreateRouteRequest.builder()
                                .apiId(apiId)
                                .routeKey(key)
                                .target(target)
                                .build());
        return created.routeId();
    }

    CreateStageResponse autoStage(String apiId, String name) {
        return call(
                CreateStageRequest.builder().apiId(apiId).stageName(name).autoDeploy(true).build());
    }

    boolean isLive(String apiId, String stage) {
        return stages.live().containsKey(apiId + "/" + stage);
    }

    /** What the data plane answers for the stage. */
    HttpApiStage live(String apiId, String stage) {
        HttpApiStage live = stages.live().get(apiId + "/" + stage);
        if (live == null) {
            throw new AssertionError(stage + " is not live");
        }
        return live;
    }

    /** Route keys of a live stage, sorted. */
    List<String> liveRoutes(String apiId, String stage) {
        return live(apiId, stage).routes().stream()
                .map(HttpApiStage.HttpRoute::routeKey)
                .sorted()
                .toList();
    }

    int liveStages() {
        return stages.live().size();
    }

    @Override
    public void close() {
        store.close();
        directory.close();
    }
}
