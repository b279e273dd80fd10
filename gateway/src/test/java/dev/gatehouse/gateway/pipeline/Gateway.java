package dev.gatehouse.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.Requests;
import dev.gatehouse.gateway.admit.Limits;
import dev.gatehouse.gateway.compile.Stages;
import dev.gatehouse.gateway.route.ApiAddress;
import dev.gatehouse.gateway.stage.HttpApiStage;
import dev.gatehouse.gateway.stage.HttpApiStage.Cors;
import dev.gatehouse.gateway.stage.HttpApiStage.HttpRoute;
import dev.gatehouse.gateway.stage.HttpApiStage.Throttle;
import dev.gatehouse.gateway.stage.HttpIntegration;
import dev.gatehouse.http.message.Headers;
import dev.gatehouse.http.message.Request;
import dev.gatehouse.http.message.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A data plane with one API, {@code api1}, behind fakes. */
final class Gateway {
    static final String HOST = "api1.execute-api.us-east-1.amazonaws.com";
    static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:pets";

    final EchoFunctions functions = new EchoFunctions();
    final RecordingBackend backend = new RecordingBackend();
    private final InstantSource clock =
            InstantSource.fixed(Instant.parse("2020-03-12T19:03:58.390Z"));
    private long nanos;
    private final Stages stages =
            new Stages(functions, backend, new Limits(new Throttle(1000, 500), () -> nanos));
    private final HttpApis apis = new HttpApis(stages, clock);

    void passNanos(long more) {
        nanos += more;
    }

    void publish(StageBuilder stage) {
        stages.publish(stage.build());
    }

    void remove(String stage) {
        stages.remove("api1", stage);
    }

    Response send(Requests request) {
        Request built = (request.namesApiByPath() ? request : request.host(HOST)).build();
        try {
            return apis.answer(built, ApiAddress.of(built).orElseThrow())
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }

    static String text(Response response) {
        byte[] bytes = response.body().collect(Integer.MAX_VALUE).toCompletableFuture().join();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The headers but for the request's id, which must be there. */
    static Headers withoutId(Response response) {
        assertThat(response.headers().first("apigw-requestid")).isNotNull();
        return response.headers().toBuilder().remove("apigw-requestid").build();
    }

    static StageBuilder stage(String name) {
        return new StageBuilder(name);
    }

    static HttpIntegration function(String uri, String format) {
        return new HttpIntegration.LambdaProxy(uri, format, 30_000, Map.of(), Map.of());
    }

    static HttpIntegration backend(String uri) {
        return new HttpIntegration.HttpProxy("ANY", uri, null, null, 30_000, Map.of(), Map.of());
    }

    /** Collects a stage's configuration. */
    static final class StageBuilder {
        private final String name;
        private final List<HttpRoute> routes = new ArrayList<>();
        private Map<String, String> variables = Map.of();
        private @Nullable Cors cors;
        private @Nullable Throttle throttle;
        private Map<String, Throttle> routeThrottles = Map.of();
        private boolean disabled;

        private StageBuilder(String name) {
            this.name = name;
        }

        StageBuilder route(String key, @Nullable HttpIntegration integration) {
            routes.add(new HttpRoute(key, integration));
            return this;
        }

        StageBuilder route(String key) {
            return route(key, function(FUNCTION, "2.0"));
        }

        StageBuilder variables(Map<String, String> values) {
            variables = values;
            return this;
        }

        StageBuilder cors(Cors value) {
            cors = value;
            return this;
        }

        StageBuilder throttle(Throttle value) {
            throttle = value;
            return this;
        }

        StageBuilder routeThrottles(Map<String, Throttle> values) {
            routeThrottles = values;
            return this;
        }

        StageBuilder disabled() {
            disabled = true;
            return this;
        }

        HttpApiStage build() {
            return new HttpApiStage(
                    "123456789012",
                    "us-east-1",
                    "api1",
                    name,
                    "dep1",
                    variables,
                    disabled,
                    cors,
                    throttle,
                    routeThrottles,
                    routes);
        }
    }
}
