package dev.gatehouse.functions.runtimeapi;

/**
 * The environment behind one runtime, as the Runtime API sees it. Called on event loops; nothing
 * here may block.
 */
public interface RuntimeSession {
    /** The runtime has initialised, or done its work, and waits for more. */
    void next(Poll poll);

    /** The connection that the poll came by is gone. */
    void lost(Poll poll);

    Reply response(String requestId, byte[] payload);

    /** The runtime posted an answer, or an error, above {@link RuntimeApi#RESPONSE_LIMIT}. */
    Reply responseTooLarge(String requestId);

    /**
     * @param error JSON as the runtime sent it
     */
    Reply error(String requestId, byte[] error);

    Reply initError(byte[] error);
}
