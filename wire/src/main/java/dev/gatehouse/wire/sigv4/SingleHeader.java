package dev.gatehouse.wire.sigv4;

import dev.gatehouse.http.message.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header that a signature hangs on, which must not stand twice in a request. */
final class SingleHeader {
    private SingleHeader() {}

    static @Nullable String of(Headers headers, String name) {
        List<String> values = headers.all(name);
        if (values.size() > 1) {
            throw SignatureFaults.incomplete(
                    "The request has " + values.size() + " '" + name + "' headers, expected one.");
        }
        return values.isEmpty() ? null : values.getFirst().strip();
    }
}
