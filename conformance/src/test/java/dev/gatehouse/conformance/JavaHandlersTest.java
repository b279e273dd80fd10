package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.foundation.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The forms of Java handlers. AWS docs: Define Lambda function handler in Java. */
class JavaHandlersTest {
    @RegisterExtension static final RunningServer server = new RunningServer();

    private static final String HANDLERS =
            """
            package app;
            import com.amazonaws.services.lambda.runtime.Context;
            import java.util.List;
            public class Handlers {
                public static class Order {
                    private String item; private int count;
                    public String getItem() { return item; }
                    public void setItem(String item) { this.item = item; }
                    public int getCount() { return count; }
                    public void setCount(int count) { this.count = count; }
                }
                public Order doubled(Order order, Context context) {
                    order.setCount(order.getCount() * 2);
                    return order;
                }
                public static String greet(String name) { return "hello " + name; }
                public int sum(List<Integer> numbers) {
                    return numbers.stream().mapToInt(Integer::intValue).sum();
                }
                public void nothing(Object event) {}
                public String context(Object event, Context context) {
                    return String.join(" ", context.getFunctionName(), context.getFunctionVersion(),
                        context.getInvokedFunctionArn(), "" + context.getMemoryLimitInMB(),
                        "" + (context.getRemainingTimeInMillis() > 0));
                }
                public Object fails(Object event) { throw new IllegalStateException("on purpose"); }
            }
            """;

    private static final String STREAMED =
            """
            package app;
            import com.amazonaws.services.lambda.runtime.*;
            import java.io.*;
            public class Streamed implements RequestStreamHandler {
                public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
                    out.write("{\\"bytes\\":".getBytes());
                    out.write(("" + in.readAllBytes().length).getBytes());
                    out.write('}');
                }
            }
            """;

    private static final String REQUESTED =
            """
            package app;
            import com.amazonaws.services.lambda.runtime.*;
            import java.util.Map;
            public class Requested implements RequestHandler<Map<String, String>, String> {
                public String handleRequest(Map<String, String> event, Context context) {
                    context.getLogger().log("heard " + event);
                    return event.get("name");
                }
            }
            """;

    private static Clients clients;
    private static byte[] code;

    @BeforeAll
    static void compile(@TempDir Path folder) throws IOException {
        clients = new Clients(server.url());
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--release", "17", "-cp", core().toString(), "-d"));
        arguments.add(folder.resolve("classes").toString());
        Map<String, String> sources =
                Map.of("Handlers", HANDLERS, "Streamed", STREAMED, "Requested", REQUESTED);
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey() + ".java");
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        int failures =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new));
        assertThat(failures).isZero();
        code = Packages.zipped(classes(folder.resolve("classes")));
    }

    /** The library that the server itself gives to Java functions. */
    private static Path core() throws IOException {
        try (Stream<Path> files = Files.walk(server.dataDirectory())) {
            return files.filter(file -> file.endsWith("aws-lambda-java-core.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Map<String, byte[]> classes(Path folder) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                classes.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    @AfterAll
    static void close() {
        clients.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    pojo      | app.Handlers::doubled           | {"item":"pen","count":3} | {"item":"pen","count":6}
                    static    | app.Handlers::greet             | "you"                    | "hello you"
                    list      | app.Handlers::sum               | [1,2,3]                  | 6
                    void      | app.Handlers::nothing           | {}                       | null
                    stream    | app.Streamed                    | {"a":1}                  | {"bytes":7}
                    interface | app.Requested                   | {"name":"x"}             | "x"
                    named     | app.Requested::handleRequest    | {"name":"x"}             | "x"
                    """)
    void everyFormOfHandlerAnswers(String name, String handler, String event, String answer) {
        InvokeResponse response = invoke("java-" + name, handler, event);
        assertThat(response.functionError()).as(response.payload().asUtf8String()).isNull();
        assertThat(Json.parse(response.payload().asUtf8String())).isEqualTo(Json.parse(answer));
    }

    @Test
    void contextTellsOfTheFunction() {
        assertThat(invoke("java-context", "app.Handlers::context", "{}").payload().asUtf8String())
                .isEqualTo(
                        "\"java-context $LATEST"
                                + " arn:aws:lambda:eu-west-1:000000000000:function:java-context"
                                + " 512 true\"");
    }

    @Test
    void exceptionIsTheAnswer() {
        InvokeResponse response = invoke("java-fails", "app.Handlers::fails", "{}");
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String())
                .contains("\"errorMessage\":\"on purpose\"")
                .contains("\"errorType\":\"java.lang.IllegalStateException\"");
    }

    @Test
    void missingClassIsTold() {
        InvokeResponse response = invoke("java-missing", "app.Nobody::handle", "{}");
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).contains("Class not found: app.Nobody");
    }

    private static InvokeResponse invoke(String name, String handler, String event) {
        clients.create(
                Clients.function(name, "java21", handler, Map.of())
                        .code(zip -> zip.zipFile(SdkBytes.fromByteArray(code)))
                        .memorySize(512)
                        .timeout(30)
                        .build());
        return clients.lambda.invoke(
                request -> request.functionName(name).payload(SdkBytes.fromUtf8String(event)));
    }
}
