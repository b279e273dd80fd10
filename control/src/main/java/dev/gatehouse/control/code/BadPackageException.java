package dev.gatehouse.control.code;

import java.nio.file.FileSystemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded package that we do not unpack. The message is for the log: one line of bounded
 * length, without a path of this machine.
 */
public final class BadPackageException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_SHOWN = 200;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

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

    private BadPackageException(String detail, Exception cause) {
        super(detail, cause);
        this.problem = Problem.UNREADABLE;
    }

    /** An entry that may not be written; its name is the sender's. */
    static BadPackageException refused(String what, String name) {
        return new BadPackageException(Problem.UNREADABLE, what + ": " + shown(name));
    }

    static BadPackageException unreadable(Exception cause) {
        // The message of a FileSystemException begins with the path.
        @Nullable String reason =
                cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
        String kind = cause.getClass().getSimpleName();
        return new BadPackageException(reason == null ? kind : kind + ": " + shown(reason), cause);
    }

    private static String shown(String text) {
        String start = text.substring(0, Math.min(text.length(), LONGEST_SHOWN));
        return CONTROL.matcher(start).replaceAll("?");
    }

    public Problem problem() {
        return problem;
    }
}
