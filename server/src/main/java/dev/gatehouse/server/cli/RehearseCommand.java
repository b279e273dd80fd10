package dev.gatehouse.server.cli;

import dev.gatehouse.server.boot.Gatehouse;
import dev.gatehouse.server.boot.QuickStart.Served;
import dev.gatehouse.server.config.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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

    private static final String HANDLER =
            "exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("gatehouse-rehearsal");
        try (Gatehouse server =
                        Gatehouse.start(
                                ServerOptions.parse(
                                        "--port=0", "--spares=0", "--data-dir=" + folder),
                                Main.Version.number());
                HttpClient http = HttpClient.newHttpClient()) {
            get(http, server.url() + "/_gatehouse/health");
            get(http, server.url() + "/_gatehouse/metrics");
            byte[] zip = ZipWriter.of("index.js", HANDLER.getBytes(StandardCharsets.UTF_8));
            Served served =
                    server.quickStart().serve("rehearsal", "nodejs22.x", "index.handler", zip);
            String proxied =
                    server.quickStart()
                            .proxy("rehearsal-proxy", server.url() + "/_gatehouse/health");
            for (int i = 0; i < REQUESTS; i++) {
                get(http, served.url() + "pets/" + i + "?name=x");
                get(http, proxied);
            }
        } finally {
            delete(folder);
        }
        return 0;
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
