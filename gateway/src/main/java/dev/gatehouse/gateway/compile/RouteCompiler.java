package dev.gatehouse.gateway.compile;

import dev.gatehouse.gateway.admit.Admission;
import dev.gatehouse.gateway.call.StageFacts;
import dev.gatehouse.gateway.integrate.HttpProxy;
import dev.gatehouse.gateway.integrate.Integration;
import dev.gatehouse.gateway.integrate.LambdaInvoker;
import dev.gatehouse.gateway.integrate.LambdaProxy;
import dev.gatehouse.gateway.route.RouteKey;
import dev.gatehouse.gateway.stage.HttpIntegration;
import dev.gatehouse.gateway.transform.RequestTransform;
import dev.gatehouse.gateway.transform.ResponseTransform;
import dev.gatehouse.http.client.HttpClient;
import dev.gatehouse.language.mapping.ParameterMapping;
import dev.gatehouse.language.mapping.ParameterMapping.Direction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles one route with its integration and mappings. */
final class RouteCompiler {
    private static final String FUNCTION_PATH = "/functions/";
    private static final String INVOCATIONS = "/invocations";

    private final LambdaInvoker invoker;
    private final HttpClient client;

    RouteCompiler(LambdaInvoker invoker, HttpClient client) {
        this.invoker = invoker;
        this.client = client;
    }

    CompiledRoute compile(
            StageFacts stage,
            RouteKey key,
            Admission admission,
            @Nullable HttpIntegration integration) {
        if (integration == null) {
            return broken(key, admission, "route " + key.text() + " has no integration");
        }
        try {
            return new CompiledRoute(
                    key,
                    admission,
                    new RequestTransform(
                            ParameterMapping.compile(
                                    Direction.REQUEST, integration.requestParameters())),
                    integration(stage, key, integration),
                    responseTransform(integration.responseParameters()));
        } catch (IllegalArgumentException invalid) {
            return broken(key, admission, "route " + key.text() + ": " + invalid.getMessage());
        }
    }

    private static CompiledRoute broken(RouteKey key, Admission admission, String reason) {
        return new CompiledRoute(
                key,
                admission,
                new RequestTransform(List.of()),
                new Integration.Broken(reason),
                new ResponseTransform(Map.of()));
    }

    private Integration integration(StageFacts stage, RouteKey key, HttpIntegration integration) {
        return switch (integration) {
            case HttpIntegration.LambdaProxy lambda -> lambda(stage, key, lambda);
            case HttpIntegration.HttpProxy http ->
                    HttpProxy.compile(
                            client,
                            new HttpProxy.Settings(
                                    http.method(),
                                    StageVariables.resolve(http.uri(), stage.variables()),
                                    http.privateAddress(),
                                    http.serverNameToVerify(),
                                    http.timeoutMillis()));
        };
    }

    private Integration lambda(StageFacts stage, RouteKey key, HttpIntegration.LambdaProxy lambda) {
        String arn = functionArn(StageVariables.resolve(lambda.uri(), stage.variables()));
        if (!arn.startsWith("arn:") || !arn.contains(":function:")) {
            return new Integration.Broken("no function is named by " + lambda.uri());
        }
        return LambdaProxy.compile(
                invoker,
                new LambdaProxy.Settings(
                        arn, lambda.payloadFormatVersion(), lambda.timeoutMillis()),
                stage,
                key);
    }

    /** The ARN itself, or what stands in it between {@code /functions/} and its end. */
    private static String functionArn(String uri) {
        int function = uri.indexOf(FUNCTION_PATH);
        if (function < 0) {
            return uri;
        }
        int end = uri.endsWith(INVOCATIONS) ? uri.length() - INVOCATIONS.length() : uri.length();
        return uri.substring(function + FUNCTION_PATH.length(), end);
    }

    private static ResponseTransform responseTransform(
            Map<String, Map<String, String>> parameters) {
        Map<Integer, List<ParameterMapping>> byStatus = new HashMap<>();
        parameters.forEach((status, mappings) ->
                byStatus.put(
                        Integer.valueOf(status),
                        ParameterMapping.compile(Direction.RESPONSE, mappings)));
        return new ResponseTransform(byStatus);
    }
}
