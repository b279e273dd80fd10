package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.host.RuntimeChoice;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Starts processes that run function code and speak the Runtime API. Safe for any number of
 * threads.
 */
public interface Sandbox extends AutoCloseable {
    /** Which interpreter of this machine a runtime identifier would get. */
    RuntimeChoice runtime(String identifier);

    /**
     * Says that this version may be started soon: the moment to boot spares of its runtime. Returns
     * at once.
     */
    void expect(FunctionVersion version);

    /**
     * Turns a fresh process, or a spare that has booted its interpreter but loaded no code, into
     * one that runs this version. May block for the time of a fork; never waits for the function's
     * own code.
     *
     * @throws SandboxException if this machine cannot run it; the message says why
     */
    SandboxProcess start(Launch launch) throws SandboxException;

    /**
     * A folder whose files every process sees in the folder of its runtime, also those that come
     * later; empty when there is none.
     */
    Optional<Path> sharedFolder();

    /** Ends every process that is still there, spares included. */
    @Override
    void close();
}
