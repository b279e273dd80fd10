package dev.gatehouse.control.code;

/** An uploaded package that we do not unpack. */
public final class BadPackageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /** What is wrong with it, as far as AWS's answers tell cases apart. */
    public enum Problem {
        /** No zip archive, a damaged one, or one with entries that may not be written. */
        UNREADABLE,
        /** An archive without entries. */
        EMPTY,
        /** More bytes or entries than a function may have. */
        TOO_LARGE
    }

    BadPackageException(Problem problem, String detail) {
        super(detail);
        this.problem = problem;
    }

    BadPackageException(Problem problem, Throwable cause) {
        super(cause.getMessage(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
