package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.runtime.RuntimeFiles;
import dev.gatehouse.functions.runtimeapi.RuntimeApi;
import dev.gatehouse.functions.sandbox.Sandbox;
import dev.gatehouse.http.engine.HttpEngine;
import dev.gatehouse.http.server.ClientLimits;
import dev.gatehouse.http.server.ListenOptions;
import dev.gatehouse.http.server.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two ways to the Runtime API: a port of the loopback address, which every runtime knows how to
 * reach, and a socket file beside the runtime's own files. Our bootstraps prefer the file, because
 * the system does less for each message than with TCP. The environment's token is needed on both.
 */
record RuntimeApiListeners(Listener port, Optional<Listener> file) implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RuntimeApiListeners.class.getName());
    private static final String LOOPBACK = "127.0.0.1";

    /** AWS's runtime clients send a stack trace for X-Ray of up to a megabyte as a header. */
    private static final int MAX_HEAD_BYTES = 1 << 20;

    /** Runtimes may wait and stream for as long as they like; what ends them is their deadline. */
    private static final ClientLimits RUNTIMES =
            new ClientLimits(
                    Integer.MAX_VALUE, MAX_HEAD_BYTES, Duration.ofSeconds(15), Duration.ZERO, 0);

    static RuntimeApiListeners open(HttpEngine engine, Sandbox sandbox, RuntimeApi api) {
        Listener port = engine.listen(new ListenOptions(LOOPBACK, 0, null, RUNTIMES), api);
        Optional<Path> place =
                sandbox.sharedFolder()
                        .map(folder -> RuntimeFiles.runtimeApiSocket(folder, port.port()));
        return new RuntimeApiListeners(port, place.flatMap(path -> listen(engine, path, api)));
    }

    /** Its file system may know no sockets: the port will do. */
    private static Optional<Listener> listen(HttpEngine engine, Path path, RuntimeApi api) {
        try {
            Listener listener = engine.listen(path, RUNTIMES, api);
            // A sandbox has a user of its own.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
            return Optional.of(listener);
        } catch (UncheckedIOException | IOException e) {
            LOG.log(Level.INFO, "functions will be reached by TCP, which costs more: {0}", e);
            return Optional.empty();
        }
    }

    /** {@code 127.0.0.1:PORT}. */
    String address() {
        return LOOPBACK + ":" + port.port();
    }

    @Override
    public void close() {
        Stream.concat(Stream.of(port), file.stream())
                .forEach(listener -> listener.close(Duration.ZERO));
    }
}
