package dev.gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.boot.Gatehouse;
import dev.gatehouse.server.config.ServerOptions;
import dev.gatehouse.wire.service.ServiceOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The whole server on a free port with an empty data directory, one for each test class. */
final class RunningServer implements BeforeAllCallback, AfterAllCallback {
    private static final Duration DELETED_WITHIN = Duration.ofSeconds(10);

    private final List<String> options;
    private Path folder;
    private Gatehouse gatehouse;

    RunningServer(String... options) {
        this.options = List.of(options);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("gatehouse-conformance");
        List<String> arguments = new ArrayList<>(options);
        arguments.add("--port=0");
        arguments.add("--data-dir=" + folder);
        gatehouse = Gatehouse.start(ServerOptions.parse(arguments.toArray(String[]::new)), "test");
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        gatehouse.close();
        long deadline = System.nanoTime() + DELETED_WITHIN.toNanos();
        while (!deleted()) {
            assertThat(System.nanoTime()).as("%s is deleted in time", folder).isLessThan(deadline);
        }
    }

    /** False when function environments that just ended still cleaned up behind themselves. */
    private boolean deleted() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (NoSuchFileException | DirectoryNotEmptyException | UncheckedIOException changed) {
            return Files.notExists(folder);
        }
    }

    String url() {
        return gatehouse.url();
    }

    /** The TLS listener's, if there is one. */
    String secureUrl() {
        return gatehouse.secureUrl();
    }

    List<ServiceOperations> services() {
        return gatehouse.services();
    }

    Path dataDirectory() {
        return folder;
    }

    /** Where a stage answers by path, with a slash at the end. */
    String apiUrl(String apiId, String stage) {
        return url() + "/_aws/execute-api/" + apiId + "/" + stage + "/";
    }
}
