package dev.gatehouse.functions.sandbox;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a process writes to stdout and stderr, in the order in which it wrote it. One thread reads
 * and closes, without a buffer in between. Until it is closed any thread may ask what is there, and
 * none waits for a read in progress.
 */
public abstract class ProcessOutput extends InputStream {
    /**
     * Waits for something to read without taking it.
     *
     * @return false when the process and its children have ended and everything is read
     */
    public abstract boolean await() throws IOException;

    /** Whether everything that was written so far has been read. */
    public abstract boolean isDrained() throws IOException;

    /** How much is written and not yet read. */
    @Override
    public abstract int available() throws IOException;
}
