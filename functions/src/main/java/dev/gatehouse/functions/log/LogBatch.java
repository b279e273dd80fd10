package dev.gatehouse.functions.log;

import java.util.Arrays;

/** Log events of one stream, oldest first. Not safe for use by several threads. */
public final class LogBatch {
    private final LogText text = new LogText(4096);
    private long[] timestamps = new long[32];
    private int[] ends = new int[32];
    private int size;

    /** Is shown the events of a batch. */
    @FunctionalInterface
    public interface Reader {
        /**
         * @param timestamp milliseconds since the epoch
         * @param bytes holds the event, without its line end: UTF-8 as far as the function wrote
         *     such; valid during the call
         */
        void event(long timestamp, byte[] bytes, int from, int length);
    }

    LogBatch() {}

    public void forEach(Reader reader) {
        int start = 0;
        for (int i = 0; i < size; i++) {
            reader.event(timestamps[i], text.bytes(), start, ends[i] - start);
            start = ends[i];
        }
    }

    public int size() {
        return size;
    }

    void add(long timestamp, byte[] event, int length) {
        if (size == ends.length) {
            timestamps = Arrays.copyOf(timestamps, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        timestamps[size] = timestamp;
        ends[size++] = text.add(event, 0, length).length();
    }

    void clear() {
        text.clear();
        size = 0;
    }

    /** How much memory its text takes, in bytes. */
    int capacity() {
        return text.capacity();
    }
}
