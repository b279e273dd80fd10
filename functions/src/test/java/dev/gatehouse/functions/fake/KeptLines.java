package dev.gatehouse.functions.fake;

import dev.gatehouse.functions.log.LogBatch;
import dev.gatehouse.functions.log.LogSink;
import dev.gatehouse.functions.log.LogStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps every line. */
public final class KeptLines implements LogSink {
    private final List<String> lines = new ArrayList<>();
    private final Set<LogStream> streams = new LinkedHashSet<>();

    @Override
    public synchronized void append(LogStream stream, LogBatch events) {
        streams.add(stream);
        events.forEach((timestamp, bytes, from, length) ->
                lines.add(new String(bytes, from, length, StandardCharsets.UTF_8)));
    }

    /** What has come until now. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    public synchronized List<LogStream> streams() {
        return List.copyOf(streams);
    }
}
