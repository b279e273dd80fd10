package dev.gatehouse.functions.log;

/**
 * Takes the log lines of functions. Called by one thread at a time, which is never the one that
 * serves a request; while it blocks, lines are kept up to a limit and then counted as lost.
 */
@FunctionalInterface
public interface LogSink {
    /**
     * @param timestamp milliseconds since the epoch
     * @param text one event, without its line end
     */
    void append(LogStream stream, long timestamp, String text);
}
