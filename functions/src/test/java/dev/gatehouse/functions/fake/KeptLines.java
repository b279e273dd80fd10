package dev.gatehouse.functions.fake;

import dev.gatehouse.functions.log.LogBatch;
import dev.gatehouse.functions.log.LogSink;
import dev.gatehouse.functions.log.LogStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every line. */
public final class KeptLines implements LogSink {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<LogStream> streams = new CopyOnWriteArrayList<>();

    @Override
    public void append(LogStream stream, LogBatch events) {
        streams.add(stream);
        events.forEach((timestamp, bytes, from, length) ->
                lines.add(new String(bytes, from, length, StandardCharsets.UTF_8)));
    }

    public List<String> lines() {
        return lines;
    }

    public List<LogStream> streams() {
        return streams.stream().distinct().toList();
    }
}
