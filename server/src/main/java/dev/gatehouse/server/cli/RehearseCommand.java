package dev.gatehouse.server.cli;

import dev.gatehouse.server.boot.Gatehouse;
import dev.gatehouse.server.boot.QuickStart;
import dev.gatehouse.server.config.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Does on loopback, in a folder of its own, what a server's first minute is like, and ends: the
 * launcher records the start-up cache meanwhile.
 */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Used by the launcher to record the start-up cache.")
final class RehearseCommand implements Callable<Integer> {
    private static final int REQUESTS = 400;

    /** By entry file; the first whose interpreter the machine has is rehearsed with. */
    private static final List<Map.Entry<String, String>> FUNCTIONS =
            List.of(
                    Map.entry(
                            "index.mjs",
                            "export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });"),
                    Map.entry(
                            "app.py",
                            "def handler(event, context): return {\"statusCode\": 200, \"body\": event[\"rawPath\"]}"));

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("gatehouse-rehearsal");
        Path data = folder.resolve("data");
        try (Gatehouse server =
                        Gatehouse.start(
                                ServerOptions.parse("--port=0", "--spares=0", "--data-dir=" + data),
                                Main.Version.number());
                HttpClient http = HttpClient.newHttpClient()) {
            String health = server.url() + "/_gatehouse/health";
            get(http, health);
            get(http, server.url() + "/_gatehouse/metrics");
            List<String> urls = new ArrayList<>();
            urls.add(server.quickStart().proxy("rehearsal-proxy", health));
            function(server.quickStart(), folder, data).ifPresent(urls::add);
            for (int i = 0; i < REQUESTS; i++) {
                for (String url : urls) {
                    get(http, url + "pets/" + i + "?name=x");
                }
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private static Optional<String> function(QuickStart quickStart, Path folder, Path data)
            throws IOException {
        for (Map.Entry<String, String> function : FUNCTIONS) {
            Path file = Files.writeString(folder.resolve(function.getKey()), function.getValue());
            FunctionSource source = FunctionSource.of(file, null, null);
            String runtime = quickStart.best(source.runtimes());
            if (quickStart.canRun(runtime)) {
                byte[] zip = FunctionFiles.of(file, data).zip();
                return Optional.of(
                        quickStart.serve("rehearsal", runtime, source.handler(), zip).url());
            }
        }
        return Optional.empty();
    }

    private static void get(HttpClient http, String url) throws IOException, InterruptedException {
        http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }
}
