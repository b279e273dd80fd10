package dev.gatehouse.language.variable;

import dev.gatehouse.language.selection.BodyPath;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One variable of an HTTP API's selection expressions, such as {@code request.header.x-id} (written
 * without its {@code $}). Source: AWS docs, "Transform API requests and responses for HTTP APIs".
 */
public sealed interface Source {
    record RequestHeader(String name) implements Source {}

    record RequestQuery(String name) implements Source {}

    record RequestPath() implements Source {}

    record PathParameter(String name) implements Source {}

    record RequestBody(BodyPath path) implements Source {}

    record Context(String name) implements Source {}

    record StageVariable(String name) implements Source {}

    record ResponseHeader(String name) implements Source {}

    record ResponseBody(BodyPath path) implements Source {}

    /** Empty when the text names no variable. */
    static Optional<Source> parse(String text) {
        if (text.equals("request.path")) {
            return Optional.of(new RequestPath());
        }
        if (text.startsWith("request.body")) {
            return BodyPath.parse(text.substring("request.body".length())).map(RequestBody::new);
        }
        if (text.startsWith("response.body")) {
            return BodyPath.parse(text.substring("response.body".length())).map(ResponseBody::new);
        }
        return named(text, "request.header.", RequestHeader::new)
                .or(() -> named(text, "request.querystring.", RequestQuery::new))
                .or(() -> named(text, "request.path.", PathParameter::new))
                .or(() -> named(text, "context.", Context::new))
                .or(() -> named(text, "stageVariables.", StageVariable::new))
                .or(() -> named(text, "response.header.", ResponseHeader::new));
    }

    private static Optional<Source> named(
            String text, String prefix, Function<String, Source> source) {
        return text.startsWith(prefix) && isName(text.substring(prefix.length()))
                ? Optional.of(source.apply(text.substring(prefix.length())))
                : Optional.empty();
    }

    /** Whether the text can be a variable's name: letters, digits and a header's punctuation. */
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> isLetterOrDigit(c) || "-_.$!#%&'*+^`|~:".indexOf(c) >= 0);
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** The variable's value, or null when the call does not have it. */
    default @Nullable String read(Scope scope) {
        return switch (this) {
            case RequestHeader(String name) -> scope.requestHeader(name);
            case RequestQuery(String name) -> scope.requestQuery(name);
            case RequestPath() -> scope.requestPath();
            case PathParameter(String name) -> scope.pathParameter(name);
            case RequestBody(BodyPath path) -> path.select(scope.requestBody());
            case Context(String name) -> scope.context(name);
            case StageVariable(String name) -> scope.stageVariable(name);
            case ResponseHeader(String name) -> scope.responseHeader(name);
            case ResponseBody(BodyPath path) -> path.select(scope.responseBody());
        };
    }

    /** Whether reading needs the request's payload. */
    default boolean readsRequestBody() {
        return this instanceof RequestBody;
    }

    /** Whether reading needs the payload of the backend's response. */
    default boolean readsResponseBody() {
        return this instanceof ResponseBody;
    }

    /** Whether there is something to read before the backend has answered. */
    default boolean isOfResponse() {
        return this instanceof ResponseHeader || this instanceof ResponseBody;
    }
}
