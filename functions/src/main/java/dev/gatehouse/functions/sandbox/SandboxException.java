package dev.gatehouse.functions.sandbox;

/** A process could not be started on this machine. */
public sealed class SandboxException extends Exception permits InvalidEntrypointException {
    private static final long serialVersionUID = 1L;

    public SandboxException(String message) {
        super(message);
    }

    public SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
