package dev.gatehouse.functions.sandbox;

import java.util.concurrent.CompletionStage;

/** A running process with everything that it started. Safe for any number of threads. */
public interface SandboxProcess {
    long pid();

    /** Completes, never exceptionally, when the process has ended and was reaped. */
    CompletionStage<Exit> exit();

    ProcessOutput output();

    /** Asks the process to end (SIGTERM). */
    void terminate();

    /** Ends the process and everything that it started (SIGKILL). Idempotent. */
    void kill();

    /** The most memory that it has used so far; asks the operating system. */
    long peakMemoryBytes();
}
