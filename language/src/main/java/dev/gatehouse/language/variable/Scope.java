package dev.gatehouse.language.variable;

import org.jspecify.annotations.Nullable;

/**
 * What an expression may read of one call; null stands for what the call does not have. Repeated
 * headers and query parameters come joined with commas; header names ignore case.
 */
public interface Scope {
    @Nullable String requestHeader(String name);

    @Nullable String requestQuery(String name);

    /** The path without the stage. */
    String requestPath();

    @Nullable String pathParameter(String name);

    byte[] requestBody();

    @Nullable String context(String name);

    @Nullable String stageVariable(String name);

    @Nullable String responseHeader(String name);

    byte[] responseBody();
}
