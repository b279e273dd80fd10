package dev.gatehouse.server.boot;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, the last first; one that fails does not keep the others open. */
final class Closing implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Closing.class.getName());

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Closes this one too, before those that were added earlier. */
    <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable resource = opened.pop();
            try {
                resource.close();
            } catch (Exception e) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "while stopping " + resource.getClass().getSimpleName(),
                        e);
            }
        }
    }
}
