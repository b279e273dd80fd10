package dev.gatehouse.functions.log;

import java.util.Arrays;

/**
 * The last 4 KB of the lines of an invocation whose caller asked for them. Not safe for use by
 * several threads.
 */
final class TailBuffer {
    static final int LIMIT = 4096;

    /** Its front is dropped in steps. */
    private static final int STEP = 16 * LIMIT;

    private final LogText text = new LogText(0);
    private boolean wanted;

    void begin(boolean isWanted) {
        text.clear();
        wanted = isWanted;
    }

    void add(byte[] line, int length) {
        if (wanted) {
            text.add(line, 0, length).add('\n');
            if (text.length() > STEP) {
                text.keepLast(LIMIT);
            }
        }
    }

    byte[] bytes() {
        byte[] all = text.bytes();
        int end = text.length();
        int from = Math.max(0, end - LIMIT);
        while (from < end && (all[from] & 0xC0) == 0x80) {
            from++;
        }
        return Arrays.copyOfRange(all, from, end);
    }
}
