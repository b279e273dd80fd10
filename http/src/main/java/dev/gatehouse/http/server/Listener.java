package dev.gatehouse.http.server;

import java.time.Duration;

/** An open port. */
public interface Listener {
    /** The bound port, which the system chose when 0 was asked for. */
    int port();

    /**
     * Stops accepting, lets requests in flight finish for up to {@code grace}, then closes every
     * connection.
     */
    void close(Duration grace);
}
