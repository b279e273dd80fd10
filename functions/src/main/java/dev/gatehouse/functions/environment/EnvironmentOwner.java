package dev.gatehouse.functions.environment;

/**
 * Who decides what an environment does next. Called without locks on any thread; must not block.
 * What is called {@code now} is the timer's time.
 */
public interface EnvironmentOwner {
    /** It waits for work: assign some, keep it for later, or stop it. */
    void idle(Environment environment, long now);

    /** It has initialised with the invocation that was bound to it, and runs that now. */
    void resumed(Environment environment);

    /**
     * It has answered and will be idle soon, unless its runtime has other ideas.
     *
     * @param nanos how long the invocation took
     */
    void answered(Environment environment, long nanos, long now);

    /** It has answered thousands of invocations a second, by the event loop that this is. */
    void busy(Environment environment);

    /** It was idle, and its runtime went away. */
    void lost(Environment environment);

    /**
     * Its initialisation failed while no invocation was bound to it. Initialisation is repeated for
     * one that waits, under its time-out (AWS docs: Lambda, "Understanding the execution
     * environment lifecycle").
     */
    void initFailed(Environment environment);

    /** This machine cannot start it. */
    void refused(Environment environment, String reason);

    /** Its process has ended. The last call for this environment. */
    void ended(Environment environment);
}
