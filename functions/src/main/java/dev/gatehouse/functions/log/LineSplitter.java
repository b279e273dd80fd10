package dev.gatehouse.functions.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into lines. A line longer than a log event may be (256 KB) is cut. Not
 * safe for use by several threads.
 */
final class LineSplitter {
    static final int LONGEST = 256 * 1024;

    private final ByteArrayOutputStream partial = new ByteArrayOutputStream(256);
    private final CarriageReturn carriageReturn;
    private final Consumer<String> lines;

    LineSplitter(CarriageReturn carriageReturn, Consumer<String> lines) {
        this.carriageReturn = carriageReturn;
        this.lines = lines;
    }

    void accept(byte[] bytes, int length) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                partial.write(bytes, from, i - from);
                emit();
                from = i + 1;
            } else if (partial.size() + i - from >= LONGEST) {
                partial.write(bytes, from, i - from);
                emit();
                from = i;
            }
        }
        partial.write(bytes, from, length - from);
    }

    /** Gives out what has no line end yet. */
    void flush() {
        if (partial.size() > 0) {
            emit();
        }
    }

    private void emit() {
        String line = partial.toString(StandardCharsets.UTF_8);
        partial.reset();
        String ended = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        lines.accept(
                switch (carriageReturn) {
                    case TEXT -> ended;
                    case LINE_END -> ended.replace('\r', '\n');
                });
    }
}
