package dev.gatehouse.functions.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;

/** The last 4 KB of the lines of one invocation. Not safe for use by several threads. */
final class TailBuffer {
    static final int LIMIT = 4096;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private int characters;

    void clear() {
        lines.clear();
        characters = 0;
    }

    /** Keeps the line as it is: most tails are never asked for. */
    void add(String line) {
        lines.addLast(line);
        characters += line.length() + 1;
        while (characters - lines.getFirst().length() - 1 >= LIMIT) {
            characters -= lines.removeFirst().length() + 1;
        }
    }

    byte[] bytes() {
        byte[] all = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        int from = Math.max(0, all.length - LIMIT);
        while (from < all.length && (all[from] & 0xC0) == 0x80) {
            from++;
        }
        return Arrays.copyOfRange(all, from, all.length);
    }
}
