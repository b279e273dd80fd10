package dev.gatehouse.gateway.stage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a route of an HTTP API leads to, as configured. */
public sealed interface HttpIntegration {
    /** From 50 to 30,000 milliseconds. */
    int timeoutMillis();

    /** E.g. {@code append:header.x-id → $request.header.id}. */
    Map<String, String> requestParameters();

    /** By status code of the backend, e.g. {@code 200 → overwrite:statuscode → 201}. */
    Map<String, Map<String, String>> responseParameters();

    /**
     * AWS_PROXY to a Lambda function.
     *
     * @param uri a function ARN, or its {@code …:lambda:path/2015-03-31/functions/ARN/invocations}
     *     form; may hold {@code ${stageVariables.name}}
     * @param payloadFormatVersion {@code 1.0} or {@code 2.0}
     */
    record LambdaProxy(
            String uri,
            String payloadFormatVersion,
            int timeoutMillis,
            Map<String, String> requestParameters,
            Map<String, Map<String, String>> responseParameters)
            implements HttpIntegration {
        public LambdaProxy {
            requestParameters = Map.copyOf(requestParameters);
            responseParameters = Map.copyOf(responseParameters);
        }
    }

    /**
     * HTTP_PROXY to a URL.
     *
     * @param method the verb to send, or {@code ANY} for the client's own
     * @param uri {@code http(s)://host[:port]/path} with {@code {parameter}} and {@code
     *     ${stageVariables.name}}
     * @param privateAddress {@code host:port} that the configuration gives for a VPC link's target,
     *     or null for a public backend
     * @param serverNameToVerify the name in a private backend's certificate, or null
     */
    record HttpProxy(
            String method,
            String uri,
            @Nullable String privateAddress,
            @Nullable String serverNameToVerify,
            int timeoutMillis,
            Map<String, String> requestParameters,
            Map<String, Map<String, String>> responseParameters)
            implements HttpIntegration {
        public HttpProxy {
            requestParameters = Map.copyOf(requestParameters);
            responseParameters = Map.copyOf(responseParameters);
        }
    }
}
