package dev.gatehouse.functions.sandbox;

/** The function brings no program that could be started; the message is AWS's. */
public final class InvalidEntrypointException extends SandboxException {
    private static final long serialVersionUID = 1L;

    public InvalidEntrypointException(String message) {
        super(message);
    }
}
