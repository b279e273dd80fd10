package dev.gatehouse.http.server;

import java.time.Duration;

/** An open port or socket file. */
public interface Listener {
    /** The bound port, which the system chose when 0 was asked for; 0 for a socket file. */
    int port();

    /**
     * Stops accepting, lets requests in flight finish for up to {@code grace}, then closes every
     * connection.
     */
    void close(Duration grace);
}
