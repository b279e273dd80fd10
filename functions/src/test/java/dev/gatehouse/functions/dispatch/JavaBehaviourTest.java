package dev.gatehouse.functions.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.functions.fake.MachineHost;
import dev.gatehouse.functions.fake.MachineHost.Answer;
import dev.gatehouse.functions.fake.MachineHost.Published;
import dev.gatehouse.functions.sandbox.Isolation;
import java.nio.file.Path;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of Java handlers and ways in which they fail. AWS docs: Lambda, Java handlers. */
class JavaBehaviourTest {
    private static final String SOURCE =
            """
            package app;
            import com.amazonaws.services.lambda.runtime.*;
            import java.io.*;
            import java.util.*;
            public class Forms implements RequestHandler<Forms.Order, Forms.Order>, Serializable {
                public static class Order {
                    private String name; private int count;
                    public String getName() { return name; }
                    public void setName(String n) { name = n; }
                    public int getCount() { return count; }
                    public void setCount(int c) { count = c; }
                }
                public static class Stream implements RequestStreamHandler {
                    public void handleRequest(InputStream in, OutputStream out, Context c) throws IOException {
                        out.write('['); in.transferTo(out); out.write(']');
                    }
                }
                public Order handleRequest(Order o, Context c) { o.setCount(o.getCount() + 1); return o; }
                public String text(Map<String, Object> e) { return "Hi " + e.get("name") + System.getenv("_X_AMZN_TRACE_ID"); }
                public static int plus(Order o) { return o.count + 1; }
                public String trace(Order o) { return System.getProperty("com.amazonaws.xray.traceHeader"); }
                public void nothing(Order o, Context c) { c.getLogger().log("logged"); System.out.println("printed"); }
                public String fail(Order o) { throw new IllegalStateException("outer", new IOException("inner")); }
                public String error(Order o) { throw new AssertionError("an error"); }
                public String checked(Order o) throws Exception { throw new FileNotFoundException("gone"); }
                public String exit(Order o) { System.exit(o.count); return "never"; }
                public String hang(Order o) throws Exception { Thread.sleep(60000); return "never"; }
                public String hog(Order o) { List<byte[]> all = new ArrayList<>(); while (true) all.add(new byte[8 << 20]); }
            }
            """;

    @TempDir private static Path folder;
    private static MachineHost machine;
    private static Path classes;

    @BeforeAll
    static void compile() throws Exception {
        machine = new MachineHost(folder, Isolation.PREFERRED, 1);
        Path source = machine.tree("java", Map.of("Forms.java", SOURCE)).resolve("Forms.java");
        classes = machine.tree("classes", Map.of());
        Path core = machine.box().resolve("runtime/java/aws-lambda-java-core.jar");
        String[] arguments = {
            "--release", "17", "-cp", core.toString(), "-d", classes.toString(), source.toString()
        };
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    }

    @AfterAll
    static void close() {
        machine.close();
    }

    private static MachineHost.Draft draft(String handler) throws Exception {
        MachineHost.Draft draft = machine.function("java25", handler, Map.of());
        return new MachineHost.Draft(
                draft.name(),
                draft.runtime(),
                handler,
                classes,
                draft.layers(),
                256,
                20,
                512,
                Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app.Forms                | {\"name\":\"ü\",\"count\":2}",
                "app.Forms::handleRequest | {\"name\":\"ü\",\"count\":2}",
                "app.Forms$Stream         | [{\"name\":\"ü\",\"count\":1}]",
                "app.Forms::plus          | 2",
                "app.Forms::nothing       | null",
            })
    void answersTwice(String handler, String payload) throws Exception {
        Published function = machine.publish(draft(handler));
        for (int i = 0; i < 2; i++) {
            Answer answer = function.invoke("{\"name\":\"ü\",\"count\":1}");
            // AWS's client answers nothing at all for void.
            String shown = answer.payload().isEmpty() ? "null" : answer.payload();
            assertThat(shown).as(answer.tail()).isEqualTo(payload);
            assertThat(answer.failed()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app.Forms::fail    | java.lang.IllegalStateException | outer",
                "app.Forms::error   | java.lang.AssertionError        | an error",
                "app.Forms::checked | java.io.FileNotFoundException   | gone",
                "app.Forms::exit    | Runtime.ExitError               | Runtime exited with error: exit status 4",
                "app.Forms::hog     | java.lang.OutOfMemoryError      | Java heap space",
                "app.Absent         | java.lang.ClassNotFoundException | Class not found: app.Absent",
            })
    void fails(String handler, String type, String message) throws Exception {
        Published function = machine.publish(draft(handler));

        Answer answer = function.invoke("{\"count\":4}");

        assertThat(answer.failed()).isTrue();
        assertThat(answer.payload()).contains("\"errorType\":\"" + type + "\"").contains(message);
    }

    @Test
    void stackOfAnExceptionIsPosted() throws Exception {
        Answer answer = machine.publish(draft("app.Forms::fail")).invoke("{}");
        assertThat(answer.payload()).contains("\"stackTrace\":[\"app.Forms.fail(Forms.java:");
    }

    /** AWS's client names no type for it. */
    @Test
    void methodThatIsAbsentIsNamed() throws Exception {
        assertThat(machine.publish(draft("app.Forms::absent")).invoke("{}").payload())
                .contains("No public method named absent with appropriate method signature");
    }

    @Test
    void timeOutEndsTheVirtualMachine() throws Exception {
        Published function = machine.publish(draft("app.Forms::hang").withTimeout(3));
        assertThat(function.invoke("{}").payload()).contains("Task timed out after 3.00 seconds");
    }

    /** AWS's client crashes when it is given no trace header at all. */
    @Test
    void everyCallHasATraceHeader() throws Exception {
        Published function = machine.publish(draft("app.Forms::trace"));
        for (int i = 0; i < 300; i++) {
            assertThat(function.invoke("{}").payload())
                    .matches("\"Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0\"");
        }
    }

    @Test
    void loggerAndStandardOutputAreInTheTail() throws Exception {
        Answer answer = machine.publish(draft("app.Forms::nothing")).invoke("{}");
        assertThat(answer.tail()).contains("logged", "printed\n");
    }
}
