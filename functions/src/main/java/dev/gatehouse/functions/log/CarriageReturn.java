package dev.gatehouse.functions.log;

/** What a carriage return within a line of output stands for. */
public enum CarriageReturn {
    /** Itself, as on AWS. */
    TEXT,
    /**
     * A line end within one log event: our bootstraps for Node.js and Python write a message of
     * several lines so.
     */
    LINE_END;

    /** How the runtime of this name writes. */
    public static CarriageReturn in(String runtime) {
        return runtime.startsWith("nodejs") || runtime.startsWith("python") ? LINE_END : TEXT;
    }
}
