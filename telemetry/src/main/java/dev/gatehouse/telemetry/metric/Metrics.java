package dev.gatehouse.telemetry.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What the server counts about itself, in the text format that Prometheus reads. Safe for any
 * number of threads.
 */
public final class Metrics implements AutoCloseable {
    private static final Duration[] LATENCY_BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
    };

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<ApiFamily, Timer> apiRequests = new ConcurrentHashMap<>();

    /** By the hundreds of the status. */
    private final Map<Integer, Timer> controlCalls = new ConcurrentHashMap<>();

    private final Counter unroutableRequests;

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        unroutableRequests =
                Counter.builder("gatehouse.unroutable.requests")
                        .description("Requests that were neither for an API nor an AWS call")
                        .register(registry);
    }

    /**
     * One request to an API was answered. The name of the API must be one that exists, so that
     * strangers make no series.
     */
    public void apiRequest(String apiId, int status, long nanos) {
        apiRequests
                .computeIfAbsent(new ApiFamily(apiId, status / 100), this::apiTimer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** One AWS call was answered. */
    public void controlCall(int status, long nanos) {
        controlCalls
                .computeIfAbsent(status / 100, this::callTimer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    public void unroutable() {
        unroutableRequests.increment();
    }

    /** Everything in Prometheus' text exposition format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }

    private Timer apiTimer(ApiFamily key) {
        return Timer.builder("gatehouse.api.requests")
                .description(
                        "Requests to APIs, from the last byte of the head to the start of the answer")
                .tag("api", key.apiId)
                .tag("status", key.hundreds + "xx")
                .serviceLevelObjectives(LATENCY_BUCKETS)
                .register(registry);
    }

    private Timer callTimer(int hundreds) {
        return Timer.builder("gatehouse.control.calls")
                .description("Calls of AWS operations")
                .tag("status", hundreds + "xx")
                .register(registry);
    }

    /** What shares one series: an API and the hundreds of a status. */
    private record ApiFamily(String apiId, int hundreds) {}
}
