package dev.gatehouse.functions.log;

/**
 * Takes the log lines of functions. Called by one thread at a time, which is never the one that
 * serves a request; while it blocks, lines are kept up to a limit and then counted as lost.
 */
@FunctionalInterface
public interface LogSink {
    /**
     * @param events valid during the call
     */
    void append(LogStream stream, LogBatch events);

    /** Nothing more may come for a while: what was held back for the sake of speed goes out. */
    default void flush() {}
}
