package dev.gatehouse.control.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:4566,         http://a1.execute-api.localhost:4566",
        "https://aws.example.com,       https://a1.execute-api.aws.example.com",
        "http://127.0.0.1:80,           http://a1.execute-api.localhost:80",
        "http://[::1]:4566,             http://a1.execute-api.localhost:4566",
        "http://[::1],                  http://a1.execute-api.localhost",
        "http://gatehouse_1:4566,       http://a1.execute-api.localhost:4566",
        "http://[,                      http://a1.execute-api.localhost",
        "http://a%:1x,                  http://a1.execute-api.localhost"
    })
    void apiStandsBeforeTheHostThatTheClientUsed(String baseUrl, String endpoint) {
        assertThat(Endpoints.of(baseUrl, "a1")).isEqualTo(endpoint);
    }
}
