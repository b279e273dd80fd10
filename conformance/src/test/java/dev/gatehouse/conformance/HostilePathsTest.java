package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Paths that two parsers might read differently: by an API's host and by its path the decision is
 * the same, and no function sees a request under another route than the one that its path names.
 */
class HostilePathsTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static Clients clients;
    private static int port;
    private static String api;

    @BeforeAll
    static void routes() {
        Programs.require("node");
        clients = new Clients(server.url());
        port = URI.create(server.url()).getPort();
        String arn =
                clients.createNode(
                        "echo",
                        """
                        exports.handler = async (e) => ({ statusCode: 200, headers: { 'x-seen': JSON.stringify(e.headers) },
                            body: e.routeKey + ' ' + e.rawPath + ' ' + Object.values(e.pathParameters ?? {}).join() });
                        """);
        clients.permit("echo");
        api = clients.apis.createApi(request -> request.name("paths").protocolType("HTTP")).apiId();
        String integration =
                clients.apis
                        .createIntegration(request ->
                                request.apiId(api)
                                        .integrationType("AWS_PROXY")
                                        .integrationUri(arn)
                                        .payloadFormatVersion("2.0"))
                        .integrationId();
        for (String key :
                List.of("GET /pets", "GET /pets/{id}", "GET /admin/keys", "ANY /files/{path+}")) {
            clients.apis.createRoute(request ->
                    request.apiId(api).routeKey(key).target("integrations/" + integration));
        }
        clients.apis.createStage(
                request -> request.apiId(api).stageName("$default").autoDeploy(true));
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/pets                  | 200 | GET /pets /pets",
                "/p%65ts                | 200 | GET /pets /pets",
                "/pets/7                | 200 | GET /pets/{id} /pets/7 7",
                "/pets/a%2fb            | 200 | GET /pets/{id} /pets/a%2Fb a/b",
                "/pets/a%2Fb            | 200 | GET /pets/{id} /pets/a%2Fb a/b",
                "/pets/%252e%252e       | 200 | GET /pets/{id} /pets/%2e%2e %2e%2e",
                "/pets/;x               | 200 | GET /pets/{id} /pets/;x ;x",
                "/pets/admin%2fkeys     | 200 | GET /pets/{id} /pets/admin%2Fkeys admin/keys",
                "/files/a//b            | 200 | ANY /files/{path+} /files/a//b a//b",
                "/admin/keys            | 200 | GET /admin/keys /admin/keys",
                "/admin/%6beys          | 200 | GET /admin/keys /admin/keys",
                "/admin/%6Beys          | 200 | GET /admin/keys /admin/keys",
                "/pets/                 | 404 |",
                "//pets                 | 404 |",
                "/pets//                | 404 |",
                "/pets//7               | 404 |",
                "/PETS                  | 404 |",
                "/pets;x=1              | 404 |",
                "/pets%3b               | 404 |",
                "/pets%20               | 404 |",
                "/admin//keys           | 404 |",
                "/admin%2fkeys          | 404 |",
                "/admin%2Fkeys          | 404 |",
                "/admin/keys/           | 404 |",
                "/admin/keys%2f         | 404 |",
                "/%61dmin%2Fkeys        | 404 |",
                "/admin/%256beys        | 404 |",
                "/pets%c3%a9            | 404 |",
                "/./admin/keys          | 400 |",
                "/x/../admin/keys       | 400 |",
                "/pets/..               | 400 |",
                "/pets/%2e%2e           | 400 |",
                "/pets/%2E%2e/admin/keys | 400 |",
                "/pets/..%2fadmin%2fkeys | 400 |",
                "/pets/..;/admin/keys   | 400 |",
                "/files/a/%2e%2e%2fb    | 400 |",
                "/files/..%2f..%2fetc   | 400 |",
                "/admin%5ckeys          | 400 |",
                "/admin\\keys           | 400 |",
                "/admin/keys%00         | 400 |",
                "/admin/keys%0d%0aX:y   | 400 |",
                "/admin/keys%           | 400 |",
                "/admin/keys%c0%af      | 400 |",
                "/admin/%c1%abeys       | 400 |",
                "/admin/%e0%81%abeys    | 400 |",
                "/admin/keys%ff         | 400 |",
            })
    void theDecisionIsThatOfTheCanonicalPath(String path, int status, String body) {
        String byHost = get(path, api + ".execute-api.localhost");
        String byPath = get("/_aws/execute-api/" + api + "/$default" + path, "localhost");
        assertThat(RawConnection.status(byHost)).as(byHost).isEqualTo(status);
        assertThat(RawConnection.status(byPath)).as(byPath).isEqualTo(status);
        if (status == 200) {
            assertThat(bodyOf(byHost).strip()).isEqualTo(body);
            assertThat(bodyOf(byPath)).isEqualTo(bodyOf(byHost));
        }
    }

    /** What is no origin-form target, the engine refuses. */
    @ParameterizedTest
    @CsvSource({
        "pets",
        "http://localhost/pets",
        "localhost:80",
        "*",
        "'/pets#x'",
        "?/pets",
        "'/pets x'"
    })
    void otherTargetsAreRefused(String target) {
        assertThat(get(target, api + ".execute-api.localhost")).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @CsvSource({
        "/_AWS/execute-api/%s/$default/pets",
        "//_aws/execute-api/%s/$default/pets",
        "/_aws//execute-api/%s/$default/pets",
        "/%%5faws/execute-api/%s/$default/pets",
        "/_aws/execute-api/%s//pets",
        "/_aws/execute-api/%s%%2f$default/pets",
        "/_aws/execute-api/../execute-api/%s/$default/pets",
    })
    void onlyTheExactPathFormNamesAnApi(String target) {
        assertThat(get(target.formatted(api), "localhost")).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void anApisHostIsNotOverruledByThePath() {
        String other = clients.quickApi("other", "http://127.0.0.1:1/");
        assertThat(
                        get(
                                "/_aws/execute-api/" + api + "/$default/pets",
                                other + ".execute-api.localhost"))
                .as("the other API's answer: its backend is not there")
                .startsWith("HTTP/1.1 503 ");
    }

    @Test
    void whatTheGatewaySaysIsNotTheCallersToForge() throws IOException {
        String answer =
                get(
                        "/pets",
                        api + ".execute-api.localhost",
                        "apigw-requestid: forged",
                        "x-amzn-requestid: forged",
                        "x-amzn-apigateway-api-id: forged",
                        "X-Amzn-Trace-Id: Self=forged;Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e;Self=forged",
                        "X-Amzn-Trace-Id: forged",
                        "X-Forwarded-For: 198.51.100.1",
                        "X-Forwarded-Port: 99999",
                        "X-Forwarded-Proto: forged",
                        "Connection: x-forwarded-for, x-amzn-trace-id, x-forwarded-port");
        String seen =
                answer.substring(
                        answer.indexOf("x-seen: "),
                        answer.indexOf("\r\n", answer.indexOf("x-seen: ")));
        assertThat(seen)
                .doesNotContain("forged")
                .doesNotContain("99999")
                .contains("\"x-forwarded-for\":\"198.51.100.1, 127.0.0.1\"")
                .contains("\"x-forwarded-proto\":\"http\"")
                .contains("\"x-forwarded-port\":\"" + port + "\"")
                .containsPattern(
                        "\"x-amzn-trace-id\":\"Self=1-[0-9a-f]{8}-[0-9a-f]{24};Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e\"");
    }

    private static String bodyOf(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private static String get(String target, String host, String... headers) {
        StringBuilder lines =
                new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
        for (String header : headers) {
            lines.append(header).append("\r\n");
        }
        return RawConnection.exchange(port, lines + "Connection: close\r\n\r\n");
    }
}
