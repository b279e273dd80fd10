package dev.gatehouse.server.boot;

import dev.gatehouse.functions.log.LogBatch;
import dev.gatehouse.functions.log.LogSink;
import dev.gatehouse.functions.log.LogStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Prints the functions' log lines, each with its log group in front. */
final class FunctionLogPrinter implements LogSink {
    private static final int ENOUGH = 64 * 1024;
    private static final byte[] LINE_END = {'\n'};

    private final OutputStream out;
    private final ByteBuffer collected = ByteBuffer.allocate(ENOUGH);

    FunctionLogPrinter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void append(LogStream stream, LogBatch events) {
        byte[] group = (stream.group() + " ").getBytes(StandardCharsets.UTF_8);
        events.forEach((timestamp, bytes, from, length) -> {
            put(group, 0, group.length);
            put(bytes, from, stripped(bytes, from, length));
            put(LINE_END, 0, LINE_END.length);
        });
    }

    @Override
    public void flush() {
        print(collected.array(), 0, collected.position());
        collected.clear();
    }

    /** Without the tab at the end of a REPORT line, and the like. */
    private static int stripped(byte[] bytes, int from, int length) {
        int end = from + length;
        while (end > from && bytes[end - 1] >= 0 && bytes[end - 1] <= ' ') {
            end--;
        }
        return end - from;
    }

    private void put(byte[] bytes, int from, int length) {
        if (length > collected.remaining()) {
            flush();
        }
        if (length > collected.remaining()) {
            print(bytes, from, length);
        } else {
            collected.put(bytes, from, length);
        }
    }

    private void print(byte[] bytes, int from, int length) {
        try {
            out.write(bytes, from, length);
        } catch (IOException closed) {
            // Whoever read our output has gone; functions run on without a reader.
        }
    }
}
