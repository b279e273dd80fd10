package dev.gatehouse.functions.log;

/**
 * Cuts a stream of bytes into lines. A line longer than a log event may be (256 KB) is cut. Not
 * safe for use by several threads.
 */
final class LineSplitter {
    static final int LONGEST = 256 * 1024;

    private final LogText partial = new LogText(256);
    private final CarriageReturn carriageReturn;
    private final Lines lines;

    /** Takes the lines. */
    @FunctionalInterface
    interface Lines {
        /**
         * @param line begins with the line; valid during the call
         */
        void accept(byte[] line, int length);
    }

    LineSplitter(CarriageReturn carriageReturn, Lines lines) {
        this.carriageReturn = carriageReturn;
        this.lines = lines;
    }

    void accept(byte[] bytes, int length) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                partial.add(bytes, from, i - from);
                emit();
                from = i + 1;
            } else if (partial.length() + i - from >= LONGEST) {
                partial.add(bytes, from, i - from);
                emit();
                from = i;
            }
        }
        partial.add(bytes, from, length - from);
    }

    /** Gives out what has no line end yet. */
    void flush() {
        if (partial.length() > 0) {
            emit();
        }
    }

    private void emit() {
        byte[] line = partial.bytes();
        int length = partial.length();
        partial.clear();
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (carriageReturn == CarriageReturn.LINE_END) {
            endLines(line, length);
        }
        lines.accept(line, length);
    }

    private static void endLines(byte[] line, int length) {
        for (int i = 0; i < length; i++) {
            if (line[i] == '\r') {
                line[i] = '\n';
            }
        }
    }
}
