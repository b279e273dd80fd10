package dev.gatehouse.functions.runtimeapi;

/** A call of the Runtime API, read from its verb and path. */
sealed interface Call {
    record Next() implements Call {}

    record Answer(String requestId) implements Call {}

    /** Ours: an answer whose reply is the next invocation, as if it had been asked for. */
    record AnswerThenNext(String requestId) implements Call {}

    record Failure(String requestId) implements Call {}

    record InitFailure() implements Call {}

    record Unknown() implements Call {}

    String ROOT = "/2018-06-01/runtime/";
    String INVOCATION = ROOT + "invocation/";

    /**
     * @param path what follows the environment's token
     */
    static Call of(String method, String path) {
        return switch (method) {
            case "GET" -> path.equals(INVOCATION + "next") ? new Next() : new Unknown();
            case "POST" -> posted(path);
            default -> new Unknown();
        };
    }

    private static Call posted(String path) {
        if (path.equals(ROOT + "init/error")) {
            return new InitFailure();
        }
        int end = path.lastIndexOf('/');
        if (!path.startsWith(INVOCATION) || end <= INVOCATION.length()) {
            return new Unknown();
        }
        String requestId = path.substring(INVOCATION.length(), end);
        return switch (path.substring(end + 1)) {
            case "response" -> new Answer(requestId);
            case "response-then-next" -> new AnswerThenNext(requestId);
            case "error" -> new Failure(requestId);
            default -> new Unknown();
        };
    }
}
