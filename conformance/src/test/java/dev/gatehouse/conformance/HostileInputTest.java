package dev.gatehouse.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.conformance.SignedCalls.Plan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/**
 * Well-signed calls whose content is malformed: AWS's error for the caller, nothing for the log,
 * and nothing left on the disk.
 */
class HostileInputTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static Clients clients;
    private static SignedCalls calls;

    private LogWatch log;

    @BeforeAll
    static void connect() {
        Programs.require("node");
        clients = new Clients(server.url());
        calls = new SignedCalls(server.url());
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    @BeforeEach
    void watch() {
        log = new LogWatch();
    }

    @AfterEach
    void nothingIsLogged() {
        log.close();
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"x\"",
                "nonsense",
                "{}{}",
                "{\"FunctionName\":1}",
                "{\"FunctionName\":\"a\",\"FunctionName\":\"b\"}",
                "{\"FunctionName\":\"\\ud800\"}",
                "{\"Timeout\":1e999999999}",
                "{\"Code\":{\"ZipFile\":\"***\"}}",
                "{\"Layers\":[null]}"
            })
    void malformedJson(String body) {
        Plan plan = new Plan("lambda", "POST", "/2015-03-31/functions", "application/json", body);
        assertThat(calls.send(calls.sign(plan)))
                .startsWith("HTTP/1.1 400 ")
                .containsAnyOf("SerializationException", "ValidationException");
    }

    @Test
    void deepJson() {
        String deep = "{\"x\":".repeat(100_000);
        assertThat(calls.send(calls.sign(post("lambda", "/2015-03-31/functions", deep))))
                .startsWith("HTTP/1.1 400 ");
        assertThat(calls.send(calls.sign(post("apigateway", "/v2/apis", deep))))
                .startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Action",
                "Action=",
                "Action=Nothing",
                "Action=%",
                "x=%ff&Action=GetCallerIdentity&Action=Other"
            })
    void malformedForms(String body) {
        Plan plan = new Plan("sts", "POST", "/", "application/x-www-form-urlencoded", body);
        assertThat(RawConnection.status(calls.send(calls.sign(plan)))).isBetween(200, 404);
    }

    @Test
    void malformedCbor() {
        Plan plan =
                new Plan(
                        "monitoring",
                        "POST",
                        "/service/GraniteServiceVersion20100801/operation/ListMetrics",
                        "application/cbor",
                        "\u00bf\u00bf\u00bf");
        String answer = calls.send(calls.sign(plan).withHeader("smithy-protocol", "rpc-v2-cbor"));
        assertThat(RawConnection.status(answer)).isIn(400, 501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "a/b",
                "..",
                "../../etc",
                "a b",
                "a\u0000b",
                "\u00e9",
                "a:b:c",
                "arn:aws:lambda:eu-west-1:000000000000:function:",
                "arn:aws:s3:eu-west-1:000000000000:function:x",
                "arn:aws:lambda:eu-west-1:1:function:x",
                "arn:aws:lambda:eu-west-1:000000000000:function:x:y:z",
                "arn:aws:lambda:eu-west-1:000000000000:function:../x"
            })
    void malformedNames(String name) {
        assertRefused(() -> clients.lambda.getFunction(request -> request.functionName(name)));
        assertRefused(() -> clients.lambda.invoke(request -> request.functionName(name)));
        assertRefused(() ->
                clients.lambda.createFunction(
                        Clients.function(
                                        name, "nodejs20.x", "index.handler", Map.of("index.js", ""))
                                .build()));
        assertRefused(() ->
                clients.lambda.getAlias(request -> request.functionName("absent").name(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "a b",
                "index.handler\u0000--ro-bind\u0000/\u0000/mnt",
                "a\u0001b",
                "a\nb"
            })
    void malformedHandlers(String handler) {
        assertRefused(() ->
                clients.lambda.createFunction(
                        Clients.function("handler", "nodejs20.x", handler, Map.of("index.js", ""))
                                .build()));
    }

    static Stream<Arguments> packages() throws IOException {
        byte[] good = Packages.zip("index.js", "exports.handler = 1;".getBytes(UTF_8));
        byte[] flipped = good.clone();
        flipped[40] ^= 1;
        return Stream.of(
                Arguments.of("no archive", "nonsense".getBytes(UTF_8)),
                Arguments.of("cut off", Arrays.copyOf(good, good.length - 30)),
                Arguments.of("beginning missing", Arrays.copyOfRange(good, 20, good.length)),
                Arguments.of("damaged", flipped),
                Arguments.of("climbing", Packages.zip("../escaped", new byte[1])),
                Arguments.of("climbing inside", Packages.zip("a/../../escaped", new byte[1])),
                Arguments.of("absolute", Packages.zip("/tmp/escaped", new byte[1])),
                Arguments.of("backslashes", Packages.zip("..\\escaped", new byte[1])),
                Arguments.of("NUL in a name", Packages.zip("a\0b", new byte[1])),
                Arguments.of("a long name", Packages.zip("n".repeat(300), new byte[1])),
                Arguments.of("deep", Packages.zip("d/".repeat(5000) + "x", new byte[1])),
                Arguments.of("a bomb", bomb()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packages")
    void malformedPackages(String kind, byte[] zip) throws IOException {
        assertRefused(() ->
                clients.lambda.createFunction(request ->
                        request.functionName("package")
                                .runtime("nodejs20.x")
                                .handler("index.handler")
                                .role(Clients.ROLE)
                                .code(code -> code.zipFile(SdkBytes.fromByteArray(zip)))));
        assertThat(clients.lambda.listFunctions().functions()).isEmpty();
        try (Stream<Path> files = Files.walk(server.dataDirectory().resolve("code"))) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .map(Path::getFileName)
                                    .map(Path::toString))
                    .as(kind)
                    .allMatch(name -> name.equals(".boot"));
        }
        assertThat(Path.of("/tmp/escaped")).doesNotExist();
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 251; i++) {
                zip.write(zeros);
            }
        }
        return bytes.toByteArray();
    }

    private static Plan post(String service, String target, String body) {
        return new Plan(service, "POST", target, "application/json", body);
    }

    private static void assertRefused(Runnable call) {
        assertThatExceptionOfType(LambdaException.class)
                .isThrownBy(call::run)
                .satisfies(refused -> {
                    assertThat(refused.statusCode()).isBetween(400, 499);
                    assertThat(refused.awsErrorDetails().errorCode()).isNotEmpty();
                });
    }
}
