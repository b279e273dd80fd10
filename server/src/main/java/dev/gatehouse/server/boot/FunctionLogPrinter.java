package dev.gatehouse.server.boot;

import dev.gatehouse.functions.log.LogSink;
import dev.gatehouse.functions.log.LogStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Prints the functions' log lines, each with its log group in front. Lines are collected for a
 * moment, so that a busy function does not cost a system call a line.
 */
final class FunctionLogPrinter implements LogSink, AutoCloseable {
    private static final int ENOUGH = 64 * 1024;
    private static final long FLUSH_EVERY_MILLIS = 50;

    private final OutputStream out;
    private final Thread flusher;
    private final StringBuilder collected = new StringBuilder(ENOUGH);

    FunctionLogPrinter(OutputStream out) {
        this.out = out;
        this.flusher = Thread.ofVirtual().name("function-log").start(this::flushNowAndThen);
    }

    private void flushNowAndThen() {
        try {
            while (true) {
                Thread.sleep(FLUSH_EVERY_MILLIS);
                flush();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void append(LogStream stream, long timestamp, String text) {
        collected.append(stream.group()).append(' ').append(text.stripTrailing()).append('\n');
        if (collected.length() >= ENOUGH) {
            flush();
        }
    }

    @Override
    public void close() {
        flusher.interrupt();
        flush();
    }

    private synchronized void flush() {
        if (collected.isEmpty()) {
            return;
        }
        byte[] lines = collected.toString().getBytes(StandardCharsets.UTF_8);
        collected.setLength(0);
        try {
            out.write(lines);
        } catch (IOException closed) {
            // Whoever read our output has gone; functions run on without a reader.
        }
    }
}
