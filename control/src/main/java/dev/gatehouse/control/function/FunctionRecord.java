package dev.gatehouse.control.function;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept once for each function.
 *
 * @param latest the version {@code $LATEST}
 * @param lastVersion the highest number ever published; numbers are never used again
 * @param reservedConcurrency null when none is reserved
 */
record FunctionRecord(
        VersionRecord latest,
        long lastVersion,
        @Nullable Integer reservedConcurrency,
        Map<String, String> tags) {
    FunctionRecord {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /** What the function takes from the account's concurrency. */
    int taken() {
        return reservedConcurrency == null ? 0 : reservedConcurrency;
    }

    FunctionRecord withLatest(VersionRecord next) {
        return new FunctionRecord(next, lastVersion, reservedConcurrency, tags);
    }

    FunctionRecord withLastVersion(long next) {
        return new FunctionRecord(latest, next, reservedConcurrency, tags);
    }

    FunctionRecord withReservedConcurrency(@Nullable Integer next) {
        return new FunctionRecord(latest, lastVersion, next, tags);
    }

    FunctionRecord withTags(Map<String, String> next) {
        return new FunctionRecord(latest, lastVersion, reservedConcurrency, next);
    }
}
