package dev.gatehouse.functions.sandbox;

import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.runtime.Interpreter;
import java.util.Optional;
import java.util.Set;

/**
 * What makes spares interchangeable.
 *
 * @param memoryMb for Node.js, whose heap is bounded when it starts; the least a function can have
 *     for Python, which is given its bound when it is claimed
 */
record SpareKind(Interpreter interpreter, int memoryMb) {
    static final int LEAST_MEMORY_MB = 128;

    /** AWS docs: Lambda quotas, {@code /tmp} directory storage. */
    static final int DEFAULT_STORAGE_MB = 512;

    private static final Set<String> READ_AT_START =
            Set.of(
                    "AWS_LAMBDA_EXEC_WRAPPER",
                    "UV_THREADPOOL_SIZE",
                    "PATH",
                    "LANG",
                    "LANGUAGE",
                    "TZ");
    private static final Set<String> NEVER_READ_AT_START = Set.of("NODE_ENV", "NODE_PATH");

    /** The spares that can become this function; none if it needs to be there from the start. */
    static Optional<SpareKind> of(FunctionVersion version, Interpreter interpreter) {
        boolean spareable =
                version.ephemeralStorageMb() == DEFAULT_STORAGE_MB
                        && version.environment().keySet().stream()
                                .noneMatch(SpareKind::isReadAtStart);
        if (!spareable) {
            return Optional.empty();
        }
        return switch (interpreter.language()) {
            case NODE -> Optional.of(new SpareKind(interpreter, version.memoryMb()));
            case PYTHON -> Optional.of(new SpareKind(interpreter, LEAST_MEMORY_MB));
            case JAVA, EXECUTABLE -> Optional.empty();
        };
    }

    /** Variables that an interpreter, or the loader of its libraries, looks at only once. */
    private static boolean isReadAtStart(String name) {
        boolean prefixed =
                name.startsWith("NODE_")
                        || name.startsWith("PYTHON")
                        || name.startsWith("LD_")
                        || name.startsWith("LC_")
                        || name.startsWith("GLIBC_")
                        || name.startsWith("MALLOC_")
                        || name.startsWith("OPENSSL_")
                        || name.startsWith("SSL_");
        return READ_AT_START.contains(name) || (prefixed && !NEVER_READ_AT_START.contains(name));
    }
}
