package dev.gatehouse.conformance;

import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** An HTTP API in the making, built with AWS's client. */
record HttpApi(Clients clients, String id) {
    static HttpApi create(Clients clients, String name) {
        return new HttpApi(
                clients,
                clients.apis
                        .createApi(request -> request.name(name).protocolType(ProtocolType.HTTP))
                        .apiId());
    }

    /**
     * @return the integration's id
     */
    String lambda(String functionArn, String payloadFormat) {
        return integration(
                integrationTo(functionArn)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .payloadFormatVersion(payloadFormat));
    }

    /**
     * @return the id of an integration that passes any verb on
     */
    String proxy(String url) {
        return integration(proxyTo(url));
    }

    /** A request for such an integration; add to it what the test is about. */
    CreateIntegrationRequest.Builder proxyTo(String url) {
        return integrationTo(url)
                .integrationType(IntegrationType.HTTP_PROXY)
                .integrationMethod("ANY")
                .payloadFormatVersion("1.0");
    }

    private CreateIntegrationRequest.Builder integrationTo(String uri) {
        return CreateIntegrationRequest.builder().apiId(id).integrationUri(uri);
    }

    String integration(CreateIntegrationRequest.Builder request) {
        return clients.apis.createIntegration(request.build()).integrationId();
    }

    /**
     * @return the route's id
     */
    String route(String key, String integrationId) {
        return clients.apis
                .createRoute(request ->
                        request.apiId(id).routeKey(key).target("integrations/" + integrationId))
                .routeId();
    }

    /** Freezes what there is in a deployment and makes a stage of it. */
    void stage(String name, Map<String, String> variables) {
        String deployment =
                clients.apis.createDeployment(request -> request.apiId(id)).deploymentId();
        clients.apis.createStage(request ->
                request.apiId(id)
                        .stageName(name)
                        .deploymentId(deployment)
                        .stageVariables(variables));
    }

    /** Makes what there is now live in the stage. */
    void deploy(String stage) {
        clients.apis.createDeployment(request -> request.apiId(id).stageName(stage));
    }
}
