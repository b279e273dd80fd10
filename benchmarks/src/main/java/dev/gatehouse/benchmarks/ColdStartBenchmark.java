package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/**
 * The first answer of a new environment, request to answer, against starting the bare interpreter
 * on the same code.
 */
final class ColdStartBenchmark {
    private static final String PYTHON =
            """
            def handler(event, context):
                return {"statusCode": 200, "body": "hello"}
            """;

    private static final String JAVA =
            """
            import java.util.Map;

            public class Hello {
                public Map<String, Object> handle(Map<String, Object> event) {
                    return Map.of("statusCode", 200, "body", "hello");
                }

                public static void main(String[] arguments) {
                    System.out.println(new Hello().handle(Map.of()));
                }
            }
            """;

    private ColdStartBenchmark() {}

    /**
     * One language: its function, and a command that starts its bare interpreter, runs the handler
     * and ends.
     */
    private record Language(
            String name, String runtime, String handler, byte[] zip, List<String> bare) {}

    static void run(Path home, Path folder, Plan plan, Report report)
            throws IOException, InterruptedException {
        report.heading(
                "Cold start",
                "Request to answer over HTTP, milliseconds, n = "
                        + plan.starts()
                        + ", a new environment each time. *Bare* is the"
                        + " interpreter started on the same handler until it has ended.");
        report.table("function", "warm spares", "p50 ms", "p90 ms", "bare p50 ms", "share of bare");
        for (Language language : languages(folder)) {
            Samples bare = bare(folder, language, plan.starts());
            for (int spares : List.of(1, 0)) {
                Samples cold = cold(home, folder, language, spares, plan.starts());
                report.row(
                        language.name,
                        spares == 0 ? "none" : String.valueOf(spares),
                        Report.number(1, cold.median()),
                        Report.number(1, cold.quantile(0.9)),
                        Report.number(1, bare.median()),
                        Report.number(2, cold.median() / bare.median()));
            }
        }
    }

    private static List<Language> languages(Path folder) throws IOException {
        Files.writeString(folder.resolve("index.js"), FunctionBenchmark.HANDLER);
        Files.writeString(folder.resolve("hello.py"), PYTHON);
        Files.writeString(folder.resolve("Hello.java"), JAVA);
        ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", folder.resolve("Hello.java").toString());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                new Language(
                        "Node",
                        "nodejs20.x",
                        "index.handler",
                        Gatehouse.zip("index.js", FunctionBenchmark.HANDLER),
                        List.of(
                                "node",
                                "-e",
                                "require('./index.js').handler({}).then((answer) => console.log(answer))")),
                new Language(
                        "Python",
                        "python3.11",
                        "hello.handler",
                        Gatehouse.zip("hello.py", PYTHON),
                        List.of(python(), "-c", "import hello; print(hello.handler({}, None))")),
                new Language(
                        "Java",
                        "java25",
                        "Hello::handle",
                        Gatehouse.zip(
                                "Hello.class", Files.readAllBytes(folder.resolve("Hello.class"))),
                        List.of(java, "-cp", ".", "Hello")));
    }

    /**
     * The interpreter itself, not a shim of a version manager, which would make the peer look slow.
     */
    private static String python() throws IOException {
        Process ask =
                new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
        return new String(ask.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static Samples bare(Path folder, Language language, int starts)
            throws IOException, InterruptedException {
        Progress.say("starting bare " + language.name);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            long began = System.nanoTime();
            Process process = new ProcessBuilder(language.bare).directory(folder.toFile()).start();
            byte[] said = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0 || said.length == 0) {
                throw new IOException(language.bare + " failed");
            }
            millis.add((System.nanoTime() - began) / 1e6);
        }
        return samples(millis);
    }

    private static Samples cold(Path home, Path folder, Language language, int spares, int starts)
            throws IOException, InterruptedException {
        Progress.say("cold starts of " + language.name + " with " + spares + " spares");
        try (Gatehouse gatehouse = Gatehouse.start(home, folder, "--spares=" + spares)) {
            gatehouse.function("hello", language.runtime, language.handler, language.zip);
            String url = gatehouse.api(Gatehouse.arn("hello"));
            request(url);
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < starts; i++) {
                renew(gatehouse, i);
                long began = System.nanoTime();
                request(url);
                millis.add((System.nanoTime() - began) / 1e6);
            }
            return samples(millis);
        }
    }

    /**
     * A change of configuration retires the environment; the pause lets a spare boot, as it would
     * between two deployments.
     */
    private static void renew(Gatehouse gatehouse, int round) throws InterruptedException {
        gatehouse.lambda.updateFunctionConfiguration(request ->
                request.functionName("hello")
                        .environment(
                                variables -> variables.variables(Map.of("ROUND", "r" + round))));
        gatehouse
                .lambda
                .waiter()
                .waitUntilFunctionUpdatedV2(request -> request.functionName("hello"));
        TimeUnit.MILLISECONDS.sleep(1000);
    }

    private static void request(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        int status = connection.getResponseCode();
        if (status != 200) {
            throw new IOException(url + " answered " + status);
        }
        connection.getInputStream().readAllBytes();
    }

    private static Samples samples(List<Double> values) {
        return Samples.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
