package dev.gatehouse.functions.runtime;

/** What a function is written in, as far as starting it is concerned. */
public enum Language {
    NODE("Node.js", 16),
    PYTHON("Python 3", 8),
    JAVA("Java", 8),
    /** The package brings an executable of its own, called {@code bootstrap}. */
    EXECUTABLE("bootstrap", 0);

    private final String title;
    private final int oldest;

    Language(String title, int oldest) {
        this.title = title;
        this.oldest = oldest;
    }

    String title() {
        return title;
    }

    /** The oldest release that our runtimes work with. */
    int oldest() {
        return oldest;
    }

    /** A release as people write it: {@code Node.js 22}, {@code Python 3.12}. */
    String named(String version) {
        return (this == PYTHON ? "Python" : title) + " " + version;
    }
}
