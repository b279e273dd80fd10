package dev.gatehouse.http.engine;

import dev.gatehouse.http.server.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Listens on a socket file, which goes when it is closed. */
record SocketFile(Listener listener, Path file) implements Listener {
    @Override
    public int port() {
        return listener.port();
    }

    @Override
    public void close(Duration grace) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        } finally {
            listener.close(grace);
        }
    }
}
