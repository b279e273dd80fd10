package dev.gatehouse.functions.host;

import org.jspecify.annotations.Nullable;

/**
 * A function as a caller names it.
 *
 * @param qualifier a version, an alias or {@code $LATEST}; null for the unqualified name, which
 *     means {@code $LATEST}
 */
public record FunctionRef(FunctionId id, @Nullable String qualifier) {
    /** The ARN as the caller wrote it, which is what the function sees as its invoked ARN. */
    public String arn() {
        return qualifier == null ? id.arn() : id.arn() + ":" + qualifier;
    }
}
