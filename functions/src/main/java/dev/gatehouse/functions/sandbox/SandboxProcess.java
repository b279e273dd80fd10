package dev.gatehouse.functions.sandbox;

import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/** A running process with everything that it started. Safe for any number of threads. */
public interface SandboxProcess {
    long pid();

    /** Completes, never exceptionally, when the process has ended and was reaped. */
    CompletionStage<Exit> exit();

    /**
     * What it writes to stdout and stderr, in the order in which it wrote it; ends after the
     * process and its children have ended. One thread reads. Unbuffered: {@link
     * InputStream#available} tells how much is written and not yet read, from any thread, without
     * waiting for a read in progress.
     */
    InputStream output();

    /** Asks the process to end (SIGTERM). */
    void terminate();

    /** Ends the process and everything that it started (SIGKILL). Idempotent. */
    void kill();

    /** The most memory that it has used so far; asks the operating system. */
    long peakMemoryBytes();
}
