package dev.gatehouse.telemetry.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final long MILLISECOND = 1_000_000;

    private final Metrics metrics = new Metrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void requestsOfAnApiAreCountedByTheHundredsOfTheirStatus() {
        metrics.apiRequest("api1", 200, 3 * MILLISECOND);
        metrics.apiRequest("api1", 204, 30 * MILLISECOND);
        metrics.apiRequest("api1", 503, MILLISECOND);
        metrics.apiRequest("api2", 200, MILLISECOND);

        assertThat(samples("gatehouse_api_requests_seconds_count"))
                .containsExactlyInAnyOrder(
                        "gatehouse_api_requests_seconds_count{api=\"api1\",status=\"2xx\"} 2",
                        "gatehouse_api_requests_seconds_count{api=\"api1\",status=\"5xx\"} 1",
                        "gatehouse_api_requests_seconds_count{api=\"api2\",status=\"2xx\"} 1");
    }

    @Test
    void latenciesStandInBuckets() {
        metrics.apiRequest("api1", 200, 3 * MILLISECOND);
        metrics.apiRequest("api1", 200, 30 * MILLISECOND);

        assertThat(samples("gatehouse_api_requests_seconds_bucket"))
                .filteredOn(line ->
                        line.contains("le=\"0.001\"")
                                || line.contains("le=\"0.005\"")
                                || line.contains("le=\"+Inf\""))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .containsExactly("0", "1", "2");
    }

    @Test
    void callsAndUnroutableRequestsAreCounted() {
        metrics.controlCall(200, MILLISECOND);
        metrics.controlCall(404, MILLISECOND);
        metrics.controlCall(400, MILLISECOND);
        metrics.unroutable();

        assertThat(samples("gatehouse_control_calls_seconds_count"))
                .containsExactlyInAnyOrder(
                        "gatehouse_control_calls_seconds_count{status=\"2xx\"} 1",
                        "gatehouse_control_calls_seconds_count{status=\"4xx\"} 2");
        assertThat(samples("gatehouse_unroutable_requests_total"))
                .containsExactly("gatehouse_unroutable_requests_total 1.0");
        assertThat(metrics.scrape()).contains("jvm_memory_used_bytes");
    }

    private List<String> samples(String name) {
        return metrics.scrape().lines().filter(line -> line.startsWith(name)).toList();
    }
}
