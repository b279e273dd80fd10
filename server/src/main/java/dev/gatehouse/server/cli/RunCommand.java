package dev.gatehouse.server.cli;

import dev.gatehouse.server.boot.Gatehouse;
import dev.gatehouse.server.boot.QuickStart.Served;
import dev.gatehouse.server.cli.FunctionFiles.Stamp;
import dev.gatehouse.server.config.ServerOptions;
import dev.gatehouse.server.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves one function behind an HTTP API and follows its changes on disk. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves a function behind an HTTP API, and again whenever its code changes.")
final class RunCommand implements Callable<Integer> {
    private static final long LOOK_EVERY_MILLIS = 500;

    @Parameters(
            paramLabel = "FILE|DIR",
            description = "A handler file, a folder with one, or a .zip or .jar.")
    @SuppressWarnings("NullAway.Init") // picocli fills the field
    private Path path;

    @Option(
            names = "--runtime",
            paramLabel = "ID",
            description = "e.g. nodejs22.x; found from the file otherwise.")
    private @Nullable String runtime;

    @Option(
            names = "--handler",
            paramLabel = "NAME",
            description = "e.g. index.handler; found from the file otherwise.")
    private @Nullable String handler;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli fills the field
    private ServerOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        FunctionSource source = FunctionSource.of(path, runtime, handler);
        Settings settings = options.settings();
        try (Gatehouse server = Gatehouse.start(settings, Main.Version.number());
                Stopping _ = Stopping.onSignal(server)) {
            FunctionFiles files = FunctionFiles.of(source.root(), settings.dataDirectory());
            String chosen = server.quickStart().best(source.runtimes());
            Map<Path, Stamp> seen = files.stamps();
            announce(server, source, chosen, serve(server, source, chosen, files));
            while (!server.awaitStop(LOOK_EVERY_MILLIS)) {
                seen = follow(server, source, chosen, files, seen);
            }
        }
        return 0;
    }

    private static Served serve(
            Gatehouse server, FunctionSource source, String chosen, FunctionFiles files)
            throws IOException {
        return server.quickStart().serve(source.name(), chosen, source.handler(), files.zip());
    }

    private void announce(Gatehouse server, FunctionSource source, String chosen, Served served) {
        System.out.println(
                "Function "
                        + source.name()
                        + " ("
                        + chosen
                        + ", "
                        + source.handler()
                        + ") answers:");
        System.out.println("  curl '" + served.url() + "'");
        System.out.println("The same server takes AWS calls:");
        System.out.println(
                "  aws --endpoint-url "
                        + server.url()
                        + " --region "
                        + options.region()
                        + " lambda list-functions");
        System.out.println("Edit the code and it is live; Ctrl-C stops.");
    }

    /**
     * Takes a change, if there is one, and returns what was seen; a change that fails is tried
     * again when it changes.
     */
    private static Map<Path, Stamp> follow(
            Gatehouse server,
            FunctionSource source,
            String chosen,
            FunctionFiles files,
            Map<Path, Stamp> seen) {
        Map<Path, Stamp> now;
        try {
            now = files.stamps();
        } catch (IOException beingSaved) {
            // Editors save by moving files about: looked at again in a moment.
            return seen;
        }
        if (!now.equals(seen)) {
            try {
                serve(server, source, chosen, files);
                System.out.println("Function " + source.name() + " is updated.");
            } catch (IOException | RuntimeException e) {
                System.err.println("gatehouse: the change was not taken: " + e.getMessage());
            }
        }
        return now;
    }
}
