package dev.gatehouse.functions.host;

/** How a runtime identifier maps to what is installed. */
public sealed interface RuntimeChoice {
    /** The named version is installed. */
    record Exact(String description) implements RuntimeChoice {}

    /**
     * Another version of the same language stands in; the warning names both versions for the user.
     */
    record Nearest(String description, String warning) implements RuntimeChoice {}

    /**
     * Nothing suitable is installed, or strictness forbids a stand-in; the reason names the places
     * searched.
     */
    record Missing(String reason) implements RuntimeChoice {}
}
