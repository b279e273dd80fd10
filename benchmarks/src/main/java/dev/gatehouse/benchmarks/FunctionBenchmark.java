package dev.gatehouse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A warm Node function behind an HTTP API against a bare Node server and serverless-offline with
 * the same handler.
 */
final class FunctionBenchmark {
    private static final String SERVERLESS = "3.40.0";
    private static final String SERVERLESS_OFFLINE = "13.10.1";

    static final String HANDLER =
            """
            exports.handler = async (event) => ({
              statusCode: 200,
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ message: 'hello', path: event.rawPath }),
            });
            """;

    private static final String BARE =
            """
            const { handler } = require('./index.js');
            require('http').createServer((request, response) => {
              handler({ rawPath: request.url }).then((answer) => {
                response.writeHead(answer.statusCode, answer.headers);
                response.end(answer.body);
              });
            }).listen(+process.argv[2], '127.0.0.1');
            """;

    private static final String SERVERLESS_YML =
            """
            service: benchmark
            frameworkVersion: '3'
            provider: { name: aws, runtime: nodejs20.x, region: us-east-1 }
            plugins: [serverless-offline]
            functions:
              hello: { handler: index.handler, events: [{ httpApi: 'GET /hello' }] }
            """;

    private FunctionBenchmark() {}

    static void run(Path home, Path folder, Plan plan, Report report)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("index.js"), HANDLER);
        Files.writeString(folder.resolve("bare.js"), BARE);
        int barePort = Program.freePort();
        String bareUrl = "http://127.0.0.1:" + barePort + "/hello";
        try (Program bare =
                        Program.start(
                                "bare node",
                                folder,
                                List.of("node", "bare.js", String.valueOf(barePort)),
                                Map.of());
                Gatehouse gatehouse = Gatehouse.start(home, folder)) {
            bare.awaitAnswer(bareUrl, Duration.ofSeconds(10));
            gatehouse.function(
                    "hello", "nodejs20.x", "index.handler", Gatehouse.zip("index.js", HANDLER));
            String api = gatehouse.api(Gatehouse.arn("hello")) + "hello";
            Comparison comparison =
                    new Comparison(plan.rounds(), plan.seconds())
                            .peer("bare Node", bare, bareUrl)
                            .peer("Gatehouse", gatehouse.program(), api)
                            .warmUp();
            report.heading(
                    "Warm Node function",
                    "The same handler behind an HTTP API (payload 2.0, default sandbox) and in a bare Node `http` server.");
            report.loadTable();
            for (int connections : List.of(1, 8, 64)) {
                report.load(connections, comparison.at(connections));
            }
            againstServerlessOffline(folder, plan, report, gatehouse, api);
        }
    }

    private static void againstServerlessOffline(
            Path folder, Plan plan, Report report, Gatehouse gatehouse, String api)
            throws IOException, InterruptedException {
        Path project = install(folder.resolve("serverless"));
        int port = Program.freePort();
        String url = "http://127.0.0.1:" + port + "/hello";
        List<String> command =
                List.of(
                        "node_modules/.bin/serverless",
                        "offline",
                        "--httpPort=" + port,
                        "--lambdaPort=" + Program.freePort(),
                        "--host=127.0.0.1",
                        "--noPrependStageInUrl");
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SLS_TELEMETRY_DISABLED", "1");
        environment.put("SLS_NOTIFICATIONS_MODE", "off");
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        try (Program offline = Program.start("serverless-offline", project, command, environment)) {
            offline.awaitAnswer(url, Duration.ofMinutes(2));
            Comparison comparison =
                    new Comparison(plan.rounds(), plan.seconds())
                            .peer("serverless-offline", offline, url)
                            .peer("Gatehouse", gatehouse.program(), api)
                            .warmUp();
            report.heading(
                    "Warm Node function, other emulators",
                    "serverless-offline "
                            + SERVERLESS_OFFLINE
                            + " with serverless "
                            + SERVERLESS
                            + ", same handler.");
            report.loadTable();
            for (int connections : List.of(1, 8)) {
                report.load(connections, comparison.at(connections));
            }
        }
    }

    private static Path install(Path project) throws IOException, InterruptedException {
        Files.createDirectories(project);
        Files.writeString(project.resolve("index.js"), HANDLER);
        Files.writeString(project.resolve("serverless.yml"), SERVERLESS_YML);
        Files.writeString(project.resolve("package.json"), "{\"private\":true}");
        Progress.say("installing serverless-offline");
        Process npm =
                new ProcessBuilder(
                                "npm",
                                "install",
                                "--no-audit",
                                "--no-fund",
                                "--loglevel=error",
                                "serverless@" + SERVERLESS,
                                "serverless-offline@" + SERVERLESS_OFFLINE)
                        .directory(project.toFile())
                        .inheritIO()
                        .start();
        if (npm.waitFor() != 0) {
            throw new IOException("npm could not install serverless-offline");
        }
        return project;
    }
}
