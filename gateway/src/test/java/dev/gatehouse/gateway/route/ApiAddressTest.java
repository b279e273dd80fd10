package dev.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc123.execute-api.eu-central-1.amazonaws.com",
                "abc123.execute-api.localhost:4566",
                "ABC123.Execute-Api.localhost",
                "abc123.execute-api"
            })
    void theHostNamesTheApi(String host) {
        assertThat(ApiAddress.of(Requests.get("/prod/a").host(host).build()))
                .hasValueSatisfying(address -> {
                    assertThat(address.apiId()).isEqualTo("abc123");
                    assertThat(address.stage()).isNull();
                    assertThat(address.rawPath()).isEqualTo("/prod/a");
                    assertThat(address.domainName())
                            .startsWith("abc123.execute-api")
                            .doesNotContain(":");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:4566",
                "execute-api.localhost",
                ".execute-api.localhost",
                "a.b.execute-api.localhost",
                "abc.execute-apis.localhost",
                "a_b.execute-api.localhost",
                "abc.execute-api.x;proto=https",
                ""
            })
    void otherHostsNameNone(String host) {
        assertThat(ApiAddress.of(Requests.get("/prod/a").host(host).build())).isEmpty();
    }

    @Test
    void thePathFormNamesApiAndStage() {
        assertThat(ApiAddress.of(Requests.get("/_aws/execute-api/abc/$default/x/%20y").build()))
                .contains(
                        new ApiAddress("abc", "$default", "/x/%20y", "abc.execute-api.localhost"));
        assertThat(ApiAddress.of(Requests.get("/_aws/execute-api/abc/prod").build()))
                .contains(new ApiAddress("abc", "prod", "/", "abc.execute-api.localhost"));
    }

    @Test
    void aStageInThePathIsDecodedAsInAnApisOwnHost() {
        assertThat(ApiAddress.of(Requests.get("/_aws/execute-api/abc/%24default/x").build()))
                .contains(new ApiAddress("abc", "$default", "/x", "abc.execute-api.localhost"));
    }

    @Test
    void thePathDoesNotOverruleAHostThatNamesAnApi() {
        assertThat(
                        ApiAddress.of(
                                Requests.get("/_aws/execute-api/abc/prod/x")
                                        .host("def.execute-api.localhost")
                                        .build()))
                .contains(
                        new ApiAddress(
                                "def",
                                null,
                                "/_aws/execute-api/abc/prod/x",
                                "def.execute-api.localhost"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_aws/execute-api/",
                "/_aws/execute-api/abc",
                "/_aws/execute-api/abc/",
                "/_aws/execute-api//prod",
                "/_aws/execute-api/a.b/prod"
            })
    void anIncompletePathFormNamesNone(String path) {
        assertThat(ApiAddress.of(Requests.get(path).build())).isEmpty();
    }
}
