package dev.gatehouse.control.httpapi;

import dev.gatehouse.gateway.stage.LiveStages;
import dev.gatehouse.store.document.DocumentStore;
import dev.gatehouse.wire.service.ServiceOperations;

/**
 * API Gateway v2 for HTTP APIs: its operations over documents, and its deployed stages in the data
 * plane.
 */
public final class HttpApiService {
    static final String NAME = "apigatewayv2";

    private final LiveApis live;
    private final ServiceOperations operations;

    public HttpApiService(DocumentStore store, LiveStages stages, HttpApiSettings settings) {
        live = new LiveApis(store, stages, new StageAssembly(settings));
        HttpApis apis = new HttpApis(store, live);
        IntegrationChecks checks =
                new IntegrationChecks(store, new IntegrationRules(settings.privateTargets()));
        operations =
                ServiceOperations.of(NAME)
                        .include(
                                new ApiOperations(apis, store, new QuickCreate(checks))
                                        .operations())
                        .include(
                                new ImportOperations(apis, live, new Definitions(checks, settings))
                                        .operations())
                        .include(
                                new RouteOperations(apis, store, settings.routesPerApi())
                                        .operations())
                        .include(
                                new IntegrationOperations(
                                                apis, store, checks, settings.integrationsPerApi())
                                        .operations())
                        .include(new DeploymentOperations(apis, store).operations())
                        .include(
                                new StageOperations(apis, store, settings.stagesPerApi())
                                        .operations())
                        .include(new VpcLinkOperations(store, settings.vpcLinks()).operations())
                        .include(new TagOperations(apis, store).operations())
                        .include(RefusedOperations.operations())
                        .build();
    }

    public ServiceOperations operations() {
        return operations;
    }

    /** Publishes every deployed stage; to be called once, before requests are taken. */
    public void resume() {
        live.resume();
    }
}
